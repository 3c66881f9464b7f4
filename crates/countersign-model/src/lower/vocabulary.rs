//! The keywords that a schema object may have, by dialect.

use super::Dialect;

/// In OpenAPI 3.0 (section 4.7.24) and in JSON Schema 2020-12.
const BOTH: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// Only in JSON Schema 2020-12.
const NEW_IN_31: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$schema",
    "$vocabulary",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "examples",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords that say nothing about a value by themselves: places for schemas and names, what refers to them, comments,
/// extensions.
pub(super) fn is_inert(key: &str) -> bool {
    let inert = [
        "$ref",
        "$defs",
        "$schema",
        "$id",
        "$anchor",
        "$dynamicRef",
        "$dynamicAnchor",
        "$vocabulary",
        "$comment",
        "definitions",
    ];
    key.starts_with("x-") || inert.contains(&key)
}

/// The vocabularies that are known, by the last part of their URIs (core, section 8.1.2).
pub(super) const VOCABULARIES: [&str; 9] = [
    "core",
    "applicator",
    "unevaluated",
    "validation",
    "meta-data",
    "format-annotation",
    "format-assertion",
    "content",
    "base", // OpenAPI's own
];

/// The vocabulary of a keyword, as [`VOCABULARIES`] has it; of `format` there are two. `None` for those which every
/// dialect has.
pub(super) fn vocabulary_of(keyword: &str) -> Option<&'static [&'static str]> {
    Some(match keyword {
        "allOf"
        | "anyOf"
        | "oneOf"
        | "not"
        | "if"
        | "then"
        | "else"
        | "properties"
        | "items"
        | "patternProperties"
        | "additionalProperties"
        | "propertyNames"
        | "prefixItems"
        | "contains"
        | "dependentSchemas" => &["applicator"],
        "unevaluatedItems" | "unevaluatedProperties" => &["unevaluated"],
        "type" | "enum" | "const" | "multipleOf" | "maximum" | "exclusiveMaximum" | "minimum"
        | "exclusiveMinimum" | "maxLength" | "minLength" | "pattern" | "maxItems" | "minItems"
        | "uniqueItems" | "maxContains" | "minContains" | "maxProperties" | "minProperties"
        | "required" | "dependentRequired" => &["validation"],
        "title" | "description" | "default" | "deprecated" | "readOnly" | "writeOnly"
        | "examples" => &["meta-data"],
        "format" => &["format-annotation", "format-assertion"],
        "contentEncoding" | "contentMediaType" | "contentSchema" => &["content"],
        _ => return None,
    })
}

pub(super) fn is_new_in_31(key: &str) -> bool {
    NEW_IN_31.binary_search(&key).is_ok()
}

/// The keywords of a dialect, sorted within each of its two parts.
pub(super) fn known(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    let (only, rest): (&[&str], &[&str]) = match dialect {
        Dialect::OpenApi30 => (&["nullable"], &[]),
        Dialect::JsonSchema => (&[], NEW_IN_31),
    };
    BOTH.iter().chain(only).chain(rest).copied()
}

#[cfg(test)]
mod tests {
    use super::{BOTH, NEW_IN_31};

    #[test]
    fn the_lists_are_sorted() {
        assert!(BOTH.is_sorted());
        assert!(NEW_IN_31.is_sorted());
    }
}
