//! What the derive writes as the text of a table is what the runtime reads: every keyword, beside tables by hand.

use std::collections::BTreeMap;

use countersign::{
    Contract, Maybe, Value,
    schema::{
        Assertion as A, Bound, Link, Literal, Nullable, Presence, Property, Schema, Target, Types,
        any, never,
    },
};

type Reference = fn() -> &'static Schema;

/// The same structure, all the way down to the names of types; and it is read once: its address is its identity.
fn same<T: Contract>(name: &'static str, types: Types, assertions: Vec<A>) {
    let expected = Schema {
        name: Some(name),
        types,
        assertions: assertions.leak(),
    };
    assert_eq!(format!("{:#?}", T::schema()), format!("{expected:#?}"));
    assert!(std::ptr::eq(T::schema(), T::schema()));
}

fn to(schema: Reference) -> Link {
    with(schema, vec![])
}

fn with(schema: Reference, assertions: Vec<A>) -> Link {
    Link {
        schema: Target::Type(schema),
        nullable: Nullable::No,
        assertions: assertions.leak(),
    }
}

fn or_null(link: Link) -> Link {
    let nullable = Nullable::Yes;
    Link { nullable, ..link }
}

/// A schema inside another one.
fn inside(types: Types, assertions: Vec<A>) -> Link {
    let schema = Schema {
        name: None,
        types,
        assertions: assertions.leak(),
    };
    Link {
        schema: Target::Table(Box::leak(Box::new(schema))),
        nullable: Nullable::No,
        assertions: &[],
    }
}

fn properties(rows: Vec<(&'static str, Presence, Link)>) -> A {
    let rows = rows.into_iter().map(|(name, presence, link)| Property {
        name,
        link,
        presence,
    });
    A::Properties(rows.collect::<Vec<_>>().leak())
}

fn int(value: i128) -> Bound {
    Bound::Integer(value)
}

use Bound::Decimal;
use Presence::{Default, Optional, Required};

#[derive(Clone, Debug, PartialEq, Contract)]
struct Numbers {
    #[contract(
        minimum = -9007199254740993,
        maximum = "170141183460469231731687303715884105727",
        exclusive_minimum = -10000000000000000,
        exclusive_maximum = "170141183460469231731687303715884105728",
        multiple_of = 3
    )]
    integer: i64,
    #[contract(minimum = -0.1, maximum = "1e400", multiple_of = 0.01)]
    float: Maybe<f64>,
    #[contract(required, enum(1, 2.5, 1e30))]
    listed: Option<f64>,
    #[contract(default = 5, const = -0)]
    filled: Option<i64>,
}

#[test]
fn bounds_of_any_size() {
    let numbers = properties(vec![
        (
            "integer",
            Required,
            with(
                i64::schema,
                vec![
                    A::Minimum(int(-9_007_199_254_740_993)),
                    A::Maximum(int(i128::MAX)),
                    A::ExclusiveMinimum(int(-10_000_000_000_000_000)),
                    A::ExclusiveMaximum(Decimal("1.70141183460469231731687303715884105728e38")),
                    A::MultipleOf(int(3)),
                ],
            ),
        ),
        (
            "float",
            Optional,
            or_null(with(
                f64::schema,
                vec![
                    A::Minimum(Decimal("-0.1")),
                    A::Maximum(Decimal("1e400")),
                    A::MultipleOf(Decimal("0.01")),
                ],
            )),
        ),
        (
            "listed",
            Required,
            or_null(with(
                f64::schema,
                vec![A::Enum(&[
                    Literal::Number(Bound::Integer(1)),
                    Literal::Number(Decimal("2.5")),
                    Literal::Number(Bound::Integer(1_000_000_000_000_000_000_000_000_000_000)),
                ])],
            )),
        ),
        (
            "filled",
            Default(Some("5")),
            or_null(with(i64::schema, vec![A::Const(Literal::Number(int(0)))])),
        ),
    ]);
    same::<Numbers>("Numbers", Types::OBJECT, vec![numbers]);
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(additional_properties = false, min_properties = 1, max_properties = 9)]
struct Texts {
    #[contract(
        min_length = 1,
        max_length = 18446744073709551615,
        pattern = "[\"\\\\\n;:=\\]é]",
        format = "date"
    )]
    first: String,
    #[contract(default = "a\"b", const = "a\"b")]
    text: String,
    #[contract(rename = "a:b;[c]{d}=\n\u{1F600}", enum("é", "[", ""))]
    name: Option<String>,
    #[contract(rename = "")]
    r#type: Option<Box<Texts>>,
    #[contract(default = Words::default())]
    word: Words,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Contract)]
enum Words {
    #[default]
    #[contract(rename = "é\n")]
    First,
    Second,
}

#[test]
fn texts_of_any_kind() {
    let first = vec![
        A::MinLength(1),
        A::MaxLength(u64::MAX),
        A::Pattern("[\"\\\\\n;:=\\]é]"),
        A::Format("date"),
    ];
    let name = A::Enum(&[
        Literal::String("é"),
        Literal::String("["),
        Literal::String(""),
    ]);
    let text = vec![A::Const(Literal::String("a\"b"))];
    let rows = vec![
        ("first", Required, with(String::schema, first)),
        (
            "text",
            Default(Some(r#""a\"b""#)),
            with(String::schema, text),
        ),
        (
            "a:b;[c]{d}=\n\u{1F600}",
            Optional,
            with(String::schema, vec![name]),
        ),
        ("", Optional, to(Texts::schema)),
        ("word", Default(None), to(Words::schema)),
    ];
    let all = vec![
        properties(rows),
        A::NoAdditionalProperties,
        A::MinProperties(1),
        A::MaxProperties(9),
    ];
    same::<Texts>("Texts", Types::OBJECT, all);
    let words = A::Enum(&[Literal::String("é\n"), Literal::String("Second")]);
    same::<Words>("Words", Types::STRING, vec![words]);
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Lists {
    #[contract(unique_items, min_items = 0, max_items = 2, items(items(const = true)))]
    list: Vec<Option<Vec<bool>>>,
    #[contract(additional_properties(const = false), min_properties = 1)]
    map: BTreeMap<String, bool>,
    #[contract(flatten, additional_properties(max_length = 2))]
    others: BTreeMap<String, Option<String>>,
}

#[test]
fn attributes_inside_of_lists_and_maps() {
    let constant = |value| with(any, vec![A::Const(Literal::Bool(value))]);
    let list = vec![
        A::UniqueItems,
        A::MinItems(0),
        A::MaxItems(2),
        A::Items(or_null(with(any, vec![A::Items(constant(true))]))),
    ];
    let map = vec![
        A::MinProperties(1),
        A::AdditionalProperties(constant(false)),
    ];
    let rows = vec![
        (
            "list",
            Required,
            with(<Vec<Option<Vec<bool>>>>::schema, list),
        ),
        ("map", Required, with(<BTreeMap<String, bool>>::schema, map)),
    ];
    let others = or_null(with(String::schema, vec![A::MaxLength(2)]));
    let all = vec![properties(rows), A::AdditionalProperties(others)];
    same::<Lists>("Lists", Types::OBJECT, all);
}

#[derive(Clone, Debug, PartialEq, Contract)]
struct Inner(#[contract(minimum = 1)] Option<i64>);

#[derive(Clone, Debug, PartialEq, Contract)]
enum ByType {
    Number(#[contract(maximum = 3)] i64),
    List(Vec<Self>),
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(tag = "kind")]
enum ByTag {
    #[contract(tags("a", "é;"))]
    First(Numbers),
    #[contract(tags("b"))]
    Second(Box<Texts>),
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(one_of)]
enum ByTrial {
    First(#[contract(minimum = 1)] i64),
    Second(i64),
}

#[test]
fn newtypes_and_unions() {
    let inner = or_null(with(i64::schema, vec![A::Minimum(int(1))]));
    same::<Inner>("Inner", Types::ANY, vec![A::Ref(inner)]);
    let number = with(i64::schema, vec![A::Maximum(int(3))]);
    let links = vec![number, to(<Vec<ByType>>::schema)];
    same::<ByType>("ByType", Types::ANY, vec![A::OneOfByType(links.leak())]);
    let variants: Vec<(&[&str], Link)> = vec![
        (&["a", "é;"], to(Numbers::schema)),
        (&["b"], to(Texts::schema)),
    ];
    let tagged = A::Tagged {
        property: "kind",
        variants: variants.leak(),
    };
    same::<ByTag>("ByTag", Types::ANY, vec![tagged]);
    let first = with(i64::schema, vec![A::Minimum(int(1))]);
    let links = vec![first, to(i64::schema)];
    same::<ByTrial>("ByTrial", Types::ANY, vec![A::OneOf(links.leak())]);
}

/// A type with parameters has a table for each list of arguments.
#[derive(Clone, Debug, PartialEq, Contract)]
struct Page<T> {
    #[contract(max_items = 3)]
    items: Vec<T>,
    next: Option<Box<Page<T>>>,
}

fn page<T: Contract>() {
    let items = with(<Vec<T>>::schema, vec![A::MaxItems(3)]);
    let rows = vec![
        ("items", Required, items),
        ("next", Optional, to(<Page<T>>::schema)),
    ];
    same::<Page<T>>("Page", Types::OBJECT, vec![properties(rows)]);
}

#[test]
fn types_with_parameters() {
    page::<Numbers>();
    page::<Texts>();
    page::<Page<Words>>();
    let [numbers, texts] = [<Page<Numbers>>::schema(), <Page<Texts>>::schema()];
    assert!(!std::ptr::eq(numbers, texts));
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(schema = r##"{
    "type": ["null", "boolean", "object", "array", "integer", "string"],
    "const": {"a": [1]}, "enum": [[], 1], "uniqueItems": true, "format": "date", "pattern": "#\"",
    "multipleOf": 2, "maximum": 1, "minimum": 0.5, "exclusiveMaximum": 1e400, "exclusiveMinimum": -1,
    "minLength": 1, "maxLength": 2, "minItems": 3, "maxItems": 4, "minProperties": 5, "maxProperties": 6,
    "required": ["a", ""], "dependentRequired": {"a": ["b", "c"], "d": []}
}"##)]
struct Plain(Value);

#[test]
fn keywords_without_schemas() {
    let types = [
        Types::BOOLEAN,
        Types::OBJECT,
        Types::ARRAY,
        Types::INTEGER,
        Types::STRING,
    ];
    let types = types.into_iter().fold(Types::NULL, Types::with);
    let all = vec![
        A::ConstJson(r#"{"a":[1]}"#),
        A::EnumJson(&["[]", "1"]),
        A::UniqueItems,
        A::Format("date"),
        A::Pattern("#\""),
        A::MultipleOf(int(2)),
        A::Maximum(int(1)),
        A::Minimum(Decimal("0.5")),
        A::ExclusiveMaximum(Decimal("1e400")),
        A::ExclusiveMinimum(int(-1)),
        A::MinLength(1),
        A::MaxLength(2),
        A::MinItems(3),
        A::MaxItems(4),
        A::MinProperties(5),
        A::MaxProperties(6),
        A::Required(&["a", ""]),
        A::DependentRequired(&[("a", &["b", "c"]), ("d", &[])]),
    ];
    same::<Plain>("Plain", types, all);
}

#[derive(Clone, Debug, PartialEq, Contract)]
#[contract(schema = r#"{
    "unevaluatedProperties": false, "unevaluatedItems": {"type": "number"},
    "properties": {"a": {}, "b": {"$ref": "Words"}}, "patternProperties": {"^a": {"$ref": "Self"}},
    "additionalProperties": {"type": "null"}, "propertyNames": {"const": null}, "dependentSchemas": {"c": false},
    "prefixItems": [true, {"items": {"$ref": "Words"}}], "items": {"enum": [true, false]},
    "allOf": [{"additionalProperties": false}], "anyOf": [{"$ref": "Self"}], "oneOf": [true, false],
    "not": {"if": {}, "then": {"maxItems": 0}}, "if": false, "else": true, "$ref": "Words",
    "contains": {"contains": {}, "minContains": 0, "maxContains": 7}
}"#)]
struct Applicators(Value);

#[test]
fn keywords_with_schemas() {
    let nested = |assertions| inside(Types::ANY, assertions);
    let (own, words) = (|| to(Applicators::schema), || to(Words::schema));
    let (all, none) = (|| to(any), || to(never));
    let rows = vec![("a", Optional, all()), ("b", Optional, words())];
    let condition = |condition, then, otherwise| A::IfThenElse {
        condition,
        then,
        otherwise,
    };
    let no_items = nested(vec![A::MaxItems(0)]);
    let not = vec![condition(all(), Some(no_items), None)];
    let few = A::Contains {
        link: all(),
        min: 0,
        max: Some(7),
    };
    let contains = A::Contains {
        link: nested(vec![few]),
        min: 1,
        max: None,
    };
    let either = &[Literal::Bool(true), Literal::Bool(false)];
    let prefix = vec![all(), nested(vec![A::Items(words())])];
    let expected = vec![
        properties(rows),
        A::PatternProperties(vec![("^a", own())].leak()),
        A::AdditionalProperties(inside(Types::NULL, vec![])),
        A::PropertyNames(nested(vec![A::Const(Literal::Null)])),
        A::DependentSchemas(vec![("c", none())].leak()),
        A::PrefixItems(prefix.leak()),
        A::ItemsAfter(2, nested(vec![A::Enum(either)])),
        A::AllOf(vec![nested(vec![A::NoAdditionalProperties])].leak()),
        A::AnyOf(vec![own()].leak()),
        A::OneOf(vec![all(), none()].leak()),
        A::Not(nested(not)),
        condition(none(), None, Some(all())),
        A::Ref(words()),
        contains,
        A::UnevaluatedProperties(none()),
        A::UnevaluatedItems(inside(Types::NUMBER, vec![])),
    ];
    same::<Applicators>("Applicators", Types::ANY, expected);
}
