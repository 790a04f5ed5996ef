//! One call on the wire, from the encoded request to a response whose body is at hand, or left to be read.
//!
//! Everything here is written once and compiled once, whatever the number of operations: credentials, time limits,
//! redirects and retries.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, COOKIE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request};
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use super::auth::{Authorization, TokenEndpoint};
use super::body::{Body, BodyError, BodyLimit};
use super::client::Timeouts;
use super::error::Answer;
use super::redirect::Next;
use super::response::{RefusedRedirect, Rest};
use super::server::same_origin;
use super::transport::{BodySource, upload};
use super::{
    CallError, ErrorKind, Handle, Metadata, RedirectPolicy, Requirement, Response, RetryPolicy,
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
    /// The credentials to send.
    pub(crate) security: &'static [Requirement],
    /// What a token address is relative to.
    pub(crate) server: Url,
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
struct Fault {
    kind: ErrorKind,
    /// Whether the server may have seen the request.
    sent: bool,
    /// Whether another try could go better.
    again: bool,
    /// What came back, as far as it did.
    answer: Option<Box<Answer>>,
}

impl Exchange {
    /// Tries until there is a response to give back, or nothing more to try.
    pub(crate) async fn run(self) -> Result<Response, CallError> {
        let started = Instant::now();
        let mut attempts: u32 = 0;
        let mut sent = false;
        loop {
            attempts = attempts.saturating_add(1);
            let outcome = self.attempt(attempts, started.elapsed()).await;
            sent = sent || outcome.as_ref().map_or_else(|fault| fault.sent, |_| true);
            if let Some(wait) = self.wait(&outcome, attempts, started.elapsed()) {
                trace::retry(self.metadata, attempts, wait);
                sleep(wait).await;
                continue;
            }
            return match outcome {
                Ok(response) => {
                    if response.status() < 500 {
                        self.handle.shared().budget.refund(attempts);
                    }
                    trace::response(self.metadata, response.status(), attempts);
                    Ok(Response {
                        attempts,
                        ..response
                    })
                }
                Err(fault) => {
                    let error = CallError::new(self.metadata.id, fault.kind).tried(attempts, sent);
                    Err(match fault.answer {
                        Some(answer) => error.answered(*answer),
                        None => error,
                    })
                }
            };
        }
    }

    /// How long to wait before the next try; `None` when there is none.
    fn wait(
        &self,
        outcome: &Result<Response, Fault>,
        attempts: u32,
        elapsed: Duration,
    ) -> Option<Duration> {
        let again = match outcome {
            // A request that was refused for its rate was not carried out.
            Ok(response) => {
                self.policy.retries_status(response.status())
                    && (self.repeatable || response.status() == 429)
            }
            Err(fault) => {
                fault.again && self.policy.retries_connections() && (self.repeatable || !fault.sent)
            }
        };
        if !again || !self.is_replayable() || !self.policy.goes_on(attempts) {
            return None;
        }
        let headers = outcome.as_ref().ok().map(Response::headers);
        let wait = self.policy.wait(attempts, headers)?;
        let remaining = self.policy.remaining(elapsed)?;
        let timed_out = matches!(
            outcome,
            Err(Fault {
                kind: ErrorKind::Timeout(_),
                ..
            })
        );
        (wait < remaining && self.handle.shared().budget.spend(timed_out)).then_some(wait)
    }

    /// Whether the body can be sent again.
    fn is_replayable(&self) -> bool {
        self.source
            .as_ref()
            .is_none_or(|source| source.is_replayable())
    }

    /// One try, within its time.
    async fn attempt(&self, attempts: u32, elapsed: Duration) -> Result<Response, Fault> {
        let limit = match self.policy.remaining(elapsed) {
            Some(remaining) if attempts > 1 => self.timeouts.total.min(remaining),
            _ => self.timeouts.total,
        };
        let timed_out = |_| Fault::new(TimeoutPhase::Total, true, false);
        timeout(limit, self.authorized()).await.map_err(timed_out)?
    }

    /// One try with credentials; a token that the server refuses is fetched anew, once.
    async fn authorized(&self) -> Result<Response, Fault> {
        let authorization = self.authorize(None).await?;
        let response = self.follow(&authorization).await?;
        match authorization.round {
            Some(round) if response.status() == 401 && self.is_replayable() => {
                self.follow(&self.authorize(Some(round)).await?).await
            }
            _ => Ok(response),
        }
    }

    async fn authorize(&self, stale: Option<u64>) -> Result<Authorization, Fault> {
        let shared = self.handle.shared();
        let endpoint = TokenEndpoint {
            transport: &*shared.transport,
            server: &self.server,
            user_agent: &shared.user_agent,
            allow_insecure: shared.allow_insecure,
        };
        let authorization = shared
            .credentials
            .authorize(self.security, endpoint, stale)
            .await;
        authorization.map_err(|kind| Fault::new(kind, stale.is_some(), false))
    }

    /// Sends the request, and goes where redirects lead as far as they may be followed.
    async fn follow(&self, authorization: &Authorization) -> Result<Response, Fault> {
        let mut url = self.url.clone();
        let mut trusted = true;
        let mut hop: u32 = 0;
        loop {
            let request = self.request(&url, trusted.then_some(authorization))?;
            let source = self.source.as_deref().filter(|_| trusted);
            let (answer, rest) = self.send(request, source).await?;
            let refused = match self.redirect.next(&self.method, &url, &answer, hop) {
                Next::Here => None,
                Next::Refused(refused) => Some(refused),
                Next::Follow(target) => {
                    // Once the request has left the server, nothing of the caller's goes back to it.
                    trusted = trusted && same_origin(&self.url, &target);
                    url = target;
                    hop = hop.saturating_add(1);
                    continue;
                }
            };
            return Ok(Response {
                answer,
                attempts: 0,
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

    /// The request for one address. Without trust it carries nothing but what it asks for.
    fn request(&self, url: &Url, trusted: Option<&Authorization>) -> Result<Request<Bytes>, Fault> {
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
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// Sends one request and reads its response, within the limits; a body that is to be streamed is left unread.
    async fn send(
        &self,
        request: Request<Bytes>,
        source: Option<&dyn BodySource>,
    ) -> Result<(Answer, Option<Body>), Fault> {
        let shared = self.handle.shared();
        let idle = self.timeouts.idle;
        let sent = match source {
            None => timeout(idle, shared.transport.send(request)).await.ok(),
            Some(source) => {
                let body = source.open().await;
                let body = body.map_err(|kind| Fault::new(kind, false, false))?;
                upload(&*shared.transport, request.map(|_| body), idle).await
            }
        };
        let response = match sent {
            Some(response) => response.map_err(|error| Fault::transport(error, None))?,
            None => return Err(Fault::new(TimeoutPhase::Headers, true, true)),
        };
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
        match body.read(limit).await {
            Ok(bytes) => {
                answer.body = bytes;
                Ok((answer, None))
            }
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
            TransportErrorKind::ConnectTimeout => Self::new(TimeoutPhase::Connect, false, true),
            TransportErrorKind::Tls => Self::new(ErrorKind::Tls(error), false, false),
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
