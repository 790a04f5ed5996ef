//! The time: tokio's, or in a browser, which neither tokio nor the standard library can ask for it, that of JavaScript.

use std::time::SystemTime;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use tokio::time::{Instant, sleep, sleep_until, timeout};

#[cfg(target_arch = "wasm32")]
pub(crate) use self::browser::{Instant, sleep, sleep_until, timeout};

/// The time of day.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn time_of_day() -> SystemTime {
    SystemTime::now()
}

/// The time of day.
#[cfg(target_arch = "wasm32")]
pub(crate) fn time_of_day() -> SystemTime {
    use web_time::web::SystemTimeExt as _;

    web_time::SystemTime::now().to_std()
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;
    use std::time::Duration;

    use gloo_timers::future::TimeoutFuture;
    use send_wrapper::SendWrapper;
    pub(crate) use web_time::Instant;

    /// The most milliseconds that `setTimeout` waits; it does not wait at all for more.
    const LONGEST: u32 = i32::MAX.unsigned_abs();

    /// The time was over before the future.
    pub(crate) struct Elapsed;

    /// Waits this long.
    pub(crate) async fn sleep(duration: Duration) {
        let started = Instant::now();
        loop {
            let left = duration.saturating_sub(started.elapsed());
            if left.is_zero() {
                return;
            }
            // What is left of a millisecond is waited for as well.
            let millis = left.as_nanos().div_ceil(1_000_000);
            let millis = u32::try_from(millis).map_or(LONGEST, |millis| millis.min(LONGEST));
            SendWrapper::new(TimeoutFuture::new(millis)).await;
        }
    }

    /// Waits until then.
    pub(crate) async fn sleep_until(instant: Instant) {
        sleep(instant.saturating_duration_since(Instant::now())).await;
    }

    /// Waits for a future, but not longer than this.
    pub(crate) async fn timeout<F: Future>(
        duration: Duration,
        future: F,
    ) -> Result<F::Output, Elapsed> {
        let mut future = pin!(future);
        let mut limit = pin!(sleep(duration));
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => limit.as_mut().poll(context).map(|()| Err(Elapsed)),
        })
        .await
    }
}
