//! How long a test works, whatever else the machine does: for limits that a busy machine must not break.

use std::{
    fs,
    time::{Duration, Instant},
};

/// The work of this thread since a moment.
pub(crate) struct Work {
    moment: Instant,
    before: Option<Duration>,
}

impl Work {
    /// From now on.
    pub(crate) fn start() -> Self {
        Self {
            moment: Instant::now(),
            before: on_cpu(),
        }
    }

    /// The time on a processor; where the system does not tell, all time.
    pub(crate) fn done(&self) -> Duration {
        match (self.before, on_cpu()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.moment.elapsed(),
        }
    }
}

/// What Linux counts for a thread.
fn on_cpu() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?;
    nanoseconds.parse().ok().map(Duration::from_nanos)
}
