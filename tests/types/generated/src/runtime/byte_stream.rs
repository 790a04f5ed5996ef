//! Binary responses: read at once, chunk by chunk, or into a file.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, header};

use super::body::{Body, BodyError};
use super::clock::Instant;
use super::polled::Polled;
use super::response::Rest;
use super::stream::Origin;
use super::{CallError, DecodeError, ErrorKind, Response, TimeoutPhase};

/// A binary response that is read as it is wanted.
///
/// Nothing of it is kept in memory but the chunk at hand. Dropping it ends the transfer.
///
/// It has no time limit as a whole; a transfer that stops for as long as the client waits for a response, or that brings
/// less than a byte a second for that long, is given up.
#[must_use = "the response is only read when it is asked for"]
pub struct ByteStream {
    origin: Origin,
    body: Polled<Box<Transfer>, Result<Option<Bytes>, BodyError>>,
    received: u64,
    /// How much [`bytes`](Self::bytes) takes into memory.
    limit: usize,
    progress: Option<Box<dyn FnMut(Progress) + Send>>,
}

/// How far a download is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many bytes came so far.
    pub received: u64,
    /// How many there are in all, where the server says so.
    pub total: Option<u64>,
}

impl ByteStream {
    fn new(rest: Rest, origin: Origin) -> Self {
        Self {
            origin,
            received: 0,
            limit: rest.limit,
            progress: None,
            body: Polled::Ready(Box::new(Transfer::new(rest))),
        }
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.origin.answer.status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.origin.answer.headers
    }

    /// The media type, as the server says it.
    pub fn content_type(&self) -> Option<&str> {
        self.origin.content_type()
    }

    /// How many bytes there are in all, where the server says so.
    pub fn content_length(&self) -> Option<u64> {
        let length = self.headers().get(header::CONTENT_LENGTH)?;
        length.to_str().ok()?.trim().parse().ok()
    }

    /// Calls this after each chunk.
    pub fn on_progress(mut self, progress: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Takes at most this much into memory ([`bytes`](Self::bytes)), instead of what the client is set to.
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// The connection broke, nothing came for too long, or the compression is damaged.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, CallError> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// All of it.
    ///
    /// # Errors
    /// As [`next_chunk`](Self::next_chunk); and [`ErrorKind::BodyTooLarge`] where it is larger than the limit.
    pub async fn bytes(mut self) -> Result<Bytes, CallError> {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = self.next_chunk().await? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > self.limit {
                return Err(self.failed(ErrorKind::BodyTooLarge { limit: self.limit }));
            }
        }
        Ok(bytes.freeze())
    }

    /// All of it, blocking the thread.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes); and [`ErrorKind::Blocking`] where it would block an async runtime.
    #[cfg(feature = "blocking")]
    pub fn bytes_blocking(self) -> Result<Bytes, CallError> {
        super::blocking::runtime(self.origin.operation)?.block_on(self.bytes())
    }

    #[cfg(all(feature = "blocking", feature = "fs"))]
    pub(super) fn operation(&self) -> &'static str {
        self.origin.operation
    }

    pub(super) fn failed(&self, kind: impl Into<ErrorKind>) -> CallError {
        self.origin.failed(kind)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, CallError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let read = this.body.poll(context, |mut transfer| async move {
            let chunk = transfer.next_chunk().await;
            (transfer, chunk)
        });
        let ended = match ready!(read) {
            None | Some(Ok(None)) => None,
            Some(Err(error)) => Some(Err(this.failed(error))),
            Some(Ok(Some(chunk))) => {
                let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                this.received = this.received.saturating_add(length);
                let progress = Progress {
                    received: this.received,
                    total: this.content_length(),
                };
                if let Some(report) = &mut this.progress {
                    report(progress);
                }
                return Poll::Ready(Some(Ok(chunk)));
            }
        };
        this.body.end();
        Poll::Ready(ended)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("status", &self.origin.answer.status)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}

impl Response {
    /// The body as bytes that are read as they are wanted.
    ///
    /// # Errors
    /// The body is compressed in a way that was not asked for, or was read already.
    pub fn byte_stream(&self) -> Result<ByteStream, DecodeError> {
        let (rest, origin) = self.take_rest()?;
        Ok(ByteStream::new(rest, origin))
    }
}

/// A body with a limit on how slow it may be: a byte now and then would never be idle, and never end.
struct Transfer {
    body: Body,
    /// The longest time between two chunks.
    idle: Duration,
    /// How long was waited, and how much came, since both were last looked at.
    waited: Duration,
    received: u64,
}

impl Transfer {
    fn new(rest: Rest) -> Self {
        Self {
            body: rest.body,
            idle: rest.idle,
            waited: Duration::ZERO,
            received: 0,
        }
    }

    async fn next_chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        let started = Instant::now();
        let chunk = self.body.next_chunk().await?;
        self.waited += started.elapsed();
        let length = chunk.as_ref().map_or(0, Bytes::len);
        self.received = self
            .received
            .saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        if self.waited >= self.idle {
            if chunk.is_some() && self.received < self.waited.as_secs() {
                return Err(BodyError::TimedOut(TimeoutPhase::Body));
            }
            self.waited = Duration::ZERO;
            self.received = 0;
        }
        Ok(chunk)
    }
}
