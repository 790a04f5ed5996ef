//! What all calls of a client share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use url::Url;

use super::super::auth::{Endpoint, Wallet};
use super::super::hook::Hooks;
use super::super::request::Global;
use super::super::retry_budget::RetryBudget;
use super::super::server::redacted;
use super::super::throttle::Throttle;
use super::super::{ApiDescription, RedirectPolicy, RetryPolicy, Transport};

/// What all calls of a client share. It is cheap to clone.
#[derive(Clone)]
pub struct Handle(Arc<Shared>);

/// The settings of a client, with what its calls have in common.
pub(crate) struct Shared {
    pub(crate) description: &'static ApiDescription,
    pub(crate) transport: Arc<dyn Transport>,
    /// The server of all calls; `None` when the document names none and none was set.
    pub(crate) server: Option<Url>,
    /// Whether the server was set by the caller, and so goes before those of single operations.
    pub(crate) server_is_set: bool,
    pub(crate) credentials: Arc<Wallet>,
    pub(crate) globals: Vec<Global>,
    pub(crate) headers: HeaderMap,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) redirect: RedirectPolicy,
    pub(crate) max_response_bytes: usize,
    pub(crate) max_line_bytes: usize,
    #[cfg(feature = "gzip")]
    pub(crate) compress: bool,
    pub(crate) allow_insecure: bool,
    pub(crate) budget: RetryBudget,
    pub(crate) hooks: Hooks,
    pub(crate) throttle: Throttle,
}

/// How long a call and its parts may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timeouts {
    /// To make a connection.
    pub(crate) connect: Duration,
    /// From sending to the status and headers, and between two parts of the body.
    pub(crate) idle: Duration,
    /// All of it.
    pub(crate) total: Duration,
    /// All tries of a call, with the waits between them.
    pub(crate) call: Option<Duration>,
    /// Whether the caller has said how long to wait for more.
    pub(crate) idle_is_set: bool,
}

impl Timeouts {
    /// Sets the time for a whole try; waiting within it is then as long as it likes, if nothing is said about that.
    pub(crate) fn with_total(self, total: Duration) -> Self {
        let idle = if self.idle_is_set {
            self.idle
        } else {
            self.idle.max(total)
        };
        Self {
            idle,
            total,
            ..self
        }
    }

    /// The same for one call, which may say otherwise for each try and for all of it.
    pub(crate) fn of_call(self, total: Option<Duration>, call: Option<Duration>) -> Self {
        let timeouts = total.map_or(self, |total| self.with_total(total));
        Self {
            call: call.or(self.call),
            ..timeouts
        }
    }

    /// Sets the time in which something has to come.
    pub(crate) fn with_idle(self, idle: Duration) -> Self {
        Self {
            idle,
            idle_is_set: true,
            ..self
        }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            total: Duration::from_secs(60),
            call: None,
            idle_is_set: false,
        }
    }
}

impl Handle {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0
    }

    /// How tokens are fetched for a server.
    pub(crate) fn endpoint<'a>(&'a self, server: &'a Url) -> Endpoint<'a> {
        Endpoint {
            transport: &*self.0.transport,
            server,
            user_agent: &self.0.user_agent,
            allow_insecure: self.0.allow_insecure,
        }
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Handle")
            .field("api", &self.0.description.name)
            .field("server", &self.0.server.as_ref().map(redacted))
            .finish_non_exhaustive()
    }
}
