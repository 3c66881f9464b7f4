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
pub static ASSERTED: [Asserted; 19] = [
    format("date", None, "RFC 3339, section 5.6"),
    format("date-time", None, "RFC 3339, section 5.6"),
    format("duration", None, "RFC 3339, appendix A"),
    format("email", Some("email"), "RFC 5321, section 4.1.2"),
    format("hostname", None, "RFC 1123, section 2.1"),
    format("idn-email", Some("idn"), "RFC 6531, section 3.3"),
    format("idn-hostname", Some("idn"), "RFC 5890, section 2.3.2.3"),
    format("ipv4", None, "RFC 2673, section 3.2"),
    format("ipv6", None, "RFC 4291, section 2.2"),
    format("iri", Some("uri"), "RFC 3987"),
    format("iri-reference", Some("uri"), "RFC 3987"),
    format("json-pointer", None, "RFC 6901, section 5"),
    format("regex", Some("pattern"), "ECMA-262 with the `u` flag"),
    format(
        "relative-json-pointer",
        None,
        "draft-bhutton-relative-json-pointer-00",
    ),
    format("time", None, "RFC 3339, section 5.6"),
    format("uri", Some("uri"), "RFC 3986"),
    format("uri-reference", Some("uri"), "RFC 3986"),
    format("uri-template", None, "RFC 6570"),
    format("uuid", Some("uuid"), "RFC 9562, section 4"),
];

const fn format(
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

/// The features of those that the runtime does not have by default.
pub const OPT_IN: [&str; 1] = ["idn"];

/// The format of that name, if it is asserted.
#[must_use]
pub fn asserted(name: &str) -> Option<&'static Asserted> {
    let found = ASSERTED.binary_search_by(|format| format.name.cmp(name));
    found.ok().and_then(|place| ASSERTED.get(place))
}

/// Whether the format of that name is asserted.
#[must_use]
pub fn is_asserted(name: &str) -> bool {
    asserted(name).is_some()
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
