//! Tokens that a user grants: asked for, refreshed, and found by an identity provider's description.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use tests::runtime::{AuthorizationCode, Credential, DeviceAuthorization, ErrorKind, TokenSet};
use url::Url;

use super::support::{
    OAUTH2, OAuth2, OIDC, Oidc, Reply, SECRET, Script, Sent, answer, builder, client, json,
};

/// A field of a form that was sent; empty when there is none.
fn field(sent: &Sent, wanted: &str) -> String {
    let mut fields = url::form_urlencoded::parse(&sent.body);
    fields
        .find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
        .unwrap_or_default()
}

fn parameter(url: &str, wanted: &str) -> String {
    let url = Url::parse(url).unwrap();
    let mut pairs = url.query_pairs();
    pairs
        .find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
        .unwrap_or_default()
}

fn tokens(access: &str, refresh: &str) -> Reply {
    json(
        200,
        &format!(r#"{{"access_token":"{access}","refresh_token":"{refresh}","expires_in":600}}"#),
    )
}

fn login(script: &Script) -> AuthorizationCode {
    let handle = client(script).handle;
    AuthorizationCode::new(handle, OAUTH2, "app").redirect_uri("http://localhost:1/callback?x=1")
}

#[tokio::test]
async fn a_user_is_asked_in_a_browser() {
    let script = Script::new([tokens("t1", "r1")]);
    let login = login(&script)
        .client_secret(SECRET)
        .parameter("prompt", "login");
    let request = login.start().await.unwrap();
    let url = request.url();
    assert!(url.starts_with("https://login.example/authorize?tenant=1&response_type=code&"));
    assert_eq!(parameter(url, "client_id"), "app");
    assert_eq!(
        parameter(url, "redirect_uri"),
        "http://localhost:1/callback?x=1"
    );
    assert_eq!(parameter(url, "scope"), "read write");
    assert_eq!(parameter(url, "prompt"), "login");
    assert_eq!(parameter(url, "code_challenge_method"), "S256");
    assert_eq!(parameter(url, "state"), request.state());
    assert!(script.sent().is_empty());

    let back = format!(
        "http://localhost:1/callback?x=1&code=c%2F1&state={}",
        request.state()
    );
    let tokens = login.finish(&request, &back).await.unwrap();
    assert_eq!(tokens.access_token().expose_secret(), "t1");
    assert_eq!(tokens.refresh_token().unwrap().expose_secret(), "r1");
    assert_eq!(tokens.expires_in(), Some(Duration::from_secs(600)));
    let sent = &script.sent()[0];
    assert_eq!(sent.uri, "https://api.example/oauth/token");
    assert_eq!(field(sent, "grant_type"), "authorization_code");
    assert_eq!(field(sent, "code"), "c/1");
    assert_eq!(
        field(sent, "redirect_uri"),
        "http://localhost:1/callback?x=1"
    );
    let verifier = field(sent, "code_verifier");
    assert_eq!(verifier.len(), 43);
    assert_eq!(
        URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)),
        parameter(url, "code_challenge")
    );
    assert!(sent.header("authorization").starts_with("Basic "));
    let shown = format!("{login:?} {request:?} {tokens:?}");
    assert!(!shown.contains("t1") && !shown.contains("r1") && !shown.contains(request.state()));
}

#[tokio::test]
async fn each_request_is_new() {
    let login = login(&Script::default());
    let one = login.start().await.unwrap();
    let other = login.start().await.unwrap();
    assert_ne!(one.state(), other.state());
    let challenge = |url: &str| parameter(url, "code_challenge");
    assert_ne!(challenge(one.url()), challenge(other.url()));
}

#[tokio::test]
async fn answers_that_are_none_fetch_nothing() {
    let script = Script::default();
    let login = login(&script);
    let request = login.start().await.unwrap();
    let state = request.state();
    for (back, code) in [
        (
            "http://localhost:1/callback?code=c&state=other".to_owned(),
            None,
        ),
        ("http://localhost:1/callback?code=c".to_owned(), None),
        (format!("/callback?state={state}"), None),
        (
            format!("/callback?error=access_denied&state={state}"),
            Some("access_denied"),
        ),
    ] {
        let error = login.finish(&request, &back).await.unwrap_err();
        assert_eq!(error.code(), code, "{back}");
    }
    assert!(script.sent().is_empty());
}

#[tokio::test(start_paused = true)]
async fn tokens_are_refreshed_before_they_end() {
    let script = Script::new([
        answer(200, ""),
        tokens("t2", "r2"),
        answer(200, ""),
        tokens("t3", "r3"),
    ]);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let listener = {
        let kept = kept.clone();
        move |tokens: &TokenSet| {
            let token = tokens.refresh_token().unwrap().expose_secret();
            kept.lock().unwrap().push(token.to_owned());
        }
    };
    let first = TokenSet::new("t1")
        .with_refresh_token("r1")
        .with_expires_in(Duration::from_secs(600));
    let client = builder(&script)
        .credential(
            OAUTH2,
            Credential::tokens("app", &first).on_tokens(listener),
        )
        .build()
        .unwrap();
    for _ in 0..3 {
        client.pets::<OAuth2>().await.unwrap();
        tokio::time::advance(Duration::from_secs(599)).await;
    }
    let sent = script.sent();
    let lines: Vec<_> = sent
        .iter()
        .map(|sent| match field(sent, "refresh_token") {
            none if none.is_empty() => sent.header("authorization").to_owned(),
            token => format!("{} {token} {}", sent.uri, field(sent, "client_id")),
        })
        .collect();
    assert_eq!(
        lines,
        [
            "Bearer t1",
            "https://api.example/oauth/refresh r1 app",
            "Bearer t2",
            "https://api.example/oauth/refresh r2 app",
            "Bearer t3",
        ]
    );
    assert_eq!(*kept.lock().unwrap(), ["r2", "r3"]);
}

#[tokio::test]
async fn r29_a_refused_token_is_refreshed_once() {
    let script = Script::new([answer(401, ""), tokens("t2", "r2"), answer(200, "ok")]);
    let first = TokenSet::new("t1").with_refresh_token("r1");
    let client = builder(&script)
        .credential(OAUTH2, Credential::tokens("app", &first))
        .build()
        .unwrap();
    assert_eq!(client.pets::<OAuth2>().await.unwrap(), "ok");
    assert_eq!(script.sent().len(), 3);
    // Without a refresh token the refusal stays.
    let script = Script::new([answer(401, "")]);
    let client = builder(&script)
        .credential(OAUTH2, Credential::tokens("app", &TokenSet::new("t1")))
        .build()
        .unwrap();
    let error = client.pets::<OAuth2>().await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Token(_))),
        "{error:?}"
    );
    assert_eq!(script.sent().len(), 1);
}

fn provider(issuer: &str) -> Reply {
    json(
        200,
        &format!(
            r#"{{"issuer":"{issuer}","token_endpoint":"https://id.example/token",
                "authorization_endpoint":"https://id.example/authorize",
                "device_authorization_endpoint":"https://id.example/device"}}"#
        ),
    )
}

#[tokio::test]
async fn endpoints_are_found_by_the_description_of_the_provider() {
    let script = Script::new([provider("https://id.example"), tokens("t1", "r1")]);
    let client = builder(&script)
        .credential(OIDC, Credential::client_credentials("id", SECRET))
        .build()
        .unwrap();
    client.pets::<Oidc>().await.unwrap();
    client.pets::<Oidc>().await.unwrap();
    let lines: Vec<_> = script.sent().iter().map(|sent| sent.uri.clone()).collect();
    assert_eq!(
        lines,
        [
            "https://id.example/.well-known/openid-configuration",
            "https://id.example/token",
            "https://api.example/v1/pets",
            "https://api.example/v1/pets"
        ]
    );
    assert!(!script.sent()[0].headers.contains_key("authorization"));

    let script = Script::new([provider("https://id.example/")]);
    let handle = super::support::client(&script).handle;
    let request = AuthorizationCode::new(handle, OIDC, "app").start().await;
    let request = request.unwrap();
    assert!(request.url().starts_with("https://id.example/authorize?"));
    assert_eq!(parameter(request.url(), "scope"), "openid");
}

#[tokio::test]
async fn a_description_of_another_issuer_is_refused() {
    for reply in [
        provider("https://evil.example"),
        answer(404, ""),
        json(200, "{}"),
    ] {
        let script = Script::new([reply]);
        let client = builder(&script)
            .credential(OIDC, Credential::client_credentials("id", SECRET))
            .build()
            .unwrap();
        let error = client.pets::<Oidc>().await.unwrap_err();
        assert!(
            matches!(error.kind(), Some(ErrorKind::Token(_))),
            "{error:?}"
        );
        assert_eq!(script.sent().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_user_is_asked_on_another_device() {
    let code = r#"{"device_code":"d1","user_code":"AB-CD","verification_uri":"https://id.example/go",
                   "expires_in":900,"interval":2}"#;
    let pending = || json(400, r#"{"error":"authorization_pending"}"#);
    let script = Script::new([
        provider("https://id.example"),
        json(200, code),
        pending(),
        json(400, r#"{"error":"slow_down"}"#),
        pending(),
        tokens("t1", "r1"),
    ]);
    let handle = client(&script).handle;
    let login = DeviceAuthorization::new(handle, OIDC, "app").scopes(["read"]);
    let code = login.start().await.unwrap();
    assert_eq!(code.user_code(), "AB-CD");
    assert_eq!(code.verification_uri(), "https://id.example/go");
    let started = tokio::time::Instant::now();
    let tokens = login.finish(&code).await.unwrap();
    assert_eq!(tokens.access_token().expose_secret(), "t1");
    assert_eq!(started.elapsed().as_secs(), 2 + 2 + 7 + 7);
    let sent = script.sent();
    assert_eq!(sent[1].uri, "https://id.example/device");
    assert_eq!(sent[1].body, "scope=read&client_id=app");
    assert_eq!(field(&sent[2], "device_code"), "d1");
    assert_eq!(sent.len(), 6);
}

#[tokio::test(start_paused = true)]
async fn a_user_who_lets_the_time_pass() {
    let code = r#"{"device_code":"d1","user_code":"A","verification_uri":"https://id.example/go","expires_in":12}"#;
    let pending = || json(400, r#"{"error":"authorization_pending"}"#);
    let script = Script::new([
        provider("https://id.example"),
        json(200, code),
        pending(),
        pending(),
        pending(),
    ]);
    let login = DeviceAuthorization::new(client(&script).handle, OIDC, "app");
    let code = login.start().await.unwrap();
    let error = login.finish(&code).await.unwrap_err();
    assert_eq!(error.code(), Some("expired_token"));
    assert_eq!(script.sent().len(), 5);
}
