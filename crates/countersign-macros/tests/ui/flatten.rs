//! Captured members.
use std::collections::BTreeMap;

use countersign::Contract;

#[derive(Contract)]
struct Twice {
    #[contract(flatten)]
    a: BTreeMap<String, i64>,
    #[contract(flatten)]
    b: BTreeMap<String, i64>,
}

#[derive(Contract)]
#[contract(additional_properties = false)]
struct Refused {
    #[contract(flatten)]
    a: BTreeMap<String, i64>,
}

#[derive(Contract)]
struct NoMap {
    #[contract(flatten)]
    a: String,
    #[contract(flatten, rename = "x", minimum = 1)]
    b: Option<BTreeMap<String, i64>>,
}

#[derive(Contract)]
#[contract(additional_properties = true)]
struct True {}

fn main() {}
