//! An operation: data, and the two functions that are particular to it.

use std::time::Duration;

use super::{DecodeError, InvalidArgument, RequestWriter, Requirement, Response, Unexpected};

/// An operation of the API, with the inputs of one call.
pub trait Operation: Send + Sync + 'static {
    /// What a successful call gives.
    type Output: Send + 'static;
    /// The errors that the document names.
    type Error: ErrorBody;
    /// What does not depend on the inputs.
    const METADATA: &'static Metadata;
    /// Statuses whose bodies are not read before the call gives its value, as inclusive ranges.
    const STREAMS: &'static [(u16, u16)] = &[];

    /// Writes the inputs into a request.
    ///
    /// # Errors
    /// An input cannot be sent as it is, such as an empty path parameter.
    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument>;

    /// Reads a successful response; `None` when its status is not one of success.
    ///
    /// # Errors
    /// The body is not what the document says.
    fn decode(response: &Response) -> Result<Option<Self::Output>, DecodeError>;
}

/// The documented errors of an operation.
pub trait ErrorBody: std::error::Error + Send + Sync + Sized + 'static {
    /// Reads the body of an error by its status.
    ///
    /// # Errors
    /// The body is not what the document says; [`ErrorBody::unexpected`] then keeps it.
    fn decode(response: &Response) -> Result<Self, DecodeError>;

    /// Keeps a response that the document does not describe.
    fn unexpected(response: Unexpected) -> Self;
}

/// What is known of an operation without its inputs.
#[derive(Debug)]
pub struct Metadata {
    /// Its `operationId`.
    pub id: &'static str,
    /// Its HTTP method.
    pub method: &'static str,
    /// Its path with the parameters in braces, for errors and traces.
    pub path: &'static str,
    /// `Accept`.
    pub accept: Option<&'static str>,
    /// Alternatives of credentials, each of which lists schemes that go together. Empty: none is needed; an empty
    /// alternative: the call may be anonymous. OpenAPI 3.1.1 §4.8.30.
    pub security: &'static [&'static [Requirement]],
    /// A server of its own, for a client whose server was not set.
    pub server: Option<&'static str>,
    /// Retries that the document asks for.
    pub retry: Option<DocumentedRetry>,
    /// The header that makes a repeated call safe.
    pub idempotency_header: Option<&'static str>,
}

/// Retries that the document asks for.
#[derive(Debug, Clone, Copy)]
pub struct DocumentedRetry {
    /// Wait before the first retry.
    pub initial_interval: Duration,
    /// Longest wait between two tries.
    pub max_interval: Duration,
    /// Longest time for all tries and waits.
    pub max_elapsed: Duration,
    /// Growth of the wait from try to try.
    pub exponent: f64,
    /// Statuses that are retried, as inclusive ranges.
    pub statuses: &'static [(u16, u16)],
    /// Whether a connection that fails is retried.
    pub connection_errors: bool,
}

/// Writes [`ErrorBody`], `Display` and `Error` for an enum of documented errors.
///
/// Each line gives the statuses, the variant, how its body is read (a method of [`Response`]) where it has one, and
/// what the status means. The enum also has a variant `Unexpected`, for everything that no line names.
#[allow(unused_macros, reason = "an API may document no error")]
macro_rules! error_enum {
    ($name:ident { $($status:pat => $variant:ident $(($read:ident $(($with:expr))?))? : $meaning:literal),* $(,)? }) => {
        impl $crate::runtime::ErrorBody for $name {
            #[allow(unreachable_patterns, reason = "the document may name an error for all other statuses")]
            fn decode(
                response: &$crate::runtime::Response,
            ) -> Result<Self, $crate::runtime::DecodeError> {
                Ok(match response.status() {
                    $($status => Self::$variant $((response.$read($($with)?)?))?,)*
                    _ => Self::Unexpected(response.unexpected()),
                })
            }

            fn unexpected(response: $crate::runtime::Unexpected) -> Self {
                Self::Unexpected(response)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant { .. } => formatter.write_str($meaning),)*
                    Self::Unexpected(response) => ::std::fmt::Display::fmt(response, formatter),
                }
            }
        }

        impl ::std::error::Error for $name {}
    };
}

#[allow(unused_imports, reason = "an API may document no error")]
pub(crate) use error_enum;
