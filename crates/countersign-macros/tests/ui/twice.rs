//! A key stands once.
use countersign::Contract;

#[derive(Contract)]
#[contract(builder)]
#[contract(builder)]
struct Order {
    #[contract(minimum = 1, minimum = 2)]
    a: i64,
    #[contract(rename = "x")]
    #[contract(rename = "y")]
    b: i64,
    #[contract(items(minimum = 1), items(maximum = 2))]
    c: Vec<i64>,
}

fn main() {}
