//! Which credentials go where.

use tests::runtime::{BuildError, Credential, ErrorKind, Requirement, SecretString};

use super::support::{
    BASIC, BEARER, Bearer, EitherOrBoth, Get, KEY_COOKIE, KEY_HEADER, Key, Optional, SECRET,
    Script, builder, cases, client,
};

cases! {
    OwnServer {
        server: Some("https://upload.example/v2"),
        security: &[&[Requirement { scheme: BEARER, scopes: &[] }]],
    }
}

#[tokio::test]
async fn s07_the_first_alternative_that_is_complete_is_sent_wholly() {
    let script = Script::default();
    let both = builder(&script)
        .credential(KEY_HEADER, Credential::api_key("k"))
        .credential(KEY_COOKIE, Credential::api_key("c"));
    both.build().unwrap().pets::<EitherOrBoth>().await.unwrap();
    let all = builder(&script)
        .credential(KEY_HEADER, Credential::api_key("k"))
        .credential(KEY_COOKIE, Credential::api_key("c"))
        .credential(
            BASIC,
            Credential::basic("Aladdin", &SecretString::from("open sesame")),
        );
    all.build().unwrap().pets::<EitherOrBoth>().await.unwrap();
    let sent = script.sent();
    assert_eq!(
        (
            sent[0].header("x-key"),
            sent[0].header("cookie"),
            sent[0].header("authorization")
        ),
        ("k", "sid=c", "")
    );
    assert_eq!(
        sent[1].header("authorization"),
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    assert_eq!(
        (sent[1].header("x-key"), sent[1].header("cookie")),
        ("", "")
    );
}

#[tokio::test]
async fn s07_without_credentials_nothing_is_sent() {
    let script = Script::default();
    let half = builder(&script)
        .credential(KEY_HEADER, Credential::api_key("k"))
        .build()
        .unwrap();
    let error = half.pets::<EitherOrBoth>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`probe` failed: no credential: the client's builder needs `.basic_auth(..)`, or `.key(..)` and `.session(..)`"
    );
    assert!(matches!(
        error.kind(),
        Some(ErrorKind::MissingCredential(_))
    ));
    assert_eq!((script.sent().len(), error.attempts()), (0, 0));
}

#[tokio::test]
async fn s07_an_operation_without_security_sends_none() {
    let script = Script::default();
    let client = builder(&script)
        .credential(BEARER, Credential::bearer("t"))
        .build()
        .unwrap();
    client.pets::<Get>().await.unwrap();
    client.pets::<Optional>().await.unwrap();
    super::support::client(&script)
        .pets::<Optional>()
        .await
        .unwrap();
    let sent = script.sent();
    assert_eq!(
        sent.iter()
            .map(|sent| sent.header("authorization"))
            .collect::<Vec<_>>(),
        ["", "Bearer t", ""]
    );
}

#[tokio::test]
async fn s09_a_header_of_the_callers_replaces() {
    let script = Script::default();
    let client = builder(&script)
        .credential(BEARER, Credential::bearer("t"))
        .build()
        .unwrap();
    client
        .pets::<Bearer>()
        .header("Authorization", "Custom x")
        .await
        .unwrap();
    super::support::client(&script)
        .pets::<Bearer>()
        .header("authorization", "Custom y")
        .await
        .unwrap();
    super::support::client(&script)
        .pets::<Key>()
        .header("X-KEY", "z")
        .await
        .unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].headers.get_all("authorization").iter().count(), 1);
    assert_eq!(sent[0].header("authorization"), "Custom x");
    assert_eq!(sent[1].header("authorization"), "Custom y");
    assert_eq!(sent[2].header("x-key"), "z");
    assert!(
        sent.iter()
            .filter_map(|sent| sent.headers.get("authorization"))
            .all(http::HeaderValue::is_sensitive)
    );
}

#[tokio::test]
async fn s03_credentials_stay_with_their_origin() {
    let script = Script::default();
    let client = builder(&script)
        .credential(BEARER, Credential::bearer("t"))
        .build()
        .unwrap();
    for server in [
        "https://api.example:8443/v1",
        "https://other.example/v1",
        "http://api.example/v1",
        "https://api.example./v1",
    ] {
        client.pets::<Bearer>().server(server).await.unwrap();
    }
    assert!(
        script
            .sent()
            .iter()
            .all(|sent| !sent.headers.contains_key("authorization"))
    );
    client
        .pets::<Bearer>()
        .server("https://API.example:443/v2")
        .await
        .unwrap();
    let last = script.sent().pop().unwrap();
    assert_eq!(
        (last.uri.as_str(), last.header("authorization")),
        ("https://api.example/v2/pets", "Bearer t")
    );
    let error = client
        .pets::<Bearer>()
        .server("https://u:p@api.example/")
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), Some(ErrorKind::Server(_))));
}

#[tokio::test]
async fn an_operation_has_a_server_of_its_own_until_the_caller_sets_one() {
    let script = Script::default();
    let documented = builder(&script)
        .credential(BEARER, Credential::bearer("t"))
        .build()
        .unwrap();
    documented.pets::<OwnServer>().await.unwrap();
    let chosen = builder(&script)
        .base_url("https://mock.example")
        .credential(BEARER, Credential::bearer("t"));
    chosen.build().unwrap().pets::<OwnServer>().await.unwrap();
    let sent = script.sent();
    assert_eq!(
        (sent[0].uri.as_str(), sent[0].header("authorization")),
        ("https://upload.example/v2/pets", "Bearer t")
    );
    assert_eq!(sent[1].uri, "https://mock.example/pets");
}

#[tokio::test]
async fn s04_credentials_need_tls_but_on_this_machine() {
    let script = Script::default();
    let with = |url: &str| {
        builder(&script)
            .base_url(url)
            .credential(BEARER, Credential::bearer("t"))
    };
    assert_eq!(
        with("http://api.example").build().unwrap_err(),
        BuildError::Insecure
    );
    assert_eq!(
        with("http://192.168.0.1").build().unwrap_err(),
        BuildError::Insecure
    );
    assert_eq!(
        with("http://localhost.evil.example").build().unwrap_err(),
        BuildError::Insecure
    );
    for url in [
        "http://localhost:8080",
        "http://127.0.0.2",
        "http://[::1]:1",
        "https://api.example",
    ] {
        with(url).build().unwrap();
    }
    with("http://api.example").allow_insecure().build().unwrap();
    builder(&script)
        .base_url("http://api.example")
        .build()
        .unwrap();
}

#[tokio::test]
async fn s06_a_credential_that_cannot_be_right_is_told_without_its_value() {
    let script = Script::default();
    for value in ["", " x", "x ", "x\n", "a\r\nb", "\0"] {
        for scheme in [BEARER, KEY_HEADER, KEY_COOKIE] {
            let credential = if scheme == BEARER {
                Credential::bearer(value)
            } else {
                Credential::api_key(value)
            };
            let error = builder(&script)
                .credential(scheme, credential)
                .build()
                .unwrap_err();
            assert!(matches!(error, BuildError::Credential { .. }), "{value:?}");
        }
    }
    let error = builder(&script)
        .credential(KEY_HEADER, Credential::api_key(format!("{SECRET}\n")))
        .build()
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains(SECRET));
}

#[tokio::test]
async fn headers_that_frame_the_message_are_refused() {
    let script = Script::default();
    for name in [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "connection",
        "x y",
        "",
        "a\r\nb",
    ] {
        let error = client(&script)
            .pets::<Get>()
            .header(name, "1")
            .await
            .unwrap_err();
        assert!(
            matches!(error.kind(), Some(ErrorKind::InvalidArgument(_))),
            "{name}"
        );
        assert!(
            builder(&script).header(name, "1").build().is_err(),
            "{name}"
        );
    }
    assert!(script.sent().is_empty());
}
