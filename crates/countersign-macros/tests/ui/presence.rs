//! Presence that says two things, or nothing.
use countersign::{Contract, Maybe};

#[derive(Contract)]
struct Order {
    #[contract(required)]
    a: i64,
    #[contract(required)]
    b: Maybe<i64>,
    #[contract(default = 1)]
    c: Maybe<i64>,
    #[contract(required, default = 1)]
    d: Option<i64>,
    e: Option<Option<i64>>,
    #[contract(skip)]
    f: i64,
}

fn main() {}
