//! What a call tells `tracing`, under the feature of that name: never a credential, a body, or a query.

use http::Method;
use url::Url;

use super::{CallError, Metadata, Response, Retry};

/// Runs a call within its span.
#[cfg(feature = "tracing")]
pub(crate) async fn call(
    metadata: &'static Metadata,
    method: &Method,
    url: &Url,
    run: impl Future<Output = Result<Response, CallError>>,
) -> Result<Response, CallError> {
    use tracing::Instrument as _;

    let span = tracing::debug_span!(
        "api_call",
        operation = metadata.id,
        http.request.method = %method,
        url.template = metadata.path,
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
    );
    let result = run.instrument(span.clone()).await;
    if let Err(error) = &result {
        span.in_scope(|| tracing::debug!(%error, "call failed"));
    }
    result
}

/// Runs a call.
#[cfg(not(feature = "tracing"))]
pub(crate) async fn call(
    _metadata: &'static Metadata,
    _method: &Method,
    _url: &Url,
    run: impl Future<Output = Result<Response, CallError>>,
) -> Result<Response, CallError> {
    run.await
}

/// Tells that a call is tried again.
pub(crate) fn retry(metadata: &'static Metadata, attempts: u32, retry: &Retry) {
    #[cfg(feature = "tracing")]
    tracing::debug!(
        operation = metadata.id,
        attempts,
        reason = %retry.reason,
        wait = ?retry.wait,
        "trying again"
    );
    #[cfg(not(feature = "tracing"))]
    let _ = (metadata, attempts, retry);
}

/// Tells that a response came.
pub(crate) fn response(metadata: &'static Metadata, status: u16, attempts: u32) {
    #[cfg(feature = "tracing")]
    tracing::debug!(
        operation = metadata.id,
        http.response.status_code = status,
        attempts,
        "response"
    );
    #[cfg(not(feature = "tracing"))]
    let _ = (metadata, status, attempts);
}
