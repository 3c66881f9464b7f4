//! The metaschemas of JSON Schema 2020-12, which schemas may refer to: written for this crate, with the meaning of the
//! published ones (core, section 9.3.1; validation, section 2).

/// The URI of the one that has all the others in it.
pub(super) const URI: &str = "https://json-schema.org/draft/2020-12/schema";

/// The vocabularies, each with a metaschema of its own.
const PARTS: [&str; 8] = [
    "core",
    "applicator",
    "unevaluated",
    "validation",
    "meta-data",
    "format-annotation",
    "format-assertion",
    "content",
];

/// The text in which the metaschema with a URI is.
pub(super) fn text(uri: &str) -> Option<&'static str> {
    let part = uri.strip_prefix("https://json-schema.org/draft/2020-12/meta/");
    let is_known = uri == URI || part.is_some_and(|part| PARTS.contains(&part));
    is_known.then_some(include_str!("metaschema.json"))
}

#[cfg(test)]
mod tests {
    use super::{PARTS, URI, text};

    #[test]
    fn each_part_is_there() {
        let all = text(URI).unwrap();
        for part in PARTS {
            let uri = format!("https://json-schema.org/draft/2020-12/meta/{part}");
            assert_eq!(text(&uri), Some(all));
            assert!(all.contains(&format!("\"$id\": \"meta/{part}\"")), "{part}");
        }
        assert_eq!(
            text("https://json-schema.org/draft/2020-12/meta/other"),
            None
        );
    }
}
