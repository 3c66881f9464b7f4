//! The variant for every other string.
use countersign::Contract;

#[derive(Contract)]
enum NoString {
    A,
    #[contract(other)]
    Unknown,
}

#[derive(Contract)]
enum Number {
    A,
    #[contract(other, rename = "x")]
    Unknown(i64),
}

#[derive(Contract)]
enum Two {
    A,
    #[contract(other)]
    Unknown(String),
    #[contract(other)]
    Else(String),
}

#[derive(Contract)]
enum Alone {
    #[contract(other)]
    Unknown(String),
}

fn main() {}
