//! Streams of JSON: a value a line (NDJSON, JSON Lines), or each behind a record separator (RFC 7464).

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::body::{Body, BodyError};
use super::polled::Polled;
use super::stream::Origin;
use super::{CallError, DecodeError, ErrorKind, Response};

/// The media types of values that come one by one.
const MEDIA_TYPES: [&str; 9] = [
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/ndjson",
    "application/x-ndjson",
    "application/json-seq",
    "application/stream+json",
    "application/json",
];

/// Values that come one by one, as they come. Made by awaiting a call whose response is a stream of JSON.
///
/// The next one is given by [`next`](Self::next), or by the methods of `futures`' `StreamExt`. A value that is not what
/// the document says is an error, after which the stream goes on. Dropping the stream ends the response.
#[must_use = "values are only read when they are asked for"]
pub struct JsonLines<T> {
    origin: Origin,
    /// Whether the response is of another media type, and so no stream of JSON.
    foreign: bool,
    /// What stands between values.
    separator: u8,
    /// How long one may be.
    limit: usize,
    line: Vec<u8>,
    begun: bool,
    waiting: VecDeque<Bytes>,
    body: Polled<Box<Body>, Result<Option<Bytes>, BodyError>>,
    value: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> JsonLines<T> {
    fn new(response: &Response, separator: u8) -> Result<Self, DecodeError> {
        let (rest, origin) = response.take_rest()?;
        Ok(Self {
            foreign: origin.is_foreign(&MEDIA_TYPES),
            origin,
            separator,
            limit: rest.line_limit,
            line: Vec::new(),
            begun: false,
            waiting: VecDeque::new(),
            body: Polled::Ready(Box::new(rest.body)),
            value: PhantomData,
        })
    }

    /// The next one; `None` after the last.
    ///
    /// Giving up waiting for it loses nothing: the next call waits on.
    #[allow(
        clippy::should_implement_trait,
        reason = "it is the `next` of a stream, not of an iterator"
    )]
    pub async fn next(&mut self) -> Option<Result<T, CallError>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next one, blocking the thread; `None` after the last.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<T, CallError>> {
        match super::blocking::runtime(self.origin.operation) {
            Ok(runtime) => runtime.block_on(self.next()),
            Err(error) => Some(Err(error)),
        }
    }

    /// Takes what came apart; what is no whole value yet waits for more.
    fn split(&mut self, chunk: &[u8]) -> Result<(), ErrorKind> {
        let separator = self.separator;
        let mut parts = chunk.split(|byte| *byte == separator).peekable();
        while let Some(part) = parts.next() {
            if self.line.len().saturating_add(part.len()) > self.limit {
                return Err(ErrorKind::LineTooLong { limit: self.limit });
            }
            self.line.extend_from_slice(part);
            if parts.peek().is_some() {
                self.finish();
            }
        }
        Ok(())
    }

    /// Takes the line at hand for a value, unless it is blank.
    fn finish(&mut self) {
        let line = std::mem::take(&mut self.line);
        let mark = b"\xEF\xBB\xBF".as_slice();
        let text = match line.strip_prefix(mark) {
            Some(line) if !self.begun => line,
            _ => &line,
        };
        self.begun = true;
        if !text.trim_ascii().is_empty() {
            self.waiting.push_back(Bytes::copy_from_slice(text));
        }
    }

    fn value(&self, line: &Bytes) -> Result<T, CallError> {
        serde_json::from_slice(line).map_err(|error| {
            let error = DecodeError::json(&error, self.origin.content_type(), line);
            self.origin.failed(error)
        })
    }
}

impl<T> JsonLines<T> {
    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.origin.answer.status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.origin.answer.headers
    }
}

impl<T: DeserializeOwned> Stream for JsonLines<T> {
    type Item = Result<T, CallError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(line) = this.waiting.pop_front() {
                return Poll::Ready(Some(this.value(&line)));
            }
            let read = this.body.poll(context, |mut body| async move {
                let chunk = body.next_chunk().await;
                (body, chunk)
            });
            let problem = match ready!(read) {
                None => return Poll::Ready(None),
                Some(Ok(None)) => {
                    this.body.end();
                    this.finish();
                    continue;
                }
                Some(Ok(Some(chunk))) if this.foreign => this.origin.foreign(&chunk).into(),
                Some(Ok(Some(chunk))) => match this.split(&chunk) {
                    Ok(()) => continue,
                    Err(problem) => problem,
                },
                Some(Err(error)) => error.into(),
            };
            this.body.end();
            return Poll::Ready(Some(Err(this.origin.failed(problem))));
        }
    }
}

impl<T> Unpin for JsonLines<T> {}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("JsonLines")
            .field("status", &self.origin.answer.status)
            .finish_non_exhaustive()
    }
}

impl Response {
    /// The body as values, one a line.
    ///
    /// # Errors
    /// The body is compressed in a way that was not asked for, or was read already.
    pub fn json_lines<T: DeserializeOwned>(&self) -> Result<JsonLines<T>, DecodeError> {
        JsonLines::new(self, b'\n')
    }

    /// The body as values, each behind a record separator.
    ///
    /// # Errors
    /// As [`json_lines`](Self::json_lines).
    pub fn json_sequence<T: DeserializeOwned>(&self) -> Result<JsonLines<T>, DecodeError> {
        JsonLines::new(self, b'\x1E')
    }
}
