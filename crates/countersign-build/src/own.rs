//! Whether the document has the formats that an entry gives types of its own.

use std::collections::BTreeSet;

use countersign_model::{Api, nearest};
use countersign_spec::{Code, Diagnostic, Diagnostics};

use crate::Entry;

/// A format that no schema has is misspelled, or gone: its type would stand for nothing, in silence.
pub(crate) fn unused(api: &Api, entry: &Entry) -> Diagnostics {
    let formats = api
        .schemas
        .iter()
        .filter_map(|it| it.string.format.as_deref());
    let formats: BTreeSet<&str> = formats.collect();
    let mut diagnostics = Diagnostics::new();
    for (format, path) in &entry.mapping.own {
        if formats.contains(format.as_str()) {
            continue;
        }
        let message = format!("no schema of the document has the format `{format}`");
        let mut error = Diagnostic::error(Code::InvalidSetting, message);
        if let Some(place) = entry.places_of_own.get(format) {
            error = error.at(*place, format!("`{path}` stands for nothing"));
        }
        if let Some(near) = nearest(format, formats.iter().copied()) {
            error = error.help(format!("did you mean `{near}`?"));
        }
        diagnostics.push(error);
    }
    diagnostics
}
