//! Types that hold their contract: validation, exact bounds, absent against null.

extern crate self as countersign; // the derives write `::countersign::..`, in our own tests as well

mod contract;
mod example;
mod input;
mod maybe;
mod valid;
mod validate;
mod violation;
mod violations;

pub mod checks;
pub mod formats;
pub mod json;
pub mod schema;

mod deserializer;
mod exactness;
mod impls;
mod judge;
mod location;
#[cfg(feature = "pattern")]
mod pattern;
mod report;

#[doc(hidden)]
pub mod private;
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub mod schemars_support;

pub use contract::Contract;
#[cfg(feature = "derive")]
pub use countersign_macros::{Contract, Validate};
pub use example::{assert_round_trip, assert_writes};
pub use formats::{Date, DateTime};
pub use input::{Error, from_json, from_slice, judge, to_json};
pub use location::Location;
pub use maybe::Maybe;
#[cfg(feature = "pattern")]
pub use pattern::Pattern;
/// Any JSON value: the type of a place that the document says nothing about.
pub use serde_json::Value;
pub use valid::{Invalid, Valid};
pub use validate::Validate;
pub use violation::Violation;
pub use violations::Violations;
