//! How long one try may take, and each wait within it.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use super::TimeoutPhase;
use super::clock::{Instant, sleep_until};

/// How exact a timer is.
const TICK: Duration = Duration::from_millis(1);

/// When a try ends, and how long it may wait for something to come.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// The end, and whose it is.
    end: Option<(Instant, TimeoutPhase)>,
    /// The longest time in which nothing comes.
    idle: Duration,
}

impl Limits {
    /// No end, as long as something comes.
    pub(crate) fn idle(idle: Duration) -> Self {
        Self { end: None, idle }
    }

    /// With this end, if there is no earlier one.
    pub(crate) fn ending(mut self, end: Option<Instant>, phase: TimeoutPhase) -> Self {
        if let Some(end) = end
            && self.end.is_none_or(|(earlier, _)| end <= earlier)
        {
            self.end = Some((end, phase));
        }
        self
    }

    /// The same waits, without an end.
    pub(crate) fn endless(self) -> Self {
        Self::idle(self.idle)
    }

    /// What is over, if the end has passed.
    pub(crate) fn passed(&self) -> Option<TimeoutPhase> {
        let (end, phase) = self.end?;
        (Instant::now() >= end).then_some(phase)
    }

    /// Waits for a value to the end.
    pub(crate) async fn until_end<T>(
        &self,
        value: &mut (impl Future<Output = T> + Unpin),
    ) -> Result<T, TimeoutPhase> {
        if let Some(value) = at_hand(value).await {
            return Ok(value);
        }
        until(value, self.end).await
    }

    /// Waits for something to come, which is what the phase says.
    pub(crate) async fn wait<T>(
        &self,
        phase: TimeoutPhase,
        value: &mut (impl Future<Output = T> + Unpin),
    ) -> Result<T, TimeoutPhase> {
        // What is at hand needs no clock and no timer.
        if let Some(value) = at_hand(value).await {
            return Ok(value);
        }
        until(value, self.next(phase)).await
    }

    /// The end of a wait that begins now.
    fn next(&self, phase: TimeoutPhase) -> Option<(Instant, TimeoutPhase)> {
        let idle = Instant::now().checked_add(self.idle);
        match (idle, self.end) {
            // Where both end at once, for a timer, the wait says more.
            (Some(idle), Some((end, _))) if idle <= end + TICK => Some((idle.min(end), phase)),
            (Some(idle), None) => Some((idle, phase)),
            (_, end) => end,
        }
    }
}

/// The value, if nothing has to be waited for.
async fn at_hand<T>(value: &mut (impl Future<Output = T> + Unpin)) -> Option<T> {
    poll_fn(|context| match Pin::new(&mut *value).poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// Waits for a value that was not at hand a moment ago.
async fn until<T>(
    value: &mut (impl Future<Output = T> + Unpin),
    end: Option<(Instant, TimeoutPhase)>,
) -> Result<T, TimeoutPhase> {
    let Some((end, phase)) = end else {
        return Ok(value.await);
    };
    let mut end = pin!(sleep_until(end));
    let mut asked = true;
    poll_fn(|context| {
        if !std::mem::take(&mut asked)
            && let Poll::Ready(value) = Pin::new(&mut *value).poll(context)
        {
            return Poll::Ready(Ok(value));
        }
        end.as_mut().poll(context).map(|()| Err(phase))
    })
    .await
}
