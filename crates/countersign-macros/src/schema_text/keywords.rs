//! Every keyword of JSON Schema 2020-12 that a schema may have, one line a keyword.

use countersign_json::Value;

use crate::parse::Assertion;

use super::{
    Keyword, counts,
    reader::{Members, Reader},
    scalars, subschemas,
};

/// Reads the value of a keyword; its siblings have a say in some.
pub(super) type Read = fn(&mut Reader<'_>, &Members, &Value) -> Option<Keyword>;

/// The reader of a keyword.
pub(super) fn find(name: &str) -> Option<Read> {
    let (_, read) = TABLE.iter().find(|(known, _)| *known == name)?;
    Some(*read)
}

/// The keywords that `find` knows.
pub(super) fn names() -> Vec<&'static str> {
    TABLE.iter().map(|(name, _)| *name).collect()
}

const TABLE: &[(&str, Read)] = &[
    ("$comment", annotation),
    ("$ref", |r, _, v| {
        r.reference(v).map(|target| Keyword::One("Ref", target))
    }),
    ("additionalProperties", |r, _, v| {
        subschemas::additional_properties(r, v)
    }),
    ("allOf", |r, _, v| subschemas::list(r, v, "AllOf")),
    ("anyOf", |r, _, v| subschemas::list(r, v, "AnyOf")),
    ("const", |_, _, v| Some(scalars::constant(v))),
    ("contains", subschemas::contains),
    ("contentEncoding", annotation),
    ("contentMediaType", annotation),
    ("contentSchema", annotation),
    ("default", annotation),
    ("dependentRequired", |r, _, v| {
        subschemas::dependent_required(r, v).map(Keyword::DependentRequired)
    }),
    ("dependentSchemas", |r, _, v| {
        subschemas::map(r, v).map(|map| Keyword::Map("DependentSchemas", map))
    }),
    ("deprecated", annotation),
    ("description", annotation),
    ("else", subschemas::branch),
    ("enum", |r, _, v| scalars::enumeration(r, v)),
    ("examples", annotation),
    ("exclusiveMaximum", |r, _, v| {
        scalars::number(r, v, Assertion::ExclusiveMaximum)
    }),
    ("exclusiveMinimum", |r, _, v| {
        scalars::number(r, v, Assertion::ExclusiveMinimum)
    }),
    ("format", |r, _, v| scalars::text(r, v, Assertion::Format)),
    ("if", subschemas::condition),
    ("items", subschemas::items),
    ("maxContains", counts::beside_contains),
    ("maxItems", |r, _, v| {
        counts::keyword(r, v, Assertion::MaxItems)
    }),
    ("maxLength", |r, _, v| {
        counts::keyword(r, v, Assertion::MaxLength)
    }),
    ("maxProperties", |r, _, v| {
        counts::keyword(r, v, Assertion::MaxProperties)
    }),
    ("maximum", |r, _, v| {
        scalars::number(r, v, Assertion::Maximum)
    }),
    ("minContains", counts::beside_contains),
    ("minItems", |r, _, v| {
        counts::keyword(r, v, Assertion::MinItems)
    }),
    ("minLength", |r, _, v| {
        counts::keyword(r, v, Assertion::MinLength)
    }),
    ("minProperties", |r, _, v| {
        counts::keyword(r, v, Assertion::MinProperties)
    }),
    ("minimum", |r, _, v| {
        scalars::number(r, v, Assertion::Minimum)
    }),
    ("multipleOf", scalars::multiple_of),
    ("not", |r, _, v| subschemas::one(r, v, "Not")),
    ("oneOf", |r, _, v| subschemas::list(r, v, "OneOf")),
    ("pattern", |r, _, v| scalars::text(r, v, Assertion::Pattern)),
    ("patternProperties", |r, _, v| {
        subschemas::map(r, v).map(|map| Keyword::Map("PatternProperties", map))
    }),
    ("prefixItems", |r, _, v| {
        subschemas::list(r, v, "PrefixItems")
    }),
    ("properties", |r, _, v| {
        subschemas::map(r, v).map(Keyword::Properties)
    }),
    ("propertyNames", |r, _, v| {
        subschemas::one(r, v, "PropertyNames")
    }),
    ("readOnly", annotation),
    ("required", |r, _, v| {
        subschemas::names(r, v).map(Keyword::Required)
    }),
    ("then", subschemas::branch),
    ("title", annotation),
    ("type", annotation), // read ahead of the others: it is the table's own
    ("unevaluatedItems", |r, _, v| {
        subschemas::one(r, v, "UnevaluatedItems")
    }),
    ("unevaluatedProperties", |r, _, v| {
        subschemas::one(r, v, "UnevaluatedProperties")
    }),
    ("uniqueItems", |r, _, v| scalars::unique_items(r, v)),
    ("writeOnly", annotation),
];

/// A keyword that decides about no instance.
fn annotation(_: &mut Reader<'_>, _: &Members, _: &Value) -> Option<Keyword> {
    None
}
