//! Keys that are serde's business beside `derive(Validate)`.
use countersign::Validate;

#[derive(Validate)]
#[contract(builder, rename_all = "camelCase", max_properties = 1)]
struct Order {
    #[contract(rename = "x", default = 1)]
    a: i64,
    #[contract(required, flatten)]
    b: Option<i64>,
    #[contract(minimum = 2, maximum = 1)]
    c: i64,
}

#[derive(Validate)]
enum Kind {
    #[contract(rename = "x")]
    A,
    #[contract(other)]
    B(String),
}

fn main() {}
