//! Unions whose variants cannot be told apart.
use countersign::Contract;

#[derive(Contract)]
enum Same {
    A(i64),
    B(f64),
    C(String),
    D(Box<String>),
}

#[derive(Contract)]
#[contract(rename_all = "lowercase")]
enum Wrong {
    A(Option<i64>),
    B { b: String },
    C(bool, bool),
    #[contract(rename = "d", minimum = 1)]
    D(Vec<i64>),
}

fn main() {}
