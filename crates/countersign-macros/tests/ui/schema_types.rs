//! The Rust types of a checked value.
use countersign::{Contract, Value};

#[derive(Contract)]
#[contract(schema = r#"{"not": {"$ref": "Missing"}}"#)]
struct NoType(Value);

#[derive(Contract)]
#[contract(schema = "{}")]
struct NoValue(String);

fn main() {}
