//! What the types over a format have in common: they keep their text, and are read from it and written as it.

use std::{fmt, marker::PhantomData};

use serde::de::{Error, Visitor};

use super::FormatError;

/// Reads a type from the text of its format.
pub(super) struct OfText<T> {
    format: &'static str,
    read: PhantomData<T>,
}

impl<T> OfText<T> {
    pub(super) const fn new(format: &'static str) -> Self {
        Self {
            format,
            read: PhantomData,
        }
    }
}

impl<T: for<'t> TryFrom<&'t str, Error = FormatError>> Visitor<'_> for OfText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string of the format `{}`", self.format)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::try_from(text).map_err(E::custom)
    }
}

/// Implements reading and writing for a struct with a `text` and an `of(&str) -> Option<Self>`.
macro_rules! text_type {
    ($type:ident $(<$parameter:ident: $bound:ident>)?, $format:expr) => {
        impl $(<$parameter: $bound>)? $type $(<$parameter>)? {
            /// The text, as it was read: offset, fraction and letters are kept.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.text
            }

            const SCHEMA: &'static $crate::schema::Schema = &$crate::schema::Schema {
                name: None,
                types: $crate::schema::Types::STRING,
                assertions: &[$crate::schema::Assertion::Format($format)],
            };
        }

        impl $(<$parameter: $bound>)? std::str::FromStr for $type $(<$parameter>)? {
            type Err = $crate::formats::FormatError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::of(text).ok_or($crate::formats::FormatError { format: $format })
            }
        }

        impl $(<$parameter: $bound>)? TryFrom<&str> for $type $(<$parameter>)? {
            type Error = $crate::formats::FormatError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl $(<$parameter: $bound>)? TryFrom<String> for $type $(<$parameter>)? {
            type Error = $crate::formats::FormatError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl $(<$parameter: $bound>)? std::fmt::Display for $type $(<$parameter>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.text)
            }
        }

        impl $(<$parameter: $bound>)? AsRef<str> for $type $(<$parameter>)? {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl $(<$parameter: $bound>)? serde::Serialize for $type $(<$parameter>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text)
            }
        }

        impl<'de $(, $parameter: $bound)?> serde::Deserialize<'de> for $type $(<$parameter>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::formats::text_type::OfText::new($format))
            }
        }

        impl $(<$parameter: $bound>)? $crate::Validate for $type $(<$parameter>)? {
            #[inline]
            fn check(&self, _: &$crate::Location<'_>, _: &mut $crate::Violations) {}
        }

        impl $(<$parameter: $bound>)? $crate::Contract for $type $(<$parameter>)? {
            fn schema() -> &'static $crate::schema::Schema {
                Self::SCHEMA
            }

            fn decode(reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                Self::of(&reader.text()?)
            }

            fn encode<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }
        }

        impl $(<$parameter: $bound>)? $crate::checks::Text for $type $(<$parameter>)? {
            #[inline]
            fn text(&self) -> &str {
                &self.text
            }
        }

        impl $(<$parameter: $bound>)? $crate::checks::Scalar for $type $(<$parameter>)? {
            #[inline]
            fn is(&self, literal: &$crate::schema::Literal) -> bool {
                $crate::checks::text_is(&self.text, literal)
            }

            fn to_value(&self) -> $crate::json::Value {
                $crate::json::Value::from(&*self.text)
            }
        }
    };
}

pub(super) use text_type;
