//! The text of an enum of strings, where it has one of its own.
use countersign::Contract;

#[derive(Contract)]
#[contract(text = false)]
enum Own {
    A,
}

impl std::fmt::Display for Own {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a")
    }
}

#[derive(Contract)]
#[contract(text = "a")]
enum Wrong {
    A,
}

fn main() {}
