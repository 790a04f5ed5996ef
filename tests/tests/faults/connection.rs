//! Connections that are refused, dropped, reset, or never answered on.

use std::net::TcpListener;
use std::time::Duration;

use bytes::Bytes;
use tests::runtime::{
    Builder, Chunks, ErrorKind, HttpTransport, ResponseBody, RetryPolicy, TimeoutPhase, Transport,
    TransportFuture,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::advance;

use super::client::{Client, client};
use super::clock::{after_told, still};
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

#[tokio::test(start_paused = true)]
async fn r02_a_server_that_accepts_and_says_nothing() {
    let mut server = Server::once([Step::Read, Step::Tell, Step::Hold]);
    let call = client(&server).post("body").send();
    let error = after_told(&mut server, call).await.unwrap_err();
    let headers = ErrorKind::Timeout(TimeoutPhase::Headers);
    assert_eq!(error.kind(), Some(&headers));
    assert!(error.may_have_been_sent());
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

/// The kernel takes what it has room for; the rest is never read.
#[tokio::test(start_paused = true)]
async fn r02_a_server_that_never_reads_the_body() {
    let mut server = Server::once([Step::ReadHead, Step::Tell, Step::Ignore]);
    let call = client(&server).post(vec![b'a'; 32 << 20]).send();
    let error = after_told(&mut server, call).await.unwrap_err();
    let write = ErrorKind::Timeout(TimeoutPhase::Write);
    assert_eq!(error.kind(), Some(&write));
    assert!(error.may_have_been_sent());
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
#[tokio::test(start_paused = true)]
async fn r09_a_body_that_drips() {
    let server = Server::once([
        Step::Read,
        send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n"),
        Step::Drip(b'a'),
    ]);
    let (transport, mut came) = Watched::new();
    let client: Client = Builder::new()
        .base_url(server.url())
        .transport(transport)
        .build()
        .unwrap();
    let _still = still();
    let call = tokio::spawn(client.get().send());
    // Each comes well within the 30 seconds in which something has to come.
    for _ in 0..3 {
        server.drip();
        came.recv().await.unwrap();
        advance(Duration::from_secs(20)).await;
    }
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::Timeout(TimeoutPhase::Total)));
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

/// No part of a head is anything yet.
#[tokio::test(start_paused = true)]
async fn r09_headers_that_drip() {
    let mut server = Server::once([
        Step::Read,
        send("HTTP/1.1 200 OK\r\nx-a: "),
        Step::Tell,
        Step::Drip(b'a'),
    ]);
    let client = client(&server);
    let _still = still();
    let call = tokio::spawn(client.post("body").send());
    server.has_told().await;
    for _ in 0..3 {
        server.drip();
        advance(Duration::from_secs(10)).await;
    }
    let error = call.await.unwrap().unwrap_err();
    let headers = ErrorKind::Timeout(TimeoutPhase::Headers);
    assert_eq!(error.kind(), Some(&headers));
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

/// Tells of each chunk of a body that comes.
struct Watched(HttpTransport, UnboundedSender<()>);

impl Watched {
    fn new() -> (Self, UnboundedReceiver<()>) {
        let (tell, told) = unbounded_channel();
        // Another test may have installed it before.
        #[cfg(feature = "rustls")]
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        (Self(http.into(), tell), told)
    }
}

impl Transport for Watched {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        Box::pin(async move {
            let response = self.0.send(request).await?;
            let tell = self.1.clone();
            Ok(response.map(|body| ResponseBody::new(WatchedBody(body, tell))))
        })
    }
}

struct WatchedBody(ResponseBody, UnboundedSender<()>);

impl Chunks for WatchedBody {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        Box::pin(async {
            let chunk = self.0.next_chunk().await?;
            self.1.send(()).unwrap();
            Ok(chunk)
        })
    }
}
