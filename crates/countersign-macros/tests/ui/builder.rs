//! A setter takes the type of the field, and nothing else has a builder.
use countersign::Contract;

#[derive(Contract)]
#[contract(builder)]
enum State {
    A,
}

#[derive(Contract)]
#[contract(builder)]
struct Order {
    a: i64,
}

fn main() {
    let _ = Order::builder().a("1").c(1);
}
