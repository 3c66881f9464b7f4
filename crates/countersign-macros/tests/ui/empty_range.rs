//! Ranges that no value is in.
use countersign::Contract;

#[derive(Contract)]
#[contract(min_properties = 2, max_properties = 1)]
struct Order {
    #[contract(minimum = 9007199254740993, maximum = 9007199254740992)]
    exact: i64,
    #[contract(exclusive_minimum = 1, exclusive_maximum = 2)]
    between: i64,
    #[contract(minimum = 0.5, exclusive_maximum = 0.5)]
    open: f64,
    #[contract(min_length = 3, max_length = 2)]
    text: String,
    #[contract(min_items = 3, max_items = 2, items(minimum = 1, maximum = 0))]
    list: Vec<i64>,
}

fn main() {}
