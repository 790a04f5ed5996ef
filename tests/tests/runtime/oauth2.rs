//! Tokens by the client credentials flow.

use std::time::Duration;

use tests::runtime::{Credential, ErrorKind};

use super::support::{Client, OAUTH2, OAuth2, Reply, SECRET, Script, answer, builder, json};

fn token(name: &str, life: &str) -> Reply {
    json(
        200,
        &format!(r#"{{"access_token":"{name}","token_type":"Bearer","expires_in":{life}}}"#),
    )
}

fn credential() -> Credential {
    Credential::client_credentials("id:1", SECRET)
}

fn client(script: &Script) -> Client {
    builder(script)
        .credential(OAUTH2, credential())
        .build()
        .unwrap()
}

/// What each request was: the token endpoint's as `token`, the others by the token that they carried.
fn log(script: &Script) -> Vec<String> {
    let sent = script.sent();
    let line = |sent: &super::support::Sent| match sent.uri.as_str() {
        "https://api.example/oauth/token" => "token".to_owned(),
        _ => sent.header("authorization").to_owned(),
    };
    sent.iter().map(line).collect()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_kept() {
    let script = Script::new([token("t1", "3600")]);
    let client = client(&script);
    client.pets::<OAuth2>().await.unwrap();
    client.pets::<OAuth2>().await.unwrap();
    assert_eq!(log(&script), ["token", "Bearer t1", "Bearer t1"]);
    let fetch = &script.sent()[0];
    assert_eq!(fetch.method, "POST");
    assert_eq!(
        fetch.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(fetch.body, "grant_type=client_credentials&scope=read");
    // RFC 6749 §2.3.1: id and secret are form-encoded before they are put together.
    assert_eq!(
        fetch.header("authorization"),
        "Basic aWQlM0ExOnMzY3IzdC1jNG40cnk="
    );
}

#[tokio::test]
async fn what_is_sent_for_a_token_can_be_chosen() {
    let script = Script::new([token("t1", "3600")]);
    let credential = credential()
        .secret_in_body()
        .scopes(["a", "b c"])
        .token_parameter("resource", "https://r/?x");
    let client = builder(&script)
        .credential(OAUTH2, credential)
        .build()
        .unwrap();
    client.pets::<OAuth2>().await.unwrap();
    let fetch = &script.sent()[0];
    assert!(!fetch.headers.contains_key("authorization"));
    assert_eq!(
        fetch.body,
        format!(
            "grant_type=client_credentials&scope=a+b+c&resource=https%3A%2F%2Fr%2F%3Fx&client_id=id%3A1&client_secret={SECRET}"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn a_token_is_fetched_anew_before_it_ends() {
    let script = Script::new([
        token("t1", "600"),
        answer(200, ""),
        answer(200, ""),
        token("t2", "600"),
    ]);
    let client = client(&script);
    client.pets::<OAuth2>().await.unwrap();
    tokio::time::advance(Duration::from_secs(539)).await;
    client.pets::<OAuth2>().await.unwrap();
    tokio::time::advance(Duration::from_secs(2)).await;
    client.pets::<OAuth2>().await.unwrap();
    assert_eq!(
        log(&script),
        ["token", "Bearer t1", "Bearer t1", "token", "Bearer t2"]
    );
}

#[tokio::test]
async fn r29_odd_lives() {
    for (life, fetches) in [
        ("0", 2),
        ("-1", 2),
        ("1e12", 1),
        ("\"3600\"", 1),
        ("null", 1),
        ("1e300", 1),
    ] {
        let script = Script::new([token("t1", life), answer(200, ""), token("t2", life)]);
        let client = client(&script);
        client.pets::<OAuth2>().await.unwrap();
        client.pets::<OAuth2>().await.unwrap();
        assert_eq!(
            log(&script).iter().filter(|line| *line == "token").count(),
            fetches,
            "{life}"
        );
    }
}

#[tokio::test]
async fn r29_a_refused_token_is_fetched_anew_once() {
    let script = Script::new([
        token("t1", "3600"),
        answer(401, ""),
        token("t2", "3600"),
        answer(200, "in"),
    ]);
    assert_eq!(client(&script).pets::<OAuth2>().await.unwrap(), "in");
    assert_eq!(log(&script), ["token", "Bearer t1", "token", "Bearer t2"]);

    let script = Script::new([
        token("t1", "3600"),
        answer(401, ""),
        token("t2", "3600"),
        answer(401, ""),
    ]);
    let error = client(&script).pets::<OAuth2>().await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(script.sent().len(), 4);
}

#[tokio::test]
async fn r29_many_callers_share_one_fetching() {
    let script = Script::new([token("t1", "3600")]);
    let client = client(&script);
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(client.pets::<OAuth2>().into_future()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(
        log(&script).iter().filter(|line| *line == "token").count(),
        1
    );
    assert_eq!(script.sent().len(), 101);
}

#[tokio::test]
async fn r29_a_failure_is_told_without_what_was_sent() {
    for (reply, message) in [
        (
            json(401, r#"{"error":"invalid_client"}"#),
            "no token: the token endpoint answered 401 invalid_client",
        ),
        (
            answer(500, "<html>"),
            "no token: the token endpoint answered 500 ",
        ),
        (
            json(200, "{}"),
            "no token: the answer of the token endpoint holds no `access_token`",
        ),
    ] {
        let script = Script::new([reply]);
        let error = client(&script).pets::<OAuth2>().await.unwrap_err();
        assert_eq!(error.to_string(), format!("`probe` failed: {message}"));
        assert!(matches!(error.kind(), Some(ErrorKind::Token(_))));
        assert!(!error.may_have_been_sent());
        assert!(!format!("{error:?}").contains(SECRET));
        assert_eq!(script.sent().len(), 1);
    }
}

#[tokio::test]
async fn a_token_that_the_caller_has_is_sent_as_it_is() {
    let script = Script::default();
    let client = builder(&script)
        .credential(OAUTH2, Credential::bearer("mine"))
        .build()
        .unwrap();
    client.pets::<OAuth2>().await.unwrap();
    assert_eq!(log(&script), ["Bearer mine"]);
}
