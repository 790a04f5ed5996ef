//! What carries requests: by default reqwest ([`HttpTransport`](super::HttpTransport)), or one's own.

use std::fmt;
use std::pin::Pin;

use bytes::Bytes;

/// What a transport gives, later.
pub type TransportFuture<'a, T> =
    Pin<Box<dyn Future<Output = Result<T, TransportError>> + Send + 'a>>;

/// Carries one request to its server and brings the response back.
///
/// Retries, redirects, credentials, time limits and decoding are the caller's. A transport follows no redirect, repeats
/// nothing, and passes every status on as a response. It is the place to add proxies, recording, metrics or a test
/// double.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and waits for the status and the headers.
    ///
    /// Dropping the future ends the exchange.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>>;
}

/// The body of a response, chunk by chunk.
pub trait Chunks: Send {
    /// The next chunk; `None` at the end.
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>>;
}

/// The body of a response that a [`Transport`] brings back.
pub struct ResponseBody(Box<dyn Chunks>);

impl ResponseBody {
    /// A body that comes in chunks.
    pub fn new(chunks: impl Chunks + 'static) -> Self {
        Self(Box::new(chunks))
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// The connection broke before the end of the body.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        self.0.next_chunk().await
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ResponseBody")
    }
}

impl<T: Into<Bytes>> From<T> for ResponseBody {
    fn from(body: T) -> Self {
        Self::new(Whole(Some(body.into())))
    }
}

/// A body that is at hand as a whole.
struct Whole(Option<Bytes>);

impl Chunks for Whole {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        let chunk = self.0.take();
        Box::pin(async { Ok(chunk) })
    }
}

/// Why a transport brought no response back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
}

impl TransportError {
    /// An error with a message, which must hold no address with a query and no credential: it is shown to users.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    /// How far the exchange came.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for TransportError {}

/// How far an exchange came before it failed; it decides what may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: nothing was sent.
    Connect,
    /// No connection was made in time: nothing was sent.
    ConnectTimeout,
    /// The server's identity could not be verified: nothing was sent.
    Tls,
    /// The transport does not carry the request: nothing was sent, and nothing else would come of another try.
    Refused,
    /// The connection broke after the request may have been sent.
    Connection,
    /// The response took too long after the request may have been sent.
    Timeout,
}
