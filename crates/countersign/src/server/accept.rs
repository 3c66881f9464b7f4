//! `Accept` (RFC 9110, section 12.5.1): whether a client takes anything that an operation can send.

use axum::http::{HeaderMap, header::ACCEPT};

use crate::http::{Operation, Statuses, media_type::essence};

/// Whether one of the media types of the operation's good responses is accepted. Those without a body, and requests
/// without a readable `Accept`, are fine.
pub(super) fn accepts(headers: &HeaderMap, operation: &Operation) -> bool {
    let fields: Option<Vec<&str>> = headers
        .get_all(ACCEPT)
        .iter()
        .map(|value| value.to_str().ok())
        .collect();
    let fields = fields.unwrap_or_default();
    let ranges: Vec<Range<'_>> = fields
        .iter()
        .flat_map(|field| field.split(','))
        .filter_map(range)
        .collect();
    let good = operation.responses.iter().filter(|case| match case.status {
        Statuses::Code(code) => (200..300).contains(&code),
        Statuses::Class(class) => class == 2,
        Statuses::Default => false,
    });
    let mut names = good
        .clone()
        .flat_map(|case| case.content)
        .map(|media| media.name)
        .peekable();
    let silent = good.clone().any(|case| case.content.is_empty());
    ranges.is_empty()
        || silent
        || names.peek().is_none()
        || names.any(|name| is_accepted(&ranges, name))
}

/// A media range, and whether it is wanted at all.
struct Range<'a> {
    name: &'a str,
    wanted: bool,
}

fn range(text: &str) -> Option<Range<'_>> {
    let name = essence(text);
    let zero = |parameter: &str| {
        let weight = parameter
            .trim()
            .strip_prefix("q=")
            .or_else(|| parameter.trim().strip_prefix("Q="));
        weight.and_then(|weight| weight.trim().parse::<f32>().ok()) == Some(0.0)
    };
    let wanted = !text.split(';').skip(1).any(zero);
    name.contains('/').then_some(Range { name, wanted })
}

/// The most precise range decides.
fn is_accepted(ranges: &[Range<'_>], name: &str) -> bool {
    let own = essence(name);
    let best = ranges
        .iter()
        .filter_map(|range| Some((rank(range.name, own)?, range.wanted)));
    best.max_by_key(|(rank, _)| *rank)
        .is_some_and(|(_, wanted)| wanted)
}

/// 3: the same; 2: its type; 1: any. A documented range may stand for whatever is accepted.
fn rank(range: &str, own: &str) -> Option<u8> {
    let main = |text: &str| {
        text.split('/')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    if range.eq_ignore_ascii_case(own) || own == "*/*" {
        return Some(3);
    }
    if range == "*/*" {
        return Some(1);
    }
    let half = range.ends_with("/*") || own.ends_with("/*");
    (half && main(range) == main(own)).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::{is_accepted, range};

    #[test]
    fn the_most_precise_range_decides() {
        for (accept, name, expected) in [
            ("*/*", "application/json", true),
            ("application/*", "application/json; charset=utf-8", true),
            (
                "text/html, application/xml;q=0.9, */*;q=0.8",
                "application/json",
                true,
            ),
            ("text/html", "application/json", false),
            ("*/*, application/json;q=0", "application/json", false),
            ("application/json; q=0.0", "application/json", false),
            ("image/png", "image/*", true),
            ("text/plain", "*/*", true),
            ("APPLICATION/JSON", "application/json", true),
        ] {
            let ranges: Vec<_> = accept.split(',').filter_map(range).collect();
            assert_eq!(is_accepted(&ranges, name), expected, "{accept} {name}");
        }
    }
}
