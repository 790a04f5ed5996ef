//! Code of one's own around every request: to sign, to count, to log.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request};
use url::Url;

use super::{ErrorKind, Metadata, Retry, server::redacted};

/// What [`Hook::before_request`] gives, later.
pub type HookFuture<'a> = Pin<Box<dyn Future<Output = Result<(), HookError>> + Send + 'a>>;

/// Is told what happens to the calls of a client, and may change each request before it goes out.
///
/// Each method does nothing unless it is written. A call that is dropped before its end tells nothing more. Several hooks
/// are told in the order in which the builder got them.
pub trait Hook: Send + Sync + 'static {
    /// A request is about to go out: a first try, a retry, or a redirect within the server. Its headers are complete,
    /// credentials included, and can be changed.
    ///
    /// # Errors
    /// The call ends with this error, and the request is not sent.
    fn before_request<'a>(&'a self, request: &'a mut OutgoingRequest<'_>) -> HookFuture<'a> {
        let _ = request;
        Box::pin(async { Ok(()) })
    }

    /// A response came, of whatever status.
    fn after_response(&self, response: &IncomingResponse<'_>) {
        let _ = response;
    }

    /// The call will be tried again, after a wait.
    fn on_retry(&self, call: &CallInfo, retry: &Retry) {
        let _ = (call, retry);
    }

    /// The call is over, but for reading the value of its response.
    fn on_end(&self, call: &CallInfo, outcome: &CallOutcome<'_>) {
        let _ = (call, outcome);
    }
}

/// Which call it is about. It holds neither credentials nor arguments.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CallInfo {
    /// The operation, by its `operationId`.
    pub operation: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path with the parameters in braces.
    pub route: &'static str,
    /// The host of the server.
    pub server: String,
    /// How often it was tried so far, the try under way included.
    pub attempts: u32,
}

impl CallInfo {
    pub(crate) fn new(metadata: &'static Metadata, url: &Url, attempts: u32) -> Self {
        Self {
            operation: metadata.id,
            method: metadata.method,
            route: metadata.path,
            server: url.host_str().unwrap_or_default().to_owned(),
            attempts,
        }
    }
}

/// A request that is about to go out.
pub struct OutgoingRequest<'a> {
    call: &'a CallInfo,
    url: &'a Url,
    request: &'a mut Request<Bytes>,
}

impl OutgoingRequest<'_> {
    /// The call that it is part of.
    pub fn call(&self) -> &CallInfo {
        self.call
    }

    /// The address without its query, which may hold credentials.
    pub fn address(&self) -> String {
        redacted(self.url)
    }

    /// The path and the query as they are sent, for signing. They may hold credentials.
    pub fn target(&self) -> &str {
        let target = self.request.uri().path_and_query();
        target.map_or("/", |target| target.as_str())
    }

    /// The headers, those of credentials included.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The headers, to change them.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.request.headers_mut()
    }

    /// The body; empty where there is none.
    pub fn body(&self) -> &[u8] {
        self.request.body()
    }
}

impl fmt::Debug for OutgoingRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OutgoingRequest")
            .field("call", &self.call)
            .field("address", &self.address())
            .finish_non_exhaustive()
    }
}

/// A response that came.
#[derive(Debug)]
#[non_exhaustive]
pub struct IncomingResponse<'a> {
    /// The call that it answers.
    pub call: &'a CallInfo,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// How long it took from the request.
    pub elapsed: Duration,
}

/// How a call ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct CallOutcome<'a> {
    /// The status of the response, if one came.
    pub status: Option<u16>,
    /// Why no usable response came, if none did.
    pub error: Option<&'a ErrorKind>,
    /// The retries, and why.
    pub retries: &'a [Retry],
    /// How long the call took, with all its tries and waits.
    pub elapsed: Duration,
}

/// Why a hook stopped a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookError(String);

impl HookError {
    /// An error with a message, which must hold no credential: it is shown to users.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for HookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for HookError {}

/// The hooks of a client.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn Hook>>);

impl Hooks {
    pub(crate) fn add(&mut self, hook: impl Hook) {
        self.0.push(Arc::new(hook));
    }

    pub(crate) async fn before_request(
        &self,
        call: &CallInfo,
        url: &Url,
        request: &mut Request<Bytes>,
    ) -> Result<(), HookError> {
        for hook in &self.0 {
            let mut outgoing = OutgoingRequest { call, url, request };
            hook.before_request(&mut outgoing).await?;
        }
        Ok(())
    }

    pub(crate) fn after_response(
        &self,
        call: &CallInfo,
        status: u16,
        headers: &HeaderMap,
        elapsed: Duration,
    ) {
        let response = IncomingResponse {
            call,
            status,
            headers,
            elapsed,
        };
        for hook in &self.0 {
            hook.after_response(&response);
        }
    }

    pub(crate) fn on_retry(&self, call: impl Fn() -> CallInfo, retry: &Retry) {
        for hook in &self.0 {
            hook.on_retry(&call(), retry);
        }
    }

    pub(crate) fn on_end(&self, call: impl Fn() -> CallInfo, outcome: &CallOutcome<'_>) {
        for hook in &self.0 {
            hook.on_end(&call(), outcome);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
