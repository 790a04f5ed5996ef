//! Time that passes when the test says so, beside servers that are threads of their own and know nothing of it.
//!
//! The paused clock of a runtime moves on by itself as soon as every task waits, also if what they wait for is on its
//! way through a socket. It stands still while a blocking task runs.

use std::sync::mpsc::{Sender, channel};

use super::server::Server;

/// Keeps a paused clock where it is while it lives, but for [`tokio::time::advance`].
pub(crate) struct Still(#[expect(dead_code, reason = "dropping it is the signal")] Sender<()>);

pub(crate) fn still() -> Still {
    let (end, ended) = channel::<()>();
    tokio::task::spawn_blocking(move || ended.recv());
    Still(end)
}

/// What comes of a call when no time passes until the server has told; from then on it passes whenever there is nothing
/// else to do.
pub(crate) async fn after_told<T: Send + 'static>(
    server: &mut Server,
    call: impl Future<Output = T> + Send + 'static,
) -> T {
    let still = still();
    let call = tokio::spawn(call);
    server.has_told().await;
    drop(still);
    call.await.unwrap()
}
