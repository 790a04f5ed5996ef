//! Limits that a client keeps to by itself: requests at once, and requests in a time.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::clock::{Instant, sleep_until};

/// How many requests may go out.
#[derive(Default)]
pub(crate) struct Throttle {
    pub(crate) at_once: Option<Semaphore>,
    pub(crate) rate: Option<Rate>,
}

impl Throttle {
    /// Whether nobody ever waits.
    pub(crate) fn is_open(&self) -> bool {
        self.at_once.is_none() && self.rate.is_none()
    }

    /// Waits until another request may go out; it counts as under way until what is given back is dropped.
    pub(crate) async fn admit(&self) -> Option<SemaphorePermit<'_>> {
        let permit = match &self.at_once {
            // It is never closed.
            Some(at_once) => at_once.acquire().await.ok(),
            None => None,
        };
        if let Some(wait) = self.rate.as_ref().and_then(Rate::reserve) {
            sleep_until(wait).await;
        }
        permit
    }
}

/// So many requests in so much time, on the average, and no more than that in a burst.
pub(crate) struct Rate {
    /// The time that each request takes of the whole.
    share: Duration,
    period: Duration,
    /// When all requests so far are paid for.
    paid: Mutex<Option<Instant>>,
}

impl Rate {
    pub(crate) fn new(requests: u32, period: Duration) -> Self {
        Self {
            share: period.checked_div(requests).unwrap_or(period),
            period,
            paid: Mutex::new(None),
        }
    }

    /// Takes the next place, and says when it comes; `None` when that is now.
    fn reserve(&self) -> Option<Instant> {
        let now = Instant::now();
        let mut paid = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        let start = paid.map_or(now, |paid| paid.max(now));
        let end = start.checked_add(self.share)?;
        *paid = Some(end);
        end.checked_sub(self.period).filter(|turn| *turn > now)
    }
}
