//! Credentials of the caller's own making, for the client and for one call; identities of connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tests::runtime::{
    Builder, Credential, Credentials, CredentialsError, CredentialsFuture, ErrorKind, Provided,
};

use super::support::{
    BASIC, BEARER, Basic, Bearer, Client, KEY_HEADER, Key, MUTUAL_TLS, MutualTls, SECRET, Script,
    answer, builder,
};

/// Numbers what it gives, and says whether the last one was refused.
#[derive(Clone, Default)]
struct Vault {
    asked: Arc<AtomicUsize>,
    life: Option<Duration>,
}

impl Credentials for Vault {
    fn provide(&self, refused: bool) -> CredentialsFuture<'_> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let number = self.asked.fetch_add(1, Ordering::SeqCst);
            let provided = Provided::new(format!("{SECRET}{number}{refused}"));
            Ok(match self.life {
                Some(life) => provided.expires_in(life),
                None => provided,
            })
        })
    }
}

#[tokio::test]
async fn r29_many_callers_ask_the_source_once() {
    let vault = Vault::default();
    let script = Script::default();
    let client = builder(&script)
        .credential(BEARER, Credential::from_source(vault.clone()))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..50)
        .map(|_| tokio::spawn(client.pets::<Bearer>().send()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(vault.asked.load(Ordering::SeqCst), 1);
    let expected = format!("Bearer {SECRET}0false");
    let sent = script.sent();
    assert!(
        sent.iter()
            .all(|sent| sent.header("authorization") == expected)
    );
}

#[tokio::test]
async fn the_source_is_told_of_a_refusal() {
    let script = Script::new([answer(401, ""), answer(200, "ok"), answer(401, "")]);
    let client = builder(&script)
        .credential(KEY_HEADER, Credential::from_source(Vault::default()))
        .build()
        .unwrap();
    assert_eq!(client.pets::<Key>().await.unwrap(), "ok");
    let sent = script.sent();
    assert_eq!(sent[0].header("x-key"), format!("{SECRET}0false"));
    assert_eq!(sent[1].header("x-key"), format!("{SECRET}1true"));
}

#[tokio::test(start_paused = true)]
async fn the_source_is_asked_again_when_the_life_is_over() {
    let script = Script::default();
    let vault = Vault {
        life: Some(Duration::from_secs(100)),
        ..Vault::default()
    };
    let client = builder(&script)
        .credential(BASIC, Credential::from_source(vault.clone()))
        .build()
        .unwrap();
    for _ in 0..4 {
        client.pets::<Basic>().await.unwrap();
        tokio::time::advance(Duration::from_secs(50)).await;
    }
    assert_eq!(vault.asked.load(Ordering::SeqCst), 2);
    assert!(
        script.sent()[0]
            .header("authorization")
            .starts_with("Basic ")
    );
}

#[tokio::test]
async fn a_source_that_fails_sends_nothing() {
    struct Sealed;
    impl Credentials for Sealed {
        fn provide(&self, _: bool) -> CredentialsFuture<'_> {
            Box::pin(async { Err(CredentialsError::new("the vault is sealed")) })
        }
    }
    let script = Script::default();
    let client = builder(&script)
        .credential(BEARER, Credential::from_source(Sealed))
        .build()
        .unwrap();
    let error = client.pets::<Bearer>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`probe` failed: no credential: the vault is sealed"
    );
    assert!(!error.may_have_been_sent() && script.sent().is_empty());
}

#[tokio::test]
async fn s03_a_credential_of_the_call_goes_where_the_call_goes() {
    let script = Script::default();
    let client = builder(&script)
        .credential(BEARER, Credential::bearer("client"))
        .build()
        .unwrap();
    let own = || {
        client
            .pets::<Bearer>()
            .credential("bearer", Credential::bearer("call"))
    };
    own().await.unwrap();
    own().server("https://other.example").await.unwrap();
    client.pets::<Bearer>().await.unwrap();
    let call = client.pets::<Bearer>().server("https://other.example");
    call.await.unwrap();
    let sent: Vec<_> = script
        .sent()
        .iter()
        .map(|sent| sent.header("authorization").to_owned())
        .collect();
    assert_eq!(sent, ["Bearer call", "Bearer call", "Bearer client", ""]);
}

#[tokio::test]
async fn s06_a_credential_of_the_call_that_cannot_be_right() {
    let script = Script::default();
    let client = builder(&script).build().unwrap();
    for (scheme, token) in [("bearer", "a\nb"), ("other", "a")] {
        let call = client.pets::<Bearer>();
        let error = call.credential(scheme, Credential::bearer(token)).await;
        let error = error.unwrap_err();
        let Some(ErrorKind::InvalidArgument(argument)) = error.kind() else {
            panic!("{error:?}");
        };
        assert_eq!(argument.name(), scheme);
    }
    assert!(script.sent().is_empty());
}

#[tokio::test]
async fn s07_an_identity_is_asked_for_before_anything_is_sent() {
    let client = Builder::<Client>::new().build().unwrap();
    let error = client.pets::<MutualTls>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`probe` failed: no credential: the client's builder needs `.client_certificate(..)`"
    );
    // Whoever brings connections of his own may have given them an identity.
    let client = builder(&Script::default()).build().unwrap();
    client.pets::<MutualTls>().await.unwrap();
}

#[cfg(feature = "rustls")]
#[test]
fn s06_an_identity_that_is_none_is_told_without_the_key() {
    let key = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(["client".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    let build = |certificate: &str, key: &str| {
        let identity = Credential::identity(certificate.as_bytes(), key);
        Builder::<Client>::new()
            .credential(MUTUAL_TLS, identity)
            .build()
    };
    build(&certificate, &key.serialize_pem()).unwrap();
    let other = rcgen::KeyPair::generate().unwrap().serialize_pem();
    for key in [SECRET, &other, ""] {
        let error = build(&certificate, key).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(SECRET), "{error}");
    }
    assert!(build("", &key.serialize_pem()).is_err());
}
