//! Measuring two ways of doing the same: turn by turn, so that what else the machine does is the same for both.

use std::alloc::System;
use std::time::Duration;

use rustix::time::{ClockId, Timespec, clock_gettime};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

/// The allocator of a program that counts what it allocates.
pub type Counting = StatsAlloc<System>;

/// The counter of this process; `#[global_allocator] static ALLOCATOR: &Counting = COUNTER;`.
pub const COUNTER: &Counting = &INSTRUMENTED_SYSTEM;

/// The processor's time of this thread so far. Unlike the time that passes, it does not grow while other programs run.
pub fn thread_time() -> Duration {
    let Timespec { tv_sec, tv_nsec } = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(tv_sec).unwrap_or_default();
    let nanoseconds = u32::try_from(tv_nsec).unwrap_or_default();
    Duration::new(seconds, nanoseconds)
}

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

/// The median of some times, in microseconds.
pub fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    middle.as_secs_f64() * 1e6
}
