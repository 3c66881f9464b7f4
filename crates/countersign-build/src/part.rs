//! The part of a document that an entry wants.

use countersign_codegen::Named;
use countersign_model::{Api, Wanted};
use countersign_spec::{Code, Diagnostic, Diagnostics, Span};

use crate::Entry;

/// Leaves the part of an API that an entry wants, under the names that it has in the whole; what nothing answers to is
/// said about the entry.
pub(crate) fn write_part<T>(
    mut api: Api,
    names: countersign_codegen::GivenNames,
    entry: &Entry,
    write: impl FnOnce(&Named<'_>) -> T,
) -> (T, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    for (wanted, place) in &entry.selection {
        if !api.has(wanted) {
            diagnostics.push(unanswered(&api, wanted, *place));
        }
    }
    let wanted: Vec<Wanted> = entry
        .selection
        .iter()
        .map(|(wanted, _)| wanted.clone())
        .collect();
    let kept = api.keep(&wanted);
    (write(&names.of_part(&api, &kept)), diagnostics)
}

fn unanswered(api: &Api, wanted: &Wanted, place: Option<Span>) -> Diagnostic {
    let text = wanted.text();
    let message = match wanted {
        Wanted::Operation(_) => format!("the document has no operation `{text}`"),
        Wanted::Tag(_) => format!("no operation of the document has the tag `{text}`"),
        Wanted::Path(_) => format!("no path of the document fits `{text}`"),
    };
    let diagnostic = Diagnostic::error(Code::UnansweredSelection, message);
    let diagnostic = match place {
        Some(place) => diagnostic.at(place, "selects nothing"),
        None => diagnostic,
    };
    match (api.nearest(wanted), wanted) {
        (Some(near), _) => diagnostic.help(format!("did you mean `{near}`?")),
        (None, Wanted::Operation(_)) => diagnostic.help(
            "an operation goes by its `operationId`, or by its method and path: `get /orders/{id}`",
        ),
        (None, Wanted::Tag(_)) => diagnostic.help("tags are those that operations list in `tags`"),
        (None, Wanted::Path(_)) => {
            diagnostic.help("`*` stands for any text without a slash, `**` for any text")
        }
    }
}
