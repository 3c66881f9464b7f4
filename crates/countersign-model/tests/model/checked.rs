//! What no typed form holds: values that are kept and judged whole, and the text of their schemas.

use countersign_model::{Mapping, Reading, checked, lower_as};

use crate::sketch::{document, resolved, sketch, types};

/// The text of component `A`, a checked value.
fn text(schema: &str) -> String {
    let sketch = types(&format!("    A: {schema}\n"));
    let (_, text) = sketch
        .split_once("A = checked ")
        .unwrap_or_else(|| panic!("{schema}: {sketch}"));
    text.lines().next().unwrap().to_owned()
}

#[test]
fn keywords_without_a_form() {
    for (schema, expected) in [
        ("{not: {type: string}}", r#"{"not":{"type":"string"}}"#),
        ("false", "false"),
        (
            "{type: string, not: {enum: [admin]}}",
            r#"{"type":"string","not":{"enum":["admin"]}}"#,
        ),
        (
            "{if: {required: [a]}, then: {required: [b]}, else: false}",
            r#"{"if":{"required":["a"]},"then":{"required":["b"]},"else":false}"#,
        ),
        (
            "{type: array, prefixItems: [{type: string}], items: false}",
            r#"{"type":"array","prefixItems":[{"type":"string"}],"items":false}"#,
        ),
        (
            "{type: array, contains: {minimum: 1.50}, minContains: 0, maxContains: 3}",
            r#"{"type":"array","contains":{"minimum":1.5},"minContains":0,"maxContains":3}"#,
        ),
        (
            "{type: object, patternProperties: {'^x': {type: integer}}, additionalProperties: false}",
            r#"{"type":"object","patternProperties":{"^x":{"type":"integer"}},"additionalProperties":false}"#,
        ),
        (
            "{type: object, propertyNames: {maxLength: 3}}",
            r#"{"type":"object","propertyNames":{"maxLength":3}}"#,
        ),
        (
            "{type: object, dependentRequired: {a: [b, c]}, dependentSchemas: {b: {minProperties: 3}}}",
            r#"{"type":"object","dependentRequired":{"a":["b","c"]},"dependentSchemas":{"b":{"minProperties":3}}}"#,
        ),
        (
            "{type: array, unevaluatedItems: {type: integer}}",
            r#"{"type":"array","unevaluatedItems":{"type":"integer"}}"#,
        ),
        (
            "{enum: [1, x, null]}",
            r#"{"type":["null","integer","string"],"enum":[1,"x",null]}"#,
        ),
        (
            "{const: [1.0, {a: 2}]}",
            r#"{"type":"array","const":[1.0,{"a":2}]}"#,
        ),
        (
            "{type: string, not: {format: uuid, pattern: '\\d\"'}, title: T, format: custom}",
            r#"{"type":"string","not":{"pattern":"\\d\"","format":"uuid"}}"#,
        ),
    ] {
        assert_eq!(text(schema), expected, "{schema}");
    }
}

#[test]
fn keywords_about_other_types_change_nothing() {
    for (schema, expected) in [
        ("{type: string, contains: {type: integer}}", "text"),
        ("{type: integer, patternProperties: {a: false}}", "i64"),
        ("{type: object, if: {required: [a]}}", "{any}"),
        ("{type: object, propertyNames: true}", "{any}"),
    ] {
        assert_eq!(
            sketch(&crate::sketch::lowered(&document("3.1.1", &format!("    A: {schema}\n"))).0),
            format!("A = {expected}"),
            "{schema}"
        );
    }
}

#[test]
fn unevaluated_properties_of_the_outermost_schema_are_the_additional_ones() {
    assert_eq!(
        types(
            "    A: {allOf: [{type: object, properties: {a: {type: integer}}}], properties: {b: {type: string}}, unevaluatedProperties: false}\n"
        ),
        "A {a?: i64, b?: text, refused}"
    );
    assert_eq!(
        types(
            "    A: {$ref: '#/components/schemas/B', unevaluatedProperties: {type: integer}}\n    B: {type: object, properties: {a: {type: string}}}\n"
        ),
        "A {a?: text, *: i64}\nB {a?: text}"
    );
}

#[test]
fn what_is_evaluated_elsewhere_is_not_unevaluated() {
    assert_eq!(
        types(
            "    A: {type: object, properties: {b: {type: string}}, unevaluatedProperties: {type: string}, allOf: [{unevaluatedProperties: true}]}\n"
        ),
        "A {b?: text}"
    );
    assert_eq!(
        text("{type: object, if: {required: [a]}, unevaluatedProperties: false}"),
        r#"{"type":"object","unevaluatedProperties":false,"if":{"required":["a"]}}"#
    );
}

#[test]
fn references_are_types_and_recursion_ends_at_names() {
    assert_eq!(
        types(
            "    A: {not: {$ref: '#/components/schemas/B'}}\n    B: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\n"
        ),
        "A = checked {\"not\":{\"$ref\":\"B\"}}\nB {b?: box B}"
    );
    assert_eq!(
        types(
            "    A: {type: object, not: {required: [x]}, properties: {a: {$ref: '#/components/schemas/A'}}}\n"
        ),
        r##"A = checked {"type":"object","properties":{"a":{"$ref":"A"}},"not":{"required":["x"]}}"##
    );
}

#[test]
fn a_type_that_leaves_null_to_its_uses_is_referred_to_with_null() {
    assert_eq!(
        types("    A: {not: {$ref: '#/components/schemas/B'}}\n    B: {type: [integer, 'null']}\n"),
        "A = checked {\"not\":{\"allOf\":[{\"anyOf\":[{\"$ref\":\"B\"},{\"type\":\"null\"}]}]}}\nB = i64"
    );
}

#[test]
fn null_is_left_to_the_slot_where_the_schema_admits_it() {
    for (schema, slot) in [
        ("{not: {type: string}}", "A.p|null"),
        ("{not: {type: 'null'}}", "A.p"),
        (
            "{type: [object, 'null'], dependentRequired: {a: [b]}}",
            "A.p|null",
        ),
    ] {
        let sketch = types(&format!(
            "    A: {{type: object, properties: {{p: {schema}}}}}\n"
        ));
        let first = sketch.lines().next().unwrap();
        assert_eq!(first, format!("A {{p?: {slot}}}"), "{schema}");
    }
}

#[test]
fn the_letter_infers_no_type() {
    let text = document(
        "3.1.1",
        "    A: {properties: {a: {type: integer}}}\n    B: {minLength: 3}\n",
    );
    let (api, diagnostics) = lower_as(&resolved(&text), Reading::Literal, &Mapping::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(
        sketch(&api),
        "A = checked {\"properties\":{\"a\":{\"type\":\"integer\"}}}\nB = checked {\"minLength\":3}"
    );
}

#[test]
fn the_letter_keeps_every_member() {
    let text = document(
        "3.1.1",
        "    A: {type: object, oneOf: [{required: [a, b]}, {required: [a, c]}]}\n    B: {type: integer, enum: []}\n",
    );
    let (api, _) = lower_as(&resolved(&text), Reading::Literal, &Mapping::default());
    assert_eq!(
        sketch(&api),
        "A = just one: B A.b or C A.c\nA.b {a: any, b: any, *: any}\nA.c {a: any, c: any, *: any}\nB = checked false"
    );
}

#[test]
fn any_schema_has_a_text() {
    let (api, _) = crate::sketch::lowered(&document(
        "3.0.3",
        "    A: {type: object, nullable: true, properties: {a: {$ref: '#/components/schemas/A'}}}\n",
    ));
    let name = |id| api.type_def(id).unwrap().name.join("");
    assert_eq!(
        checked::text(&api, api.types[0].id, &name),
        r##"{"type":["null","object"],"properties":{"a":{"allOf":[{"anyOf":[{"$ref":"A"},{"type":"null"}]}]}}}"##
    );
}
