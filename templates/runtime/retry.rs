//! When a request is tried again, and how long to wait before.

use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

use super::clock::{Instant, time_of_day};
use super::{DocumentedRetry, TimeoutPhase, random};

/// How failed requests are tried again.
///
/// A request is repeated only when that cannot do anything twice: when it was never sent, when its method is idempotent,
/// when it carries an idempotency key, or when the server refused it for its rate (429).
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    attempts: u32,
    initial_interval: Duration,
    max_interval: Duration,
    exponent: f64,
    max_elapsed: Duration,
    max_retry_after: Duration,
    statuses: Cow<'static, [(u16, u16)]>,
    connection_errors: bool,
}

impl RetryPolicy {
    /// Tries once.
    pub fn none() -> Self {
        Self::attempts(1)
    }

    /// Tries at most this often, in all.
    pub fn attempts(attempts: u32) -> Self {
        Self {
            attempts: attempts.max(1),
            ..Self::default()
        }
    }

    /// Waits at least this long before a retry. Default: half a second.
    #[must_use]
    pub fn initial_interval(mut self, interval: Duration) -> Self {
        self.initial_interval = interval;
        self
    }

    /// Waits at most this long between two tries. Default: 20 seconds.
    #[must_use]
    pub fn max_interval(mut self, interval: Duration) -> Self {
        self.max_interval = interval;
        self
    }

    /// Lets the wait grow by about this factor from try to try. Default: 2. Each wait is a random one between the
    /// shortest and some three times the one before, so that callers that failed together do not come back together.
    #[must_use]
    pub fn exponent(mut self, exponent: f64) -> Self {
        self.exponent = if exponent.is_finite() {
            exponent.max(1.0)
        } else {
            1.0
        };
        self
    }

    /// Ends all tries and waits after this long. Default: 120 seconds.
    #[must_use]
    pub fn max_elapsed(mut self, elapsed: Duration) -> Self {
        self.max_elapsed = elapsed;
        self
    }

    /// Waits at most this long when the server says how long to wait (`Retry-After`); if it asks for more, its answer is
    /// given back at once. Default: 60 seconds.
    #[must_use]
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = wait;
        self
    }

    /// Retries these statuses, given as inclusive ranges. Default: 408, 425, 429, 500, 502, 503, 504.
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = (u16, u16)>) -> Self {
        self.statuses = statuses.into_iter().collect();
        self
    }

    /// What the document asks for; how often is left to the time it allows.
    pub(crate) fn documented(retry: &DocumentedRetry) -> Self {
        Self {
            attempts: u32::MAX,
            initial_interval: retry.initial_interval,
            max_interval: retry.max_interval,
            max_elapsed: retry.max_elapsed,
            statuses: Cow::Borrowed(retry.statuses),
            connection_errors: retry.connection_errors,
            ..Self::default()
        }
        .exponent(retry.exponent)
    }

    /// Whether there is another try after this many.
    pub(crate) fn goes_on(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    pub(crate) fn retries_status(&self, status: u16) -> bool {
        self.statuses
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&status))
    }

    pub(crate) fn retries_connections(&self) -> bool {
        self.connection_errors
    }

    /// When the time for all tries is used up.
    pub(crate) fn end(&self, started: Instant) -> Option<Instant> {
        started.checked_add(self.max_elapsed)
    }

    /// The time for all tries that is left; `None` when it is used up.
    pub(crate) fn remaining(&self, elapsed: Duration) -> Option<Duration> {
        self.max_elapsed
            .checked_sub(elapsed)
            .filter(|remaining| !remaining.is_zero())
    }

    /// The wait before the next try, by the one before; `None` when the server asks for longer than is waited.
    pub(crate) fn wait(
        &self,
        previous: Option<Duration>,
        headers: Option<&HeaderMap>,
    ) -> Option<Duration> {
        match headers.and_then(|headers| retry_after(headers, time_of_day())) {
            Some(wait) => (wait <= self.max_retry_after).then_some(wait),
            None => Some(self.backoff(previous, random::fraction())),
        }
    }

    /// Decorrelated jitter: by a fraction from 0 to 1, between the shortest wait and a multiple of the one before.
    fn backoff(&self, previous: Option<Duration>, fraction: f64) -> Duration {
        let least = self.initial_interval.as_secs_f64();
        let previous = previous.map_or(least, |wait| wait.as_secs_f64().max(least));
        let most = previous * (2.0 * self.exponent - 1.0);
        let seconds = (least + (most - least) * fraction).min(self.max_interval.as_secs_f64());
        Duration::try_from_secs_f64(seconds).unwrap_or(self.max_interval)
    }
}

/// Statuses that another try may do away with.
const STATUSES: [(u16, u16); 5] = [(408, 408), (425, 425), (429, 429), (500, 500), (502, 504)];

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            initial_interval: Duration::from_millis(500),
            max_interval: Duration::from_secs(20),
            exponent: 2.0,
            max_elapsed: Duration::from_secs(120),
            max_retry_after: Duration::from_secs(60),
            statuses: Cow::Borrowed(&STATUSES),
            connection_errors: true,
        }
    }
}

/// How long the server asks to wait: seconds, or a date, which is taken from the server's own clock where it tells it.
/// RFC 9110 §10.2.3.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    let server_now = headers
        .get(header::DATE)
        .and_then(|value| httpdate::parse_http_date(value.to_str().ok()?).ok())
        .unwrap_or(now);
    Some(date.duration_since(server_now).unwrap_or_default())
}

/// A retry of a call: what made it necessary, and how long it waited.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// Why the try before it was not enough.
    pub reason: RetryReason,
    /// The wait before it.
    pub wait: Duration,
}

/// Why a call was tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryReason {
    /// The server answered with this status.
    Status(u16),
    /// No connection was made.
    Connect,
    /// The connection broke.
    Connection,
    /// A time limit passed.
    Timeout(TimeoutPhase),
}

impl fmt::Display for RetryReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(formatter, "status {status}"),
            Self::Connect => formatter.write_str("no connection"),
            Self::Connection => formatter.write_str("the connection broke"),
            Self::Timeout(phase) => write!(formatter, "timed out while {phase}"),
        }
    }
}
