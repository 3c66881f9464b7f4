//! Constants that the type cannot be.
use countersign::Contract;

#[derive(Contract)]
struct Order {
    #[contract(const = "1")]
    a: i64,
    #[contract(enum(1, 2.5))]
    b: i64,
    #[contract(enum("a", null))]
    c: String,
    #[contract(const = Some(1))]
    d: bool,
}

fn main() {}
