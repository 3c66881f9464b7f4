//! Every spelling of null, in both dialects, ends in the slot.

use crate::sketch::{types, types_of};

#[test]
fn spellings_of_3_1() {
    let spellings = [
        "{type: [string, 'null']}",
        "{type: ['null', string]}",
        "{anyOf: [{type: string}, {type: 'null'}]}",
        "{oneOf: [{type: 'null'}, {type: string}]}",
        "{anyOf: [{type: string}, {const: null}]}",
        "{anyOf: [{type: string}, {enum: [null]}]}",
        "{anyOf: [{type: [string, 'null']}]}",
        "{allOf: [{type: [string, 'null']}]}",
        "{$ref: '#/components/schemas/N'}",
        "{allOf: [{$ref: '#/components/schemas/N'}]}",
        "{anyOf: [{$ref: '#/components/schemas/S'}, {type: 'null'}]}",
    ];
    for spelling in spellings {
        let schemas = format!(
            "    A: {{type: object, properties: {{p: {spelling}}}}}\n    N: {{type: [string, 'null']}}\n    S: {{type: string}}\n"
        );
        let sketch = types(&schemas);
        let first = sketch.lines().next().unwrap();
        let expected = ["A {p?: text|null}", "A {p?: N|null}", "A {p?: S|null}"];
        assert!(expected.contains(&first), "{spelling}: {first}");
    }
}

#[test]
fn spellings_of_3_0() {
    let spellings = [
        "{type: string, nullable: true}",
        "{nullable: true, allOf: [{type: string}]}",
        "{nullable: true, allOf: [{$ref: '#/components/schemas/S'}]}",
        "{nullable: true, oneOf: [{$ref: '#/components/schemas/S'}]}",
        "{nullable: true, anyOf: [{$ref: '#/components/schemas/S'}], description: d}",
        "{$ref: '#/components/schemas/N'}",
    ];
    for spelling in spellings {
        let schemas = format!(
            "    A: {{type: object, properties: {{p: {spelling}}}}}\n    N: {{type: string, nullable: true}}\n    S: {{type: string}}\n"
        );
        let sketch = types_of("3.0.3", &schemas);
        let first = sketch.lines().next().unwrap();
        let expected = ["A {p?: text|null}", "A {p?: N|null}", "A {p?: S|null}"];
        assert!(expected.contains(&first), "{spelling}: {first}");
    }
}

#[test]
fn what_is_not_nullable() {
    for spelling in [
        "{type: string}",
        "{anyOf: [{type: string}]}",
        "{allOf: [{type: [string, 'null']}, {type: string}]}",
        "{type: [string, 'null'], minLength: 1, allOf: [{type: string}]}",
    ] {
        let sketch = types(&format!(
            "    A: {{type: object, properties: {{p: {spelling}}}}}\n"
        ));
        assert!(
            sketch.starts_with("A {p?: text") && !sketch.contains("null"),
            "{spelling}: {sketch}"
        );
    }
    assert_eq!(
        types_of(
            "3.0.3",
            "    A: {type: object, properties: {p: {type: string, nullable: false}}}\n"
        ),
        "A {p?: text}"
    );
}

#[test]
fn enumerations_with_null() {
    assert_eq!(
        types("    A: {type: object, properties: {p: {enum: [x, y, null]}}}\n"),
        "A {p?: A.p|null}\nA.p = one of x/y or other"
    );
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {type: [string, 'null'], enum: [x, null]}}}\n"
        ),
        "A {p?: A.p|null}\nA.p = one of x or other"
    );
    // The letter of 3.1: `enum` decides.
    assert_eq!(
        types_of(
            "3.1.0",
            "    A: {type: object, properties: {p: {type: [string, 'null'], enum: [x]}}}\n"
        ),
        "A {p?: A.p}\nA.p = one of x or other"
    );
    assert_eq!(
        types_of(
            "3.0.3",
            "    A: {type: object, properties: {p: {type: string, nullable: true, enum: [x]}}}\n"
        ),
        "A {p?: A.p|null}\nA.p = one of x or other"
    );
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {type: [integer, 'null'], enum: [1, null]}}}\n"
        ),
        "A {p?: i64(one of 1)|null}"
    );
}

#[test]
fn nullability_belongs_to_the_use_not_to_the_type() {
    assert_eq!(
        types(
            "    A: {type: object, required: [n, l], properties: {n: {$ref: '#/components/schemas/N'}, l: {type: array, items: {$ref: '#/components/schemas/N'}}}}\n    N: {type: [object, 'null'], properties: {x: {type: 'null'}}}\n"
        ),
        "A {n: N|null, l: [N|null]}\nN {x?: null}"
    );
}
