//! The transport that is used in a browser where none is given: `fetch`, of a page, a worker, or Node.

use std::future::poll_fn;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode};
use js_sys::{Array, Error, Function, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, ReferrerPolicy, Request, RequestInit,
    RequestRedirect, ResponseType,
};

use super::auth::Wallet;
use super::polled::Polled;
use super::transport::Chunks;
use super::{
    BuildError, ResponseBody, Transport, TransportError, TransportErrorKind, TransportFuture,
};

/// Carries requests with `fetch`.
///
/// Connections, TLS, proxies, cookies, compression and the user agent are the browser's: there are no settings for them,
/// and of `Cookie`, `Accept-Encoding` and `User-Agent` it sends its own. It sends no `Referer`. A body that is read as it
/// is sent goes as a whole; those of responses come in chunks.
///
/// JavaScript lives in one thread: a call has to be awaited in the one that made it, and panics in any other.
#[derive(Debug, Clone, Default)]
pub struct HttpTransport(());

impl HttpTransport {
    /// As the transport of other targets is made. A browser connects as it likes.
    pub(crate) fn new(
        _connect_timeout: Duration,
        _proxy: bool,
        credentials: &Wallet,
    ) -> Result<Self, BuildError> {
        #[cfg(feature = "rustls")]
        if credentials.identity().is_some() {
            let problem = "a browser shows no certificates but those that it has itself";
            return Err(BuildError::Transport(problem.to_owned()));
        }
        #[cfg(not(feature = "rustls"))]
        let _ = credentials;
        Ok(Self(()))
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        Box::pin(SendWrapper::new(fetch(request)))
    }
}

async fn fetch(
    request: http::Request<Bytes>,
) -> Result<http::Response<ResponseBody>, TransportError> {
    let transfer = Transfer(AbortController::new().map_err(|_| refused())?);
    let request = script_request(request, &transfer).map_err(|_| refused())?;
    let global = js_sys::global();
    // By its name, as pages, workers and Node each have a global object of another type.
    let fetch = Reflect::get(&global, &"fetch".into()).and_then(JsCast::dyn_into::<Function>);
    let promise = fetch.and_then(|fetch| fetch.call1(&global, &request));
    let promise = Promise::resolve(&promise.map_err(|_| refused())?);
    let response = JsFuture::from(promise).await;
    let response = response.map_err(|error| broken(&error))?;
    let response: web_sys::Response = response.dyn_into().map_err(|error| broken(&error))?;
    let mut headers = read_headers(&response.headers());
    // What comes is decompressed already.
    if headers.remove(CONTENT_ENCODING).is_some() {
        headers.remove(CONTENT_LENGTH);
    }
    let status = match response.type_() {
        // All that a browser tells of a redirect that it shall not follow is that there is one.
        ResponseType::Opaqueredirect => StatusCode::FOUND,
        _ => StatusCode::from_u16(response.status()).map_err(|_| broken(&response))?,
    };
    let body = response.body().map_or(Polled::Done, |body| {
        let reader = body.get_reader().unchecked_into();
        Polled::Ready(SendWrapper::new(Incoming {
            reader,
            _transfer: transfer,
        }))
    });
    let mut answer = http::Response::new(ResponseBody::new(FetchBody(body)));
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    Ok(answer)
}

/// The request as JavaScript has it. An error may show the address, and the address may hold a key.
fn script_request(request: http::Request<Bytes>, transfer: &Transfer) -> Result<Request, JsValue> {
    let (head, body) = request.into_parts();
    let headers = Headers::new()?;
    for (name, value) in &head.headers {
        // Of one that is not its own, some browsers ask the server first whether it may be sent.
        if name != USER_AGENT {
            headers.append(name.as_str(), &latin1(value))?;
        }
    }
    let init = RequestInit::new();
    init.set_method(head.method.as_str());
    init.set_headers_headers(&headers);
    // A browser would take credentials along to wherever a redirect leads.
    init.set_redirect(RequestRedirect::Manual);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&transfer.0.signal()));
    if !body.is_empty() {
        init.set_body(&Uint8Array::from(&*body));
    }
    Request::new_with_str_and_init(&head.uri.to_string(), &init)
}

/// A header's value, of which JavaScript has each byte as a character.
fn latin1(value: &HeaderValue) -> String {
    value.as_bytes().iter().copied().map(char::from).collect()
}

fn read_headers(headers: &Headers) -> HeaderMap {
    let mut read = HeaderMap::new();
    for entry in headers.entries().into_iter().flatten() {
        let entry: Array = entry.unchecked_into();
        let (name, value) = (entry.get(0).as_string(), entry.get(1).as_string());
        let name = name.and_then(|name| name.parse::<HeaderName>().ok());
        let value = value.and_then(|value| {
            let bytes: Result<Vec<u8>, _> = value.chars().map(u8::try_from).collect();
            HeaderValue::from_bytes(&bytes.ok()?).ok()
        });
        if let (Some(name), Some(value)) = (name, value) {
            read.append(name, value);
        }
    }
    read
}

/// A transfer, which ends when nobody wants the rest of it.
struct Transfer(AbortController);

impl Drop for Transfer {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The body of a response as `fetch` gives it. What is being read is kept when the wait for it ends early: nobody else
/// would get it.
struct FetchBody(Polled<SendWrapper<Incoming>, Result<Option<Bytes>, TransportError>>);

struct Incoming {
    reader: ReadableStreamDefaultReader,
    _transfer: Transfer,
}

impl Incoming {
    async fn next_chunk(&self) -> Result<Option<Bytes>, TransportError> {
        let read = JsFuture::from(self.reader.read()).await;
        let chunk = read.and_then(|read| Reflect::get(&read, &"value".into()));
        let chunk = chunk.map_err(|error| broken(&error))?;
        Ok((!chunk.is_undefined()).then(|| Uint8Array::new(&chunk).to_vec().into()))
    }
}

impl Chunks for FetchBody {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        let read = |incoming: SendWrapper<Incoming>| {
            SendWrapper::new(async {
                let chunk = incoming.next_chunk().await;
                (incoming, chunk)
            })
        };
        Box::pin(async move {
            let chunk = poll_fn(|context| self.0.poll(context, read)).await;
            let chunk = chunk.unwrap_or(Ok(None));
            if !matches!(chunk, Ok(Some(_))) {
                self.0.end();
            }
            chunk
        })
    }

    fn is_at_end(&self) -> bool {
        matches!(self.0, Polled::Done)
    }
}

fn refused() -> TransportError {
    let problem = "the browser does not send such a request";
    TransportError::new(TransportErrorKind::Refused, problem)
}

/// A browser does not say whether the request was sent; and what it says is left out where it holds an address, in which
/// there may be a key.
fn broken(error: &JsValue) -> TransportError {
    let mut message = String::from("fetch failed");
    // A chain of causes may be a ring.
    let causes = std::iter::successors(error.dyn_ref::<Error>().cloned(), |error| {
        error.cause().dyn_into().ok()
    });
    for cause in causes.take(4) {
        let text = String::from(cause.message());
        if !text.contains("://") && !message.ends_with(&text) {
            message.push_str(": ");
            message.push_str(&text);
        }
    }
    TransportError::new(TransportErrorKind::Connection, message)
}
