//! What the tests of this folder share: the cases, and the judges.

pub mod case;
mod dialect;
pub mod meaning;
pub mod oracle;
pub mod round_trip;
