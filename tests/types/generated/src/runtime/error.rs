//! What a call can fail with.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

use super::{ErrorKind, Retry, TimeoutPhase};

/// Why a call failed: the server answered with an error, or no usable answer came.
pub enum Error<E> {
    /// The server answered with an error.
    Api(Box<ApiError<E>>),
    /// No answer came, or one that cannot be used.
    Call(Box<CallError>),
}

impl<E> Error<E> {
    /// The answer of the server, if it is what failed the call.
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Call(_) => None,
        }
    }

    /// What went wrong, if not the server's answer.
    pub fn kind(&self) -> Option<&ErrorKind> {
        match self {
            Self::Api(_) => None,
            Self::Call(error) => Some(error.kind()),
        }
    }

    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Call(error) => error.answer.as_ref().map(|answer| answer.status),
        }
    }

    /// The headers of the answer, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Api(error) => Some(&error.headers),
            Self::Call(error) => error.answer.as_ref().map(|answer| &answer.headers),
        }
    }

    /// The body of the answer, if one came; at most 1 MB of it.
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Api(error) => Some(&error.body),
            Self::Call(error) => error.answer.as_ref().map(|answer| &answer.body),
        }
    }

    /// How often the request was tried.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Api(error) => error.attempts,
            Self::Call(error) => error.attempts,
        }
    }

    /// Why the request was tried again each time, and how long each retry waited.
    pub fn retries(&self) -> &[Retry] {
        match self {
            Self::Api(error) => &error.retries,
            Self::Call(error) => &error.retries,
        }
    }

    /// Whether the server may have seen the request, and acted on it.
    pub fn may_have_been_sent(&self) -> bool {
        match self {
            Self::Api(_) => true,
            Self::Call(error) => error.sent,
        }
    }

    /// Whether a time limit ended the call.
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind(), Some(ErrorKind::Timeout(_)))
    }

    /// Whether no connection was made.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.kind(),
            Some(
                ErrorKind::Connect(_)
                    | ErrorKind::Tls(_)
                    | ErrorKind::Timeout(TimeoutPhase::Connect)
            )
        )
    }
}

impl<E> From<CallError> for Error<E> {
    fn from(error: CallError) -> Self {
        Self::Call(Box::new(error))
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(formatter),
            Self::Call(error) => error.fmt(formatter),
        }
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(formatter),
            Self::Call(error) => error.fmt(formatter),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => Some(&error.error),
            Self::Call(error) => error.source(),
        }
    }
}

/// An error that the server answered with.
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiError<E> {
    /// The operation that was called, by its `operationId`.
    pub operation: &'static str,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came; at most 1 MB of it.
    pub body: Bytes,
    /// How often the request was tried.
    pub attempts: u32,
    /// Why it was tried again each time.
    pub retries: Vec<Retry>,
    /// What the document says about this status.
    pub error: E,
}

impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("attempts", &self.attempts)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<E: fmt::Display> fmt::Display for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` was answered with status {}: {}",
            self.operation, self.status, self.error
        )
    }
}

/// A call that got no answer, or one that cannot be used.
pub struct CallError {
    kind: ErrorKind,
    operation: &'static str,
    attempts: u32,
    retries: Vec<Retry>,
    sent: bool,
    answer: Option<Box<Answer>>,
}

/// What came back, as far as it did.
#[derive(Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl CallError {
    /// An error before anything was sent.
    pub(crate) fn new(operation: &'static str, kind: impl Into<ErrorKind>) -> Self {
        Self {
            kind: kind.into(),
            operation,
            attempts: 0,
            retries: Vec::new(),
            sent: false,
            answer: None,
        }
    }

    /// How often the request was tried, and whether the server may have seen it.
    pub(crate) fn tried(mut self, attempts: u32, sent: bool) -> Self {
        self.attempts = attempts;
        self.sent = sent;
        self
    }

    /// Why it was tried again each time.
    pub(crate) fn after(mut self, retries: Vec<Retry>) -> Self {
        self.retries = retries;
        self
    }

    /// What came back.
    pub(crate) fn answered(mut self, answer: Answer) -> Self {
        self.answer = Some(Box::new(answer));
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The operation that was called, by its `operationId`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }
}

impl fmt::Debug for CallError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CallError")
            .field("operation", &self.operation)
            .field("kind", &self.kind)
            .field("attempts", &self.attempts)
            .field("may_have_been_sent", &self.sent)
            .field("status", &self.answer.as_ref().map(|answer| answer.status))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` failed: {}", self.operation, self.kind)?;
        if let Some(answer) = &self.answer {
            write!(formatter, " (status {})", answer.status)?;
        }
        match self.attempts {
            0 | 1 => Ok(()),
            attempts => write!(formatter, " (tried {attempts} times)"),
        }
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::InvalidArgument(error) => Some(error),
            ErrorKind::MissingCredential(error) => Some(error),
            ErrorKind::Server(error) => Some(error),
            ErrorKind::Connect(error) | ErrorKind::Tls(error) | ErrorKind::Connection(error) => {
                Some(error)
            }
            ErrorKind::Decode(error) => Some(error),
            ErrorKind::File(error) => Some(error),
            ErrorKind::Token(error) => Some(error),
            ErrorKind::Credentials(error) => Some(error),
            ErrorKind::Hook(error) => Some(error),
            _ => None,
        }
    }
}
