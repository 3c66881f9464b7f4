//! `Contract` and `Validate` for Rust's own types, by the JSON type that they stand for.

mod boolean;
mod boxed;
mod float;
mod free;
mod integer;
mod map;
mod maybe;
mod null;
mod number;
mod option;
mod serde_json_value;
mod string;
mod vec;
