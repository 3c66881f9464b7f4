//! Keywords on types that they say nothing about.
use std::collections::BTreeMap;

use countersign::{Contract, Maybe};

#[derive(Contract)]
struct Order {
    #[contract(minimum = 1)]
    a: String,
    #[contract(max_length = 1)]
    b: Option<i64>,
    #[contract(unique_items)]
    c: Maybe<BTreeMap<String, i64>>,
    #[contract(min_properties = 1)]
    d: Box<Vec<i64>>,
    #[contract(items(minimum = 1))]
    e: Vec<String>,
    #[contract(additional_properties(minimum = 1))]
    f: Vec<i64>,
}

fn main() {}
