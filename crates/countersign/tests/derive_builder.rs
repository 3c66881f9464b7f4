//! `#[contract(builder)]`: setters, defaults, and every violation at once.

use std::collections::BTreeMap;

use countersign::{Contract, Maybe};

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(builder, min_properties = 6)]
struct Order {
    /// Who orders.
    #[contract(min_length = 2)]
    client: String,
    #[contract(minimum = 0)]
    balance: u64,
    #[contract(required, max_length = 3)]
    memo: Option<String>,
    #[contract(max_length = 3)]
    token: Maybe<String>,
    #[contract(minimum = 1)]
    blocks: Option<i64>,
    #[contract(default = 7, maximum = 10)]
    days: u8,
    #[contract(default = 1, maximum = 2)]
    rate: f64,
    #[contract(default = "x")]
    refund: Option<String>,
    #[contract(flatten, additional_properties(minimum = 1))]
    others: BTreeMap<String, i64>,
    parent: Option<Box<Order>>,
}

fn keywords(violations: &countersign::Violations) -> Vec<String> {
    violations
        .iter()
        .map(|violation| format!("{} {}", violation.keyword(), violation.instance_location()))
        .collect()
}

#[test]
fn a_whole_order() {
    let order = Order::builder()
        .client("me")
        .balance(1)
        .memo_null()
        .token("abc")
        .blocks(5)
        .others([("a".to_owned(), 1)])
        .build()
        .unwrap();
    assert_eq!(order.client, "me");
    assert_eq!(order.memo, None);
    assert_eq!(order.token, Maybe::Value("abc".to_owned()));
    assert_eq!((order.days, order.rate), (7, 1.0));
    assert_eq!(order.refund.as_deref(), Some("x"));
    assert_eq!(order.others["a"], 1);
    let child = Order::builder()
        .client("you")
        .balance(0)
        .memo("m")
        .token_null()
        .refund_null()
        .days(1)
        .rate(0.5)
        .parent(order.clone().into_inner())
        .build()
        .unwrap();
    assert_eq!((child.token.is_null(), &child.refund), (true, &None));
    assert_eq!(child.parent.as_deref(), Some(&*order));
}

#[test]
fn what_is_missing_beside_what_is_wrong() {
    let violations = Order::builder()
        .client("m")
        .token("long")
        .blocks(0)
        .days(11)
        .others([("a".to_owned(), 0)])
        .build()
        .unwrap_err();
    assert_eq!(
        keywords(&violations),
        [
            "minLength /client",
            "required ",
            "required ",
            "maxLength /token",
            "minimum /blocks",
            "maximum /days",
            "minimum /a",
        ]
    );
    let nothing = Order::builder().build().unwrap_err();
    assert_eq!(keywords(&nothing), ["required "; 3]);
    assert!(
        nothing
            .iter()
            .any(|violation| violation.message().contains("`balance`"))
    );
}

#[test]
fn a_whole_order_that_is_wrong() {
    let violations = Order::builder()
        .client("me")
        .balance(1)
        .memo("long")
        .rate(3.0)
        .build()
        .unwrap_err();
    assert_eq!(keywords(&violations), ["maxLength /memo", "maximum /rate"]);
}

#[derive(Debug, PartialEq, Contract)]
#[contract(builder)]
struct AllOptional {
    #[contract(maximum = 1)]
    a: Option<i64>,
}

#[test]
fn nothing_is_required() {
    assert_eq!(AllOptional::builder().build().unwrap().a, None);
    assert_eq!(
        keywords(&AllOptional::builder().a(2).build().unwrap_err()),
        ["maximum /a"]
    );
}

#[derive(Debug, Contract)]
#[contract(builder, max_properties = 1)]
struct Few {
    a: String,
    b: Maybe<String>,
    c: Maybe<f64>,
}

#[test]
fn what_json_cannot_say_and_null_are_set_too() {
    let violations = Few::builder().b_null().c_null().build().unwrap_err();
    assert_eq!(keywords(&violations), ["required ", "maxProperties "]);
    let violations = Few::builder().c(f64::NAN).build().unwrap_err();
    assert_eq!(keywords(&violations)[0], "type /c");
    let first = violations.iter().next().map(ToString::to_string).unwrap();
    assert!(first.contains("NaN"), "{first}");
}
