//! Tests without a network: a transport that answers each operation as a test says, and keeps what was sent.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Metadata, Operation, Response, ResponseBody, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};

/// A transport for tests: it answers calls by their operation, and keeps what they sent.
///
/// Clones share what they know, so that a test keeps one and gives another to the client's builder
/// (`.transport(mock.clone())`). A call of an operation that has no answer fails, and says so.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: BTreeMap<&'static str, Answers>,
    requests: Vec<Recorded>,
}

/// The answers to one operation, in order.
#[derive(Default)]
struct Answers {
    waiting: VecDeque<Result<Answer, TransportError>>,
    /// The one that was given last, for when no other is waiting.
    last: Option<Result<Answer, TransportError>>,
}

#[derive(Clone)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Mock {
    /// A transport that knows no answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the answers to an operation. They are given in the order in which they are set; the last one is given again
    /// and again.
    #[must_use = "nothing is set until an answer is"]
    pub fn on<O: Operation>(&self) -> Expectation<O> {
        Expectation {
            mock: self.clone(),
            operation: std::marker::PhantomData,
        }
    }

    /// What was sent for an operation, in order.
    pub fn requests<O: Operation>(&self) -> Vec<Recorded> {
        let state = self.state();
        let sent = state.requests.iter();
        let own = sent.filter(|request| request.operation == O::METADATA.id);
        own.cloned().collect()
    }

    /// All that was sent, in order.
    pub fn all_requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// The operations, by their `operationId`, for which answers are left that were never given.
    pub fn unused(&self) -> Vec<&'static str> {
        let state = self.state();
        let left = state.answers.iter();
        let left = left.filter(|(_, answers)| !answers.waiting.is_empty());
        left.map(|(operation, _)| *operation).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: http::Request<Bytes>) -> Result<Answer, TransportError> {
        let (head, body) = request.into_parts();
        let metadata = head.extensions.get::<&'static Metadata>();
        let operation = metadata.map_or("a request for a token", |metadata| metadata.id);
        let mut state = self.state();
        state.requests.push(Recorded {
            operation,
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
        });
        let unknown = || refused(format!("no answer is set for `{operation}`"));
        let answers = state.answers.get_mut(operation).ok_or_else(unknown)?;
        if let Some(next) = answers.waiting.pop_front() {
            answers.last = Some(next);
        }
        answers.last.clone().unwrap_or_else(|| Err(unknown()))
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mock")
    }
}

impl Transport for Mock {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        let answer = self.answer(request);
        Box::pin(async move {
            let answer = answer?;
            let mut response = http::Response::new(ResponseBody::from(answer.body));
            *response.status_mut() = answer.status;
            *response.headers_mut() = answer.headers;
            Ok(response)
        })
    }
}

/// Sets the answers to one operation. Made by [`Mock::on`].
pub struct Expectation<O> {
    mock: Mock,
    operation: std::marker::PhantomData<fn() -> O>,
}

impl<O: Operation> Expectation<O> {
    /// Answers with success and this value, as the document describes it.
    pub fn returns(&self, value: &O::Output) -> &Self
    where
        O::Output: Serialize,
    {
        let answer = success::<O>(value).ok_or_else(|| {
            let problem = "the value cannot be an answer of";
            refused(format!("{problem} `{}`", O::METADATA.id))
        });
        self.push(answer)
    }

    /// Answers with a status and a body of JSON: for the errors that the document names.
    pub fn fails(&self, status: u16, body: &impl Serialize) -> &Self {
        match serde_json::to_vec(body) {
            Ok(body) => self.answers(status, &[("content-type", "application/json")], body),
            Err(error) => self.push(Err(refused(format!("the body is no JSON: {error}")))),
        }
    }

    /// Answers with a status, headers, and a body as it is.
    pub fn answers(&self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> &Self {
        let parsed = || {
            let mut answer = Answer {
                status: StatusCode::from_u16(status).ok()?,
                headers: HeaderMap::new(),
                body: body.into(),
            };
            for (name, value) in headers {
                let name = http::HeaderName::from_bytes(name.as_bytes()).ok()?;
                answer
                    .headers
                    .append(name, HeaderValue::from_str(value).ok()?);
            }
            Some(answer)
        };
        let answer = parsed().ok_or_else(|| refused("the answer of the test is no response"));
        self.push(answer)
    }

    /// Fails as a transport does, such as with [`TransportErrorKind::Connect`].
    pub fn breaks(&self, kind: TransportErrorKind) -> &Self {
        self.push(Err(TransportError::new(kind, "as the test says")))
    }

    fn push(&self, answer: Result<Answer, TransportError>) -> &Self {
        let mut state = self.mock.state();
        let answers = state.answers.entry(O::METADATA.id).or_default();
        answers.waiting.push_back(answer);
        drop(state);
        self
    }
}

impl<O: Operation> fmt::Debug for Expectation<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Expectation")
            .field("operation", &O::METADATA.id)
            .finish_non_exhaustive()
    }
}

/// The response that the operation reads as this value: of the first status that it takes for success.
fn success<O: Operation>(value: &O::Output) -> Option<Answer>
where
    O::Output: Serialize,
{
    let expected = serde_json::to_value(value).ok()?;
    let mut forms = vec![("application/json", expected.to_string())];
    match &expected {
        Value::Null => forms.insert(0, ("", String::new())),
        Value::String(text) => forms.push(("text/plain; charset=utf-8", text.clone())),
        _ => {}
    }
    for status in 200..300 {
        for (content_type, body) in &forms {
            let mut answer = Answer {
                status: StatusCode::from_u16(status).ok()?,
                headers: HeaderMap::new(),
                body: body.clone().into(),
            };
            if !content_type.is_empty() {
                let content_type = HeaderValue::from_static(content_type);
                answer.headers.insert(CONTENT_TYPE, content_type);
            }
            let response = Response::of(status, answer.headers.clone(), answer.body.clone());
            let read = O::decode(&response).ok().flatten();
            if read.is_some_and(|read| serde_json::to_value(&read).ok().as_ref() == Some(&expected))
            {
                return Some(answer);
            }
        }
    }
    None
}

fn refused(message: impl Into<String>) -> TransportError {
    TransportError::new(TransportErrorKind::Refused, message)
}

/// A request that was sent. It holds credentials; `Debug` does not show them.
#[derive(Clone)]
pub struct Recorded {
    operation: &'static str,
    method: String,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Recorded {
    /// The operation, by its `operationId`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path as it was sent.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query as it was sent; empty when there is none.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The text of a header; `None` when it was not sent, or is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body; empty when there is none.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    /// It is not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Recorded")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
