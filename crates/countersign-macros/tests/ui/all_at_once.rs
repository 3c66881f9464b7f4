//! Every error of a type is reported, each at its own place.
use countersign::{Contract, Maybe};

#[derive(Contract)]
#[contract(bilder, rename_all = "camel")]
struct Order {
    #[contract(minimun = 1, maximum = "many")]
    balance: i64,
    #[contract(minimum = 5, maximum = 4)]
    blocks: i64,
    #[contract(default = "x")]
    token: Maybe<String>,
    #[contract(rename = "token", minLength = 3)]
    other: String,
}

fn main() {}
