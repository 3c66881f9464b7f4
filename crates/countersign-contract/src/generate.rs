//! Values from schemas: valid ones by construction, and ones that stand at, below and above each bound.
//!
//! The generator only proposes. Whether a value is valid is for the judges to say, so that a value which was meant to
//! break a keyword and does not is simply another valid one.

pub(crate) mod arbitrary;
mod array;
mod choice;
mod facets;
mod format_texts;
mod generator;
mod instance;
mod mutation;
mod number;
mod object;
mod pattern;
mod seed;
mod string;
mod wrong_type;

pub(crate) use choice::{Choices, simpler};
pub(crate) use facets::{Contains, Facets, Inclusion};
pub use generator::{Change, Generator};
pub(crate) use instance::{Extent, Instances};
pub(crate) use mutation::{Mutation, mutated, proposals};
pub use seed::Seed;
