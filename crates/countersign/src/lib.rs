//! Types that hold their contract: validation, exact bounds, absent against null.

extern crate self as countersign; // the derives write `::countersign::..`, in our own tests as well

mod location;
mod validate;
mod violation;

mod contract;
pub mod schema;

pub use contract::Contract;
pub use location::Location;
pub use validate::Validate;
pub use violation::{Violation, Violations};
