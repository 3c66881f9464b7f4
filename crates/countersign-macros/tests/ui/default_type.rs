//! A default of another type than the field's.
use countersign::Contract;

#[derive(Contract)]
struct Order {
    #[contract(default = 1)]
    a: bool,
    #[contract(default = State::Missing)]
    b: State,
}

#[derive(Contract)]
enum State {
    A,
}

fn main() {}
