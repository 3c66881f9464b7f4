//! The formats, asserted (JSON Schema 2020-12, Validation section 7.3; OpenAPI format registry).

mod net;

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
    /// An IPv4 address (RFC 2673, section 3.2).
    IPV4 = "ipv4", net::is_ipv4;
    /// An IPv6 address (RFC 4291, section 2.2).
    IPV6 = "ipv6", net::is_ipv6;
}
