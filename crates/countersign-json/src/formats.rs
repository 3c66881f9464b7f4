//! The formats of strings that are asserted: one list, which the runtime, the derives, the plan of the types and the
//! tester share.

/// A format of strings that is asserted wherever a document names it (JSON Schema 2020-12, Validation section 7.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Asserted {
    /// The value of the keyword `format`.
    pub name: &'static str,
    /// The feature of the runtime without which its checker does not exist; `None` for those that are always there.
    pub feature: Option<&'static str>,
    /// Where its grammar stands.
    pub specification: &'static str,
}

/// Every format of strings that is asserted, sorted by name; all other names are annotations (section 7.2.1).
pub const ASSERTED: [Asserted; 19] = [
    asserted("date", None, "RFC 3339, section 5.6"),
    asserted("date-time", None, "RFC 3339, section 5.6"),
    asserted("duration", None, "RFC 3339, appendix A"),
    asserted("email", Some("email"), "RFC 5321, section 4.1.2"),
    asserted("hostname", None, "RFC 1123, section 2.1"),
    asserted("idn-email", Some("idn"), "RFC 6531, section 3.3"),
    asserted("idn-hostname", Some("idn"), "RFC 5890, section 2.3.2.3"),
    asserted("ipv4", None, "RFC 2673, section 3.2"),
    asserted("ipv6", None, "RFC 4291, section 2.2"),
    asserted("iri", Some("uri"), "RFC 3987"),
    asserted("iri-reference", Some("uri"), "RFC 3987"),
    asserted("json-pointer", None, "RFC 6901, section 5"),
    asserted("regex", Some("pattern"), "ECMA-262 with the `u` flag"),
    asserted(
        "relative-json-pointer",
        None,
        "draft-bhutton-relative-json-pointer-00",
    ),
    asserted("time", None, "RFC 3339, section 5.6"),
    asserted("uri", Some("uri"), "RFC 3986"),
    asserted("uri-reference", Some("uri"), "RFC 3986"),
    asserted("uri-template", None, "RFC 6570"),
    asserted("uuid", Some("uuid"), "RFC 9562, section 4"),
];

const fn asserted(
    name: &'static str,
    feature: Option<&'static str>,
    specification: &'static str,
) -> Asserted {
    Asserted {
        name,
        feature,
        specification,
    }
}

/// Whether the format of that name is asserted.
#[must_use]
pub fn is_asserted(name: &str) -> bool {
    let found = ASSERTED.binary_search_by(|format| format.name.cmp(name));
    found.is_ok()
}

#[cfg(test)]
mod tests {
    use super::{ASSERTED, is_asserted};

    #[test]
    fn every_format_is_found() {
        assert!(ASSERTED.iter().all(|format| is_asserted(format.name)));
        assert!(ASSERTED.is_sorted_by_key(|format| format.name));
        assert!(!is_asserted("int32"));
        assert!(!is_asserted(""));
    }
}
