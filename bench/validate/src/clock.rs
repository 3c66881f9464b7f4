//! How long a piece of work takes, by the time of this thread: the machine may have other work.

use std::time::Duration;
#[cfg(not(unix))]
use std::time::Instant;

/// How long one batch runs, about: long enough for the clock, short enough that noise hits few of them.
const BATCH: Duration = Duration::from_millis(10);

#[cfg(unix)]
fn elapsed(work: impl FnOnce()) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
    };
    let start = now();
    work();
    now().saturating_sub(start)
}

#[cfg(not(unix))]
fn elapsed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// How often the work fits into a batch.
pub fn calibrated(mut work: impl FnMut()) -> u32 {
    let mut count = 1;
    loop {
        let time = elapsed(|| (0..count).for_each(|_| work()));
        if time >= BATCH / 2 || count >= 1 << 20 {
            return count;
        }
        count *= 2;
    }
}

/// Nanoseconds of one piece of work, as the mean of a batch.
pub fn nanoseconds(count: u32, mut work: impl FnMut()) -> f64 {
    let time = elapsed(|| (0..count).for_each(|_| work()));
    time.as_secs_f64() * 1e9 / f64::from(count)
}
