//! [`Written`]: how one value is written, whether it is a parameter or a property of a form.

use super::super::{Encoding, Location, Parameter, Style};

/// A name, its place and its style.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) name: &'static str,
    pub(super) location: Location,
    pub(super) style: Style,
    pub(super) explode: Explode,
    pub(super) reserved: Reserved,
    pub(super) empty: EmptyValue,
}

/// `explode`
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Explode {
    Yes,
    No,
}

/// `allowReserved`
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reserved {
    Allowed,
    Encoded,
}

/// `allowEmptyValue`
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum EmptyValue {
    Allowed,
    Judged,
}

impl Written {
    /// A parameter that has a style.
    pub(super) const fn parameter(parameter: &Parameter) -> Self {
        Self {
            name: parameter.name,
            location: parameter.location,
            style: parameter.style,
            explode: Explode::of(parameter.explode),
            reserved: Reserved::of(parameter.allow_reserved),
            empty: if parameter.allow_empty {
                EmptyValue::Allowed
            } else {
                EmptyValue::Judged
            },
        }
    }

    /// A property of a form, where it is written by a style: like a query parameter (OpenAPI 3.2, section 4.15.1.2).
    pub(super) fn property(encoding: &Encoding) -> Option<Self> {
        let said =
            encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let style = encoding.style.unwrap_or(Style::Form);
        said.then_some(Self {
            name: encoding.property,
            location: Location::Query,
            style,
            explode: Explode::of(encoding.explode.unwrap_or(matches!(style, Style::Form))),
            reserved: Reserved::of(encoding.allow_reserved),
            empty: EmptyValue::Judged,
        })
    }
}

impl Explode {
    const fn of(explode: bool) -> Self {
        if explode { Self::Yes } else { Self::No }
    }
}

impl Reserved {
    const fn of(allowed: bool) -> Self {
        if allowed {
            Self::Allowed
        } else {
            Self::Encoded
        }
    }
}
