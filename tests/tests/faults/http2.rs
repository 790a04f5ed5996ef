//! HTTP/2 as RFC 9113 writes it, frame by frame, from a server that misuses it.

use std::time::Duration;

use tests::runtime::{Builder, ErrorKind, RetryPolicy};
use tokio::time::advance;

use super::client::{Client, Outcome};
use super::clock::still;
use super::server::{Server, Step};

const DATA: u8 = 0x0;
const HEADERS: u8 = 0x1;
const RST_STREAM: u8 = 0x3;
const SETTINGS: u8 = 0x4;
const GOAWAY: u8 = 0x7;

const END_STREAM: u8 = 0x1;
const END_HEADERS: u8 = 0x4;

const NO_ERROR: [u8; 4] = [0, 0, 0, 0];
const INTERNAL_ERROR: [u8; 4] = [0, 0, 0, 2];
const REFUSED_STREAM: [u8; 4] = [0, 0, 0, 7];

/// The head of the first request of a client, which has no body: type, flags and stream of its frame.
const REQUEST: &[u8] = &[HEADERS, END_HEADERS | END_STREAM, 0, 0, 0, 1];

/// A frame. RFC 9113 §4.1.
fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap();
    let mut bytes = vec![0, 0, length, kind, flags, 0, 0, 0, stream];
    bytes.extend_from_slice(payload);
    bytes
}

/// The connection up to the point where the server has seen the request.
fn opened() -> Vec<Step> {
    vec![
        Step::Send(frame(SETTINGS, 0, 0, &[])),
        Step::ReadUntil(REQUEST),
    ]
}

fn with(more: impl IntoIterator<Item = Step>) -> Vec<Step> {
    opened().into_iter().chain(more).collect()
}

fn client(server: &Server) -> Client {
    // Another test may have installed it before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder()
        .http2_prior_knowledge()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .build()
        .unwrap();
    Builder::new()
        .base_url(server.url())
        .http_client(http)
        .retry(RetryPolicy::default().initial_interval(Duration::ZERO))
        .build()
        .unwrap()
}

fn assert_broken(outcome: Outcome, attempts: u32, sent: bool) {
    let error = outcome.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connection(_))),
        "{error:?}"
    );
    assert_eq!(error.may_have_been_sent(), sent);
    assert_eq!(error.attempts(), attempts);
}

/// Connections that each end in this way once the request is there.
fn ending(end: &[u8]) -> Server {
    let script = || with([Step::Send(end.to_vec())]);
    Server::play([script(), script(), script(), script()])
}

/// The tries are counted in one place: here.
#[tokio::test]
async fn r25_connections_that_end_and_streams_that_are_reset() {
    let goaway = frame(GOAWAY, 0, 0, &[[0; 4], NO_ERROR].concat());
    let reset = frame(RST_STREAM, 0, 1, &INTERNAL_ERROR);
    for end in [goaway, reset] {
        let server = ending(&end);
        assert_broken(client(&server).post("").await, 1, true);
        assert_eq!(server.requests().len(), 1);

        let server = ending(&end);
        assert_broken(client(&server).get().await, 3, true);
        assert_eq!(server.requests().len(), 3);
    }
}

/// What the server refuses it has not looked at, so that any request can be sent again.
#[tokio::test]
async fn r25_requests_that_are_refused() {
    let refused = frame(RST_STREAM, 0, 1, &REFUSED_STREAM);
    let server = ending(&refused);
    assert_broken(client(&server).post("").await, 3, false);
    assert_eq!(server.requests().len(), 3);

    // `:status: 200` by its index in the static table of RFC 7541: it was looked at after all.
    let head = frame(HEADERS, END_HEADERS, 1, &[0x88]);
    let server = ending(&[head, refused].concat());
    assert_broken(client(&server).post("").await, 1, true);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn r25_floods_end_with_the_time() {
    let settings = || frame(SETTINGS, 0, 0, &[]).repeat(100);
    // `:status: 200` by its index in the static table of RFC 7541.
    let head = frame(HEADERS, END_HEADERS, 1, &[0x88]);
    let empty = || frame(DATA, 0, 1, &[]).repeat(100);
    for flood in [
        with([Step::Send(settings()), Step::Tell, Step::Flood(settings())]),
        with([Step::Send(head), Step::Tell, Step::Flood(empty())]),
    ] {
        let mut server = Server::play([flood]);
        let client = client(&server);
        let still = still();
        let call = tokio::spawn(client.post("").send());
        server.has_told().await;
        advance(Duration::from_secs(60)).await;
        let error = call.await.unwrap().unwrap_err();
        assert!(
            error.is_timeout() || matches!(error.kind(), Some(ErrorKind::Connection(_))),
            "{error:?}"
        );
        assert_eq!(error.attempts(), 1);
        drop((client, still));
        assert_eq!(server.requests().len(), 1);
    }
}
