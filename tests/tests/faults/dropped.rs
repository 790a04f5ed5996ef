//! Calls that are dropped before they end: nothing of them goes on.

use std::sync::Arc;

use tests::runtime::{CallInfo, Credential, Hook, Retry};
use tokio::sync::Notify;

use super::client::{Client, OAUTH2, SECRET, builder};
use super::server::{Server, Step, answer, send};

/// Drops a call once the server has told that the time has come; then another call goes well.
async fn dropped(stopped: Vec<Step>, body: usize) -> Vec<Vec<u8>> {
    let mut server = Server::play([stopped, vec![Step::Read, answer("200 OK", "ok")]]);
    let client = builder(&server).build().unwrap();
    let call = tokio::spawn(client.post(vec![b'a'; body]).send());
    server.has_told().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    assert_eq!(client.post("again").await.unwrap(), "ok");
    // The first connection ends only when the client leaves it.
    server.left().await
}

#[tokio::test]
async fn r27_dropped_while_the_answer_is_awaited() {
    let heard = dropped(vec![Step::Read, Step::Tell, Step::Hold], 4).await;
    let first = String::from_utf8_lossy(&heard[0]).into_owned();
    assert!(first.ends_with("\r\n\r\naaaa"), "{first}");
    assert_eq!((heard.len(), first.matches("POST").count()), (2, 1));
}

#[tokio::test]
async fn r27_dropped_within_the_body() {
    let half = send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf");
    let heard = dropped(vec![Step::Read, half, Step::Tell, Step::Hold], 4).await;
    assert_eq!(heard.len(), 2);
}

#[tokio::test]
async fn r27_dropped_while_the_request_is_sent() {
    let size = 64 << 20;
    let heard = dropped(
        vec![Step::ReadHead, Step::Tell, Step::Ignore, Step::Hold],
        size,
    )
    .await;
    assert!(heard[0].len() < size, "{}", heard[0].len());
}

/// Whoever fetches a token holds the others up: when it is dropped, the next one fetches.
#[tokio::test]
async fn r27_dropped_while_a_token_is_fetched() {
    let token = r#"{"access_token":"t1","expires_in":3600}"#;
    let mut server = Server::play([
        vec![Step::Read, Step::Tell, Step::Hold],
        vec![
            Step::Read,
            answer("200 OK", token),
            Step::Read,
            answer("200 OK", "ok"),
        ],
    ]);
    let client: Client = builder(&server)
        .credential(OAUTH2, Credential::client_credentials("id", SECRET))
        .build()
        .unwrap();
    let first = tokio::spawn(client.with_token().send());
    server.has_told().await;
    let second = tokio::spawn(client.with_token().send());
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    assert_eq!(second.await.unwrap().unwrap(), "ok");
    drop(client);
    let heard = server.left().await;
    let second = String::from_utf8_lossy(&heard[1]).into_owned();
    assert!(second.contains("authorization: Bearer t1"), "{second}");
}

/// Between two tries nothing is under way.
#[tokio::test]
async fn r27_dropped_between_two_tries() {
    let server = Server::once([
        Step::Read,
        answer("503 Service Unavailable\nretry-after: 30", ""),
        Step::Hold,
    ]);
    let waits = Waits::default();
    let client = builder(&server).hook(waits.clone()).build().unwrap();
    let call = tokio::spawn(client.get().send());
    waits.0.notified().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    drop(client);
    let heard = server.left().await;
    let text = String::from_utf8_lossy(&heard[0]).into_owned();
    assert_eq!((heard.len(), text.matches("GET").count()), (1, 1));
}

/// Tells when a call begins to wait for its next try.
#[derive(Clone, Default)]
struct Waits(Arc<Notify>);

impl Hook for Waits {
    fn on_retry(&self, _: &CallInfo, _: &Retry) {
        self.0.notify_one();
    }
}
