//! The rows of a schema table: derived code says what is particular to a property, in as few tokens as that takes.

use crate::{
    Contract,
    schema::{Assertion, Link, Nullable, Presence, Property},
};

/// A step to the schema of a `T`.
#[must_use]
pub const fn link<T: Contract>(assertions: &'static [Assertion]) -> Link {
    Link {
        schema: T::schema,
        nullable: Nullable::No,
        assertions,
    }
}

/// The same where null is allowed besides.
#[must_use]
pub const fn nullable<T: Contract>(assertions: &'static [Assertion]) -> Link {
    Link {
        schema: T::schema,
        nullable: Nullable::Yes,
        assertions,
    }
}

/// A property that must be there.
#[must_use]
pub const fn required<T: Contract>(
    name: &'static str,
    assertions: &'static [Assertion],
) -> Property {
    property(name, link::<T>(assertions), Presence::Required)
}

/// A property that must be there, and may be null.
#[must_use]
pub const fn required_nullable<T: Contract>(
    name: &'static str,
    assertions: &'static [Assertion],
) -> Property {
    property(name, nullable::<T>(assertions), Presence::Required)
}

/// A property that may be absent.
#[must_use]
pub const fn optional<T: Contract>(
    name: &'static str,
    assertions: &'static [Assertion],
) -> Property {
    property(name, link::<T>(assertions), Presence::Optional)
}

/// A property that may be absent, and may be null.
#[must_use]
pub const fn maybe<T: Contract>(name: &'static str, assertions: &'static [Assertion]) -> Property {
    property(name, nullable::<T>(assertions), Presence::Optional)
}

/// A property whose absence is filled in.
#[must_use]
pub const fn defaulted(name: &'static str, link: Link, default: Option<&'static str>) -> Property {
    property(name, link, Presence::Default(default))
}

const fn property(name: &'static str, link: Link, presence: Presence) -> Property {
    Property {
        name,
        link,
        presence,
    }
}
