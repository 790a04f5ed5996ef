//! How many retries a client can afford.

use std::sync::{Mutex, PoisonError};

/// The retries that a client can afford. It empties when a server fails for everybody, so that retries do not add to
/// its load, and fills up again with calls that go well.
pub(crate) struct RetryBudget {
    tokens: Mutex<u32>,
}

impl RetryBudget {
    const FULL: u32 = 500;
    const RETRY: u32 = 5;
    const TIMEOUT: u32 = 10;

    pub(crate) fn new() -> Self {
        Self {
            tokens: Mutex::new(Self::FULL),
        }
    }

    /// Takes what a retry costs; false when it cannot be afforded.
    pub(crate) fn spend(&self, after_timeout: bool) -> bool {
        let cost = if after_timeout {
            Self::TIMEOUT
        } else {
            Self::RETRY
        };
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        match tokens.checked_sub(cost) {
            Some(rest) => {
                *tokens = rest;
                true
            }
            None => false,
        }
    }

    /// Gives back after a call that went well: what its last retry cost, or one token for a first try.
    pub(crate) fn refund(&self, attempts: u32) {
        let gain = if attempts > 1 { Self::RETRY } else { 1 };
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        *tokens = tokens.saturating_add(gain).min(Self::FULL);
    }
}
