//! One call on the wire, from the encoded request to a response whose body is at hand, or left to be read.
//!
//! Everything here is written once and compiled once, whatever the number of operations: credentials, time limits and
//! redirects.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, COOKIE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request};
use tokio::sync::SemaphorePermit;
use tokio::time::{Instant, timeout};
use url::Url;

use super::auth::{Authorization, Wallet};
use super::body::{Body, BodyError, BodyLimit};
use super::client::Timeouts;
use super::error::Answer;
use super::redirect::Next;
use super::repeat::attempts;
use super::response::{RefusedRedirect, Rest};
use super::sending::{Taken, answered, upload};
use super::server::same_origin;
use super::transport::BodySource;
use super::{
    ErrorKind, Handle, Metadata, RedirectPolicy, Requirement, Response, Retry, RetryPolicy,
    TimeoutPhase, TransportError, TransportErrorKind, trace,
};

/// How much of an error's body is kept.
const ERROR_BODY_LIMIT: usize = 1 << 20;

/// A call that is ready to be sent, as often as needed.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) handle: Handle,
    pub(crate) metadata: &'static Metadata,
    pub(crate) method: Method,
    /// Where to, without credentials.
    pub(crate) url: Url,
    /// All headers but those of credentials and cookies.
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: String,
    pub(crate) body: Option<Bytes>,
    /// What is sent instead of the body, if it is not at hand.
    pub(crate) source: Option<Arc<dyn BodySource>>,
    /// The credentials at hand, and those of them to send.
    pub(crate) credentials: Arc<Wallet>,
    pub(crate) security: &'static [Requirement],
    /// The server of its own, where that is not the client's; what a token address is relative to.
    pub(crate) server: Option<Url>,
    pub(crate) policy: RetryPolicy,
    pub(crate) redirect: RedirectPolicy,
    /// Whether repeating the call cannot do anything twice.
    pub(crate) repeatable: bool,
    pub(crate) timeouts: Timeouts,
    /// Statuses whose bodies are left unread, as inclusive ranges.
    pub(crate) streams: &'static [(u16, u16)],
    /// How often such a body may be asked for again.
    pub(crate) reconnects: u32,
}

/// A try that brought no response.
pub(crate) struct Fault {
    pub(crate) kind: ErrorKind,
    /// Whether the server may have seen the request.
    pub(crate) sent: bool,
    /// Whether another try could go better.
    pub(crate) again: bool,
    /// What came back, as far as it did.
    pub(crate) answer: Option<Box<Answer>>,
}

impl Exchange {
    /// One try, within its time and that of the call.
    pub(crate) async fn attempt(
        &self,
        retries: &[Retry],
        started: Instant,
    ) -> Result<Response, Fault> {
        let attempts = attempts(retries);
        // Waiting for one's turn is no part of the try.
        let _permit = self.turn(started).await?;
        let mut limit = self.timeouts.total;
        if let Some(remaining) = self.policy.remaining(started.elapsed())
            && attempts > 1
        {
            limit = limit.min(remaining);
        }
        let (limit, phase) = match self.left(started) {
            left if left <= limit => (left, TimeoutPhase::Call),
            _ => (limit, TimeoutPhase::Total),
        };
        let timed_out = |_| Fault::new(phase, true, false);
        let attempt = pin!(async {
            let attempt = timeout(limit, self.authorized(attempts));
            attempt.await.map_err(timed_out)?
        });
        trace::attempt(self, attempts, attempt).await
    }

    /// Whether the body can be sent again.
    pub(crate) fn is_replayable(&self) -> bool {
        self.source
            .as_ref()
            .is_none_or(|source| source.is_replayable())
    }

    /// Waits until the client may send another request, within the time of the call.
    async fn turn(&self, started: Instant) -> Result<Option<SemaphorePermit<'_>>, Fault> {
        let throttle = &self.handle.shared().throttle;
        if throttle.is_open() {
            return Ok(None);
        }
        let spent = |_| Fault::new(TimeoutPhase::Call, false, false);
        let turn = timeout(self.left(started), throttle.admit());
        turn.await.map_err(spent)
    }

    /// What is left of the time for the whole call.
    fn left(&self, started: Instant) -> Duration {
        self.timeouts
            .call
            .map_or(Duration::MAX, |call| call.saturating_sub(started.elapsed()))
    }

    /// One try with credentials; a token that the server refuses is fetched anew, once.
    async fn authorized(&self, attempts: u32) -> Result<Response, Fault> {
        let authorization = self.authorize(None).await?;
        let response = self.follow(&authorization, attempts).await?;
        match authorization.round {
            Some(round) if response.status() == 401 && self.is_replayable() => {
                let authorization = self.authorize(Some(round)).await?;
                self.follow(&authorization, attempts).await
            }
            _ => Ok(response),
        }
    }

    async fn authorize(&self, stale: Option<u64>) -> Result<Authorization, Fault> {
        let endpoint = self.handle.endpoint(self.server());
        let authorization = self
            .credentials
            .authorize(self.security, endpoint, stale)
            .await;
        authorization.map_err(|kind| Fault::new(kind, stale.is_some(), false))
    }

    fn server(&self) -> &Url {
        let clients = self.handle.shared().server.as_ref();
        self.server.as_ref().or(clients).unwrap_or(&self.url)
    }

    /// Sends the request, and goes where redirects lead as far as they may be followed.
    async fn follow(
        &self,
        authorization: &Authorization,
        attempts: u32,
    ) -> Result<Response, Fault> {
        // Where a redirect led.
        let mut moved: Option<Url> = None;
        let mut trusted = true;
        let mut hop: u32 = 0;
        loop {
            let url = moved.as_ref().unwrap_or(&self.url);
            let (mut request, target) = self.request(url, trusted.then_some(authorization))?;
            let hooks = &self.handle.shared().hooks;
            let info = (trusted && !hooks.is_empty()).then(|| self.info(attempts));
            if let Some(info) = &info {
                let stopped = |error| Fault::new(ErrorKind::Hook(error), false, false);
                let before = hooks.before_request(info, url, &mut request);
                before.await.map_err(stopped)?;
            }
            let started = Instant::now();
            let source = self.source.as_deref().filter(|_| trusted);
            // A hook may have led it elsewhere.
            let target = info.is_none().then_some(target);
            let (answer, rest) = self.send(request, target, source).await?;
            if let Some(info) = &info {
                hooks.after_response(info, answer.status, &answer.headers, started.elapsed());
            }
            let refused = match self.redirect.next(&self.method, url, &answer, hop) {
                Next::Here => None,
                Next::Refused(refused) => Some(refused),
                Next::Follow(target) => {
                    // Once the request has left the server, nothing of the caller's goes back to it.
                    trusted = trusted && same_origin(&self.url, &target);
                    moved = Some(target);
                    hop = hop.saturating_add(1);
                    continue;
                }
            };
            return Ok(Response {
                answer,
                attempts: 0,
                retries: Vec::new(),
                redirect: refused,
                rest: Mutex::new(rest.map(|body| self.rest(body))),
            });
        }
    }

    /// A body that is left unread, with what is needed to read it.
    fn rest(&self, body: Body) -> Rest {
        let shared = self.handle.shared();
        Rest {
            body,
            operation: self.metadata.id,
            limit: shared.max_response_bytes,
            line_limit: shared.max_line_bytes,
            idle: self.timeouts.idle,
            exchange: (self.reconnects > 0).then(|| Box::new(self.clone())),
        }
    }

    /// The request for one address, with the address as a URL. Without trust it carries nothing but what it asks for.
    fn request(
        &self,
        url: &Url,
        trusted: Option<&Authorization>,
    ) -> Result<(Request<Bytes>, Url), Fault> {
        let mut url = url.clone();
        url.set_fragment(None);
        let mut headers = HeaderMap::new();
        if let Some(authorization) = trusted {
            headers.clone_from(&self.headers);
            let mut cookies = self.cookies.clone();
            authorization.apply(&mut headers, &mut cookies);
            authorization.apply_query(&mut url);
            if !cookies.is_empty() {
                headers.insert(COOKIE, secret_value(&cookies)?);
            }
        } else {
            for name in [ACCEPT, USER_AGENT] {
                headers.extend(self.headers.get(&name).map(|value| (name, value.clone())));
            }
        }
        let body = self
            .body
            .as_ref()
            .filter(|_| trusted.is_some())
            .cloned()
            .unwrap_or_default();
        let mut request = Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = url.as_str().parse().map_err(|_| too_long())?;
        headers.remove(HOST);
        #[cfg(feature = "testing")]
        request.extensions_mut().insert(self.metadata);
        *request.headers_mut() = headers;
        Ok((request, url))
    }

    /// Sends one request and reads its response, within the limits; a body that is to be streamed is left unread.
    async fn send(
        &self,
        mut request: Request<Bytes>,
        url: Option<Url>,
        source: Option<&dyn BodySource>,
    ) -> Result<(Answer, Option<Body>), Fault> {
        let shared = self.handle.shared();
        let idle = self.timeouts.idle;
        let sent = match source {
            None => {
                let taken = Taken::of(&mut request);
                let pending = match url {
                    Some(url) => shared.transport.send_to(url, request),
                    None => shared.transport.send(request),
                };
                answered(pending, taken, idle).await
            }
            Some(source) => {
                let body = source.open().await;
                let body = body.map_err(|kind| Fault::new(kind, false, false))?;
                // On the heap, as few calls need it and all have room for it otherwise.
                Box::pin(upload(&*shared.transport, request.map(|_| body), idle)).await
            }
        };
        let response = sent.map_err(|phase| Fault::new(phase, true, true))?;
        let response = response.map_err(|error| Fault::transport(error, None))?;
        let (head, body) = response.into_parts();
        let mut answer = Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: Bytes::new(),
        };
        let mut body = Body::new(body, idle).decoded(&mut answer.headers);
        let status = answer.status;
        let is_in = |(first, last): &(u16, u16)| (*first..=*last).contains(&status);
        if self.streams.iter().any(is_in) {
            return Ok((answer, Some(body)));
        }
        let limit = match status {
            400.. => BodyLimit::Cut(ERROR_BODY_LIMIT),
            _ => BodyLimit::Fail(shared.max_response_bytes),
        };
        let mut bytes = BytesMut::new();
        let read = body.read_into(&mut bytes, limit).await;
        if read.is_err() {
            bytes.truncate(ERROR_BODY_LIMIT);
        }
        answer.body = bytes.freeze();
        match read {
            Ok(()) => Ok((answer, None)),
            Err(BodyError::Transport(error)) => Err(Fault::transport(error, Some(answer))),
            Err(error) => {
                let again = error.is_transient();
                Err(Fault {
                    answer: Some(Box::new(answer)),
                    ..Fault::new(error, true, again)
                })
            }
        }
    }
}

impl Fault {
    fn new(kind: impl Into<ErrorKind>, sent: bool, again: bool) -> Self {
        Self {
            kind: kind.into(),
            sent,
            again,
            answer: None,
        }
    }

    fn transport(error: TransportError, answer: Option<Answer>) -> Self {
        let fault = match error.kind() {
            TransportErrorKind::Connect => Self::new(ErrorKind::Connect(error), false, true),
            TransportErrorKind::Refused => Self::new(ErrorKind::Connect(error), false, false),
            TransportErrorKind::ConnectTimeout => Self::new(TimeoutPhase::Connect, false, true),
            TransportErrorKind::Tls => Self::new(ErrorKind::Tls(error), false, false),
            TransportErrorKind::Unprocessed => {
                // What has begun to be answered was looked at.
                Self::new(ErrorKind::Connection(error), answer.is_some(), true)
            }
            TransportErrorKind::Connection => Self::new(ErrorKind::Connection(error), true, true),
            TransportErrorKind::Timeout => Self::new(TimeoutPhase::Headers, true, true),
        };
        Self {
            answer: answer.map(Box::new),
            ..fault
        }
    }
}

/// A header's value that HTTP libraries do not print.
fn secret_value(text: &str) -> Result<HeaderValue, Fault> {
    let mut value = HeaderValue::from_str(text).map_err(|_| too_long())?;
    value.set_sensitive(true);
    Ok(value)
}

fn too_long() -> Fault {
    Fault::new(
        super::InvalidArgument::new("request", "cannot be sent: an argument is too long"),
        false,
        false,
    )
}

/// The error for a response that leads elsewhere.
pub(crate) fn redirected(status: u16, refused: RefusedRedirect) -> ErrorKind {
    ErrorKind::Redirect {
        status,
        location: refused.location,
    }
}
