//! Texts for each format: some that have it, and some that nearly have it.

/// A hostname of 253 characters, in labels of at most 63 (RFC 1123, section 2.1; RFC 1035, section 2.3.4).
const LONGEST_HOSTNAME: &str = "\
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// A format, texts that have it, the plainest first, and texts that nearly have it.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const ROWS: &[Row] = &[
    (
        "date-time",
        &[
            "2024-01-31T12:34:56Z",
            "2024-02-29T23:59:59.999Z",
            "2024-01-31T12:34:56+02:00",
            "1998-12-31T23:59:60Z",
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
        ],
        &[
            "2024-01-31",
            "2024-02-30T12:34:56Z",
            "2024-01-31T12:34:56",
            "2024-01-31T25:00:00Z",
            "1706704496",
            "not a date-time",
        ],
    ),
    (
        "date",
        &[
            "2024-01-31",
            "2024-02-29",
            "1999-12-31",
            "2000-02-29",
            "9999-12-31",
            "0001-01-01",
        ],
        &[
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-01-00",
            "31.01.2024",
            "2024-1-31",
            "2024-01-31T00:00:00Z",
        ],
    ),
    (
        "time",
        &["12:34:56Z", "23:59:59.5+01:00", "23:59:60Z"],
        &["25:00:00Z", "12:34", "12:34:56"],
    ),
    (
        "uuid",
        &[
            "0b0e3f0e-5d3d-4f0a-9c0a-6f5f1c1f8a11",
            "00000000-0000-0000-0000-000000000000",
        ],
        &[
            "0b0e3f0e-5d3d-4f0a-9c0a-6f5f1c1f8a1",
            "0b0e3f0e-5d3d-4f0a-9c0a-6f5f1c1f8a1g",
            "not-a-uuid",
        ],
    ),
    (
        "email",
        &["alice@example.com", "a.b+c@mail.example.org"],
        &["alice", "alice@", "@example.com", "alice example.com"],
    ),
    (
        "uri",
        &["https://example.com/", "urn:isbn:0451450523"],
        &["example.com/path", "not a uri", "http://exa mple.com/"],
    ),
    ("uri-reference", &["/a/b?c=d"], &[]),
    (
        "hostname",
        &["example.com", LONGEST_HOSTNAME],
        &["a b", "under_score", "-a.example", "a..b"],
    ),
    (
        "idn-hostname",
        &["b\u{fc}cher.example", "\u{4f8b}\u{5b50}.example"],
        &[
            "b\u{fc} cher.example",
            "b\u{fc}cher..example",
            "-b\u{fc}cher.example",
        ],
    ),
    (
        "idn-email",
        &["j\u{f6}rg@b\u{fc}cher.example", "alice@example.com"],
        &["j\u{f6}rg", "@b\u{fc}cher.example", "j\u{f6}rg@"],
    ),
    (
        "iri",
        &[
            "https://b\u{fc}cher.example/stra\u{df}e?a=\u{e9}",
            "urn:isbn:0451450523",
        ],
        &["stra\u{df}e", "not an iri", "http://exa mple.com/"],
    ),
    (
        "iri-reference",
        &["/stra\u{df}e", "/a/b?c=d"],
        &["a b", "http://exa mple.com/"],
    ),
    (
        "ipv4",
        &["192.0.2.1", "255.255.255.255"],
        &["256.0.0.1", "192.0.2", "192.0.2.1.1"],
    ),
    (
        "ipv6",
        &["2001:db8::1", "::"],
        &["2001:db8::1::2", "12345::", "192.0.2.1"],
    ),
    ("json-pointer", &["/a/b"], &["a/b", "/a~2"]),
    (
        "duration",
        &["P1D", "PT1H30M"],
        &["1D", "P", "P1D2M", "one day"],
    ),
    ("regex", &["^a$"], &[]),
    ("byte", &["aGVsbG8="], &[]),
];

/// Texts that have a format, the plainest first, and texts that nearly have it; none where the format is not known.
pub(super) fn of_format(format: &str) -> (&'static [&'static str], &'static [&'static str]) {
    let row = ROWS.iter().find(|(name, ..)| *name == format);
    row.map_or((&[], &[]), |(_, good, bad)| (good, bad))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_HOSTNAME, ROWS};

    #[test]
    fn the_independent_judge_says_the_same_of_every_text() {
        for &(format, good, bad) in ROWS {
            let schema = serde_json::json!({ "type": "string", "format": format });
            let options = jsonschema::options().should_validate_formats(true);
            let validator = options.build(&schema).unwrap();
            for (texts, expected) in [(good, true), (bad, false)] {
                for text in texts {
                    let theirs = validator.is_valid(&serde_json::json!(text));
                    assert_eq!(theirs, expected, "{format} {text}");
                    let ours = crate::judge::holds(format, text);
                    let is_decided = !matches!(format, "regex" | "byte");
                    assert_eq!(ours, is_decided.then_some(expected), "{format} {text}");
                }
            }
        }
        assert_eq!(LONGEST_HOSTNAME.len(), 253);
    }
}
