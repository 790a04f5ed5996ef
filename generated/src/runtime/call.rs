//! A call: an operation with its inputs, ready to be sent.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::HeaderValue;

use super::exchange::redirected;
use super::prepare::{CallOptions, Dispatched, execute, prepare};
use super::repeat::Outcome;
use super::request::header_entry;
use super::{
    ApiError, ApiResponse, CallError, Credential, Error, ErrorBody, Handle, InvalidArgument,
    Operation, RedirectPolicy, RequestWriter, Response, RetryPolicy, ServerUrl,
};

/// What awaiting a [`Call`] waits on.
#[must_use = "a call is only sent when it is awaited"]
pub struct CallFuture<O> {
    response: Dispatched,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Future for CallFuture<O> {
    type Output = Result<O::Output, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = self.response.as_mut().poll(context);
        outcome.map(|outcome| received::<O>(outcome).map(|(value, _)| value))
    }
}

impl<O: Operation> fmt::Debug for CallFuture<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CallFuture")
            .field("operation", &O::METADATA.id)
            .finish_non_exhaustive()
    }
}

/// A call that is not sent yet: `.await` it, or [`send`](Self::send) it.
///
/// It owns all that it needs, so that it can be kept, cloned where its inputs can, and sent from another task.
#[must_use = "a call is only sent when it is awaited"]
pub struct Call<O> {
    pub(crate) handle: Handle,
    pub(crate) operation: O,
    pub(crate) options: CallOptions,
}

impl<O: Operation> Call<O> {
    /// A call with these inputs.
    pub fn new(handle: Handle, operation: O) -> Self {
        Self {
            handle,
            operation,
            options: CallOptions::default(),
        }
    }

    /// The inputs, for setters.
    pub fn operation_mut(&mut self) -> &mut O {
        &mut self.operation
    }

    /// Ends each try after this long.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Ends the call after this long, with all its tries, the waits between them, and the fetching of tokens.
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.options.total_timeout = Some(timeout);
        self
    }

    /// How the call is tried again when it fails.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// Which redirects are followed.
    pub fn redirect(mut self, policy: RedirectPolicy) -> Self {
        self.options.redirect = Some(policy);
        self
    }

    /// Sets a header; it replaces what the client, the operation or a credential would send under this name.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        match header_entry(name, value.as_ref()) {
            Ok((name, value)) => drop(self.options.headers.insert(name, value)),
            Err(invalid) => self.options.invalid = self.options.invalid.or(Some(invalid)),
        }
        self
    }

    /// Sends the call to another server. The client's credentials go along only if it has the same scheme, host and
    /// port as the client's.
    pub fn server(mut self, server: impl Into<ServerUrl>) -> Self {
        self.options.server = Some(server.into());
        self
    }

    /// Sends this credential instead of the client's, for the security scheme of this name in the document; also to a
    /// [`server`](Self::server) to which the client's would not go.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.options.credentials.push((scheme.into(), credential));
        self
    }

    /// Sets the key by which the server knows a repetition, which makes any method safe to try again.
    pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        if let Ok(key) = HeaderValue::from_str(key.as_ref()) {
            self.options.idempotency_key = Some(key);
        } else {
            let problem = "has characters that no header can have";
            let invalid = InvalidArgument::new("idempotency_key", problem);
            self.options.invalid = self.options.invalid.or(Some(invalid));
        }
        self
    }

    /// Sends the call, and gives the value of the response.
    ///
    /// # Errors
    /// The server answered with an error, or no usable answer came: see [`Error`].
    pub fn send(self) -> CallFuture<O> {
        CallFuture {
            response: self.dispatch(),
            operation: PhantomData,
        }
    }

    /// Sends the call, and gives the value with the status, the headers and the body of the response.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_with_response(
        self,
    ) -> impl Future<Output = Result<ApiResponse<O::Output>, Error<O::Error>>> + Send {
        let response = self.dispatch();
        async move {
            let (value, response) = received::<O>(response.await)?;
            Ok(ApiResponse::new(value, *response))
        }
    }

    /// All of the exchange but reading the response: nothing of it depends on the operation's types.
    pub(crate) fn dispatch(self) -> Dispatched {
        let mut writer = RequestWriter::new(&self.handle.shared().globals);
        let encoded = self
            .operation
            .encode(&mut writer)
            .and_then(|()| writer.finish());
        let options = CallOptions {
            streams: O::STREAMS,
            ..self.options
        };
        execute(
            O::METADATA,
            prepare(self.handle, O::METADATA, encoded, options),
        )
    }
}

/// A value with its response.
type Received<O> =
    Result<(<O as Operation>::Output, Box<Response>), Error<<O as Operation>::Error>>;

/// The value of a response, with the response; or the error that it is.
pub(crate) fn received<O: Operation>(outcome: Outcome) -> Received<O> {
    let response = outcome.map_err(|error| *error)?;
    match O::decode(&response) {
        Ok(Some(value)) => Ok((value, response)),
        Ok(None) => Err(failure::<O>(*response)),
        Err(error) => {
            let failed = CallError::new(O::METADATA.id, error);
            let failed = failed
                .tried(response.attempts, true)
                .after(response.retries);
            Err(failed.answered(response.answer).into())
        }
    }
}

/// The error that a response without success stands for.
fn failure<O: Operation>(mut response: Response) -> Error<O::Error> {
    if let Some(refused) = response.redirect.take() {
        let kind = redirected(response.status(), refused);
        let error = CallError::new(O::METADATA.id, kind);
        let error = error.tried(response.attempts, true).after(response.retries);
        return error.answered(response.answer).into();
    }
    // A body that is not what the document says does not hide that the server answered with an error.
    let error =
        O::Error::decode(&response).unwrap_or_else(|_| O::Error::unexpected(response.unexpected()));
    let (attempts, retries) = (response.attempts, response.retries);
    let answer = response.answer;
    Error::Api(Box::new(ApiError {
        operation: O::METADATA.id,
        status: answer.status,
        headers: answer.headers,
        body: answer.body,
        attempts,
        retries,
        error,
    }))
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error<O::Error>>;
    type IntoFuture = CallFuture<O>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<O: Clone> Clone for Call<O> {
    fn clone(&self) -> Self {
        Self {
            handle: self.handle.clone(),
            operation: self.operation.clone(),
            options: self.options.clone(),
        }
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("operation", &O::METADATA.id)
            .field("method", &O::METADATA.method)
            .field("path", &O::METADATA.path)
            .finish_non_exhaustive()
    }
}
