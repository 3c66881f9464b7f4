//! `countersign check`

use countersign_build::Format;
use countersign_spec::Severity;
use countersign_spec::render::Colour;

use crate::arguments::Check;
use crate::generate::format;
use crate::outcome::{Outcome, err, out};
use crate::schema::Document;

pub(crate) fn run(arguments: &Check) -> Outcome {
    let document = match Document::within(arguments.reach.root.as_deref(), &arguments.schema) {
        Ok(document) => document,
        Err(reason) => return Outcome::unable(reason),
    };
    let report =
        countersign_build::diagnose(&document.folder, &document.name, document.root.as_deref());
    let format = format(arguments.messages.message_format);
    let text = report.render(format, Colour::On);
    if format == Format::Json {
        out(&text)
    } else {
        err(&text)
    }
    let warnings = report.diagnostics.count(Severity::Warning);
    let errors = report.diagnostics.count(Severity::Error);
    if format == Format::Human && errors + warnings > 0 {
        err(&format!("\n{errors} errors, {warnings} warnings\n"));
    }
    if errors > 0 || (arguments.deny_warnings && warnings > 0) {
        Outcome::Found
    } else {
        Outcome::Fine
    }
}
