//! The text of a schema.
use countersign::{Contract, Value};

#[derive(Contract)]
#[contract(schema = r#"{"not": {"type": "strin"}, "minItems": -1, "patternPropertys": {}}"#)]
struct Faults(Value);

#[derive(Contract)]
#[contract(schema = "{\"not\": }")]
struct NoJson(Value);

#[derive(Contract)]
#[contract(schema = "{}")]
struct NoNewtype {
    value: Value,
}

#[derive(Contract)]
#[contract(schema = "{}")]
struct Beside(#[contract(min_length = 1)] Value);

fn main() {}
