//! Unions with a tag, and those by trial.

use super::*;

#[test]
fn one_error_each() {
    let wrong = [
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B(B), C(C) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B(B), #[contract(tags("c", "b"))] C(C) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b", "b"))] B(B) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags())] B(B), #[contract(tags("c"))] C(C) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B(String) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B(Option<B>) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B { b: B } }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"), rename = "b")] B(B) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B(#[contract(min_properties = 1)] B) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B(B), #[contract(other)] C(String) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b"))] B(B), #[contract(other, tags("c"))] C(Value) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(other)] C(Value) }"#,
        r#"#[contract(tag = "t", rename_all = "lowercase")] enum A { #[contract(tags("b"))] B(B) }"#,
        r#"#[contract(tag = "t", one_of)] enum A { #[contract(tags("b"))] B(B) }"#,
        r#"enum A { #[contract(tags("b"))] B(B), C(i64) }"#,
        r#"enum A { #[contract(tags("b"))] B, C }"#,
        r#"#[contract(one_of)] enum A { B(B), #[contract(other)] C(Value) }"#,
        r#"#[contract(one_of)] enum A { B(B), C }"#,
        r#"#[contract(one_of)] enum A { B(B), #[contract(tags("c"))] C(C) }"#,
        r#"#[contract(one_of, text = false)] enum A { B(B), C(C) }"#,
        r#"#[contract(text = true)] enum A { B, C }"#,
        r#"#[contract(tag = "t")] struct A { b: B }"#,
        r#"#[contract(one_of)] struct A(B);"#,
        r#"#[contract(text = false)] struct A(B);"#,
    ];
    for input in wrong {
        let found = of_contract(input.parse().unwrap());
        assert_eq!(found.len(), 1, "{input}: {found:?}");
    }
}

#[test]
fn no_error() {
    let right = [
        r#"#[contract(tag = "t")] enum A { #[contract(tags("b", "c"))] B(B), #[contract(tags("d"))] D(Box<B>) }"#,
        r#"#[contract(tag = "t")] enum A { #[contract(other)] C(countersign::Value), #[contract(tags("b"))] B(B) }"#,
        r#"#[contract(one_of)] enum A { B(String), C(#[contract(min_length = 1)] String), D(f64), E(i64) }"#,
        r#"#[contract(text = false)] enum A { B, C }"#,
    ];
    for input in right {
        let found = of_contract(input.parse().unwrap());
        assert_eq!(found, [""; 0], "{input}");
    }
}

#[test]
fn validate_has_none_of_it() {
    let found = of_validate(quote! {
        #[contract(tag = "t", one_of, text = false, schema = "{}")]
        enum A { #[contract(tags("b"))] B(i64) }
    });
    assert_eq!(found.len(), 5, "{found:?}");
}
