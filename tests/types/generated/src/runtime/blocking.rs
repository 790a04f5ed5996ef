//! Calls without async, on a runtime that all of them share.

use std::sync::LazyLock;

use tokio::runtime::{Builder, Handle, Runtime};

use super::{ApiResponse, Call, CallError, Error, ErrorKind, Operation};

/// Started with the first call. Its own thread keeps connections alive between calls.
static RUNTIME: LazyLock<std::io::Result<Runtime>> = LazyLock::new(|| {
    Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("sdk-blocking")
        .enable_all()
        .build()
});

impl<O: Operation> Call<O> {
    /// Sends the call and blocks the thread until the value is there.
    ///
    /// # Errors
    /// As [`send`](Self::send); and [`ErrorKind::Blocking`] where it would block an async runtime.
    pub fn send_blocking(self) -> Result<O::Output, Error<O::Error>> {
        runtime(O::METADATA.id)?.block_on(self.send())
    }

    /// Sends the call and blocks the thread until the value and the rest of the response are there.
    ///
    /// # Errors
    /// As [`send_blocking`](Self::send_blocking).
    pub fn send_blocking_with_response(self) -> Result<ApiResponse<O::Output>, Error<O::Error>> {
        runtime(O::METADATA.id)?.block_on(self.send_with_response())
    }
}

/// The runtime for a call of this operation, or for reading its response.
pub(crate) fn runtime(operation: &'static str) -> Result<&'static Runtime, CallError> {
    let failed = |reason| CallError::new(operation, ErrorKind::Blocking(reason));
    if Handle::try_current().is_ok() {
        return Err(failed(
            "a blocking call within an async runtime would stop it: use `.send().await`",
        ));
    }
    RUNTIME
        .as_ref()
        .map_err(|_| failed("no runtime for blocking calls could be started"))
}
