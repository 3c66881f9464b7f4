//! `anyOf` whose alternatives overlap where it does not matter, and names that may be any string.

use crate::sketch::types;

/// Each schema of a table is component `A`.
fn check(table: &[(&str, &str)]) {
    for (schema, expected) in table {
        assert_eq!(types(&format!("    A: {schema}\n")), *expected, "{schema}");
    }
}

#[test]
fn an_alternative_without_values_of_its_own_says_nothing() {
    check(&[
        (
            "{anyOf: [{type: string, maxLength: 9}, {type: string, enum: ['']}]}",
            "A = text(maxLength 9)",
        ),
        (
            "{anyOf: [{type: string, enum: ['']}, {type: string, minLength: 1}]}",
            "A = checked {\"type\":\"string\",\"anyOf\":[{\"type\":\"string\",\"enum\":[\"\"]},{\"type\":\"string\",\"minLength\":1}]}",
        ),
        (
            "{oneOf: [{type: string, maxLength: 9}, {type: string, enum: ['']}]}",
            "A = just one: String text(maxLength 9) or String A.string\nA.string = one of  or other",
        ),
    ]);
}

#[test]
fn arrays_of_different_items_share_the_empty_one() {
    check(&[
        (
            "{anyOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]}",
            "A = just one: Strings [text] or Integers [i64](minItems 1)",
        ),
        (
            "{anyOf: [{type: array, minItems: 1, items: {type: string}}, {type: array, items: {type: integer}}]}",
            "A = just one: Strings [text](minItems 1) or Integers [i64]",
        ),
    ]);
    let shared = types(
        "    A: {anyOf: [{type: array, items: {type: number}}, {type: array, items: {type: integer}}]}\n",
    );
    assert!(shared.starts_with("A = checked"), "{shared}");
}

#[test]
fn names_that_may_be_any_string_are_not_judged() {
    check(&[(
        "{type: object, propertyNames: {type: string}, additionalProperties: {type: integer}}",
        "A = {i64}",
    )]);
    let judged = types(
        "    A: {type: object, propertyNames: {type: string, minLength: 1}, additionalProperties: {type: integer}}\n",
    );
    assert!(judged.starts_with("A = checked"), "{judged}");
}
