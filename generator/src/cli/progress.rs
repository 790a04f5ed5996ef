//! The bar on a terminal, when work takes over a second.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sdksmith::Progress;

/// How long work goes on before a bar shows.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows what comes over `events` until their sender is gone.
pub(super) fn show(events: &Receiver<Progress>) {
    let started = Instant::now();
    let mut bar: Option<ProgressBar> = None;
    let mut latest: Option<Progress> = None;
    loop {
        match events.recv_timeout(Duration::from_millis(100)) {
            Ok(progress) => latest = Some(progress),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if bar.is_none() && started.elapsed() > PATIENCE {
            bar = Some(new_bar());
        }
        if let (Some(bar), Some(progress)) = (&bar, &latest) {
            bar.set_length(progress.steps as u64);
            bar.set_position(progress.step as u64);
            bar.set_message(progress.stage.to_string());
        }
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
}

fn new_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar
}
