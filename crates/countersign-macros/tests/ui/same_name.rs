//! Two fields or variants with one JSON name.
use countersign::Contract;

#[derive(Contract)]
#[contract(rename_all = "camelCase")]
struct Order {
    order_id: i64,
    #[contract(rename = "orderId")]
    other: i64,
}

#[derive(Contract)]
enum State {
    #[contract(rename = "B")]
    A,
    B,
}

fn main() {}
