//! Media types (RFC 9110, section 8.3.1): which of the documented ones a body has.

use super::{Kind, Media};

/// The documented media type that fits a `Content-Type`, by index: the same one, else the most precise range.
///
/// Case and parameters do not count, unless the documented name has parameters and another of equal type has not them.
#[must_use]
pub fn matching(content: &[Media], content_type: &str) -> Option<usize> {
    let best = content
        .iter()
        .enumerate()
        .filter_map(|(index, media)| Some((rank(media.name, content_type)?, index)));
    // The first of equal rank wins.
    best.min_by_key(|(rank, index)| (*rank, *index))
        .map(|(_, index)| index)
}

/// How a body of a media type is read and written, where its name alone says so.
#[must_use]
pub fn kind(name: &str) -> Kind {
    let essence = essence(name).to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Kind::Form,
        "multipart/form-data" => Kind::Multipart,
        "text/event-stream" => Kind::Events,
        "application/jsonl"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/x-jsonlines"
        | "application/x-json-stream"
        | "application/stream+json" => Kind::Lines,
        "application/json-seq" => Kind::Sequence,
        _ if essence.ends_with("+json-seq") => Kind::Sequence,
        "application/json" | "text/json" => Kind::Json,
        _ if essence.ends_with("+json") => Kind::Json,
        _ if essence.starts_with("text/") => Kind::Text,
        _ => Kind::Bytes,
    }
}

/// Type and subtype, without parameters.
#[must_use]
pub fn essence(name: &str) -> &str {
    name.split(';').next().unwrap_or_default().trim()
}

/// 0: equal with all parameters; 1: equal but for them; 2: a range of subtypes; 3: any.
fn rank(documented: &str, content_type: &str) -> Option<u8> {
    if same(documented, content_type) {
        return Some(0);
    }
    let (range, actual) = (essence(documented), essence(content_type));
    if range.eq_ignore_ascii_case(actual) {
        return Some(1);
    }
    if range == "*/*" {
        return Some(3);
    }
    let of_type = range.strip_suffix("/*")?;
    let (actual_type, _) = actual.split_once('/')?;
    of_type.eq_ignore_ascii_case(actual_type).then_some(2)
}

/// Equality but for case and for the space around parameters.
fn same(documented: &str, content_type: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        text.split(';')
            .map(|part| part.trim().to_ascii_lowercase())
            .collect()
    };
    documented.eq_ignore_ascii_case(content_type) || parts(documented) == parts(content_type)
}

#[cfg(test)]
mod tests {
    use super::{kind, matching};
    use crate::http::{Kind, Media};

    fn media(name: &'static str) -> Media {
        Media {
            name,
            kind: Kind::Bytes,
            schema: crate::schema::any,
            encoding: &[],
        }
    }

    #[test]
    fn the_most_precise_name_wins() {
        let content = [
            "*/*",
            "image/*",
            "image/png",
            "text/plain; charset=utf-8",
            "text/plain",
        ]
        .map(media);
        for (content_type, index) in [
            ("image/png", Some(2)),
            ("IMAGE/PNG; q=1", Some(2)),
            ("image/jpeg", Some(1)),
            ("text/plain;charset=UTF-8", Some(3)),
            ("text/plain", Some(4)),
            ("application/json", Some(0)),
        ] {
            assert_eq!(matching(&content, content_type), index, "{content_type}");
        }
        assert_eq!(matching(&content[1..], "application/json"), None);
        assert_eq!(matching(&content[1..2], "nonsense"), None);
    }

    #[test]
    fn names_say_how_a_body_is_read() {
        for (name, expected) in [
            ("application/json; charset=utf-8", Kind::Json),
            ("application/problem+json", Kind::Json),
            ("text/csv", Kind::Text),
            ("text/event-stream", Kind::Events),
            ("application/x-ndjson", Kind::Lines),
            ("application/geo+json-seq", Kind::Sequence),
            ("image/png", Kind::Bytes),
            ("*/*", Kind::Bytes),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }
}
