//! The formats, asserted (JSON Schema 2020-12, Validation section 7.3), and the types that stand for some of them.
//!
//! A format whose feature is off does not exist: `format = "email"` without the feature `email` does not compile, as
//! [`EMAIL`] is not there.

mod date;
mod date_time;
mod duration;
#[cfg(feature = "email")]
mod email;
#[cfg(feature = "idn")]
mod idn;
mod net;
mod parse_error;
mod pointer;
pub(crate) mod rfc3339;
mod spelled;
mod text_type;
#[cfg(feature = "uri")]
mod uri;
mod uri_template;
#[cfg(feature = "uuid")]
mod uuid;

pub use date::Date;
pub use date_time::DateTime;
pub use parse_error::FormatError;
pub use spelled::{Spelled, Spelling};

use text_type::text_type;

/// A format of strings: its name, and its grammar.
#[derive(Debug)]
pub struct Format {
    name: &'static str,
    is_valid: fn(&str) -> bool,
}

impl Format {
    /// The name, as the value of the keyword.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether a text has the format.
    #[must_use]
    pub fn is_valid(&self, text: &str) -> bool {
        (self.is_valid)(text)
    }
}

macro_rules! formats {
    ($($(#[doc = $doc:literal])+ $([feature = $feature:literal])? $constant:ident = $name:literal, $check:expr;)*) => {
        $(
            $(#[doc = $doc])+
            $(#[cfg(feature = $feature)])?
            pub static $constant: Format = Format { name: $name, is_valid: $check };
        )*

        /// The format of that name; `None` for names that are not known, which assert nothing, and for formats whose
        /// feature is off, which derived code cannot name either.
        #[must_use]
        pub fn named(name: &str) -> Option<&'static Format> {
            match name {
                $($(#[cfg(feature = $feature)])? $name => Some(&$constant),)*
                _ => None,
            }
        }
    };
}

formats! {
    /// A full date (RFC 3339, section 5.6).
    DATE = "date", |text| rfc3339::Day::parse(text).is_some();
    /// A date and time with an offset (RFC 3339, section 5.6).
    DATE_TIME = "date-time", |text| rfc3339::Moment::parse(text).is_some();
    /// A duration (RFC 3339, appendix A).
    DURATION = "duration", duration::is_duration;
    /// A mailbox (RFC 5321, section 4.1.2).
    [feature = "email"] EMAIL = "email", email::is_email;
    /// A host name (RFC 1123, section 2.1). With the feature `idn`, labels that start with `xn--` are A-labels (RFC
    /// 5890, section 2.3.2.1); without it they are labels like others.
    HOSTNAME = "hostname", net::is_hostname;
    /// A mailbox of any script (RFC 6531, section 3.3).
    [feature = "idn"] IDN_EMAIL = "idn-email", email::is_idn_email;
    /// A host name of any script (RFC 5890, section 2.3.2.3).
    [feature = "idn"] IDN_HOSTNAME = "idn-hostname", idn::is_idn_hostname;
    /// An IPv4 address (RFC 2673, section 3.2).
    IPV4 = "ipv4", net::is_ipv4;
    /// An IPv6 address (RFC 4291, section 2.2).
    IPV6 = "ipv6", net::is_ipv6;
    /// An IRI (RFC 3987).
    [feature = "uri"] IRI = "iri", uri::is_iri;
    /// An IRI or a relative reference (RFC 3987).
    [feature = "uri"] IRI_REFERENCE = "iri-reference", uri::is_iri_reference;
    /// A JSON Pointer (RFC 6901, section 5).
    JSON_POINTER = "json-pointer", pointer::is_json_pointer;
    /// A regular expression of ECMA-262 with the `u` flag.
    [feature = "pattern"] REGEX = "regex", crate::pattern::is_regex;
    /// A relative JSON Pointer (draft-bhutton-relative-json-pointer-00).
    RELATIVE_JSON_POINTER = "relative-json-pointer", pointer::is_relative_json_pointer;
    /// A time with an offset (RFC 3339, section 5.6).
    TIME = "time", |text| rfc3339::Clock::parse(text).is_some();
    /// A URI (RFC 3986).
    [feature = "uri"] URI = "uri", uri::is_uri;
    /// A URI or a relative reference (RFC 3986).
    [feature = "uri"] URI_REFERENCE = "uri-reference", uri::is_uri_reference;
    /// A URI template (RFC 6570).
    URI_TEMPLATE = "uri-template", uri_template::is_uri_template;
    /// A UUID (RFC 9562, section 4), in its hyphenated form.
    [feature = "uuid"] UUID = "uuid", uuid::is_uuid;
}
