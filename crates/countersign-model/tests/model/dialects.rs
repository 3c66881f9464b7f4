//! OpenAPI 3.0 and JSON Schema 2020-12: each form in its own dialect, and in the other one.

use crate::sketch::{document, lowered, said, types_of};

fn help(version: &str, schema: &str) -> Vec<(String, Option<String>)> {
    let (_, diagnostics) = lowered(&document(version, &format!("    A: {schema}\n")));
    diagnostics
        .iter()
        .map(|one| {
            (
                format!("{} {}", one.code.as_str(), one.message),
                one.help.clone(),
            )
        })
        .collect()
}

fn one(version: &str, schema: &str) -> (String, String) {
    let mut all = help(version, schema);
    assert_eq!(all.len(), 1, "{schema}: {all:?}");
    let (message, help) = all.remove(0);
    (message, help.unwrap_or_default())
}

#[test]
fn boolean_bounds_of_3_0() {
    assert_eq!(
        types_of(
            "3.0.3",
            "    A: {type: number, minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: true}\n"
        ),
        "A = f64(above 1, below 2)"
    );
    assert_eq!(
        types_of(
            "3.0.3",
            "    A: {type: number, minimum: 1, exclusiveMinimum: false, maximum: 2}\n"
        ),
        "A = f64(min 1, max 2)"
    );
    assert_eq!(
        help(
            "3.0.3",
            "{type: number, minimum: 1, exclusiveMinimum: true}"
        ),
        []
    );
    assert_eq!(
        one("3.0.3", "{type: number, exclusiveMaximum: true}").0,
        "CS0213 `exclusiveMaximum` without `maximum`: no bound is enforced"
    );
}

#[test]
fn boolean_bounds_in_3_1() {
    assert_eq!(
        types_of(
            "3.1.0",
            "    A: {type: number, minimum: 1.50, exclusiveMinimum: true}\n"
        ),
        "A = f64(above 1.5)"
    );
    assert_eq!(
        one(
            "3.1.0",
            "{type: number, minimum: 1.50, exclusiveMinimum: true}"
        ),
        (
            "CS0204 `exclusiveMinimum` as a boolean is the form of OpenAPI 3.0, and read as such"
                .to_owned(),
            "write `exclusiveMinimum: 1.50`, and remove `minimum`".to_owned()
        )
    );
    assert_eq!(
        one("3.2.0", "{type: number, exclusiveMaximum: false}").1,
        "remove it"
    );
}

#[test]
fn numeric_bounds() {
    assert_eq!(
        types_of("3.1.0", "    A: {type: number, exclusiveMinimum: 1}\n"),
        "A = f64(above 1)"
    );
    assert_eq!(
        types_of("3.0.3", "    A: {type: number, exclusiveMinimum: 1}\n"),
        "A = f64(above 1)"
    );
    assert_eq!(
        one("3.0.3", "{type: number, exclusiveMinimum: 1}"),
        (
            "CS0205 `exclusiveMinimum` as a number is the form of OpenAPI 3.1, and read as such"
                .to_owned(),
            "write `minimum: 1` and `exclusiveMinimum: true`".to_owned()
        )
    );
}

#[test]
fn lists_of_types_in_3_0() {
    assert_eq!(
        types_of(
            "3.0.3",
            "    A: {type: object, properties: {p: {type: [string, 'null']}}}\n"
        ),
        "A {p?: text|null}"
    );
    assert_eq!(
        one("3.0.3", "{type: [string, 'null']}").1,
        "write `type: string` and `nullable: true`"
    );
    assert_eq!(one("3.0.3", "{type: [string]}").1, "write `type: string`");
    assert_eq!(
        one("3.0.3", "{type: [string, integer]}").1,
        "write `anyOf` with one schema for each type"
    );
    assert_eq!(
        one("3.0.3", "{type: 'null'}").0,
        "CS0205 `null` as a type is the form of OpenAPI 3.1, and read as such"
    );
}

#[test]
fn nullable_in_3_1_has_no_effect() {
    assert_eq!(
        types_of(
            "3.1.0",
            "    A: {type: object, properties: {p: {type: string, nullable: true}}}\n"
        ),
        "A {p?: text}"
    );
    let (message, help) = one("3.1.0", "{type: string, nullable: true}");
    assert_eq!(message, "CS0204 `nullable` has no effect since OpenAPI 3.1");
    assert!(help.contains("type: [string, \"null\"]"), "{help}");
    assert_eq!(
        one("3.1.0", "{type: string, nullable: false}").1,
        "remove it"
    );
}

#[test]
fn keywords_of_3_1_in_3_0() {
    assert_eq!(
        one("3.0.3", "{type: integer, const: 5}"),
        (
            "CS0205 `const` is a keyword of OpenAPI 3.1, and read as such".to_owned(),
            "write `enum` with the one value `[5]`".to_owned()
        )
    );
    assert_eq!(
        types_of("3.0.3", "    A: {type: integer, const: 5}\n"),
        "A = i64(only 5)"
    );
    assert_eq!(
        one("3.0.3", "{type: integer, examples: [5]}").1,
        "write `example` with one value"
    );
    assert_eq!(
        one("3.0.3", "{type: object, properties: {p: true}}").0,
        "CS0205 a boolean as a schema is the form of OpenAPI 3.1"
    );
}

#[test]
fn siblings_of_a_reference() {
    let schemas = "    A:\n      type: object\n      properties:\n        p:\n          $ref: '#/components/schemas/S'\n          description: d\n          nullable: true\n    S: {type: string}\n";
    assert_eq!(
        said(&document("3.0.3", schemas)),
        ["11:11 warning CS0133 `description`, `nullable` beside `$ref` are ignored in OpenAPI 3.0"]
    );
    assert_eq!(types_of("3.0.3", schemas), "A {p?: S}\nS = text");
    let (api, _) = lowered(&document(
        "3.1.0",
        &schemas.replace("          nullable: true\n", "          maxLength: 3\n"),
    ));
    assert_eq!(
        crate::sketch::sketch(&api),
        "A {p?: S(maxLength 3)}\nS = text"
    );
    let countersign_model::Definition::Object(object) = &api.types[0].definition else {
        panic!()
    };
    assert_eq!(
        object.properties[0].annotations.description.as_deref(),
        Some("d")
    );
}

#[test]
fn examples_of_both() {
    for (version, schema) in [
        ("3.0.3", "{type: integer, example: 5}"),
        ("3.1.0", "{type: integer, example: 5}"),
        ("3.1.0", "{type: integer, examples: [5]}"),
    ] {
        let (api, diagnostics) = lowered(&document(version, &format!("    A: {schema}\n")));
        assert!(diagnostics.is_empty(), "{version} {schema}");
        assert_eq!(api.types[0].annotations.examples[0].to_string(), "5");
    }
}
