//! What a call tells `tracing`, under the feature of that name: never a credential, a body, or a query.
//!
//! Each try is a span as OpenTelemetry's semantic conventions for HTTP clients describe it, within the span of its call.

use std::pin::Pin;

use super::exchange::Exchange;
#[cfg(feature = "tracing")]
use super::repeat::{Outcome, Tried};
use super::{Metadata, Retry};

/// Runs a call within its span.
#[cfg(feature = "tracing")]
pub(crate) async fn call(
    metadata: &'static Metadata,
    run: Pin<&mut impl Future<Output = Outcome>>,
) -> Outcome {
    use tracing::Instrument as _;

    let span = tracing::debug_span!("api_call", operation = metadata.id);
    let result = run.instrument(span.clone()).await;
    if let Err(error) = &result {
        span.in_scope(|| tracing::debug!(%error, "call failed"));
    }
    result
}

/// Passes a call on: without the feature there are no spans.
#[cfg(not(feature = "tracing"))]
pub(crate) fn call<'a, F>(_metadata: &'static Metadata, run: Pin<&'a mut F>) -> Pin<&'a mut F> {
    run
}

/// Runs a try within its span.
#[cfg(feature = "tracing")]
pub(crate) async fn attempt(
    exchange: &Exchange,
    attempts: u32,
    run: Pin<&mut impl Future<Output = Tried>>,
) -> Tried {
    use tracing::Instrument as _;

    let span = span(exchange);
    if attempts > 1 {
        span.record("http.request.resend_count", attempts.saturating_sub(1));
    }
    let result = run.instrument(span.clone()).await;
    match &result {
        Ok(response) => {
            let status = response.status();
            span.record("http.response.status_code", status);
            if status >= 400 {
                span.record("error.type", tracing::field::display(status));
                span.record("otel.status_code", "ERROR");
            }
        }
        Err(fault) => {
            span.record("error.type", fault.kind.name());
            span.record("otel.status_code", "ERROR");
        }
    }
    result
}

/// Passes a try on.
#[cfg(not(feature = "tracing"))]
pub(crate) fn attempt<'a, F>(
    _exchange: &Exchange,
    _attempts: u32,
    run: Pin<&'a mut F>,
) -> Pin<&'a mut F> {
    run
}

#[cfg(feature = "tracing")]
fn span(exchange: &Exchange) -> tracing::Span {
    use tracing::field::Empty;

    let Exchange {
        metadata,
        method,
        url,
        ..
    } = exchange;
    tracing::debug_span!(
        "http_request",
        otel.name = format!("{method} {}", metadata.path),
        otel.kind = "client",
        http.request.method = %method,
        url.template = metadata.path,
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        error.type = Empty,
        otel.status_code = Empty,
    )
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
