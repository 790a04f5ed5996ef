//! Bodies that are not as long as they say, never end, or end too early.

use tests::runtime::{ErrorKind, RetryPolicy};

use super::client::{Outcome, builder, client};
use super::server::{Server, Step, send};

/// What a GET gives that is tried once and answered with these bytes.
async fn get(response: &str) -> Outcome {
    let server = Server::once([Step::Read, send(response)]);
    client(&server).get().retry(RetryPolicy::none()).await
}

fn is_connection(outcome: &Outcome) -> bool {
    matches!(
        outcome.as_ref().unwrap_err().kind(),
        Some(ErrorKind::Connection(_))
    )
}

#[tokio::test]
async fn r06_lengths_that_are_wrong() {
    for length in [
        "content-length: 10\r\n",
        "content-length: 4\r\ncontent-length: 5\r\n",
        "content-length: -4\r\n",
        "content-length: 18446744073709551616\r\n",
        "content-length: four\r\n",
    ] {
        let outcome = get(&format!("HTTP/1.1 200 OK\r\n{length}\r\nhalf")).await;
        assert!(is_connection(&outcome), "{length}: {outcome:?}");
    }
}

#[tokio::test]
async fn r06_a_length_that_is_too_small_cuts() {
    let outcome = get("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhalf").await;
    assert_eq!(outcome.unwrap(), "ha");
}

#[tokio::test]
async fn r06_chunks_go_before_a_length() {
    let chunked = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n\
                   4\r\nhalf\r\n0\r\n\r\n";
    assert_eq!(get(chunked).await.unwrap(), "half");
}

#[tokio::test]
async fn r07_chunks_that_are_wrong() {
    let extension = "a".repeat(1 << 20);
    for chunks in [
        "4\r\nhalf\r\n",
        "4\r\nha",
        "zz\r\nhalf\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nhalf\r\n0\r\n\r\n",
        &format!("4;{extension}\r\nhalf\r\n0\r\n\r\n"),
    ] {
        let outcome = get(&format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}"
        ))
        .await;
        assert!(is_connection(&outcome), "{outcome:?}");
    }
}

#[tokio::test]
async fn r07_trailers_are_no_part_of_the_body() {
    let trailers = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\
                    4\r\nhalf\r\n0\r\nx-trailer: a\r\n\r\n";
    assert_eq!(get(trailers).await.unwrap(), "half");
}

/// Nothing tells such a body from a whole one but its content.
#[tokio::test]
async fn r08_a_body_that_ends_with_the_connection_and_was_cut() {
    let cut = r#"{"name":"a","ow"#;
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";
    let server = Server::once([Step::Read, send(&format!("{head}{cut}"))]);
    let error = client(&server).pet().await.unwrap_err();
    let Some(ErrorKind::Decode(_)) = error.kind() else {
        panic!("{error:?}");
    };
    assert_eq!((error.attempts(), error.status()), (1, Some(200)));
    assert_eq!(error.body().unwrap(), cut);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn r08_an_answer_of_http_1_0() {
    let outcome = get("HTTP/1.0 200 OK\r\n\r\nto the end").await;
    assert_eq!(outcome.unwrap(), "to the end");
}

/// The limit holds while the body is read, and the connection goes with it.
#[tokio::test]
async fn r10_a_body_without_end() {
    let server = Server::once([
        Step::Read,
        send("HTTP/1.1 200 OK\r\n\r\n"),
        Step::Flood(vec![b'a'; 1 << 16]),
    ]);
    let client = builder(&server)
        .max_response_bytes(1 << 20)
        .build()
        .unwrap();
    let error = client.get().await.unwrap_err();
    assert_eq!(
        error.kind(),
        Some(&ErrorKind::BodyTooLarge { limit: 1 << 20 })
    );
    assert_eq!((error.attempts(), error.status()), (1, Some(200)));
    // The server writes until the client is gone.
    assert_eq!(server.left().await.len(), 1);
}

/// Only the beginning of an error's body is kept; the error itself is what counts.
#[tokio::test]
async fn r10_an_error_without_end() {
    let server = Server::once([
        Step::Read,
        send("HTTP/1.1 404 Not Found\r\n\r\n"),
        Step::Flood(vec![b'a'; 1 << 16]),
    ]);
    let error = client(&server).get().await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.body().unwrap().len(), 1 << 20);
    assert_eq!(server.left().await.len(), 1);
}
