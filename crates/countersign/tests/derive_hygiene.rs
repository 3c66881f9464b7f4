//! The derives' output among hostile names: nothing of ours is taken for the user's, and the reverse.
#![deny(warnings, clippy::all, missing_docs, unreachable_pub)]
#![no_implicit_prelude]

extern crate countersign as renamed;

/// Types and traits that are called like ours.
#[allow(dead_code, reason = "they are there to be in the way")]
mod hostile {
    use ::countersign::{Contract, Validate};
    use ::std::{clone::Clone, cmp::PartialEq, fmt::Debug, string::String as Text};

    struct Result;
    struct Some;
    struct Ok;
    struct Box;
    trait Default {}
    trait Into {}
    trait Serialize {}
    trait Visitor {}
    struct Schema;
    struct Link;
    struct Assertion;
    struct Location;
    struct Violations;

    /// A type with the name of a parameter.
    #[derive(Clone, Debug, PartialEq, Contract)]
    pub(super) struct D {
        /// Named like a local.
        pub(super) value: i64,
    }

    /// Fields that are called like our locals.
    #[derive(Clone, PartialEq, Contract)]
    #[contract(debug, builder)]
    pub(super) struct Fields<A, S, T, E>
    where
        E: Clone,
    {
        /// At.
        #[contract(minimum = 1)]
        pub(super) at: i64,
        /// Violations.
        pub(super) violations: D,
        /// Value.
        #[contract(max_length = 1)]
        pub(super) value: Text,
        /// Members.
        pub(super) members: A,
        /// Slot.
        pub(super) slot0: S,
        /// Writer.
        pub(super) writer: T,
        /// Rest.
        #[contract(flatten)]
        pub(super) rest: ::std::collections::BTreeMap<Text, E>,
    }

    /// Variants like ours.
    #[derive(Clone, PartialEq, Contract)]
    #[contract(debug)]
    pub(super) enum Words {
        /// Like an option's.
        None,
        /// Like an option's.
        Some,
        /// Like a result's.
        #[contract(other)]
        Err(String),
    }

    /// Variants like ours.
    #[derive(Clone, Debug, PartialEq, Contract)]
    pub(super) enum Union {
        /// Like a result's.
        Ok(i64),
        /// Like an option's.
        Some(Text),
    }

    /// Chosen by a tag; variants like ours.
    #[derive(Clone, PartialEq, Contract)]
    #[contract(debug, tag = "type")]
    pub(super) enum Tagged<T> {
        /// Like a result's.
        #[contract(tags("ok"))]
        Ok(::std::collections::BTreeMap<Text, T>),
        /// Like an option's.
        #[contract(other)]
        None(::countersign::Value),
    }

    /// Chosen by trial; variants like ours.
    #[derive(Clone, Debug, PartialEq, Contract)]
    #[contract(one_of)]
    pub(super) enum Tried {
        /// Like an option's.
        Some(D),
        /// Like a result's.
        Err(#[contract(min_length = 1)] Text),
    }

    /// Named like a nested function.
    #[allow(non_camel_case_types, reason = "that is the point")]
    #[derive(Clone, PartialEq, Contract)]
    #[contract(
        debug,
        schema = r#"{"not": {"properties": {"a": {"$ref": "s1"}, "b": {"type": "string", "pattern": "a", "format": "date"}}}}"#
    )]
    pub(super) struct s1(::countersign::Value);

    /// Only checked.
    #[derive(Validate)]
    pub(super) enum Checked<Error> {
        /// Like ours.
        Ok {
            /// At.
            #[contract(minimum = 1)]
            at: i64,
            /// Value.
            value: Error,
        },
    }

    use ::std::string::String;
}

/// By another path.
#[derive(Debug, renamed::Contract)]
#[contract(crate = "renamed", builder)]
struct Redirected {
    #[contract(minimum = 1)]
    a: i64,
}

#[::std::prelude::v1::test]
fn all_of_it_works() {
    use ::std::{assert, assert_eq, string::ToString};
    type Fields = hostile::Fields<i64, bool, hostile::Words, hostile::Union>;

    let text = r#"{"at":0,"violations":{"value":1},"value":"ab","members":1,"slot0":true,"writer":"None","x":1}"#;
    let ::std::result::Result::Ok(fields) = ::serde_json::from_str::<Fields>(text) else {
        ::std::panic!("{text} is an instance");
    };
    let ::std::result::Result::Ok(written) = ::serde_json::to_string(&fields) else {
        ::std::panic!("and can be written");
    };
    assert_eq!(written, text);
    let ::std::result::Result::Err(violations) = ::countersign::Validate::validate(&fields) else {
        ::std::panic!("two fields are wrong");
    };
    assert_eq!(violations.len(), 2);
    assert!(Fields::builder().at(1).build().is_err());
    let ::std::result::Result::Err(redirected) = Redirected::builder().a(0).build() else {
        ::std::panic!("0 is below 1");
    };
    assert!(redirected.to_string().contains("/a"));
    let ::std::result::Result::Ok(tagged) = ::serde_json::from_str::<hostile::Tagged<hostile::Tried>>(
        r#"{"type":"ok","x":{"value":1}}"#,
    ) else {
        ::std::panic!("both are objects");
    };
    assert!(::countersign::Validate::validate(&tagged).is_ok());
    assert!(::serde_json::from_str::<hostile::s1>("{}").is_ok());
    let checked = hostile::Checked::Ok {
        at: 0,
        value: fields,
    };
    let ::std::result::Result::Err(violations) = ::countersign::Validate::validate(&checked) else {
        ::std::panic!("three are wrong");
    };
    assert_eq!(violations.len(), 3);
}
