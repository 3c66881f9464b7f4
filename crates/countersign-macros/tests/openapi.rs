//! `openapi!` in a crate: its types are there, and they hold the document's bounds.

#![cfg(feature = "openapi")]

#[allow(dead_code, reason = "a document has more than one test needs")]
mod pets {
    countersign_macros::openapi!("tests/openapi/whole.yaml");
}

#[test]
fn the_document_is_in_force() {
    let fine = countersign::from_json::<pets::Pet>(r#"{"name":"Tom","age":0,"kind":"CAT"}"#);
    assert!(fine.is_ok(), "{fine:?}");
    let error =
        countersign::from_json::<pets::Pet>(r#"{"name":"","age":-1,"kind":7}"#).unwrap_err();
    for place in ["/name", "/age", "/kind"] {
        assert!(error.to_string().contains(place), "{place} in {error}");
    }
}
