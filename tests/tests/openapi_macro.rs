//! `openapi!` and codegen write the same items, and the inline types work.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use std::path::Path;

use countersign::{from_json, to_json};
use quote::ToTokens;

/// The types of the schema, with no file written.
mod inline {
    countersign::openapi!("../schema/lsps1.yaml");
}

/// The items of a file, each in its normal form: a trailing comma of a line that was broken is no difference.
fn items(file: &syn::File) -> Vec<String> {
    let items = file
        .items
        .iter()
        .map(|item| item.to_token_stream().to_string());
    items
        .map(|item| countersign_codegen::normal_form(&item).unwrap())
        .collect()
}

fn expanded(schema: &str) -> Vec<String> {
    let expansion = countersign_build::expand(Path::new(env!("CARGO_MANIFEST_DIR")), schema);
    let tokens = expansion.unwrap_or_else(|error| panic!("{error}")).tokens;
    items(&syn::parse2(tokens).unwrap())
}

fn written(path: &Path) -> Vec<String> {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    items(&syn::parse_file(&text).unwrap())
}

#[test]
fn the_committed_bindings_are_what_the_macro_expands_to() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../crates/kaleidoswap-lsps1/src/generated/types.rs");
    let (expanded, written) = (expanded("../schema/lsps1.yaml"), written(&committed));
    assert!(expanded.len() > 10);
    for (expanded, written) in expanded.iter().zip(&written) {
        assert_eq!(expanded, written);
    }
    assert_eq!(expanded.len(), written.len());
}

#[test]
fn every_case_expands_to_what_is_written_for_it() {
    for (file, path) in countersign_tests::generated::FILES {
        assert_eq!(expanded(file), written(Path::new(path)), "{file}");
    }
}

#[test]
fn inline_types_keep_their_contract() {
    let text = r#"{"client_pubkey":"02","lsp_balance_sat":80000,"client_balance_sat":0,"required_channel_confirmations":0,"funding_confirms_within_blocks":1,"channel_expiry_blocks":1,"announce_channel":false}"#;
    let order = from_json::<inline::CreateOrderRequest>(text).unwrap();
    assert_eq!(order.lsp_balance_sat, 80_000);
    assert_eq!(to_json(&*order).unwrap(), text);
    let broken = text.replace(
        r#""channel_expiry_blocks":1"#,
        r#""channel_expiry_blocks":0"#,
    );
    let error = from_json::<inline::CreateOrderRequest>(&broken).unwrap_err();
    let violation = &error.violations().unwrap().as_slice()[0];
    assert_eq!(
        (violation.instance_location(), violation.keyword()),
        ("/channel_expiry_blocks", "minimum")
    );
}
