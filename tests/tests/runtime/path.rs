//! B5: no argument changes the route.

use serde_json::{Value, json};
use tests::runtime::{Error, ErrorKind, Explode, InvalidArgument, PathStyle, RequestWriter};

use super::support::{Get, Outcome, Script, client};

async fn call(
    encode: impl Fn(&mut RequestWriter<'_>) -> Result<(), InvalidArgument> + Send + Sync + 'static,
) -> (Outcome, usize, String) {
    let script = Script::default();
    let outcome = client(&script).call::<Get>(encode).await;
    let sent = script.sent();
    (
        outcome,
        sent.len(),
        sent.first()
            .map(|sent| sent.uri.clone())
            .unwrap_or_default(),
    )
}

fn assert_refused(outcome: &Outcome) {
    let kind = match outcome {
        Err(Error::Call(error)) => error.kind(),
        other => panic!("not refused: {other:?}"),
    };
    assert!(matches!(kind, ErrorKind::InvalidArgument(_)), "{kind:?}");
}

async fn one(value: Value, style: PathStyle) -> (Outcome, usize, String) {
    call(move |request| {
        request.literal("/users/");
        request.path("id", &value, style, Explode::No)?;
        request.literal("/keys");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn b05_empty_values_are_refused() {
    for value in [json!(""), json!(null), json!([]), json!({}), json!([""])] {
        let (outcome, sent, _) = one(value, PathStyle::Simple).await;
        assert_refused(&outcome);
        assert_eq!(sent, 0);
    }
}

#[tokio::test]
async fn b05_dot_segments_are_refused() {
    for (value, style) in [
        (json!("."), PathStyle::Simple),
        (json!(".."), PathStyle::Simple),
        (json!(""), PathStyle::Label),
        (json!("."), PathStyle::Label),
    ] {
        let (outcome, sent, _) = one(value, style).await;
        assert_refused(&outcome);
        assert_eq!(sent, 0);
    }
}

#[tokio::test]
async fn b05_dots_that_make_a_segment_together_are_refused() {
    for literal in [".", "%2e", "%2E"] {
        let (outcome, sent, _) = call(move |request| {
            request.literal("/users/");
            request.path("a", ".", PathStyle::Simple, Explode::No)?;
            request.literal(literal);
            Ok(())
        })
        .await;
        assert_refused(&outcome);
        assert_eq!(sent, 0);
    }
}

#[tokio::test]
async fn b05_everything_else_stays_one_segment() {
    for (value, encoded) in [
        ("...", "..."),
        ("a/../b", "a%2F..%2Fb"),
        ("%2e%2e", "%252e%252e"),
        (".%2E", ".%252E"),
        ("\t..", "%09.."),
        ("..\\", "..%5C"),
        ("?a#b", "%3Fa%23b"),
        ("@evil.example", "%40evil.example"),
        ("//evil.example", "%2F%2Fevil.example"),
        ("\r\n", "%0D%0A"),
        ("日本", "%E6%97%A5%E6%9C%AC"),
    ] {
        let (outcome, sent, uri) = one(json!(value), PathStyle::Simple).await;
        assert_eq!((outcome.unwrap().as_str(), sent), ("", 1));
        assert_eq!(uri, format!("https://api.example/v1/users/{encoded}/keys"));
    }
}

/// The last gate: what the URL parser makes of the address must be what was assembled.
#[tokio::test]
async fn b05_a_path_that_a_url_parser_changes_is_refused() {
    for literal in ["/a\\b", "/a\tb", "/a#b", "/a b", "/\u{e9}"] {
        let (outcome, sent, _) = call(move |request| {
            request.literal(literal);
            Ok(())
        })
        .await;
        assert_refused(&outcome);
        assert_eq!(sent, 0);
    }
}

#[tokio::test]
async fn b05_no_path_moves_the_host() {
    for literal in ["@evil.example/x", "//evil.example/x", ".evil.example/x"] {
        let (_, _, uri) = call(move |request| {
            request.literal(literal);
            Ok(())
        })
        .await;
        assert!(
            uri.is_empty() || uri.starts_with("https://api.example/v1"),
            "{uri}"
        );
    }
}

/// R30: no value of a header ends the header.
#[tokio::test]
async fn r30_line_breaks_in_headers_are_refused() {
    for value in ["a\r\nX: y", "a\nb", "a\0b", "\x7f"] {
        let (outcome, sent, _) = call(move |request| {
            request.literal("/x");
            request.header("x-a", value, Explode::No)
        })
        .await;
        assert_refused(&outcome);
        assert_eq!(sent, 0);
    }
}
