//! What carries requests: by default reqwest, or in a browser `fetch` ([`HttpTransport`](super::HttpTransport)), or one's own.

use std::fmt;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use url::Url;

use super::ErrorKind;

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

    /// The same, with the address beside a request that has none yet, for a transport that wants it as a URL.
    #[doc(hidden)]
    fn send_to(
        &self,
        url: Url,
        mut request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        let Ok(address) = url.as_str().parse() else {
            let error = TransportError::new(TransportErrorKind::Refused, "no such address");
            return Box::pin(async { Err(error) });
        };
        *request.uri_mut() = address;
        self.send(request)
    }

    /// Sends a request whose body is read as it is sent.
    ///
    /// Unless a transport says otherwise, the body is read into memory first, and then sent as any other.
    fn send_streaming(
        &self,
        request: http::Request<RequestBody>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let mut bytes = BytesMut::new();
            while let Some(chunk) = body.next_chunk().await? {
                bytes.extend_from_slice(&chunk);
            }
            self.send(http::Request::from_parts(head, bytes.freeze()))
                .await
        })
    }
}

/// The body of a request that is read as it is sent.
pub struct RequestBody {
    pub(super) chunks: Box<dyn Chunks>,
    length: Option<u64>,
}

impl RequestBody {
    /// A body of chunks, with the number of their bytes where it is known.
    pub fn new(chunks: Box<dyn Chunks>, length: Option<u64>) -> Self {
        Self { chunks, length }
    }

    /// The number of its bytes, where it is known; to be sent as `Content-Length`.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// It cannot be read on.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        self.chunks.next_chunk().await
    }
}

impl<T: Into<Bytes>> From<T> for RequestBody {
    fn from(body: T) -> Self {
        let body = body.into();
        let length = u64::try_from(body.len()).ok();
        Self::new(Box::new(Whole(Some(body))), length)
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestBody")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// What opens a body for one try.
pub(crate) type Opened<'a> =
    Pin<Box<dyn Future<Output = Result<RequestBody, ErrorKind>> + Send + 'a>>;

/// A body that is opened for each try of a call.
pub(crate) trait BodySource: Send + Sync {
    /// Opens it.
    fn open(&self) -> Opened<'_>;

    /// Whether it can be opened more than once.
    fn is_replayable(&self) -> bool;
}

/// The body of a response, chunk by chunk.
pub trait Chunks: Send {
    /// The next chunk; `None` at the end.
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>>;

    /// Whether there is nothing more, where that is known without asking.
    fn is_at_end(&self) -> bool {
        false
    }
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
        self.chunk().await
    }

    /// The same, without another future around it.
    pub(crate) fn chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        self.0.next_chunk()
    }

    /// Whether there is nothing more, where that is known without asking.
    pub fn is_at_end(&self) -> bool {
        self.0.is_at_end()
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
    /// The server turned the request down without looking at it, as HTTP/2 lets it say: another try does nothing twice.
    Unprocessed,
    /// The connection broke after the request may have been sent.
    Connection,
    /// The response took too long after the request may have been sent.
    Timeout,
}
