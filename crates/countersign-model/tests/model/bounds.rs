//! Law 2 of DESIGN: bounds travel as the decimal text of the document.

use countersign_model::Decimal;

use crate::sketch::{document, lowered, said, types};

#[test]
fn bounds_are_exact() {
    for (written, shown) in [
        ("9007199254740993", "9007199254740993"),
        ("18446744073709551616", "18446744073709551616"),
        ("0.1", "0.1"),
        ("-0", "0"),
        ("1e400", "1e400"),
        ("-1e-400", "-1e-400"),
        ("9007199254740993.0", "9007199254740993"),
        (
            "123456789012345678901234567890.123456789",
            "123456789012345678901234567890.123456789",
        ),
    ] {
        let sketch = types(&format!("    A: {{type: number, minimum: {written}}}\n"));
        let shown = Decimal::parse(shown).unwrap();
        assert_eq!(sketch, format!("A = f64(min {shown})"), "{written}");
        let text = document(
            "3.1.1",
            &format!("    A: {{type: number, exclusiveMaximum: {written}}}\n"),
        );
        let (api, _) = lowered(&text);
        assert_eq!(
            api.schemas[0].number.exclusive_maximum,
            Some(shown),
            "{written}"
        );
    }
}

#[test]
fn neighbours_beyond_53_bits_are_not_one_number() {
    let text = document(
        "3.1.1",
        "    A: {type: integer, minimum: 9007199254740993, maximum: 9007199254740992}\n",
    );
    assert_eq!(
        said(&text),
        ["6:33 error CS0207 `minimum` and `maximum` admit no value"]
    );
    let text = document(
        "3.1.1",
        "    A: {type: integer, minimum: 9007199254740992, maximum: 9007199254740993}\n",
    );
    assert_eq!(said(&text), Vec::<String>::new());
}

#[test]
fn empty_ranges() {
    for (schema, message) in [
        (
            "{type: number, minimum: 2, maximum: 1}",
            "`minimum` and `maximum` admit no value",
        ),
        (
            "{type: number, minimum: 1, exclusiveMaximum: 1}",
            "`minimum` and `exclusiveMaximum` admit no value",
        ),
        (
            "{type: number, exclusiveMinimum: 1, maximum: 1}",
            "`exclusiveMinimum` and `maximum` admit no value",
        ),
        (
            "{type: number, minimum: 0.2, maximum: 0.1}",
            "`minimum` and `maximum` admit no value",
        ),
        (
            "{type: number, minimum: 1e400, maximum: 1e399}",
            "`minimum` and `maximum` admit no value",
        ),
        (
            "{type: integer, exclusiveMinimum: 1, exclusiveMaximum: 2}",
            "`exclusiveMinimum` and `exclusiveMaximum` admit no value",
        ),
        (
            "{type: integer, minimum: 0.1, maximum: 0.9}",
            "`minimum` and `maximum` admit no value",
        ),
        (
            "{type: integer, minimum: -0.9, maximum: -0.1}",
            "`minimum` and `maximum` admit no value",
        ),
        (
            "{type: string, minLength: 2, maxLength: 1}",
            "`minLength` and `maxLength` admit no value",
        ),
        (
            "{type: array, minItems: 2, maxItems: 1}",
            "`minItems` and `maxItems` admit no value",
        ),
        (
            "{type: object, minProperties: 2, maxProperties: 1}",
            "`minProperties` and `maxProperties` admit no value",
        ),
    ] {
        let said = said(&document("3.1.1", &format!("    A: {schema}\n")));
        assert_eq!(said.len(), 1, "{schema}: {said:?}");
        assert!(
            said[0].ends_with(&format!("error CS0207 {message}")),
            "{schema}: {said:?}"
        );
    }
}

#[test]
fn ranges_of_one_value_are_not_empty() {
    for schema in [
        "{type: number, minimum: 1, maximum: 1.0}",
        "{type: number, exclusiveMinimum: 1, exclusiveMaximum: 2}",
        "{type: integer, minimum: -0.5, maximum: 0.5}",
        "{type: integer, exclusiveMinimum: 1, exclusiveMaximum: 3}",
        "{type: integer, minimum: 1e18, maximum: 2e18}",
        "{type: number, minimum: 1e400, maximum: 2e400}",
        "{type: string, minLength: 1, maxLength: 1}",
    ] {
        assert_eq!(
            said(&document("3.1.1", &format!("    A: {schema}\n"))),
            Vec::<String>::new(),
            "{schema}"
        );
    }
}
