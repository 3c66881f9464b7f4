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

/// Whether a dialect is JSON Schema 2020-12, with or without what OpenAPI adds to it (3.1, section 4.8.24.5).
pub(super) fn is_standard(uri: &str) -> bool {
    let uri = uri.trim_end_matches('#');
    let of_openapi = uri.strip_prefix("https://spec.openapis.org/oas/3.");
    uri == URI || of_openapi.is_some_and(|rest| rest.contains("/dialect/"))
}

/// Whether a dialect is an older draft of JSON Schema.
pub(super) fn is_older(uri: &str) -> bool {
    let uri = uri.trim_start_matches("http");
    let uri = uri.trim_start_matches('s');
    uri.starts_with("://json-schema.org/") && !uri.contains("/draft/2020-12/")
}

#[cfg(test)]
mod tests {
    use super::{PARTS, URI, is_older, is_standard, text};

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

    #[test]
    fn dialects_are_told_apart() {
        assert!(is_standard(URI) && !is_older(URI));
        assert!(is_standard(
            "https://spec.openapis.org/oas/3.1/dialect/base"
        ));
        let draft7 = "http://json-schema.org/draft-07/schema#";
        assert!(is_older(draft7) && !is_standard(draft7));
        let own = "https://example.com/json-schema.org/";
        assert!(!is_older(own) && !is_standard(own));
    }
}
