//! What people and programs see of a rejected order: every violation at once, in three forms; and the three outcomes of
//! an optional, nullable member.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use countersign::{Maybe, Violations, from_json, to_json};
use kaleidoswap_lsps1::types::CreateOrderRequest;

/// Breaks a bound, a type, a nullability and a requirement, each more than once.
const ORDER: &str = r#"{
    "client_pubkey": 7,
    "lsp_balance_sat": -1,
    "required_channel_confirmations": 1.5,
    "funding_confirms_within_blocks": -5,
    "channel_expiry_blocks": 0,
    "announce_channel": null,
    "token": ["a", {"b": null}],
    "lsp_asset_amount": "123"
}"#;

fn rejected() -> Violations {
    match from_json::<CreateOrderRequest>(ORDER) {
        Err(countersign::Error::Invalid(violations)) => violations,
        other => panic!("{other:?}"),
    }
}

#[test]
fn for_people() {
    insta::assert_snapshot!(rejected());
}

/// JSON Schema's output format (Core, section 12.4.2).
#[test]
fn for_programs() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&rejected()).unwrap());
}

/// RFC 9457.
#[test]
fn as_a_problem() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&rejected().to_problem()).unwrap());
}

#[test]
fn each_has_place_keyword_limit_and_value() {
    let violations = rejected();
    let facts = violations.iter().map(|violation| {
        let [limit, actual] =
            [violation.limit(), violation.actual()].map(|value| value.map(ToString::to_string));
        (
            violation.instance_location(),
            violation.keyword(),
            limit,
            actual,
        )
    });
    let facts: Vec<_> = facts.collect();
    for (place, keyword, limit, actual) in [
        ("/channel_expiry_blocks", "minimum", "1", "0"),
        ("/funding_confirms_within_blocks", "minimum", "1", "-5"),
        ("/lsp_balance_sat", "minimum", "0", "-1"),
    ] {
        assert!(
            facts.contains(&(
                place,
                keyword,
                Some(limit.to_owned()),
                Some(actual.to_owned())
            )),
            "{facts:#?}"
        );
    }
    let places: Vec<_> = facts
        .iter()
        .map(|(place, keyword, ..)| (*place, *keyword))
        .collect();
    for fact in [
        ("", "required"),
        ("/client_pubkey", "type"),
        ("/required_channel_confirmations", "type"),
        ("/announce_channel", "type"),
        ("/token", "type"),
        ("/lsp_asset_amount", "type"),
    ] {
        assert!(places.contains(&fact), "{fact:?} is not in {places:?}");
    }
    assert_eq!(places.len(), 9);
}

#[test]
fn a_token_has_three_outcomes_which_survive_the_round_trip() {
    let order = |token: &str| {
        format!(
            r#"{{"client_pubkey":"02","lsp_balance_sat":1,"client_balance_sat":0,"required_channel_confirmations":0,"funding_confirms_within_blocks":1,"channel_expiry_blocks":1{token},"announce_channel":true}}"#
        )
    };
    for (token, outcome) in [
        ("", Maybe::Absent),
        (r#","token":null"#, Maybe::Null),
        (r#","token":"""#, Maybe::Value(String::new())),
    ] {
        let text = order(token);
        let read = from_json::<CreateOrderRequest>(&text).unwrap();
        assert_eq!(read.token, outcome);
        assert_eq!(to_json(&*read).unwrap(), text);
    }
}
