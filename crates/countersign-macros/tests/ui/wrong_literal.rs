//! Values of the wrong kind.
use countersign::Contract;

#[derive(Contract)]
struct Order {
    #[contract(minimum = "1,5", multiple_of = 0, maximum = LIMIT)]
    a: f64,
    #[contract(min_length = -1, max_length = 1.5, pattern = 'a', format = 5)]
    b: String,
    #[contract(minimum = 1_i64)]
    c: i64,
    #[contract(rename = name)]
    d: i64,
}

const LIMIT: f64 = 1.0;

fn main() {}
