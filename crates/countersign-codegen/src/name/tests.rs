//! Names as a table: what a document says, and what Rust says.

use super::identifier::{Case, ident, identifier};
use super::words::words;

fn named(name: &str, case: Case) -> String {
    ident(&identifier(&words(name), case)).to_string()
}

#[test]
fn fields() {
    let table = [
        ("client_pubkey", "client_pubkey"),
        ("clientPubkey", "client_pubkey"),
        ("ClientPubkey", "client_pubkey"),
        ("client-pubkey", "client_pubkey"),
        ("client.pubkey", "client_pubkey"),
        ("client pubkey", "client_pubkey"),
        ("CLIENT_PUBKEY", "client_pubkey"),
        ("client__pubkey_", "client_pubkey"),
        ("min_fee_for_0conf", "min_fee_for_0conf"),
        ("HTTPStatus", "http_status"),
        ("userID", "user_id"),
        ("x", "x"),
        ("type", "r#type"),
        ("Type", "r#type"),
        ("gen", "r#gen"),
        ("try", "r#try"),
        ("async", "r#async"),
        ("union", "union"),
        ("self", "self_"),
        ("Self", "self_"),
        ("super", "super_"),
        ("crate", "crate_"),
        ("0conf", "_0conf"),
        ("404", "_404"),
        ("+1", "plus_1"),
        ("-1", "minus_1"),
        ("$ref", "r#ref"),
        ("@type", "r#type"),
        ("created<", "created_lt"),
        ("created>", "created_gt"),
        ("", "empty"),
        ("_", "underscore"),
        ("__", "underscore_underscore"),
        ("*", "star"),
        (" ", "space"),
        ("😀", "u1f600"),
        ("a😀b", "a_u1f600_b"),
        ("\u{202e}evil", "u202e_evil"),
        ("\n", "u000a"),
        ("é", "é"),
        ("e\u{301}", "e_u0301"),
        ("größe", "größe"),
        ("длина", "длина"),
        ("длина μ", "длина_u03bc"),
        ("μ", "u03bc"),
        ("сор", "u0441_u043e_u0440"),
        ("с р", "u0441_u0440"),
        ("名前", "名前"),
        ("²", "u00b2"),
        ("İ", "u0130"),
        ("a\"]#b*/", "a_b"),
    ];
    for (json, rust) in table {
        assert_eq!(named(json, Case::Field), rust, "for the property {json:?}");
    }
}

#[test]
fn types() {
    let table = [
        ("CreateOrderRequest", "CreateOrderRequest"),
        ("create_order_request", "CreateOrderRequest"),
        ("Create Order Request", "CreateOrderRequest"),
        ("pet.Owner-v2", "PetOwnerV2"),
        ("LSPS1Order", "Lsps1Order"),
        ("HTTPValidationError", "HttpValidationError"),
        ("3DSecure", "T3dSecure"),
        ("Option", "Option"),
        ("Self", "Self_"),
        ("self", "Self_"),
        ("type", "Type"),
        ("", "Empty"),
        ("😀", "U1f600"),
    ];
    for (json, rust) in table {
        assert_eq!(named(json, Case::Type), rust, "for the schema {json:?}");
    }
}

#[test]
fn variants() {
    let table = [
        ("CREATED", "Created"),
        ("PENDING_RATE_DECISION", "PendingRateDecision"),
        ("in-progress", "InProgress"),
        ("1.0", "V1_0"),
        ("10", "V10"),
        ("2024-01-01", "V2024_01_01"),
        ("A+", "APlus"),
        ("A-", "AMinus"),
        ("-name", "MinusName"),
        ("<=", "LtEq"),
        ("", "Empty"),
        ("self", "Self_"),
        ("application/json", "ApplicationJson"),
        ("*/*", "StarSlashStar"),
        ("\u{1f600}\u{1f601}", "U1f600U1f601"),
    ];
    for (json, rust) in table {
        assert_eq!(named(json, Case::Variant), rust, "for the value {json:?}");
    }
}

#[test]
fn every_character_gives_an_identifier() {
    let letters = 0..=0x30ff_u32;
    let samples = (0x3100..=0x10_ffff_u32).step_by(251);
    for character in letters.chain(samples).filter_map(char::from_u32) {
        for case in [Case::Field, Case::Variant] {
            let text = identifier(&words(&character.to_string()), case);
            assert!(
                syn::parse_str::<syn::Ident>(&ident(&text).to_string()).is_ok(),
                "{character:?} gives {text}"
            );
        }
    }
}
