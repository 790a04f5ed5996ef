//! What waits for files, on threads that may wait.

use std::io;

/// Does it on a thread of tokio's.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// Does it here: a browser has neither threads to wait nor files to wait for, and says at once that it has none.
#[cfg(target_arch = "wasm32")]
pub(crate) async fn on_disk<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    work()
}
