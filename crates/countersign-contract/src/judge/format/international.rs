//! Formats beyond ASCII, where plain rules decide them: `None` for whatever takes the tables of Unicode.

use super::uri as ascii_uri;

/// The longest label outside of ASCII that has a short enough form in it for certain (RFC 3492), in characters.
const MOST_LABEL: usize = 12;

/// RFC 5890, section 2.3.2.3: labels of letters that every version of IDNA knows, or of ASCII.
pub(super) fn hostname(text: &str) -> Option<bool> {
    if text.is_ascii() {
        return super::hostname(text);
    }
    if text.contains([' ', '_', '/', ':', '@']) {
        return Some(false);
    }
    let labels = || text.split('.');
    let is_broken =
        |label: &str| label.is_empty() || label.starts_with('-') || label.ends_with('-');
    if labels().any(is_broken) {
        return Some(false);
    }
    let is_plain = |label: &str| {
        let known = label.chars().all(|c| is_word(c) || c == '-');
        let is_short = label.is_ascii() || label.chars().count() <= MOST_LABEL;
        known && is_short && label.len() <= 63 && !label.contains("--")
    };
    (labels().all(is_plain) && text.len() <= 200).then_some(true)
}

/// RFC 6531, section 3.3.
pub(super) fn email(text: &str) -> Option<bool> {
    if text.is_ascii() {
        return super::email(text);
    }
    let Some((name, domain)) = text.rsplit_once('@') else {
        return Some(false);
    };
    if name.is_empty() || domain.is_empty() {
        return Some(false);
    }
    let is_plain = name.chars().all(|c| is_word(c) || ".+-".contains(c));
    let has_dots = name.split('.').all(|atom| !atom.is_empty());
    (is_plain && has_dots && name.len() <= 64 && hostname(domain)?).then_some(true)
}

/// RFC 3987, section 2.2: with a scheme.
pub(super) fn iri(text: &str) -> Option<bool> {
    // What is said of a URI holds, with letters where it has them only of ASCII.
    ascii_uri(&in_ascii(text)?)
}

/// RFC 3987, section 2.2: with or without a scheme.
pub(super) fn reference(text: &str) -> Option<bool> {
    match in_ascii(text) {
        Some(text) => super::reference("uri-reference", &text),
        None => text.contains(' ').then_some(false),
    }
}

/// A text with `a` for each letter outside of ASCII; `None` where it has anything else from there.
fn in_ascii(text: &str) -> Option<String> {
    let one = |c: char| match c {
        c if c.is_ascii() => Some(c),
        c if is_word(c) => Some('a'),
        _ => None,
    };
    text.chars().map(one).collect()
}

/// Letters and digits that stand for themselves in every version of IDNA and in every IRI: no capitals outside of ASCII,
/// no marks, nothing written from the right.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{ff}')
        || matches!(c, '\u{430}'..='\u{44f}')
        || matches!(c, '\u{4e00}'..='\u{9fa5}')
}
