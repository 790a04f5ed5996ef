//! Connections that are refused, dropped, reset, or never answered on.

use std::net::TcpListener;
use std::time::Duration;

use tests::runtime::{Builder, ErrorKind, RetryPolicy, TimeoutPhase};

use super::client::{Client, builder, client};
use super::server::{Server, Step, answer, send};

#[tokio::test]
async fn r01_a_port_where_nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let policy = RetryPolicy::default().initial_interval(Duration::ZERO);
    let client = Builder::<Client>::new().base_url(url).no_proxy();
    let client = client.retry(policy).build().unwrap();
    let error = client.post("body").await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connect(_))),
        "{error:?}"
    );
    assert!(error.is_connect() && !error.may_have_been_sent());
    assert_eq!(error.attempts(), 3);
}

#[tokio::test]
async fn r02_a_server_that_accepts_and_says_nothing() {
    let server = Server::play([vec![Step::Hold], vec![Step::Hold]]);
    let client = builder(&server)
        .timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let error = client.post("body").await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_sent());
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.requests().len(), 1);
}

/// The kernel takes what it has room for; the rest is never read.
#[tokio::test]
async fn r02_a_server_that_never_reads_the_body() {
    let server = Server::once([Step::Ignore]);
    let client = builder(&server)
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = client.post(vec![b'a'; 32 << 20]).await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_sent());
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

#[tokio::test]
async fn r04_a_kept_connection_that_closes_under_a_post() {
    let server = Server::once([Step::Read, answer("200 OK", "first"), Step::Read]);
    let client = client(&server);
    assert_eq!(client.post("one").await.unwrap(), "first");
    let error = client.post("two").await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connection(_))),
        "{error:?}"
    );
    assert!(error.may_have_been_sent());
    assert_eq!(error.attempts(), 1);
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].matches("POST /pets").count(), 2);
}

#[tokio::test]
async fn r04_a_kept_connection_that_closes_under_a_get() {
    let server = Server::play([
        vec![Step::Read, answer("200 OK", "first"), Step::Read],
        vec![Step::Read, answer("200 OK", "second")],
    ]);
    let client = client(&server);
    assert_eq!(client.get().await.unwrap(), "first");
    let response = client.get().send_with_response().await.unwrap();
    assert_eq!(response.value(), "second");
    assert_eq!((response.attempts(), server.requests().len()), (2, 2));
}

/// A connection that closed while nothing was going on is not used again, and costs no try.
#[tokio::test]
async fn r04_a_kept_connection_that_closed_while_idle() {
    let mut server = Server::play([
        vec![
            Step::Read,
            answer("200 OK\nconnection: close", "first"),
            Step::Hold,
            Step::Tell,
        ],
        vec![Step::Read, answer("200 OK", "second")],
    ]);
    let client = client(&server);
    assert_eq!(client.post("one").await.unwrap(), "first");
    server.has_told().await;
    let response = client.post("two").send_with_response().await.unwrap();
    assert_eq!(response.value(), "second");
    assert_eq!((response.attempts(), server.requests().len()), (1, 2));
}

#[tokio::test]
async fn r05_a_reset_before_and_in_the_headers() {
    for part in ["", "HTTP/1.1 200 OK\r\ncontent-le"] {
        let server = Server::once([Step::Read, send(part), Step::Reset]);
        let error = client(&server).post("body").await.unwrap_err();
        assert!(
            matches!(error.kind(), Some(ErrorKind::Connection(_))),
            "{error:?}"
        );
        assert!(error.may_have_been_sent());
        assert_eq!((error.attempts(), error.status()), (1, None));

        let server = Server::play([
            vec![Step::Read, send(part), Step::Reset],
            vec![Step::Read, answer("200 OK", "ok")],
        ]);
        let response = client(&server).get().send_with_response().await.unwrap();
        assert_eq!((response.attempts(), response.value().as_str()), (2, "ok"));
    }
}

/// What came of the body is kept, for whoever has to find out what happened.
#[tokio::test]
async fn r05_a_connection_that_breaks_within_the_body() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf";
    let server = Server::once([Step::Read, send(half)]);
    let error = client(&server).post("body").await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connection(_))),
        "{error:?}"
    );
    assert_eq!((error.attempts(), error.status()), (1, Some(200)));
    assert_eq!(error.body().unwrap(), "half");

    let server = Server::play([
        vec![Step::Read, send(half), Step::Reset],
        vec![Step::Read, answer("200 OK", "whole")],
    ]);
    let response = client(&server).get().send_with_response().await.unwrap();
    assert_eq!(
        (response.attempts(), response.value().as_str()),
        (2, "whole")
    );
}

/// Bytes come all the time, so that no limit on silence holds: the limit on the whole try does.
#[tokio::test]
async fn r09_a_body_that_drips() {
    let server = Server::once([
        Step::Read,
        send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n"),
        Step::Drip(b'a'),
    ]);
    let client = builder(&server)
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = client.get().await.unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::Timeout(TimeoutPhase::Total)));
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

#[tokio::test]
async fn r09_headers_that_drip() {
    let server = Server::once([
        Step::Read,
        send("HTTP/1.1 200 OK\r\nx-a: "),
        Step::Drip(b'a'),
    ]);
    let client = builder(&server)
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = client.get().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}
