//! What a person sees on stderr while cases are sent: how many are done, and about how long the rest takes.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use countersign_contract::Progress;

use crate::outcome::err;

/// How many cases pass between two lines of progress.
const STEP: usize = 25;

/// Erases the line that the cursor is in.
const CLEAR: &str = "\r\x1b[K";

/// A line that is written over again and again; none where nobody watches.
pub(crate) struct Line {
    started: Instant,
    is_watched: bool,
}

impl Line {
    /// Says what is about to be sent.
    pub(crate) fn new(url: &str, planned: usize) -> Line {
        let is_watched = std::io::stderr().is_terminal();
        if is_watched {
            err(&format!("sending at most {planned} cases to {url}"));
        }
        Line {
            started: Instant::now(),
            is_watched,
        }
    }

    pub(crate) fn show(&self, progress: Progress) {
        let is_due = progress.sent.is_multiple_of(STEP) || progress.sent == progress.planned;
        if self.is_watched && is_due {
            err(&format!(
                "{CLEAR}{}",
                text(progress, self.started.elapsed())
            ));
        }
    }

    pub(crate) fn clear(&self) {
        if self.is_watched {
            err(CLEAR);
        }
    }
}

/// Cases take about as long as those before them did.
fn text(progress: Progress, elapsed: Duration) -> String {
    let Progress {
        sent,
        planned,
        findings,
    } = progress;
    let left = planned.saturating_sub(sent) as f64 / sent.max(1) as f64;
    let seconds = (elapsed.as_secs_f64() * left).ceil();
    format!("{sent} of {planned} cases, {findings} findings, about {seconds} s left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_takes_as_long_as_what_was_done() {
        let progress = |sent| Progress {
            sent,
            planned: 400,
            findings: 2,
        };
        assert_eq!(
            text(progress(100), Duration::from_secs(5)),
            "100 of 400 cases, 2 findings, about 15 s left"
        );
        assert_eq!(
            text(progress(400), Duration::from_secs(9)),
            "400 of 400 cases, 2 findings, about 0 s left"
        );
    }
}
