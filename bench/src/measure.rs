//! Measuring two ways of doing the same: turn by turn, so that what else the machine does is the same for both.

use std::alloc::System;
use std::time::Duration;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

/// The allocator of a program that counts what it allocates.
pub type Counting = StatsAlloc<System>;

/// The counter of this process; `#[global_allocator] static ALLOCATOR: &Counting = COUNTER;`.
pub const COUNTER: &Counting = &INSTRUMENTED_SYSTEM;

/// How often memory was asked for so far; one that grows counts again.
pub fn allocations() -> usize {
    let stats = COUNTER.stats();
    stats.allocations + stats.reallocations
}

/// The bytes that were asked for and not given back.
pub fn live_bytes() -> usize {
    let stats = COUNTER.stats();
    stats
        .bytes_allocated
        .saturating_sub(stats.bytes_deallocated)
}

/// The time that is longer than so many tenths of some times, in microseconds.
///
/// Five tenths give the median. One tenth is about calls that nothing else on the machine got in the way of.
pub fn longer_than(times: &mut [Duration], tenths: usize) -> f64 {
    times.sort_unstable();
    let found = times.get(times.len() * tenths / 10);
    found.copied().unwrap_or_default().as_secs_f64() * 1e6
}
