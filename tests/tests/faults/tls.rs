//! Servers that cannot prove who they are, which nothing makes up for; and clients that prove who they are.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::thread::JoinHandle;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, Stream};
use tests::runtime::{Builder, ErrorKind};

use super::client::{Client, SECRET};
use super::server::{Server, Step, send};

/// What a server learns of one client.
struct Met {
    heard: Vec<u8>,
    certificate: Option<CertificateDer<'static>>,
}

/// Greets one client with this certificate, and answers what it says after that.
fn serve(
    certificate: CertificateDer<'static>,
    key: &KeyPair,
    clients: Arc<dyn ClientCertVerifier>,
) -> (String, JoinHandle<Met>) {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut session = ServerConnection::new(Arc::new(config)).unwrap();
        let mut tls = Stream::new(&mut session, &mut stream);
        let mut heard = Vec::new();
        let mut byte = [0];
        // Where one side does not trust the other the greeting is broken off, which is an error here.
        while !heard.ends_with(b"\r\n\r\n") && tls.read_exact(&mut byte).is_ok() {
            heard.extend_from_slice(&byte);
        }
        if !heard.is_empty() {
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nI know you";
            tls.write_all(answer).unwrap();
        }
        let chain = session.peer_certificates().unwrap_or_default();
        let certificate = chain.first().map(|own| own.clone().into_owned());
        Met { heard, certificate }
    });
    (format!("https://localhost:{port}"), thread)
}

async fn refused(url: String) {
    let client = Builder::<Client>::new()
        .base_url(url)
        .no_proxy()
        .retry(tests::runtime::RetryPolicy::none())
        .build();
    let error = client.unwrap().post("body").await.unwrap_err();
    assert!(matches!(error.kind(), Some(ErrorKind::Tls(_))), "{error:?}");
    assert!(error.is_connect() && !error.may_have_been_sent());
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn r26_certificates_that_prove_nothing() {
    let expired = {
        let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        params.not_after = date_time_ymd(2020, 1, 1);
        params
    };
    let of_another = CertificateParams::new(["other.example".to_owned()]).unwrap();
    let self_signed = CertificateParams::new(["localhost".to_owned()]).unwrap();
    for params in &[expired, of_another, self_signed] {
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let anybody = WebPkiClientVerifier::no_client_auth();
        let (url, thread) = serve(certificate.der().clone(), &key, anybody);
        refused(url).await;
        assert!(thread.join().unwrap().heard.is_empty());
    }
}

#[tokio::test]
async fn r26_plain_text_where_tls_is_expected() {
    let server = Server::once([
        Step::ReadUntil(b"localhost"),
        send("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"),
    ]);
    refused(format!("https://localhost:{}", server.address().port())).await;
}

/// Who vouches for others.
#[cfg(all(feature = "blocking", target_os = "linux"))]
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// What comes of a call, and what the server learns: it trusts one authority alone, and another vouches for the client.
#[cfg(all(feature = "blocking", target_os = "linux"))]
fn meeting(
    trusted: &CertifiedIssuer<'_, KeyPair>,
    vouching: &CertifiedIssuer<'_, KeyPair>,
) -> (String, CertificateDer<'static>, Met) {
    let server = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&server, trusted).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(trusted.as_ref().der().clone()).unwrap();
    let provider = Arc::new(ring::default_provider());
    let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
    let clients = clients.build().unwrap();
    let (url, thread) = serve(certificate.der().clone(), &server, clients);

    let client = KeyPair::generate().unwrap();
    let params = CertificateParams::new([SECRET.to_owned()]).unwrap();
    let certificate = params.signed_by(&client, vouching).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (identity, roots) = (folder.path().join("identity"), folder.path().join("roots"));
    std::fs::write(&identity, certificate.pem() + &client.serialize_pem()).unwrap();
    std::fs::write(&roots, trusted.as_ref().pem()).unwrap();
    // The certificates that a system trusts are looked up once in each process.
    let output = Command::new(env!("CARGO_BIN_EXE_caller"))
        .args(["--identity", &url])
        .arg(&identity)
        .env("SSL_CERT_FILE", &roots)
        .env_remove("SSL_CERT_DIR")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let outcome = String::from_utf8(output.stdout).unwrap();
    (outcome, certificate.der().clone(), thread.join().unwrap())
}

#[cfg(all(feature = "blocking", target_os = "linux"))]
#[test]
fn an_identity_is_shown_to_the_server() {
    let authority = authority();
    let (outcome, certificate, met) = meeting(&authority, &authority);
    assert_eq!(outcome, "I know you\n");
    assert_eq!(met.certificate, Some(certificate));
    assert!(met.heard.starts_with(b"GET / HTTP/1.1\r\n"));
}

#[cfg(all(feature = "blocking", target_os = "linux"))]
#[test]
fn an_identity_that_nobody_vouches_for_is_refused() {
    let (outcome, _, met) = meeting(&authority(), &authority());
    assert!(outcome.contains("the connection broke"), "{outcome}");
    assert!(met.heard.is_empty());
}
