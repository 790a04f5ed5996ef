//! What can go wrong with a call.

use std::fmt;

use super::{
    CredentialsError, DecodeError, FileError, HookError, InvalidArgument, InvalidServer,
    MissingCredential, TimeoutPhase, TokenError, TransportError,
};

/// What went wrong with a call.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument cannot be sent as it is; nothing was sent.
    InvalidArgument(InvalidArgument),
    /// The operation needs a credential that the client does not have; nothing was sent.
    MissingCredential(MissingCredential),
    /// The client has no server, or an address that cannot be used; nothing was sent.
    Server(InvalidServer),
    /// No connection was made; nothing was sent.
    Connect(TransportError),
    /// The server's identity could not be verified; nothing was sent.
    Tls(TransportError),
    /// The connection broke.
    Connection(TransportError),
    /// A time limit passed.
    Timeout(TimeoutPhase),
    /// The server pointed to another place, which is not followed.
    Redirect {
        /// The status.
        status: u16,
        /// Where it points, without query; `None` when it says nothing readable.
        location: Option<String>,
    },
    /// The body of the response is larger than the limit.
    BodyTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// A line of a stream, or an event, is longer than the limit.
    LineTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// The response cannot be read.
    Decode(DecodeError),
    /// A file cannot be read or written.
    File(FileError),
    /// No token came from the token endpoint.
    Token(TokenError),
    /// Code of the caller's gave no credential; nothing was sent.
    Credentials(CredentialsError),
    /// A hook of the client's stopped the call; nothing was sent.
    Hook(HookError),
    /// A page led to one that was read before.
    PaginationLoop,
    /// A page led to another server.
    CrossOriginPage,
    /// A blocking call was made where it would block an async runtime, or no runtime could be started.
    Blocking(&'static str),
}

impl ErrorKind {
    /// A name for it, as metrics and traces take it: one of few, whatever the call.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InvalidArgument(_) => "invalid_argument",
            Self::MissingCredential(_) => "missing_credential",
            Self::Server(_) => "server",
            Self::Connect(_) => "connect",
            Self::Tls(_) => "tls",
            Self::Connection(_) => "connection",
            Self::Timeout(_) => "timeout",
            Self::Redirect { .. } => "redirect",
            Self::BodyTooLarge { .. } => "body_too_large",
            Self::LineTooLong { .. } => "line_too_long",
            Self::Decode(_) => "decode",
            Self::File(_) => "file",
            Self::Token(_) => "token",
            Self::Credentials(_) => "credentials",
            Self::Hook(_) => "hook",
            Self::PaginationLoop => "pagination_loop",
            Self::CrossOriginPage => "cross_origin_page",
            Self::Blocking(_) => "blocking",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidArgument(error) => error.fmt(formatter),
            Self::MissingCredential(error) => error.fmt(formatter),
            Self::Server(error) => error.fmt(formatter),
            Self::Connect(error) => write!(formatter, "no connection: {error}"),
            Self::Tls(error) => write!(formatter, "no secure connection: {error}"),
            Self::Connection(error) => write!(formatter, "the connection broke: {error}"),
            Self::Timeout(phase) => write!(formatter, "timed out while {phase}"),
            Self::Redirect {
                location: Some(location),
                ..
            } => {
                write!(formatter, "redirected to {location}, which is not followed")
            }
            Self::Redirect { location: None, .. } => {
                formatter.write_str("redirected without a usable location")
            }
            Self::BodyTooLarge { limit } => {
                write!(formatter, "the response is larger than {limit} bytes")
            }
            Self::LineTooLong { limit } => {
                write!(
                    formatter,
                    "a line of the response is longer than {limit} bytes"
                )
            }
            Self::Decode(error) => error.fmt(formatter),
            Self::File(error) => error.fmt(formatter),
            Self::Token(error) => error.fmt(formatter),
            Self::Credentials(error) => error.fmt(formatter),
            Self::Hook(error) => error.fmt(formatter),
            Self::PaginationLoop => formatter.write_str("a page led to one that was read before"),
            Self::CrossOriginPage => formatter.write_str("a page led to another server"),
            Self::Blocking(reason) => formatter.write_str(reason),
        }
    }
}

macro_rules! kinds {
    ($($error:ident => $kind:ident),*) => {
        $(impl From<$error> for ErrorKind {
            fn from(error: $error) -> Self {
                Self::$kind(error)
            }
        })*
    };
}

kinds!(
    InvalidArgument => InvalidArgument, MissingCredential => MissingCredential, InvalidServer => Server,
    DecodeError => Decode, FileError => File, TokenError => Token, TimeoutPhase => Timeout
);
