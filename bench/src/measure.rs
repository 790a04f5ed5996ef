//! Measuring two ways of doing the same: turn by turn, so that what else the machine does is the same for both.

use std::time::{Duration, Instant};

/// The times that two ways took.
#[derive(Debug, Default)]
pub struct Pairs {
    generated: Vec<Duration>,
    by_hand: Vec<Duration>,
}

impl Pairs {
    /// Notes the time since `started` for the generated way.
    pub fn generated(&mut self, started: Instant) {
        self.generated.push(started.elapsed());
    }

    /// Notes the time since `started` for the way by hand.
    pub fn by_hand(&mut self, started: Instant) {
        self.by_hand.push(started.elapsed());
    }

    /// The medians in microseconds, and how they relate.
    pub fn medians(mut self) -> Medians {
        let (generated, by_hand) = (median(&mut self.generated), median(&mut self.by_hand));
        Medians {
            generated,
            by_hand,
            ratio: generated / by_hand,
        }
    }
}

/// The medians of two ways.
#[derive(Debug, Clone, Copy)]
pub struct Medians {
    /// Of the generated way, in microseconds.
    pub generated: f64,
    /// Of the way by hand, in microseconds.
    pub by_hand: f64,
    /// The first by the second.
    pub ratio: f64,
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    middle.as_secs_f64() * 1e6
}
