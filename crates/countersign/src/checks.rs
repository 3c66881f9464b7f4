//! The assertions, one keyword a file: each holds the one predicate that derived code and the exact judge share.
//!
//! A check takes the value, the keyword's own value, the place, and the list that it adds to. What is valid costs a
//! comparison; everything about reporting is cold. The exact judge calls the same functions with JSON numbers and
//! strings in place of Rust's.

mod additional_properties;
mod bound;
mod r#const;
mod const_json;
mod dependent_required;
mod r#enum;
mod enum_json;
mod exclusive_maximum;
mod exclusive_minimum;
mod format;
mod max_contains;
mod max_items;
mod max_length;
mod max_properties;
mod maximum;
mod min_contains;
mod min_items;
mod min_length;
mod min_properties;
mod minimum;
mod multiple_of;
#[cfg(feature = "pattern")]
mod pattern;
mod properties;
mod required;
mod subject;
mod tag;
mod r#type;
mod unevaluated;
mod unique_items;
mod width;

pub use r#const::constant;
pub use r#enum::enumeration;
pub use exclusive_maximum::exclusive_maximum;
pub use exclusive_minimum::exclusive_minimum;
pub use format::format;
pub use max_items::max_items;
pub use max_length::max_length;
pub use max_properties::max_properties;
pub use maximum::maximum;
pub use min_items::min_items;
pub use min_length::min_length;
pub use min_properties::min_properties;
pub use minimum::minimum;
pub use multiple_of::multiple_of;
#[cfg(feature = "pattern")]
pub use pattern::pattern;
pub use subject::{Items, Members, Newtype, Numeric, Scalar, Text, text_is};
pub use r#type::not_a_number;
pub use unique_items::unique_items;

#[cfg(feature = "pattern")]
pub use crate::pattern::Pattern;

pub(crate) use additional_properties::additional_property;
pub(crate) use const_json::constant_json;
pub(crate) use dependent_required::dependent_required;
pub(crate) use enum_json::enumeration_json;
pub(crate) use max_contains::max_contains;
pub(crate) use min_contains::min_contains;
pub(crate) use properties::duplicate_property;
pub(crate) use required::{missing, required, required_names};
pub(crate) use subject::Exact;
pub(crate) use tag::tag;
pub(crate) use r#type::{json_type, unwritable};
pub(crate) use unevaluated::{unevaluated_item, unevaluated_property};
pub(crate) use unique_items::unique_values;
pub(crate) use width::width;
