//! Unified diffs.

use similar::TextDiff;

/// The diff from the file on disk to the one that should be there.
pub(crate) fn unified(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}
