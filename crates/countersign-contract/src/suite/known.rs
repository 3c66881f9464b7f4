//! The baseline of a suite: findings that are known do not fail a test, and those that are gone are told.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use countersign_model::Api;

use crate::{Baseline, Day, Known, Report};

/// A baseline with the file that it is from. Tests never write it: they run side by side, also as processes.
pub(super) struct KnownFindings {
    path: PathBuf,
    baseline: Baseline,
    today: Day,
}

impl KnownFindings {
    /// Reads the file.
    ///
    /// # Errors
    /// In words, when it cannot be read, or is none.
    pub(super) fn read(path: &Path) -> Result<KnownFindings, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot read the baseline `{}`: {error}", path.display()))?;
        let baseline =
            Baseline::from_toml(&text).map_err(|error| format!("`{}`: {error}", path.display()))?;
        Ok(KnownFindings {
            path: path.to_owned(),
            baseline,
            today: Day::today(),
        })
    }

    /// Marks what is known in the report of one test, and tells what that test should have found and did not.
    pub(super) fn apply(&self, report: &mut Report, without: &[String]) {
        self.baseline.mark(report, &self.today);
        let gone = self.baseline.gone(report, without);
        // An operation that is no more is told of by no test: `say_lost` does.
        self.say(
            gone.into_iter()
                .filter(|known| report.ids.contains(&known.operation)),
        );
    }

    /// Tells of what is known of operations that the document has no more.
    pub(super) fn say_lost(&self, api: &Api) {
        let is_there = |known: &&Known| api.operations.iter().any(|it| it.id == known.operation);
        self.say(self.baseline.known.iter().filter(|known| !is_there(known)));
    }

    /// The entries that put up with what a report has against the service, but for the reasons, which people give.
    pub(super) fn entries(&self, report: &Report) -> String {
        let (mut new, mut report) = (Baseline::default(), report.clone());
        // What has expired is in the file, where its day can be changed.
        report.findings.retain(|finding| finding.excuse.is_none());
        new.accept(&report, "", None);
        if new.known.is_empty() {
            return String::new();
        }
        let (place, entries) = (self.path.display(), new.entries());
        format!("to put up with this, add to `{place}`, with a reason:\n{entries}")
    }

    fn say<'k>(&self, gone: impl Iterator<Item = &'k Known>) {
        for gone in gone {
            let (check, operation, place) = (&gone.check, &gone.operation, self.path.display());
            let line = format!("gone, and to be taken out of `{place}`: {check} of {operation}\n");
            // Nobody may be there to be told.
            let _unheard = std::io::stderr().write_all(line.as_bytes());
        }
    }
}
