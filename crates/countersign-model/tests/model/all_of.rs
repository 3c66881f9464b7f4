//! `allOf`: objects merged into one, wrappers around a reference, the tightest of several bounds.

use crate::sketch::{document, said, types, types_of};

const BASE: &str = "    Base: {type: object, required: [id], properties: {id: {type: string, maxLength: 9}, n: {type: integer, minimum: 1}}}\n";

fn with_base(schema: &str) -> String {
    let sketch = types(&format!("{BASE}    A: {schema}\n"));
    let lines: Vec<&str> = sketch.lines().skip(1).collect();
    lines.join("\n")
}

#[test]
fn a_wrapper_is_what_it_wraps() {
    for schema in [
        "{allOf: [{$ref: '#/components/schemas/Base'}], description: d}",
        "{allOf: [{$ref: '#/components/schemas/Base'}], type: object}",
        "{allOf: [{allOf: [{$ref: '#/components/schemas/Base'}]}]}",
        "{anyOf: [{$ref: '#/components/schemas/Base'}]}",
        "{allOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/Base'}]}",
        "{$ref: '#/components/schemas/Base', title: t}",
    ] {
        assert_eq!(with_base(schema), "A = Base", "{schema}");
    }
}

#[test]
fn objects_merge_in_reading_order() {
    assert_eq!(
        with_base(
            "{allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {x: {type: boolean}}}], required: [x]}"
        ),
        "A {id: text(maxLength 9), n?: i64(min 1), x: bool}"
    );
    assert_eq!(
        with_base("{$ref: '#/components/schemas/Base', properties: {x: {type: boolean}}}"),
        "A {id: text(maxLength 9), n?: i64(min 1), x?: bool}"
    );
    assert_eq!(
        with_base("{allOf: [{$ref: '#/components/schemas/Base'}], required: [n]}"),
        "A {id: text(maxLength 9), n: i64(min 1)}"
    );
}

#[test]
fn a_property_that_is_there_twice_satisfies_both() {
    assert_eq!(
        with_base(
            "{allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {id: {type: string, minLength: 2, maxLength: 20}, n: {minimum: 0, maximum: 7}}}]}"
        ),
        "A {id: text(minLength 2, maxLength 9), n?: i64(min 1, max 7)}"
    );
    assert_eq!(
        with_base(
            "{allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {id: {const: x}}}]}"
        ),
        "A {id: A.id, n?: i64(min 1)}\nA.id = one of x or other"
    );
}

#[test]
fn nested_objects_merge_as_well() {
    assert_eq!(
        types(
            "    A: {allOf: [{type: object, properties: {p: {type: object, properties: {x: {type: integer}}}}}, {type: object, properties: {p: {type: object, properties: {y: {type: integer}}}}}]}\n"
        ),
        "A {p?: A.p}\nA.p {x?: i64, y?: i64}"
    );
}

#[test]
fn bounds_merge_to_the_tightest() {
    for (schema, expected) in [
        (
            "{allOf: [{type: number, minimum: 1, maximum: 9}, {exclusiveMinimum: 2, maximum: 8.5}]}",
            "A = f64(min 1, above 2, max 8.5)",
        ),
        ("{allOf: [{type: number}, {type: integer}]}", "A = i64"),
        (
            "{allOf: [{type: integer, multipleOf: 2}, {multipleOf: 6}]}",
            "A = i64(step 6)",
        ),
        (
            "{allOf: [{type: integer, multipleOf: 0.5}, {multipleOf: 0.25}]}",
            "A = i64(step 0.5)",
        ),
        (
            "{allOf: [{type: string, enum: [a, b]}, {enum: [b, c]}]}",
            "A = one of b or other",
        ),
        (
            "{allOf: [{type: array, items: {type: integer}, minItems: 1}, {items: {minimum: 3}, uniqueItems: true}]}",
            "A = [i64(min 3)](minItems 1, unique)",
        ),
    ] {
        assert_eq!(types(&format!("    A: {schema}\n")), expected, "{schema}");
    }
}

#[test]
fn what_cannot_merge_is_judged_whole() {
    let text = document(
        "3.1.1",
        "    A:\n      allOf:\n        - {type: integer, multipleOf: 4}\n        - {multipleOf: 6}\n    B:\n      allOf: [{type: string, pattern: a}, {pattern: b}]\n    C:\n      allOf: [{type: string}, {type: integer}]\n",
    );
    assert_eq!(
        said(&text),
        ["12:5 warning CS0217 no value satisfies this schema: every value is refused",]
    );
    assert_eq!(
        types_of(
            "3.1.1",
            "    A: {allOf: [{type: integer, multipleOf: 4}, {multipleOf: 6}]}\n    C: {allOf: [{type: string}, {type: integer}]}\n"
        ),
        "A = checked {\"type\":\"integer\",\"allOf\":[{\"type\":\"integer\",\"multipleOf\":4},{\"multipleOf\":6}]}\nC = checked {\"allOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}"
    );
}

#[test]
fn additional_properties_hold_for_the_properties_of_others() {
    assert_eq!(
        types(
            "    A: {allOf: [{type: object, properties: {a: {type: integer}}, additionalProperties: {type: integer, minimum: 5}}, {type: object, properties: {b: {type: integer}}}]}\n"
        ),
        "A {a?: i64, b?: i64(min 5), *: i64(min 5)}"
    );
    let schemas = "    A: {allOf: [{type: object, properties: {a: {type: integer}}, additionalProperties: false}, {type: object, properties: {b: {type: integer}}}]}\n";
    assert_eq!(types_of("3.1.1", schemas), "A {a?: i64, b?: i64, refused}");
    assert_eq!(
        said(&document("3.1.1", schemas)),
        [
            "6:66 warning CS0216 `additionalProperties: false` refuses `b` of the same object: not enforced"
        ]
    );
}
