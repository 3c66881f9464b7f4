//! `--baseline`: the file of known findings, read before a run and brought up to date after it.

use std::path::{Path, PathBuf};

use clap::Args;
use countersign_contract::{Baseline, Day, Report};

use crate::outcome::err;
use crate::report_file;

#[derive(Args, Debug)]
#[command(next_help_heading = "Known findings")]
pub(crate) struct BaselineArguments {
    /// A file of known findings, which do not fail the run until the day that the file gives each of them; those that
    /// the run no longer finds are taken out of it
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Take every finding into the baseline, for this reason
    #[arg(long, value_name = "REASON", requires = "baseline", value_parser = reason)]
    accept: Option<String>,
    /// The last day on which what is accepted does not fail a run: 2027-01-31
    #[arg(long, value_name = "DAY", requires = "accept")]
    accept_until: Option<Day>,
}

fn reason(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("a reason is needed".to_owned());
    }
    Ok(text.to_owned())
}

/// How much of the cases a run has.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Extent {
    /// All of them.
    Whole,
    /// A shard: what it does not find may be in another one.
    Part,
}

/// A baseline with the file that it is from.
pub(crate) struct KnownFindings<'a> {
    arguments: &'a BaselineArguments,
    path: &'a Path,
    baseline: Baseline,
}

impl BaselineArguments {
    /// Reads the file, where one is given; there need not be any yet where findings are accepted.
    pub(crate) fn read(&self) -> Result<Option<KnownFindings<'_>>, String> {
        let Some(path) = &self.baseline else {
            return Ok(None);
        };
        let baseline = match std::fs::read_to_string(path) {
            Ok(text) => Baseline::from_toml(&text)
                .map_err(|error| format!("`{}`: {error}", path.display()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && self.accept.is_some() => {
                Baseline::default()
            }
            Err(error) => {
                return Err(format!(
                    "cannot read the baseline `{}`: {error}",
                    path.display()
                ));
            }
        };
        Ok(Some(KnownFindings {
            arguments: self,
            path,
            baseline,
        }))
    }
}

impl KnownFindings<'_> {
    /// Marks what is known, takes in what is accepted and takes out what is gone; the file is written where it changed.
    pub(crate) fn apply(
        mut self,
        report: &mut Report,
        extent: Extent,
        without: &[String],
    ) -> Result<(), String> {
        let today = Day::today();
        let before = self.baseline.clone();
        self.baseline.mark(report, &today);
        if let Some(reason) = &self.arguments.accept {
            let until = self.arguments.accept_until.as_ref();
            self.baseline.accept(report, reason, until);
            self.baseline.mark(report, &today);
        }
        if extent == Extent::Whole {
            for gone in self.baseline.gone(report, without) {
                let (check, operation) = (&gone.check, &gone.operation);
                let place = self.path.display();
                err(&format!(
                    "gone, and taken out of `{place}`: {check} of {operation}\n"
                ));
            }
            self.baseline.prune(report, without);
        }
        if self.baseline == before {
            return Ok(());
        }
        report_file::whole(self.path, &self.baseline.to_toml()).map_err(|error| {
            format!(
                "cannot write the baseline `{}`: {error}",
                self.path.display()
            )
        })
    }
}
