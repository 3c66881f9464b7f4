//! A key that is none, with the one that was meant.
use countersign::Contract;

#[derive(Contract)]
struct Order {
    #[contract(range(min = 1))]
    a: i64,
    #[contract(min = 1, regex = "a")]
    b: i64,
    #[contract(colour = "red")]
    c: String,
    #[contract(items(minLenght = 1))]
    d: Vec<String>,
}

fn main() {}
