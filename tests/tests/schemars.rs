//! The schema that `schemars` gives of each generated type means what the document's schema means: each accepts what
//! the other accepts. It is made from the Rust type and its attributes, so that a wrong one of those shows.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use std::collections::{BTreeMap, BTreeSet};

use countersign::{Contract, Maybe};
use countersign_tests::{
    case::documents,
    generated,
    meaning::{Comparison, compare},
    oracle::{self, Oracle},
    subject::Subject,
};
use serde_json::{Value, json};

/// What the comparison cannot decide, with the reason. An entry that is not needed is a failure.
const UNDECIDED: [(&str, &str, &str); 4] = [
    ("ref/dynamic.yaml", "Numbers", NO_ID),
    ("ref/dynamic.yaml", "Tree", NO_ID),
    ("ref/identifiers.yaml", "Base", NO_ID),
    ("ref/identifiers.yaml", "Named", NO_ID),
];

const NO_ID: &str = "the canonical form does not follow an `$id`";

#[test]
fn each_type_means_what_its_document_says() {
    let documents = documents();
    let mut problems = Vec::new();
    let mut undecided = BTreeSet::new();
    for subject in generated::SUBJECTS {
        let Subject {
            file,
            component,
            schemars,
            ..
        } = subject;
        let (_, document) = documents.iter().find(|(name, _)| name == file).unwrap();
        match compare(&of_type(document, subject), &schemars()) {
            Comparison::Same => {}
            Comparison::Different(what) => {
                problems.push(format!("{file}: {component}: only one accepts {what}"))
            }
            Comparison::Undecided(why) if is_listed(file, component) => {
                undecided.insert((*file, *component));
                drop(why);
            }
            Comparison::Undecided(why) => {
                problems.push(format!("{file}: {component}: {why}: {}", schemars()))
            }
        }
    }
    for (file, component, reason) in UNDECIDED {
        if !undecided.contains(&(file, component)) {
            problems.push(format!(
                "{file}: {component}: needs no exception any more: {reason}"
            ));
        }
    }
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// The component's schema; without null where it is one alternative of several, since the type of a nullable component
/// leaves that to its uses.
fn of_type(document: &Value, subject: &Subject) -> Value {
    let mut schema = oracle::schema(document, subject.component);
    let accepts_null = Oracle::new(document, subject.component).accepts("null") == Ok(true);
    if accepts_null && (subject.decide)("null").full.is_err() {
        schema["allOf"] = json!([{"not": {"type": "null"}}]);
    }
    schema
}

fn is_listed(file: &str, component: &str) -> bool {
    UNDECIDED
        .iter()
        .any(|(listed, name, _)| (*listed, *name) == (file, component))
}

/// A pair of hand-written types beside the schema that they claim to hold: one does, one is wrong in one attribute.
macro_rules! pair {
    ($name:ident: $type:ty, right $right:tt, wrong $wrong:tt, $schema:tt) => {
        mod $name {
            use super::*;

            #[derive(Clone, Debug, PartialEq, Contract)]
            struct Right(#[contract $right] $type);

            #[derive(Clone, Debug, PartialEq, Contract)]
            struct Wrong(#[contract $wrong] $type);

            #[test]
            fn a_wrong_attribute_is_caught() {
                let schema = json!($schema);
                assert_eq!(compare(&schema, &schema_of::<Right>()), Comparison::Same);
                assert_ne!(compare(&schema, &schema_of::<Wrong>()), Comparison::Same);
            }
        }
    };
}

fn schema_of<T: schemars::JsonSchema>() -> Value {
    schemars::SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value()
}

pair!(minimum: i64, right (minimum = 1), wrong (minimum = 2), {"type": "integer", "minimum": 1});
pair!(minimum_beyond_f64: i64, right (minimum = 9007199254740993), wrong (minimum = 9007199254740992), {"type": "integer", "minimum": 9007199254740993u64});
pair!(maximum: f64, right (maximum = 0.3), wrong (maximum = 0.30000000000000004), {"type": "number", "maximum": 0.3});
pair!(exclusive_minimum: f64, right (exclusive_minimum = 0), wrong (minimum = 0), {"type": "number", "exclusiveMinimum": 0});
pair!(exclusive_maximum: f64, right (exclusive_maximum = 1), wrong (exclusive_maximum = 1.5), {"type": "number", "exclusiveMaximum": 1});
pair!(multiple_of: f64, right (multiple_of = 0.01), wrong (multiple_of = 0.1), {"type": "number", "multipleOf": 0.01});
pair!(min_length: String, right (min_length = 1), wrong (max_length = 1), {"type": "string", "minLength": 1});
pair!(max_length: String, right (max_length = 5), wrong (max_length = 6), {"type": "string", "maxLength": 5});
pair!(pattern: String, right (pattern = "^a+$"), wrong (pattern = "^a*$"), {"type": "string", "pattern": "^a+$"});
pair!(format: String, right (format = "email"), wrong (format = "uri"), {"type": "string", "format": "email"});
pair!(min_items: Vec<bool>, right (min_items = 1), wrong (min_items = 0), {"type": "array", "minItems": 1, "items": {"type": "boolean"}});
pair!(max_items: Vec<bool>, right (max_items = 2), wrong (min_items = 2), {"type": "array", "maxItems": 2, "items": {"type": "boolean"}});
pair!(unique_items: Vec<i64>, right (unique_items), wrong (max_items = 9), {"type": "array", "uniqueItems": true, "items": {"type": "integer"}});
pair!(items: Vec<i64>, right (items(minimum = 1)), wrong (items(minimum = 0)), {"type": "array", "items": {"type": "integer", "minimum": 1}});
pair!(min_properties: BTreeMap<String, bool>, right (min_properties = 1), wrong (min_properties = 2), {"type": "object", "minProperties": 1, "additionalProperties": {"type": "boolean"}});
pair!(max_properties: BTreeMap<String, bool>, right (max_properties = 1), wrong (max_properties = 2), {"type": "object", "maxProperties": 1, "additionalProperties": {"type": "boolean"}});
pair!(additional_properties: BTreeMap<String, String>, right (additional_properties(max_length = 1)), wrong (additional_properties(min_length = 1)), {"type": "object", "additionalProperties": {"type": "string", "maxLength": 1}});
pair!(constant: i64, right (const = 2), wrong (const = 3), {"const": 2});
pair!(enumeration: i64, right (enum(1, 2)), wrong (enum(1, 2, 3)), {"enum": [1, 2]});

/// What the attributes of a struct say, each wrong once.
mod members {
    use super::{BTreeMap, Comparison, Contract, Maybe, Value, compare, json, schema_of};

    #[derive(Clone, Debug, PartialEq, Contract)]
    #[contract(additional_properties = false)]
    struct Right {
        id: String,
        note: Option<String>,
        token: Maybe<String>,
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    struct Open {
        id: String,
        note: Option<String>,
        token: Maybe<String>,
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    #[contract(additional_properties = false)]
    struct NothingRequired {
        id: Option<String>,
        note: Option<String>,
        token: Maybe<String>,
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    #[contract(additional_properties = false)]
    struct Nullable {
        id: String,
        note: Maybe<String>,
        token: Maybe<String>,
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    #[contract(additional_properties = false)]
    struct Renamed {
        #[contract(rename = "Id")]
        id: String,
        note: Option<String>,
        token: Maybe<String>,
    }

    #[derive(Clone, Debug, PartialEq, Contract)]
    struct Captured {
        id: String,
        note: Option<String>,
        token: Maybe<String>,
        #[contract(flatten)]
        rest: BTreeMap<String, bool>,
    }

    fn document() -> Value {
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "note": {"type": "string"}, "token": {"type": ["string", "null"]}},
        })
    }

    #[test]
    fn a_wrong_member_is_caught() {
        assert_eq!(
            compare(&document(), &schema_of::<Right>()),
            Comparison::Same
        );
        for wrong in [
            schema_of::<Open>(),
            schema_of::<NothingRequired>(),
            schema_of::<Nullable>(),
            schema_of::<Renamed>(),
            schema_of::<Captured>(),
        ] {
            assert_ne!(compare(&document(), &wrong), Comparison::Same, "{wrong}");
        }
    }
}
