//! `anyOf`, `oneOf` and lists of types: unions where the JSON type chooses, any value elsewhere.

use crate::sketch::{document, said, types, types_of};

#[test]
fn disjoint_types_are_unions() {
    for (schema, expected) in [
        (
            "{type: [string, integer]}",
            "A = Integer i64 or String text",
        ),
        (
            "{type: [string, integer, 'null'], minimum: 3, maxLength: 4}",
            "A = Integer i64(min 3) or String text(maxLength 4)",
        ),
        (
            "{anyOf: [{type: string, maxLength: 4}, {type: integer}]}",
            "A = String text(maxLength 4) or Integer i64",
        ),
        (
            "{oneOf: [{type: boolean}, {type: array, items: {type: string}}, {type: 'null'}]}",
            "A = Boolean bool or Array [text]",
        ),
        (
            "{oneOf: [{type: [string, boolean]}, {type: number}]}",
            "A = Boolean bool or String text or Number f64",
        ),
    ] {
        assert_eq!(types(&format!("    A: {schema}\n")), expected, "{schema}");
    }
}

#[test]
fn variants_may_be_objects_and_enumerations() {
    assert_eq!(
        types(
            "    A: {oneOf: [{type: object, properties: {x: {type: integer}}}, {type: string, enum: [a]}, {$ref: '#/components/schemas/N'}]}\n    N: {type: number}\n"
        ),
        "A = Object A.object or String A.string or Number N\nA.object {x?: i64}\nA.string = one of a or other\nN = f64"
    );
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {type: [object, string], properties: {x: {type: integer}}}}}\n"
        ),
        "A {p?: A.p}\nA.p = String text or Object A.p.object\nA.p.object {x?: i64}"
    );
}

#[test]
fn a_union_may_be_null_at_its_use() {
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}}}\n"
        ),
        "A {p?: A.p|null}\nA.p = String text or Integer i64"
    );
}

#[test]
fn overlapping_alternatives_are_any_value_and_said() {
    let schemas = "    A:\n      oneOf:\n        - {type: object, properties: {x: {type: integer}}}\n        - {type: object, properties: {y: {type: integer}}}\n    B:\n      anyOf: [{type: string}, {type: string, maxLength: 3}]\n";
    assert_eq!(types_of("3.1.1", schemas), "A = any\nB = any");
    assert_eq!(
        said(&document("3.1.1", schemas)),
        [
            "7:7 warning CS0214 `oneOf` not enforced: the value is taken as it is",
            "11:7 warning CS0214 `anyOf` not enforced: the value is taken as it is",
        ]
    );
    assert_eq!(
        types_of(
            "3.1.1",
            "    A: {anyOf: [{type: integer}, {type: number}]}\n"
        ),
        "A = any"
    );
}

#[test]
fn alternatives_that_only_require_leave_the_object_typed() {
    let schemas = "    A: {type: object, properties: {x: {type: integer}, y: {type: integer}}, anyOf: [{required: [x]}, {required: [y]}]}\n";
    assert_eq!(types_of("3.1.1", schemas), "A {x?: i64, y?: i64}");
    assert_eq!(
        said(&document("3.1.1", schemas)),
        ["6:77 warning CS0214 `anyOf` not enforced: what its schemas require is not asked for"]
    );
}
