//! Servers that answer, or close, before the request is sent to its end.

use tests::runtime::ErrorKind;

use super::client::client;
use super::server::{Server, Step, answer};

/// More than the kernel keeps for a connection.
const LARGE: usize = 16 << 20;

/// The answer is there before the body is sent, which nobody reads to its end.
#[tokio::test]
async fn r24_an_answer_before_the_body_is_sent() {
    let server = Server::once([
        Step::ReadHead,
        answer("413 Content Too Large\nconnection: close", "too large"),
        Step::Hold,
    ]);
    let error = client(&server).post(vec![b'a'; LARGE]).await.unwrap_err();
    assert_eq!(error.status(), Some(413), "{error:?}");
    assert_eq!(error.body().unwrap(), "too large");
    assert_eq!(server.left().await.len(), 1);
}

#[tokio::test]
async fn r24_a_server_that_closes_while_the_body_is_sent() {
    let server = Server::once([Step::ReadHead, Step::Reset]);
    let error = client(&server).post(vec![b'a'; LARGE]).await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connection(_))),
        "{error:?}"
    );
    assert!(error.may_have_been_sent());
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

/// Nobody asks for `100 Continue`, and one that comes all the same is not the answer.
#[tokio::test]
async fn r24_a_continue_that_was_not_asked_for() {
    let server = Server::once([
        Step::ReadHead,
        super::server::send("HTTP/1.1 100 Continue\r\n\r\n"),
        answer("200 OK", "ok"),
    ]);
    assert_eq!(client(&server).post("body").await.unwrap(), "ok");
    let requests = server.requests();
    assert!(!requests[0].to_ascii_lowercase().contains("expect:"));
}
