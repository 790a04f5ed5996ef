//! Streams of server-sent events, as values.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::body::{Body, BodyError};
use super::clock::sleep;
use super::event::EventParser;
use super::exchange::Exchange;
use super::polled::Polled;
use super::stream::Origin;
use super::{
    Call, CallError, DecodeError, ErrorKind, Operation, Response, ServerSentEvent, TransportError,
    TransportErrorKind,
};

/// What a stream of JSON ends with, by custom.
const SENTINEL: &str = "[DONE]";
/// How long to wait before reconnecting, where the server does not say.
const RECONNECT: Duration = Duration::from_secs(3);
/// The longest wait before reconnecting, whatever the server says.
const LONGEST_RECONNECT: Duration = Duration::from_secs(60);

/// Makes a value of an event; `None` of the one that ends the stream.
type Read<T> = fn(&ServerSentEvent) -> Result<Option<T>, DecodeError>;

/// Events that a server sends, as they come. Made by awaiting a call whose response is `text/event-stream`.
///
/// The next one is given by [`next`](Self::next), or by the methods of `futures`' `StreamExt`. An event that is not what
/// the document says is an error, after which the stream goes on; one that ends the response also ends the stream.
/// Dropping the stream ends the response.
#[must_use = "events are only read when they are asked for"]
pub struct EventStream<T> {
    origin: Origin,
    /// Whether the response is of another media type, and so not a stream of events.
    foreign: bool,
    limit: usize,
    parser: EventParser,
    waiting: VecDeque<ServerSentEvent>,
    source: Polled<Box<Source>, Result<Step, ErrorKind>>,
    read: Read<T>,
    /// The data of an event that ends the stream.
    sentinel: Option<&'static str>,
}

impl<T> EventStream<T> {
    fn new(response: &Response, read: Read<T>) -> Result<Self, DecodeError> {
        let (rest, origin) = response.take_rest()?;
        Ok(Self {
            foreign: origin.is_foreign(&["text/event-stream"]),
            origin,
            limit: rest.line_limit,
            parser: EventParser::new(rest.line_limit),
            waiting: VecDeque::new(),
            source: Polled::Ready(Box::new(Source {
                body: rest.body,
                exchange: rest.exchange,
                failures: 0,
            })),
            read,
            sentinel: None,
        })
    }

    /// Ends before the first event with this data.
    pub fn until(mut self, data: &'static str) -> Self {
        self.sentinel = Some(data);
        self
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.origin.answer.status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.origin.answer.headers
    }

    /// The `id` of the last event that had one; empty where none had.
    pub fn last_event_id(&self) -> &str {
        &self.parser.last_id
    }

    /// The events as they are, with their names and ids, instead of values.
    pub fn events(self) -> EventStream<ServerSentEvent> {
        EventStream {
            origin: self.origin,
            foreign: self.foreign,
            limit: self.limit,
            parser: self.parser,
            waiting: self.waiting,
            source: self.source,
            read: whole,
            sentinel: self.sentinel,
        }
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

    fn failed(&self, kind: impl Into<ErrorKind>) -> CallError {
        self.origin.failed(kind)
    }

    /// The value of the first event that waits; `None` when another chunk is needed.
    fn take(&mut self) -> Option<Poll<Option<Result<T, CallError>>>> {
        let event = self.waiting.pop_front()?;
        let read = if self.sentinel == Some(event.data.as_str()) {
            Ok(None)
        } else {
            (self.read)(&event)
        };
        match read {
            Ok(Some(value)) => Some(Poll::Ready(Some(Ok(value)))),
            Ok(None) => {
                self.source.end();
                self.waiting.clear();
                Some(Poll::Ready(None))
            }
            Err(error) => Some(Poll::Ready(Some(Err(self.failed(error))))),
        }
    }

    fn end(&mut self, kind: impl Into<ErrorKind>) -> Poll<Option<Result<T, CallError>>> {
        self.source.end();
        Poll::Ready(Some(Err(self.failed(kind))))
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T, CallError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.take() {
                return item;
            }
            let last_id = this.parser.last_id.clone();
            let wait = this.parser.retry.unwrap_or(RECONNECT);
            let step = this.source.poll(context, |mut source| async move {
                let step = source.step(&last_id, wait.min(LONGEST_RECONNECT)).await;
                (source, step)
            });
            match ready!(step) {
                None | Some(Ok(Step::End)) => {
                    this.source.end();
                    return Poll::Ready(None);
                }
                Some(Err(kind)) => return this.end(kind),
                Some(Ok(Step::Chunk(chunk))) if this.foreign => {
                    let problem = this.origin.foreign(&chunk);
                    return this.end(problem);
                }
                Some(Ok(Step::Chunk(chunk))) => {
                    if this.parser.read(&chunk, &mut this.waiting).is_err() {
                        let limit = this.limit;
                        return this.end(ErrorKind::LineTooLong { limit });
                    }
                    if !this.waiting.is_empty()
                        && let Polled::Ready(source) = &mut this.source
                    {
                        source.failures = 0;
                    }
                }
                Some(Ok(Step::Again)) => this.parser.restart(),
            }
        }
    }
}

impl<T> Unpin for EventStream<T> {}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventStream")
            .field("status", &self.origin.answer.status)
            .field("last_event_id", &self.parser.last_id)
            .finish_non_exhaustive()
    }
}

/// What comes next.
enum Step {
    Chunk(Bytes),
    /// Another response, in place of one that broke.
    Again,
    End,
}

/// The response, and how to ask for it again.
struct Source {
    body: Body,
    /// What asks for it again, where that is wanted.
    exchange: Option<Box<Exchange>>,
    /// How often it was asked for again without an event since.
    failures: u32,
}

impl Source {
    async fn step(&mut self, last_id: &str, wait: Duration) -> Result<Step, ErrorKind> {
        let broken = match self.body.next_chunk().await {
            Ok(Some(chunk)) => return Ok(Step::Chunk(chunk)),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        let again = broken.as_ref().is_none_or(BodyError::is_transient);
        match self.exchange.clone() {
            Some(exchange) if again => self.reconnect(*exchange, last_id, wait).await,
            _ => broken.map_or(Ok(Step::End), |error| Err(error.into())),
        }
    }

    async fn reconnect(
        &mut self,
        mut request: Exchange,
        last_id: &str,
        wait: Duration,
    ) -> Result<Step, ErrorKind> {
        let broken = |problem| {
            let kind = TransportErrorKind::Connection;
            ErrorKind::Connection(TransportError::new(kind, problem))
        };
        if !last_id.is_empty()
            && let Ok(id) = HeaderValue::from_str(last_id)
        {
            request.headers.insert("last-event-id", id);
        }
        while self.failures < request.reconnects {
            self.failures = self.failures.saturating_add(1);
            sleep(wait).await;
            // No answer, and an error of the server, may be better next time.
            let Ok(response) = request.run().await else {
                continue;
            };
            match (response.status(), response.take_rest()) {
                (204, _) => return Ok(Step::End),
                (_, Ok((rest, _))) => {
                    self.body = rest.body;
                    return Ok(Step::Again);
                }
                (500.., _) => {}
                (status, _) => {
                    return Err(broken(format!(
                        "reconnecting was answered with status {status}"
                    )));
                }
            }
        }
        let problem = format!("it came to nothing to reconnect {} times", self.failures);
        Err(broken(problem))
    }
}

impl<T, O: Operation<Output = EventStream<T>>> Call<O> {
    /// Asks for the stream again when it ends or breaks, with the id of the last event (`Last-Event-ID`), as browsers do.
    ///
    /// It is asked for at most this many times in a row without an event in between, after the time that the server
    /// says, else after 3 seconds. A response with status 204 ends the stream.
    pub fn reconnect(mut self, times: u32) -> Self {
        self.options.reconnects = times;
        self
    }
}

impl Response {
    /// The body as events, each as it is.
    ///
    /// # Errors
    /// The body is compressed in a way that was not asked for, or was read already.
    pub fn events(&self) -> Result<EventStream<ServerSentEvent>, DecodeError> {
        EventStream::new(self, whole)
    }

    /// The body as events, of each the data as text.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn event_text(&self) -> Result<EventStream<String>, DecodeError> {
        EventStream::new(self, |event| Ok(Some(event.data.clone())))
    }

    /// The body as events, of each the data as JSON.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn event_data<T: DeserializeOwned>(&self) -> Result<EventStream<T>, DecodeError> {
        EventStream::new(self, |event| match event.data.as_str() {
            SENTINEL => Ok(None),
            data => json(data.as_bytes()).map(Some),
        })
    }

    /// The body as events, each an object of its fields, of which `data` is JSON where it can be read so.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn event_objects<T: DeserializeOwned>(&self) -> Result<EventStream<T>, DecodeError> {
        EventStream::new(self, |event| match event.data.as_str() {
            SENTINEL => Ok(None),
            data => {
                let text = || Value::from(data);
                let data = serde_json::from_str(data).unwrap_or_else(|_| text());
                object(event, data).map(Some)
            }
        })
    }

    /// The body as events, each an object of its fields, of which `data` is text.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn event_text_objects<T: DeserializeOwned>(&self) -> Result<EventStream<T>, DecodeError> {
        EventStream::new(self, |event| {
            object(event, event.data.as_str().into()).map(Some)
        })
    }
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "it is one of the ways to read an event"
)]
fn whole(event: &ServerSentEvent) -> Result<Option<ServerSentEvent>, DecodeError> {
    Ok(Some(event.clone()))
}

/// The fields of an event as an object.
fn object<T: DeserializeOwned>(event: &ServerSentEvent, data: Value) -> Result<T, DecodeError> {
    let mut members = Map::new();
    if let Some(name) = &event.event {
        members.insert("event".to_owned(), name.as_str().into());
    }
    members.insert("data".to_owned(), data);
    if let Some(id) = &event.id {
        members.insert("id".to_owned(), id.as_str().into());
    }
    json(Value::Object(members).to_string().as_bytes())
}

fn json<T: DeserializeOwned>(data: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_slice(data).map_err(|error| {
        DecodeError::json(
            &error,
            Some("text/event-stream"),
            &Bytes::copy_from_slice(data),
        )
    })
}
