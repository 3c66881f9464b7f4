//! A field whose type is no contract.
use countersign::Contract;

struct Foreign;

#[derive(Contract)]
struct Order {
    a: Foreign,
}

fn main() {}
