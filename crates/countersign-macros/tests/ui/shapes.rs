//! Types that are no contract.
use countersign::{Contract, Maybe};

#[derive(Contract)]
struct Unit;

#[derive(Contract)]
struct Pair(i64, i64);

#[derive(Contract)]
struct Absent(Maybe<i64>);

#[derive(Contract)]
union Raw {
    a: i64,
}

#[derive(Contract)]
enum Nothing {}

#[derive(Contract)]
enum Mixed {
    Word,
    Value(i64),
}

#[derive(Contract)]
#[contract(builder, min_properties = 1)]
struct Newtype(#[contract(rename = "x", default = 1)] i64);

fn main() {}
