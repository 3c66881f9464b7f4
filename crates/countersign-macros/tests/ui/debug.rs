//! `debug` is one word, for what can write itself, and in place of `derive(Debug)`.
use countersign::{Contract, Validate};

#[derive(Debug, Contract)]
#[contract(debug)]
struct Both {
    a: i64,
}

#[derive(Contract)]
#[contract(debug = "pretty")]
struct Wrong {
    a: i64,
}

#[derive(Validate)]
#[contract(debug)]
struct Checked {
    a: i64,
}

fn main() {}
