//! What is set once on the client, and what a call says instead.

use tests::runtime::{BuildError, ErrorKind, Explode, Place, Required};

use super::support::{Get, Script, builder, client};

#[tokio::test]
async fn requests_name_the_sdk() {
    let script = Script::default();
    client(&script).pets::<Get>().await.unwrap();
    builder(&script)
        .user_agent("mine/1")
        .build()
        .unwrap()
        .pets::<Get>()
        .await
        .unwrap();
    let sent = script.sent();
    assert_eq!(
        (sent[0].header("user-agent"), sent[1].header("user-agent")),
        ("sample/1.2.3", "mine/1")
    );
}

#[tokio::test]
async fn headers_of_a_call_go_before_those_of_the_client() {
    let script = Script::default();
    let client = builder(&script)
        .header("x-a", "client")
        .header("x-b", "client")
        .build()
        .unwrap();
    let call = client.call::<Get>(|request| {
        request.literal("/pets");
        request.header("x-b", "operation", Explode::No)?;
        request.header("x-c", "operation", Explode::No)
    });
    call.header("X-C", "call").await.unwrap();
    let sent = script.sent();
    assert_eq!(
        ["x-a", "x-b", "x-c"].map(|name| sent[0].header(name)),
        ["client", "operation", "call"]
    );
}

#[tokio::test]
async fn a_global_parameter_holds_where_the_call_has_none() {
    let script = Script::default();
    let with = builder(&script)
        .global(Place::Header, "x-app", "client")
        .build()
        .unwrap();
    let call = |own: Option<&'static str>, required| {
        move |request: &mut tests::runtime::RequestWriter<'_>| {
            request.literal("/pets");
            let app = request.global(Place::Header, "x-app", &own, required)?;
            request.header("x-app", &app, Explode::No)
        }
    };
    with.call::<Get>(call(None, Required::Yes)).await.unwrap();
    with.call::<Get>(call(Some("own"), Required::Yes))
        .await
        .unwrap();
    let without = client(&script);
    without.call::<Get>(call(None, Required::No)).await.unwrap();
    let error = without
        .call::<Get>(call(None, Required::Yes))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`probe` failed: the argument `x-app` is set neither on the client nor on the call"
    );
    let sent = script.sent();
    assert_eq!(
        sent.iter()
            .map(|sent| sent.header("x-app"))
            .collect::<Vec<_>>(),
        ["client", "own", ""]
    );
}

#[tokio::test]
async fn addresses_that_cannot_be_a_servers_are_refused() {
    let script = Script::default();
    for address in [
        "",
        "api.example",
        "ftp://h",
        "javascript:alert(1)",
        "https://u:p@h",
        "https://h/?a",
        "https://h#a",
    ] {
        let error = builder(&script).base_url(address).build().unwrap_err();
        assert!(matches!(error, BuildError::Server(_)), "{address}");
        let error = client(&script)
            .pets::<Get>()
            .server(address)
            .await
            .unwrap_err();
        assert!(
            matches!(error.kind(), Some(ErrorKind::Server(_))),
            "{address}"
        );
    }
}

#[tokio::test]
async fn the_path_of_the_server_stays() {
    for (base, uri) in [
        ("https://h.example", "https://h.example/pets"),
        ("https://h.example/", "https://h.example/pets"),
        (
            "https://h.example:8443/a/b",
            "https://h.example:8443/a/b/pets",
        ),
        ("https://[::1]/a/", "https://[::1]/a/pets"),
    ] {
        let script = Script::default();
        builder(&script)
            .base_url(base)
            .build()
            .unwrap()
            .pets::<Get>()
            .await
            .unwrap();
        assert_eq!(script.sent()[0].uri, uri);
    }
}
