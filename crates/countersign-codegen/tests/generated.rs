//! The goldens, compiled as a user would compile them; the examples in them are tests.

#[path = "generated/choices.rs"]
#[rustfmt::skip]
pub mod choices;
#[path = "generated/containers.rs"]
#[rustfmt::skip]
pub mod containers;
#[path = "generated/hostile.rs"]
#[rustfmt::skip]
pub mod hostile;
#[path = "generated/names.rs"]
#[rustfmt::skip]
pub mod names;
#[path = "generated/numbers.rs"]
#[rustfmt::skip]
pub mod numbers;
#[path = "generated/operations.rs"]
#[rustfmt::skip]
pub mod operations;
#[path = "generated/presence.rs"]
#[rustfmt::skip]
pub mod presence;
#[path = "generated/recursion.rs"]
#[rustfmt::skip]
pub mod recursion;
#[path = "generated/strings.rs"]
#[rustfmt::skip]
pub mod strings;
#[path = "generated/twins.rs"]
#[rustfmt::skip]
pub mod twins;
#[path = "generated/unions.rs"]
#[rustfmt::skip]
pub mod unions;
