//! The goldens, compiled as a user would compile them; the examples in them are tests.

#[path = "generated/containers.rs"]
pub mod containers;
#[path = "generated/hostile.rs"]
pub mod hostile;
#[path = "generated/names.rs"]
pub mod names;
#[path = "generated/numbers.rs"]
pub mod numbers;
#[path = "generated/operations.rs"]
pub mod operations;
#[path = "generated/presence.rs"]
pub mod presence;
#[path = "generated/recursion.rs"]
pub mod recursion;
#[path = "generated/strings.rs"]
pub mod strings;
#[path = "generated/unions.rs"]
pub mod unions;
