//! A union by trial over members that its variants do not keep: what is valid against two branches is refused, even where
//! the variant that is read would drop what tells.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

use countersign::{Contract, from_json};

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(one_of)]
enum Contact {
    Phone(Phone),
    Mail(Mail),
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Phone {
    phone: String,
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Mail {
    mail: String,
}

#[test]
fn two_branches_are_one_too_many() {
    assert!(from_json::<Contact>(r#"{"phone":"1"}"#).is_ok());
    assert!(from_json::<Contact>(r#"{"mail":"a","other":1}"#).is_ok());
    let error = from_json::<Contact>(r#"{"phone":"1","mail":"a"}"#).unwrap_err();
    let violations = error.violations().unwrap();
    let keywords: Vec<_> = violations.iter().map(|it| it.keyword()).collect();
    assert_eq!(keywords, ["oneOf"]);
}
