//! Keywords that assert something which the model does not carry yet: each is reported, with its consequence.

use countersign_spec::{Code, Diagnostic, Entry};

use super::Arena;
use crate::Schema;

/// Each keyword with what happens to the values that it speaks of.
const UNMODELLED: &[(&str, &str)] = &[("$dynamicRef", "what it refers to is not applied")];

pub(super) fn read(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) -> bool {
    let Some((keyword, consequence)) = UNMODELLED.iter().find(|(keyword, _)| *keyword == entry.key)
    else {
        return false;
    };
    schema.unmodelled.push(keyword);
    let message = format!("`{keyword}` not enforced: {consequence}");
    arena.report(
        Diagnostic::warning(Code::NotEnforced, message).at(entry.key_span, "not supported yet"),
    );
    true
}
