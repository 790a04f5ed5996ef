//! The transport that is used where none is given: reqwest, with rustls under the feature `rustls`.

use std::convert::Infallible;
use std::error::Error as _;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use url::Url;

use super::auth::Wallet;
use super::polled::Polled;
use super::sending::{PIECE, Taken};
use super::transport::Chunks;
use super::{
    BuildError, RequestBody, ResponseBody, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};

/// Carries requests with reqwest.
#[derive(Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport with a connection pool of its own. It follows no redirects, sends no `Referer`, keeps no cookies and
    /// repeats nothing: all that is the caller's.
    pub(crate) fn new(
        connect_timeout: Duration,
        proxy: bool,
        credentials: &Wallet,
    ) -> Result<Self, BuildError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(connect_timeout);
        if !proxy {
            builder = builder.no_proxy();
        }
        #[cfg(feature = "rustls")]
        {
            let tls = super::tls::config(credentials.identity())
                .map_err(|error| BuildError::Transport(error.to_string()))?;
            builder = builder.tls_backend_preconfigured(tls);
        }
        #[cfg(not(feature = "rustls"))]
        let _ = credentials;
        let client = builder
            .build()
            .map_err(|error| BuildError::Transport(describe(error).to_string()))?;
        Ok(Self { client })
    }
}

impl HttpTransport {
    async fn execute(
        &self,
        request: reqwest::Request,
    ) -> Result<http::Response<ResponseBody>, TransportError> {
        let mut response = self.client.execute(request).await.map_err(describe)?;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let mut answer = http::Response::new(ResponseBody::new(HttpBody(response)));
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

impl From<reqwest::Client> for HttpTransport {
    fn from(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HttpTransport")
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        Box::pin(async move {
            let (mut head, body) = request.into_parts();
            let body = in_pieces(body, &mut head.extensions);
            let request = http::Request::from_parts(head, body);
            let request = reqwest::Request::try_from(request).map_err(describe)?;
            self.execute(request).await
        })
    }

    fn send_to(
        &self,
        url: Url,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        let (mut head, body) = request.into_parts();
        let mut request = reqwest::Request::new(head.method, url);
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(in_pieces(body, &mut head.extensions));
        Box::pin(self.execute(request))
    }

    fn send_streaming(
        &self,
        request: http::Request<RequestBody>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        Box::pin(async move {
            let request = request.map(|body| reqwest::Body::wrap(Sending::new(body)));
            let request = reqwest::Request::try_from(request).map_err(describe)?;
            self.execute(request).await
        })
    }
}

/// The body of a request as reqwest takes it.
struct Sending {
    /// A lock that nobody waits for: it lets others hold the body, but not use it.
    body: Mutex<Polled<RequestBody, Result<Option<Bytes>, TransportError>>>,
    /// How many bytes are still to come, where it is known.
    left: Option<u64>,
}

impl Sending {
    fn new(body: RequestBody) -> Self {
        Self {
            left: body.length(),
            body: Mutex::new(Polled::Ready(body)),
        }
    }
}

impl http_body::Body for Sending {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = self.get_mut();
        let body = this.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let read = body.poll(context, |mut body| async move {
            let chunk = body.next_chunk().await;
            (body, chunk)
        });
        let frame = match ready!(read) {
            Some(Ok(Some(chunk))) => {
                let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                this.left = this.left.map(|left| left.saturating_sub(length));
                return Poll::Ready(Some(Ok(Frame::data(chunk))));
            }
            Some(Err(error)) => Some(Err(error)),
            Some(Ok(None)) | None => None,
        };
        body.end();
        Poll::Ready(frame)
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

fn in_pieces(body: Bytes, extensions: &mut http::Extensions) -> reqwest::Body {
    if body.len() > PIECE {
        let taken = extensions.remove::<Taken>().unwrap_or_default();
        reqwest::Body::wrap(Pieces { body, taken })
    } else {
        reqwest::Body::from(body)
    }
}

/// The rest of a request's body.
struct Pieces {
    body: Bytes,
    taken: Taken,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let length = self.body.len().min(PIECE);
        let piece = self.body.split_to(length);
        self.taken.piece();
        if self.body.is_empty() {
            self.taken.end();
        }
        Poll::Ready((length > 0).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        u64::try_from(self.body.len()).map_or_else(|_| SizeHint::new(), SizeHint::with_exact)
    }
}

/// The body of a response as reqwest gives it.
struct HttpBody(reqwest::Response);

impl Chunks for HttpBody {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        Box::pin(async { self.0.chunk().await.map_err(describe) })
    }

    fn is_at_end(&self) -> bool {
        // With HTTP/2 the end is a frame of its own, which is still to be read.
        self.0.version() < http::Version::HTTP_2 && self.0.content_length() == Some(0)
    }
}

/// The one way out for errors of reqwest: without the address, which may hold a key.
fn describe(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let mut message = error.to_string();
    let mut tls = false;
    let mut unprocessed = false;
    let mut source = error.source();
    while let Some(cause) = source {
        message.push_str(": ");
        message.push_str(&cause.to_string());
        tls = tls || is_tls(cause);
        unprocessed = unprocessed || is_unprocessed(cause);
        source = cause.source();
    }
    // Once there is a connection it is for the server to say no, to what it may have read.
    let kind = if tls && error.is_connect() {
        TransportErrorKind::Tls
    } else if unprocessed {
        TransportErrorKind::Unprocessed
    } else if error.is_connect() && error.is_timeout() {
        TransportErrorKind::ConnectTimeout
    } else if error.is_connect() || error.is_builder() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Connection
    };
    TransportError::new(kind, message)
}

/// Whether the server says that it has not looked at the request. RFC 9113 §8.7.
///
/// A server that goes away (`GOAWAY`) says so too of the requests that came last, but the error is the same for those
/// before them, which it may have carried out.
fn is_unprocessed(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| {
        error.is_remote() && error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM)
    })
}

/// Whether it is an error of TLS, within as many I/O errors as each layer has put around it.
#[cfg(feature = "rustls")]
fn is_tls(cause: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = cause;
    while let Some(inner) = cause
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref)
    {
        cause = inner;
    }
    cause.is::<rustls::Error>()
}

#[cfg(not(feature = "rustls"))]
fn is_tls(_cause: &(dyn std::error::Error + 'static)) -> bool {
    false
}
