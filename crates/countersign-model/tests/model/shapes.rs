//! Types and formats to shapes, law 1 of DESIGN: a bound never picks one.

use crate::sketch::{document, said, types, types_of};

fn property(schema: &str) -> String {
    let sketch = types(&format!(
        "    A: {{type: object, required: [p], properties: {{p: {schema}}}}}\n"
    ));
    let first = sketch.lines().next().unwrap().to_owned();
    first
        .strip_prefix("A {p: ")
        .unwrap()
        .strip_suffix('}')
        .unwrap()
        .to_owned()
}

#[test]
fn widths_come_from_type_and_format_alone() {
    for (schema, shape) in [
        ("{type: integer}", "i64"),
        (
            "{type: integer, minimum: 1, maximum: 100}",
            "i64(min 1, max 100)",
        ),
        ("{type: integer, minimum: 0}", "i64(min 0)"),
        ("{type: integer, format: int32}", "i32"),
        ("{type: integer, format: uint8, maximum: 7}", "u8(max 7)"),
        ("{type: integer, format: uint64}", "u64"),
        ("{type: number}", "f64"),
        (
            "{type: number, format: double, multipleOf: 0.01}",
            "f64(step 0.01)",
        ),
        ("{type: number, format: float}", "f32"),
        ("{type: boolean}", "bool"),
        ("{type: 'null'}", "null"),
        ("{}", "any"),
        ("true", "any"),
    ] {
        assert_eq!(property(schema), shape, "{schema}");
    }
}

#[test]
fn strings_arrays_and_maps() {
    for (schema, shape) in [
        ("{type: string}", "text"),
        ("{type: string, format: date-time}", "datetime"),
        ("{type: string, format: date}", "date"),
        ("{type: string, format: uuid}", "text(format uuid)"),
        ("{type: string, format: password}", "text"),
        (
            "{type: string, minLength: 1, maxLength: 8, pattern: '^a'}",
            "text(minLength 1, maxLength 8, pattern ^a)",
        ),
        ("{type: array}", "[any]"),
        (
            "{type: array, items: {type: integer, minimum: 0}, minItems: 1, maxItems: 2, uniqueItems: true}",
            "[i64(min 0)](minItems 1, maxItems 2, unique)",
        ),
        ("{type: object}", "{any}"),
        (
            "{type: object, additionalProperties: {type: string}, minProperties: 1, maxProperties: 3}",
            "{text}(minProperties 1, maxProperties 3)",
        ),
        ("{type: object, additionalProperties: true}", "{any}"),
        (
            "{type: array, items: {type: object, additionalProperties: {type: array, items: {type: [boolean, 'null']}}}}",
            "[{[bool|null]}]",
        ),
    ] {
        assert_eq!(property(schema), shape, "{schema}");
    }
}

#[test]
fn listed_values() {
    for (schema, shape) in [
        ("{type: integer, enum: [1, 2]}", "i64(one of 1/2)"),
        ("{enum: [1, 2.5]}", "f64(one of 1/2.5)"),
        ("{enum: [1, x]}", "A.p"),
        ("{const: 5}", "i64(only 5)"),
        ("{const: true}", "bool(only true)"),
        ("{const: x}", "A.p"),
        ("{type: string, enum: [x, y]}", "A.p"),
    ] {
        assert_eq!(property(schema), shape, "{schema}");
    }
}

#[test]
fn objects() {
    assert_eq!(
        types(
            "    A: {type: object, required: [a], properties: {b: {type: string}, a: {type: integer, default: 3}, c: {type: integer, default: 3}}, additionalProperties: {type: integer}}\n"
        ),
        "A {b?: text, a: i64, c: i64 = 3, *: i64}"
    );
    assert_eq!(
        types(
            "    A: {type: object, properties: {b: {type: string}}, additionalProperties: {type: integer}, maxProperties: 9}\n"
        ),
        "A {b?: text, *: i64, maxProperties 9}"
    );
    assert_eq!(
        types("    A: {type: object, additionalProperties: false}\n"),
        "A {refused}"
    );
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {type: object, properties: {q: {type: object, properties: {}, additionalProperties: false}}}}}\n"
        ),
        "A {p?: A.p}\nA.p {q?: A.p.q}\nA.p.q {refused}"
    );
}

#[test]
fn components_are_types_whatever_they_are() {
    assert_eq!(
        types(
            "    Id: {type: string, maxLength: 8}\n    Ids: {type: array, items: {$ref: '#/components/schemas/Id'}, maxItems: 3}\n    Any: {}\n    Alias: {$ref: '#/components/schemas/Ids'}\n    State: {type: string, enum: [a]}\n"
        ),
        "Id = text(maxLength 8)\nIds = [Id](maxItems 3)\nAny = any\nAlias = Ids\nState = one of a or other"
    );
}

#[test]
fn checks_beside_a_reference_stand_at_the_use() {
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {$ref: '#/components/schemas/Sat', maximum: 9}, s: {$ref: '#/components/schemas/State', const: a}}}\n    Sat: {type: integer, minimum: 1}\n    State: {type: string, enum: [a, b]}\n"
        ),
        "A {p?: Sat(max 9), s?: State(only \"a\")}\nSat = i64(min 1)\nState = one of a/b or other"
    );
}

#[test]
fn defaults_come_from_the_use_or_from_what_it_refers_to() {
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {$ref: '#/components/schemas/Sat'}, q: {$ref: '#/components/schemas/Sat', default: 7}, r: {type: [string, 'null'], default: null}}}\n    Sat: {type: integer, default: 5}\n"
        ),
        "A {p: Sat = 5, q: Sat = 7, r: text|null = null}\nSat = i64"
    );
    // One that the schema refuses is not used.
    assert_eq!(
        types_of(
            "3.1.0",
            "    A: {type: object, properties: {p: {type: integer, minimum: 1, default: 0}}}\n"
        ),
        "A {p?: i64(min 1)}"
    );
}

#[test]
fn a_missing_type_is_inferred_aloud() {
    let text = document(
        "3.1.0",
        "    A: {properties: {p: {type: string}}}\n    B: {items: {type: string}}\n    C: {allOf: [{$ref: '#/components/schemas/A'}, {required: [p]}]}\n",
    );
    assert_eq!(
        said(&text),
        [
            "6:5 warning CS0219 no `type`: taken for `object`",
            "7:5 warning CS0219 no `type`: taken for `array`",
            "8:5 warning CS0219 no `type`: taken for `object`",
        ]
    );
    assert_eq!(
        types_of(
            "3.1.0",
            "    A: {properties: {p: {type: string}}}\n    B: {items: {type: string}}\n"
        ),
        "A {p?: text}\nB = [text]"
    );
}

/// A member that is dropped could not be counted, and one that is filled in would be.
#[test]
fn counted_members_are_kept_as_they_are() {
    let schemas =
        "    A: {type: object, properties: {n: {type: integer, default: 5}}, minProperties: 1}\n";
    assert_eq!(
        types_of("3.1.0", schemas),
        "A {n?: i64, *: any, minProperties 1}"
    );
    assert_eq!(
        said(&document("3.1.0", schemas)),
        ["6:55 note CS0214 `default` of `n` not filled in"]
    );
}
