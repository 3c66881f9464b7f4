//! What the tests of this folder share: the cases, the types that were generated for them, and the judges.

#![allow(clippy::panic, reason = "a case that cannot be read ends its test")]

pub mod case;
mod dialect;
mod seen;

pub mod subject;

pub mod oracle;

pub mod round_trip;

pub mod agreement;

pub mod meaning;
mod normal;

pub mod scratch;

/// The types of every document under `cases`, written by `build.rs`.
pub mod generated {
    use crate::subject::Subject;

    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}
