//! Heads of responses that are too large, odd, or keep the client waiting.

use std::time::Duration;

use tests::runtime::{ErrorKind, RetryPolicy};
use tokio::time::advance;

use super::client::{Outcome, client};
use super::clock::still;
use super::server::{Server, Step, answer, send};

async fn get(response: &str) -> Outcome {
    let server = Server::once([Step::Read, send(response)]);
    client(&server).get().retry(RetryPolicy::none()).await
}

#[tokio::test]
async fn r10_heads_that_are_too_large() {
    let many = "x-a: b\r\n".repeat(200);
    let large = format!("x-a: {}\r\n", "b".repeat(1 << 20));
    for headers in [many, large] {
        let response = format!("HTTP/1.1 200 OK\r\n{headers}content-length: 0\r\n\r\n");
        let error = get(&response).await.unwrap_err();
        assert!(
            matches!(error.kind(), Some(ErrorKind::Connection(_))),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn r16_statuses_that_are_none() {
    for status in ["099", "1000", "20", "abc", ""] {
        let response = format!("HTTP/1.1 {status} Odd\r\ncontent-length: 0\r\n\r\n");
        let error = get(&response).await.unwrap_err();
        assert!(
            matches!(error.kind(), Some(ErrorKind::Connection(_))),
            "{status}: {error:?}"
        );
    }
    let error = get("SSH-2.0-OpenSSH_9.9\r\n").await.unwrap_err();
    assert!(matches!(error.kind(), Some(ErrorKind::Connection(_))));
}

#[tokio::test]
async fn r16_a_status_that_nobody_knows() {
    let error = get("HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n")
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(999));
    assert!(error.api().is_some());
}

/// A status 204 has no body, whatever its headers say; what follows is not taken for the next response.
#[tokio::test]
async fn r16_no_content_with_a_body() {
    let server = Server::play([
        vec![
            Step::Read,
            send("HTTP/1.1 204 No Content\r\ncontent-length: 4\r\n\r\nbody"),
            Step::Read,
        ],
        vec![Step::Read, answer("200 OK", "next")],
    ]);
    let client = client(&server);
    assert_eq!(client.get().await.unwrap(), "");
    assert_eq!(client.get().await.unwrap(), "next");
}

/// The task of the connection is never done with them: the call does not wait for it.
#[tokio::test(start_paused = true)]
async fn r16_early_hints_without_end() {
    let hints = || b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".repeat(100);
    let mut server = Server::once([
        Step::Read,
        Step::Send(hints()),
        Step::Tell,
        Step::Flood(hints()),
    ]);
    let _still = still();
    let call = tokio::spawn(client(&server).post("body").send());
    server.has_told().await;
    advance(Duration::from_secs(60)).await;
    let error = call.await.unwrap().unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn r24_headers_that_are_not_ascii_or_repeated() {
    let mut response =
        b"HTTP/1.1 200 OK\r\nx-raw: caf\xe9\r\nx-twice: a\r\nx-twice: b\r\n".to_vec();
    response.extend_from_slice(b"content-length: 2\r\n\r\nok");
    let server = Server::once([Step::Read, Step::Send(response)]);
    let response = client(&server).get().send_with_response().await.unwrap();
    assert_eq!(response.headers()["x-raw"].as_bytes(), b"caf\xe9");
    let twice: Vec<_> = response.headers().get_all("x-twice").iter().collect();
    assert_eq!(twice, ["a", "b"]);
    assert!(response.header::<String>("x-raw").is_err());
}

#[tokio::test]
async fn r17_a_server_that_asks_twice() {
    let server = Server::play([
        vec![
            Step::Read,
            answer(
                "503 Service Unavailable\nretry-after: 0\nretry-after: 50\nconnection: close",
                "",
            ),
        ],
        vec![Step::Read, answer("200 OK", "ok")],
    ]);
    let response = client(&server).get().send_with_response().await.unwrap();
    assert_eq!(response.attempts(), 2);
}
