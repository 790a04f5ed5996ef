//! Clients that outlive the runtime they were used on, and transports that panic.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use tests::runtime::{
    Builder, Credential, ResponseBody, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};

use super::client::{Client, OAUTH2, SECRET, client};
use super::server::{Server, Step, answer};

/// A kept connection goes with its runtime; the next call makes another.
#[test]
fn r28_a_client_on_two_runtimes_one_after_the_other() {
    let script = || vec![Step::Read, answer("200 OK", "ok"), Step::Hold];
    let server = Server::play([script(), script(), script()]);
    let client = client(&server);
    for _ in 0..2 {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        assert_eq!(runtime.block_on(client.get().send()).unwrap(), "ok");
    }
    assert_eq!(server.requests().len(), 2);
}

/// Panics while the first token is fetched, and carries nothing after that.
#[derive(Clone, Default)]
struct Panics(Arc<AtomicUsize>);

impl Transport for Panics {
    fn send(&self, _: http::Request<Bytes>) -> TransportFuture<'_, http::Response<ResponseBody>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            assert!(number > 0, "as the test says");
            let kind = TransportErrorKind::Refused;
            Err(TransportError::new(kind, "as the test says"))
        })
    }
}

#[tokio::test]
async fn r28_a_transport_that_panics_poisons_nothing() {
    let transport = Panics::default();
    let client: Client = Builder::new()
        .base_url("https://api.invalid")
        .transport(transport.clone())
        .credential(OAUTH2, Credential::client_credentials("id", SECRET))
        .build()
        .unwrap();
    let call = tokio::spawn(client.with_token().send());
    assert!(call.await.unwrap_err().is_panic());
    // The lock on the token is free again: this call asks for one.
    client.with_token().await.unwrap_err();
    assert_eq!(transport.0.load(Ordering::SeqCst), 2);
}
