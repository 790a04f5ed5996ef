//! One call on the wire, from the encoded request to a response whose body is at hand, or left to be read.
//!
//! Everything here is written once and compiled once, whatever the number of operations: credentials, time limits and
//! redirects.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, COOKIE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request};
use tokio::sync::SemaphorePermit;
use url::Url;

use super::auth::{Authorization, Wallet};
use super::body::{Body, BodyError, BodyLimit, Joined};
use super::client::Timeouts;
use super::clock::{Instant, timeout};
use super::error::Answer;
use super::limits::Limits;
use super::redirect::Next;
use super::repeat::{Fault, Tried, attempts};
use super::response::{RefusedRedirect, Rest};
use super::sending::{Sending, Taken, answered};
use super::server::same_origin;
use super::transport::BodySource;
use super::{
    CallInfo, ErrorKind, Handle, Metadata, RedirectPolicy, Requirement, Response, ResponseBody,
    Retry, RetryPolicy, TimeoutPhase, trace,
};

/// How long an address may be, for the `http` crate.
const MAX_ADDRESS: usize = 0xFFFE;

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

impl Exchange {
    /// One try, within its time and that of the call.
    pub(crate) async fn attempt(&self, retries: &[Retry], started: Instant) -> Tried {
        let attempts = attempts(retries);
        // Waiting for one's turn is no part of the try. What few calls come to is on the heap, as all would have room
        // for it otherwise; here and below.
        let _permit = if self.handle.shared().throttle.is_open() {
            None
        } else {
            Box::pin(self.turn(started)).await?
        };
        let limits = self.limits(started, attempts);
        let attempt = pin!(self.authorized(attempts, &limits));
        trace::attempt(self, attempts, attempt).await
    }

    /// When this try ends, by the time for it, for all tries, and for the whole call.
    fn limits(&self, started: Instant, attempts: u32) -> Limits {
        let first = attempts == 1 && self.handle.shared().throttle.is_open();
        let now = if first { started } else { Instant::now() };
        let tries = (attempts > 1).then(|| self.policy.end(started)).flatten();
        let call = self
            .timeouts
            .call
            .and_then(|call| started.checked_add(call));
        Limits::idle(self.timeouts.idle)
            .ending(now.checked_add(self.timeouts.total), TimeoutPhase::Total)
            .ending(tries, TimeoutPhase::Total)
            .ending(call, TimeoutPhase::Call)
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
    async fn authorized(&self, attempts: u32, limits: &Limits) -> Tried {
        let mut stale = None;
        loop {
            let authorization = match self.credentials.at_hand(self.security) {
                Some(authorization) => authorization,
                None => Box::pin(self.authorize(stale, limits)).await?,
            };
            let response = self.follow(&authorization, attempts, limits).await?;
            let refused = response.status() == 401 && self.is_replayable();
            match authorization.round {
                round @ Some(_) if refused && stale.is_none() => stale = round,
                _ => return Ok(response),
            }
        }
    }

    /// The credentials to send, none of which is of the `stale` round.
    async fn authorize(
        &self,
        stale: Option<u64>,
        limits: &Limits,
    ) -> Result<Authorization<'_>, Fault> {
        let sent = stale.is_some();
        let endpoint = self.handle.endpoint(self.server());
        let authorization = self.credentials.authorize(self.security, endpoint, stale);
        let authorization = limits.until_end(&mut pin!(authorization)).await;
        let authorization = authorization.map_err(|phase| Fault::new(phase, sent, false))?;
        authorization.map_err(|kind| Fault::new(kind, sent, false))
    }

    fn server(&self) -> &Url {
        let clients = self.handle.shared().server.as_ref();
        self.server.as_ref().or(clients).unwrap_or(&self.url)
    }

    /// Sends the request, and goes where redirects lead as far as they may be followed.
    async fn follow(
        &self,
        authorization: &Authorization<'_>,
        attempts: u32,
        limits: &Limits,
    ) -> Tried {
        // Where a redirect led.
        let mut moved: Option<Box<Url>> = None;
        let mut trusted = true;
        let mut hop: u32 = 0;
        loop {
            let url = moved.as_deref().unwrap_or(&self.url);
            let hooks = &self.handle.shared().hooks;
            let info = (trusted && !hooks.is_empty()).then(|| Box::new(self.info(attempts)));
            let authorization = trusted.then_some(authorization);
            let source = self.source.as_deref().filter(|_| trusted);
            let (answer, taken) = if info.is_none() && source.is_none() {
                self.send(url, authorization)?
            } else {
                let start = &mut Box::pin(self.start(url, authorization, info.as_deref(), source));
                let start = limits.until_end(start).await;
                start.map_err(|phase| Fault::new(phase, hop > 0, false))??
            };
            let started = info.as_ref().map(|_| Instant::now());
            let answer = answered(answer, taken, limits).await;
            let answer = answer.map_err(|phase| Fault::new(phase, true, is_wait(phase)))?;
            let answer = answer.map_err(|error| Fault::transport(error, None))?;
            let (mut response, mut body) = received(answer, limits);
            let is_read = self.read(&mut response.answer, &mut body).await?;
            if let (Some(info), Some(started)) = (&info, started) {
                let Answer {
                    status, headers, ..
                } = &response.answer;
                hooks.after_response(info, *status, headers, started.elapsed());
            }
            match self.redirect.next(&self.method, url, &response.answer, hop) {
                Next::Here => {}
                Next::Refused(refused) => response.redirect = Some(refused),
                Next::Follow(target) => {
                    // Once the request has left the server, nothing of the caller's goes back to it.
                    trusted = trusted && same_origin(&self.url, &target);
                    moved = Some(Box::new(target));
                    hop = hop.saturating_add(1);
                    continue;
                }
            }
            if !is_read {
                response.rest = Mutex::new(Some(Box::new(self.rest(body.endless()))));
            }
            return Ok(response);
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

    /// The request for one address, and the address. Without trust it carries nothing but what it asks for.
    fn request(
        &self,
        url: &Url,
        trusted: Option<&Authorization<'_>>,
    ) -> Result<(Request<Bytes>, Url), Fault> {
        let mut url = url.clone();
        let mut headers;
        if let Some(authorization) = trusted {
            headers = self.headers.clone();
            let mut cookies = self.cookies.clone();
            authorization.apply(&mut headers, &mut cookies);
            authorization.apply_query(&mut url);
            if !cookies.is_empty() {
                headers.insert(COOKIE, secret_value(&cookies)?);
            }
        } else {
            headers = HeaderMap::new();
            for name in [ACCEPT, USER_AGENT] {
                headers.extend(self.headers.get(&name).map(|value| (name, value.clone())));
            }
        }
        if url.as_str().len() > MAX_ADDRESS {
            return Err(too_long());
        }
        let body = self
            .body
            .as_ref()
            .filter(|_| trusted.is_some())
            .cloned()
            .unwrap_or_default();
        let mut request = Request::new(body);
        *request.method_mut() = self.method.clone();
        headers.remove(HOST);
        #[cfg(feature = "testing")]
        request.extensions_mut().insert(self.metadata);
        *request.headers_mut() = headers;
        Ok((request, url))
    }

    /// Hands one request to the transport.
    fn send(
        &self,
        url: &Url,
        trusted: Option<&Authorization<'_>>,
    ) -> Result<(Sending<'_>, Option<Taken>), Fault> {
        let (mut request, address) = self.request(url, trusted)?;
        let taken = Taken::of(&mut request);
        let transport = &self.handle.shared().transport;
        Ok((transport.send_to(address, request), taken))
    }

    /// The same, as the hooks leave it, and with a body that is read as it is sent.
    async fn start(
        &self,
        url: &Url,
        trusted: Option<&Authorization<'_>>,
        info: Option<&CallInfo>,
        source: Option<&dyn BodySource>,
    ) -> Result<(Sending<'_>, Option<Taken>), Fault> {
        let transport = &*self.handle.shared().transport;
        let (mut request, address) = self.request(url, trusted)?;
        *request.uri_mut() = address.as_str().parse().map_err(|_| too_long())?;
        if let Some(info) = info {
            let stopped = |error| Fault::new(ErrorKind::Hook(error), false, false);
            let hooks = &self.handle.shared().hooks;
            let before = hooks.before_request(info, url, &mut request);
            before.await.map_err(stopped)?;
        }
        let Some(source) = source else {
            let taken = Taken::of(&mut request);
            return Ok((transport.send(request), taken));
        };
        let body = source.open().await;
        let body = body.map_err(|kind| Fault::new(kind, false, false))?;
        let (body, taken) = Taken::counting(body);
        let sending = transport.send_streaming(request.map(|_| body));
        Ok((sending, Some(taken)))
    }

    /// Reads a body, within the limits, and says whether it did: one that is to be streamed is left unread.
    async fn read(&self, answer: &mut Answer, body: &mut Body) -> Result<bool, Fault> {
        let status = answer.status;
        let is_in = |(first, last): &(u16, u16)| (*first..=*last).contains(&status);
        if self.streams.iter().any(is_in) {
            return Ok(false);
        }
        let limit = match status {
            400.. => BodyLimit::Cut(ERROR_BODY_LIMIT),
            _ => BodyLimit::Fail(self.handle.shared().max_response_bytes),
        };
        let mut bytes = Joined::default();
        let read = body.read_into(&mut bytes, limit).await;
        if read.is_err() {
            bytes.truncate(ERROR_BODY_LIMIT);
        }
        answer.body = bytes.into_bytes();
        let Err(error) = read else {
            return Ok(true);
        };
        let answer = std::mem::take(answer);
        Err(match error {
            BodyError::Transport(error) => Fault::transport(error, Some(answer)),
            error => {
                let again = error.is_transient();
                Fault {
                    answer: Some(Box::new(answer)),
                    ..Fault::new(error, true, again)
                }
            }
        })
    }
}

/// An answer whose body is still to be read, within the limits.
fn received(answer: http::Response<ResponseBody>, limits: &Limits) -> (Box<Response>, Body) {
    let (head, body) = answer.into_parts();
    let mut response = Box::new(Response {
        answer: Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: Bytes::new(),
        },
        attempts: 0,
        retries: Vec::new(),
        redirect: None,
        rest: Mutex::new(None),
    });
    let body = Body::new(body, *limits).decoded(&mut response.answer.headers);
    (response, body)
}

/// Whether it was the wait for something that took too long, and not all of the try.
fn is_wait(phase: TimeoutPhase) -> bool {
    !matches!(phase, TimeoutPhase::Total | TimeoutPhase::Call)
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
