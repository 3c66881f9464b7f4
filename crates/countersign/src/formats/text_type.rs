//! What the types over a format have in common: they keep their text, and are read from it and written as it.

/// Implements reading and writing for a struct with a `text` and a `parse(&str) -> Option<Self>`.
macro_rules! text_type {
    ($type:ident, $format:literal) => {
        impl $type {
            /// The text, as it was read: offset, fraction and letters are kept.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::formats::FormatError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::of(text).ok_or($crate::formats::FormatError { format: $format })
            }
        }

        impl TryFrom<&str> for $type {
            type Error = $crate::formats::FormatError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $type {
            type Error = $crate::formats::FormatError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.text)
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl serde::de::Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("a string of the format `", $format, "`"))
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }

        impl $crate::Validate for $type {
            #[inline]
            fn check(&self, _: &$crate::Location<'_>, _: &mut $crate::Violations) {}
        }

        impl $crate::Contract for $type {
            fn schema() -> &'static $crate::schema::Schema {
                &$crate::schema::Schema {
                    name: None,
                    types: $crate::schema::Types::STRING,
                    assertions: &[$crate::schema::Assertion::Format($format)],
                }
            }

            fn decode<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde::Deserialize::deserialize(deserializer)
            }

            fn encode<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }
        }

        impl $crate::checks::Text for $type {
            #[inline]
            fn text(&self) -> &str {
                &self.text
            }
        }

        impl $crate::checks::Scalar for $type {
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
