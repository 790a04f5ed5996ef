//! The tries of a call: how often, after which waits, and what the caller gets in the end.

use super::clock::{Instant, sleep};
use super::error::Answer;
use super::exchange::Exchange;
use super::hook::CallOutcome;
use super::{
    CallError, CallInfo, ErrorKind, Response, Retry, RetryReason, TimeoutPhase, TransportError,
    TransportErrorKind, trace,
};

/// What a call brought.
pub(crate) type Outcome = Result<Box<Response>, Box<CallError>>;

/// What a try brought.
pub(crate) type Tried = Result<Box<Response>, Fault>;

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
    /// Tries until there is a response to give back, or nothing more to try.
    pub(crate) async fn run(&self) -> Outcome {
        let started = Instant::now();
        let mut retries: Vec<Retry> = Vec::new();
        let mut sent = false;
        loop {
            let outcome = self.attempt(&retries, started).await;
            sent = sent || outcome.as_ref().map_or_else(|fault| fault.sent, |_| true);
            if let Some(retry) = self.again(&outcome, &retries, started) {
                trace::retry(self.metadata, attempts(&retries), &retry);
                let hooks = &self.handle.shared().hooks;
                hooks.on_retry(|| self.info(attempts(&retries)), &retry);
                sleep(retry.wait).await;
                retries.push(retry);
                continue;
            }
            self.tell(&outcome, &retries, started);
            return self.end(outcome, retries, sent);
        }
    }

    /// What the caller gets.
    fn end(&self, outcome: Tried, retries: Vec<Retry>, sent: bool) -> Outcome {
        let attempts = attempts(&retries);
        match outcome {
            Ok(mut response) => {
                if response.status() < 500 {
                    self.handle.shared().budget.refund(attempts);
                }
                response.attempts = attempts;
                response.retries = retries;
                Ok(response)
            }
            Err(fault) => {
                let error = CallError::new(self.metadata.id, fault.kind);
                let error = error.tried(attempts, sent).after(retries);
                Err(Box::new(match fault.answer {
                    Some(answer) => error.answered(*answer),
                    None => error,
                }))
            }
        }
    }

    /// Tells the hooks how it ended.
    fn tell(&self, outcome: &Tried, retries: &[Retry], started: Instant) {
        let hooks = &self.handle.shared().hooks;
        if hooks.is_empty() {
            return;
        }
        let (status, error) = match outcome {
            Ok(response) => (Some(response.status()), None),
            Err(fault) => (
                fault.answer.as_ref().map(|answer| answer.status),
                Some(&fault.kind),
            ),
        };
        let outcome = CallOutcome {
            status,
            error,
            retries,
            elapsed: started.elapsed(),
        };
        hooks.on_end(|| self.info(attempts(retries)), &outcome);
    }

    pub(crate) fn info(&self, attempts: u32) -> CallInfo {
        CallInfo::new(self.metadata, &self.url, attempts)
    }

    /// The next try, after these; `None` when there is none.
    fn again(&self, outcome: &Tried, retries: &[Retry], started: Instant) -> Option<Retry> {
        let reason = match outcome {
            Ok(response) => self.again_after(response)?,
            Err(fault) => self.again_despite(fault)?,
        };
        if !self.is_replayable() || !self.policy.goes_on(attempts(retries)) {
            return None;
        }
        let headers = outcome.as_ref().ok().map(|response| response.headers());
        let previous = retries.last().map(|retry| retry.wait);
        let wait = self.policy.wait(previous, headers)?;
        let elapsed = started.elapsed();
        let mut remaining = self.policy.remaining(elapsed)?;
        if let Some(call) = self.timeouts.call {
            remaining = remaining.min(call.saturating_sub(elapsed));
        }
        let timed_out = matches!(reason, RetryReason::Timeout(_));
        let affordable = || self.handle.shared().budget.spend(timed_out);
        (wait < remaining && affordable()).then_some(Retry { reason, wait })
    }

    fn again_after(&self, response: &Response) -> Option<RetryReason> {
        let status = response.status();
        // A request that was refused for its rate was not carried out.
        let harmless = self.repeatable || status == 429;
        (self.policy.retries_status(status) && harmless).then_some(RetryReason::Status(status))
    }

    fn again_despite(&self, fault: &Fault) -> Option<RetryReason> {
        let harmless = self.repeatable || !fault.sent;
        if !fault.again || !harmless || !self.policy.retries_connections() {
            return None;
        }
        Some(match fault.kind {
            ErrorKind::Timeout(phase) => RetryReason::Timeout(phase),
            ErrorKind::Connect(_) => RetryReason::Connect,
            _ => RetryReason::Connection,
        })
    }
}

impl Fault {
    pub(crate) fn new(kind: impl Into<ErrorKind>, sent: bool, again: bool) -> Self {
        Self {
            kind: kind.into(),
            sent,
            again,
            answer: None,
        }
    }

    pub(crate) fn transport(error: TransportError, answer: Option<Answer>) -> Self {
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

/// How many tries there have been, the one under way included.
pub(crate) fn attempts(retries: &[Retry]) -> u32 {
    u32::try_from(retries.len()).map_or(u32::MAX, |retries| retries.saturating_add(1))
}
