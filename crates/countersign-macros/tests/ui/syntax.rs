//! Broken syntax hides nothing of what follows.
use countersign::Contract;

#[derive(Contract)]
#[contract]
struct Order {
    #[contract(minimum =, maximum = "x")]
    a: i64,
    #[contract(minimum 5, minimum)]
    b: i64,
    #[contract = "minimum"]
    c: i64,
    #[contract(required = true, unique_items(1), enum, enum(), items)]
    d: Option<Vec<i64>>,
}

fn main() {}
