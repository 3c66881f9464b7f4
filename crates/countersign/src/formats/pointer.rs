//! `json-pointer` and `relative-json-pointer`.

/// Nothing, or reference tokens with a slash before each, where `~` stands before 0 or 1 only.
pub(super) fn is_json_pointer(text: &str) -> bool {
    let slash = text.is_empty() || text.starts_with('/');
    slash
        && text
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']))
}

/// A number of levels, perhaps a step among the items there, and a pointer or `#`.
pub(super) fn is_relative_json_pointer(text: &str) -> bool {
    let Some(rest) = after_integer(text) else {
        return false;
    };
    let rest = match rest.strip_prefix(['+', '-']) {
        Some(step) if step.starts_with('0') => return false,
        Some(step) => match after_integer(step) {
            Some(rest) => rest,
            None => return false,
        },
        None => rest,
    };
    rest == "#" || is_json_pointer(rest)
}

/// What follows an integer without leading zeros.
fn after_integer(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = text.len() - rest.len();
    let leading_zero = digits > 1 && text.starts_with('0');
    (digits > 0 && !leading_zero).then_some(rest)
}
