//! Servers that cannot prove who they are. Nothing switches the check off.

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};
use tests::runtime::{Builder, ErrorKind};

use super::client::Client;
use super::server::{Server, Step, send};

/// Greets one client with this certificate, and gives what the client says after that.
fn serve(params: &CertificateParams) -> (String, JoinHandle<Vec<u8>>) {
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut session = ServerConnection::new(Arc::new(config)).unwrap();
        let mut heard = Vec::new();
        // The client breaks the greeting off, which is an error here.
        let _ = Stream::new(&mut session, &mut stream).read_to_end(&mut heard);
        heard
    });
    (url, thread)
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
        let (url, thread) = serve(params);
        refused(url).await;
        assert!(thread.join().unwrap().is_empty());
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
