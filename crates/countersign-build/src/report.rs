//! What a run has to say: diagnostics with the texts that they point into, and the files that changed.

use countersign_spec::render::{self, Colour};
use countersign_spec::{Diagnostics, Severity, Sources};
use serde_json::json;

use crate::{Change, Warnings};

/// Diagnostics, and the texts that their places are in.
#[derive(Clone, Debug)]
#[must_use = "what was found must be shown"]
pub struct Report {
    /// The texts.
    pub sources: Sources,
    /// What was found.
    pub diagnostics: Diagnostics,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// With the source line and a caret.
    #[default]
    Human,
    /// A line for each diagnostic.
    Short,
    /// A JSON object in a line for each.
    Json,
}

impl Report {
    /// The diagnostics as text; empty where there are none.
    #[must_use]
    pub fn render(&self, format: Format, colour: Colour) -> String {
        if self.diagnostics.is_empty() {
            return String::new();
        }
        match format {
            Format::Human => render::human(&self.diagnostics, &self.sources, colour),
            Format::Short => render::short(&self.diagnostics, &self.sources),
            Format::Json => render::json(&self.diagnostics, &self.sources),
        }
    }
}

/// What a run found and did.
#[derive(Clone, Debug)]
#[must_use = "what was found must be shown"]
pub struct Outcome {
    /// A report for the configuration and for each document.
    pub reports: Vec<Report>,
    /// The files that were written or removed, or that would be, in the order of the configuration.
    pub changes: Vec<Change>,
    pub(crate) command: String,
    pub(crate) warnings: Warnings,
}

impl Outcome {
    /// Whether something keeps files from being written: an error, or a warning where these are denied.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.reports
            .iter()
            .any(|report| stops(&report.diagnostics, self.warnings))
    }

    /// The command that brings the files up to date.
    #[must_use]
    pub fn command(&self) -> &str {
        &self.command
    }

    /// All diagnostics as text.
    #[must_use]
    pub fn diagnostics(&self, format: Format, colour: Colour) -> String {
        let text: String = self
            .reports
            .iter()
            .map(|report| report.render(format, colour))
            .collect();
        let denied = self.warnings == Warnings::Denied && self.has_failed();
        if denied
            && format == Format::Human
            && !self
                .reports
                .iter()
                .any(|report| report.diagnostics.has_errors())
        {
            return format!("{text}error: warnings are denied, no file was written\n");
        }
        text
    }

    /// The changes as text: the diffs and the command that makes them; empty where there are none.
    #[must_use]
    pub fn changes(&self, format: Format) -> String {
        match format {
            Format::Human => self.stale_for_people(),
            Format::Short => self
                .changes
                .iter()
                .map(|change| format!("{}: stale ({})\n", change.path, change.kind.as_str()))
                .collect(),
            Format::Json => self
                .changes
                .iter()
                .map(|change| self.stale_as_json(change))
                .collect(),
        }
    }

    fn stale_for_people(&self) -> String {
        if self.changes.is_empty() {
            return String::new();
        }
        let mut text = String::new();
        for change in &self.changes {
            text.push_str(&change.diff());
        }
        let count = match self.changes.len() {
            1 => "1 file is stale".to_owned(),
            several => format!("{several} files are stale"),
        };
        text.push_str(&format!(
            "\nerror: {count}; to regenerate, run: {}\n",
            self.command
        ));
        for change in &self.changes {
            text.push_str(&format!("  {}\n", change.path));
        }
        text
    }

    fn stale_as_json(&self, change: &Change) -> String {
        let object = json!({
            "stale": change.path,
            "kind": change.kind.as_str(),
            "diff": change.diff(),
            "command": self.command,
        });
        format!("{object}\n")
    }
}

/// Whether diagnostics keep files from being written.
pub(crate) fn stops(diagnostics: &Diagnostics, warnings: Warnings) -> bool {
    diagnostics.has_errors()
        || (warnings == Warnings::Denied && diagnostics.count(Severity::Warning) > 0)
}
