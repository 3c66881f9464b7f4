//! Each diagnostic with its line and column, and what it says to do.

use crate::sketch::{FIRST_LINE, document, lowered, said};

/// One schema, and the diagnostics with columns counted in the schema's own text.
fn of(schema: &str) -> Vec<String> {
    let prefix = "    A: ";
    let said = said(&document("3.1.1", &format!("{prefix}{schema}\n")));
    let place = |one: String| {
        let (place, rest) = one.split_once(' ').unwrap();
        let (line, column) = place.split_once(':').unwrap();
        assert_eq!(line.parse::<usize>().unwrap(), FIRST_LINE, "{one}");
        let column = column.parse::<usize>().unwrap();
        let at = column
            .checked_sub(prefix.len() + 1)
            .map_or("name", |start| &schema[start..]);
        let word: String = at
            .chars()
            .take_while(|c| !matches!(c, ',' | ':' | '}' | ']'))
            .collect();
        format!("<{word}> {rest}")
    };
    said.into_iter().map(place).collect()
}

fn help(schema: &str) -> String {
    let (_, diagnostics) = lowered(&document("3.1.1", &format!("    A: {schema}\n")));
    diagnostics.iter().next().unwrap().help.clone().unwrap()
}

#[test]
fn keywords_of_the_wrong_type() {
    for (schema, expected) in [
        (
            "{type: string, minLength: \"8\"}",
            "<\"8\"> error CS0201 `minLength` needs a number",
        ),
        (
            "{type: number, minimum: [1]}",
            "<[1> error CS0201 `minimum` needs a number",
        ),
        (
            "{type: string, pattern: 5}",
            "<5> error CS0201 `pattern` needs a string",
        ),
        (
            "{type: string, format: true}",
            "<true> error CS0201 `format` needs a string",
        ),
        (
            "{type: array, uniqueItems: 1}",
            "<1> error CS0201 `uniqueItems` needs a boolean",
        ),
        (
            "{type: object, properties: [a]}",
            "<[a> error CS0201 `properties` needs a mapping",
        ),
        (
            "{type: object, properties: {a: 5}}",
            "<5> error CS0201 `a` needs a schema",
        ),
    ] {
        let said = of(schema);
        assert!(said.contains(&expected.to_owned()), "{schema}: {said:#?}");
    }
}

#[test]
fn lists_and_schemas_of_the_wrong_type() {
    for (schema, expected) in [
        (
            "{type: object, required: a}",
            "<a> error CS0201 `required` needs a sequence",
        ),
        (
            "{type: object, properties: {a: {}}, required: [a, 5]}",
            "<5> error CS0201 `required` needs strings",
        ),
        (
            "{type: string, enum: a}",
            "<a> error CS0201 `enum` needs a sequence of values",
        ),
        (
            "{type: 5}",
            "<5> error CS0201 `type` needs the name of a type",
        ),
        (
            "{type: [string, null]}",
            "<null> error CS0201 `type` needs the name of a type",
        ),
        (
            "{allOf: {type: string}}",
            "<{type> error CS0201 `allOf` needs a sequence",
        ),
        ("{allOf: [5]}", "<5> error CS0201 `allOf` needs a schema"),
        (
            "{type: array, items: string}",
            "<string> error CS0201 `items` needs a schema",
        ),
        (
            "{type: array, items: [{type: string}]}",
            "<items> warning CS0201 `items` as a list is the form of older drafts: the items are taken as they are",
        ),
        (
            "{type: string, required: true}",
            "<true> warning CS0201 `required` as a boolean has no effect: the property stays optional",
        ),
        (
            "{type: string, description: 5}",
            "<5> error CS0201 `description` needs a string",
        ),
        (
            "{type: string, deprecated: 'yes'}",
            "<'yes'> error CS0201 `deprecated` needs a boolean",
        ),
    ] {
        let said = of(schema);
        assert!(said.contains(&expected.to_owned()), "{schema}: {said:#?}");
    }
    assert_eq!(
        help("{type: string, minLength: \"8\"}"),
        "write `8` without quotes"
    );
    assert_eq!(
        help("{type: [string, null]}"),
        "write `\"null\"` with quotes"
    );
}

#[test]
fn values_that_a_keyword_cannot_have() {
    for (schema, expected) in [
        (
            "{type: string, minLength: -1}",
            "<-1> error CS0203 `minLength` is negative",
        ),
        (
            "{type: string, maxLength: 1.5}",
            "<1.5> error CS0203 `maxLength` is no integer",
        ),
        (
            "{type: number, multipleOf: 0}",
            "<0> error CS0203 `multipleOf` is not greater than zero",
        ),
        (
            "{type: number, multipleOf: -0.1}",
            "<-0.1> error CS0203 `multipleOf` is not greater than zero",
        ),
        (
            "{type: strnig}",
            "<strnig> error CS0203 unknown type `strnig`",
        ),
        ("{type: []}", "<[> error CS0203 `type` is empty"),
        ("{anyOf: []}", "<[> error CS0203 `anyOf` is empty"),
        (
            "{type: string, enum: []}",
            "<[> warning CS0203 `enum` is empty: taken as if it were not there",
        ),
    ] {
        assert_eq!(of(schema), [expected], "{schema}");
    }
    assert_eq!(help("{type: strnig}"), "did you mean `string`?");
    assert_eq!(help("{type: int}"), "did you mean `integer`?");
    assert_eq!(
        help("{type: date-time}"),
        "write `type: string` with `format: date-time`"
    );
    for fine in [
        "{type: string, minLength: 2.0}",
        "{type: string, maxLength: 1e400}",
        "{type: string, minLength: -0}",
    ] {
        assert_eq!(of(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn unknown_keywords() {
    assert_eq!(
        of("{type: string, minLenght: 8}"),
        ["<minLenght> warning CS0202 unknown keyword `minLenght`"]
    );
    assert_eq!(
        help("{type: string, minLenght: 8}"),
        "a keyword with a similar name exists: `minLength`"
    );
    assert_eq!(
        help("{type: string, minlength: 8}"),
        "a keyword with a similar name exists: `minLength`"
    );
    assert_eq!(
        help("{type: string, colour: red}"),
        "names of extensions begin with `x-`"
    );
    assert_eq!(
        of("{type: string, x-colour: red, $comment: c, $anchor: a, $defs: {}}"),
        Vec::<String>::new()
    );
}

#[test]
fn listed_values() {
    assert_eq!(
        of("{type: string, enum: [a, 3]}"),
        ["<3> warning CS0208 no instance can have this value"]
    );
    assert_eq!(
        of("{type: integer, enum: [1, 1.5, 2.0]}"),
        ["<1.5> warning CS0208 no instance can have this value"]
    );
    assert_eq!(
        of("{type: string, const: 3}"),
        [
            "<name> warning CS0217 no value satisfies this schema: every value is refused",
            "<3> warning CS0208 no instance can have this value"
        ]
    );
    assert_eq!(
        of("{enum: [1, 2, 1.0]}"),
        ["<1.0> warning CS0212 `1.0` is listed twice in `enum`"]
    );
    assert_eq!(
        of("{type: [string, string]}"),
        ["<string> warning CS0212 `string` is listed twice in `type`"]
    );
    assert_eq!(
        of("{type: object, properties: {a: {}}, required: [a, a]}"),
        ["<a> warning CS0212 `a` is listed twice in `required`"]
    );
    assert_eq!(
        of("{type: [string, 'null'], enum: [a]}"),
        ["<[string> warning CS0213 `null` in `type` but not in `enum`"]
    );
}

#[test]
fn defaults() {
    for (schema, expected) in [
        (
            "{type: integer, minimum: 1, default: 0}",
            "<0> warning CS0209 the default does not satisfy its schema: 0 is less than the minimum 1",
        ),
        (
            "{type: integer, default: 1.5}",
            "<1.5> warning CS0209 the default does not satisfy its schema: this is a number, not an integer",
        ),
        (
            "{type: string, maxLength: 1, default: ab}",
            "<ab> warning CS0209 the default does not satisfy its schema: 2 characters are more than 1",
        ),
        (
            "{type: number, multipleOf: 0.1, default: 0.35}",
            "<0.35> warning CS0209 the default does not satisfy its schema: 0.35 is no multiple of 0.1",
        ),
        (
            "{type: integer, maximum: 9007199254740992, default: 9007199254740993}",
            "<9007199254740993> warning CS0209 the default does not satisfy its schema: 9007199254740993 is greater than the maximum 9007199254740992",
        ),
        (
            "{type: number, exclusiveMinimum: 1, default: 1}",
            "<1> warning CS0209 the default does not satisfy its schema: 1 is not greater than 1",
        ),
        (
            "{type: number, exclusiveMaximum: 1, default: 1}",
            "<1> warning CS0209 the default does not satisfy its schema: 1 is not less than 1",
        ),
        (
            "{type: string, enum: [a], default: b}",
            "<b> warning CS0209 the default does not satisfy its schema: `\"b\"` is none of `\"a\"`",
        ),
        (
            "{type: string, default: null}",
            "<null> warning CS0209 the default does not satisfy its schema: this is null, not a string",
        ),
        (
            "{type: array, items: {type: integer}, default: [1, a]}",
            "<[1> warning CS0209 the default does not satisfy its schema: at `/1`: this is a string, not an integer",
        ),
        (
            "{type: array, uniqueItems: true, default: [1, 1.0]}",
            "<[1> warning CS0209 the default does not satisfy its schema: an item is there twice",
        ),
        (
            "{type: object, required: [a], properties: {a: {}}, default: {}}",
            "<{> warning CS0209 the default does not satisfy its schema: the required property `a` is missing",
        ),
        (
            "{type: integer, allOf: [{minimum: 3}], default: 2}",
            "<2> warning CS0209 the default does not satisfy its schema: 2 is less than the minimum 3",
        ),
        (
            "{anyOf: [{type: integer}, {type: boolean}], default: x}",
            "<x> warning CS0209 the default does not satisfy its schema: no schema of `anyOf` accepts it",
        ),
    ] {
        assert_eq!(of(schema), [expected], "{schema}");
    }
    for fine in [
        "{type: integer, default: 5.0}",
        "{type: string, maxLength: 1, default: \u{1f600}}",
        "{type: number, multipleOf: 0.0001, default: 0.0075}",
    ] {
        assert_eq!(of(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn examples_are_warnings() {
    assert_eq!(
        of("{type: integer, minimum: 1, examples: [1, 0]}"),
        [
            "<0> warning CS0210 the example does not satisfy its schema: 0 is less than the minimum 1"
        ]
    );
    assert_eq!(
        of("{type: object, properties: {'a/b': {type: string}}, example: {'a/b': 5}}"),
        [
            "<{'a/b'> warning CS0210 the example does not satisfy its schema: at `/a~1b`: this is an integer, not a string"
        ]
    );
}

#[test]
fn required_and_its_properties() {
    assert_eq!(
        of("{type: object, required: [totl], properties: {total: {type: integer}}}"),
        ["<totl> note CS0211 `required` names `totl`, which `properties` does not declare"]
    );
    assert_eq!(
        help("{type: object, required: [totl], properties: {total: {type: integer}}}"),
        "a property with a similar name exists: `total`"
    );
    assert_eq!(
        of("{type: object, required: [b], properties: {aaa: {}}, additionalProperties: false}"),
        ["<b> warning CS0211 `required` names `b`, which `properties` does not declare"]
    );
}

#[test]
fn keywords_without_effect() {
    for (schema, word, types) in [
        ("{type: integer, maxLength: 6}", "maxLength", "integer"),
        ("{type: string, minimum: 6}", "minimum", "string"),
        ("{type: object, items: {}}", "items", "object"),
        (
            "{type: [string, boolean], uniqueItems: true}",
            "uniqueItems",
            "boolean`, `string",
        ),
    ] {
        assert_eq!(
            of(schema),
            [format!(
                "<{word}> warning CS0213 `{word}` has no effect on `{types}`"
            )],
            "{schema}"
        );
    }
}

#[test]
fn every_keyword_that_is_not_enforced_says_so() {
    for keyword in [
        "$dynamicRef: '#a', $defs: {a: {$dynamicAnchor: a}}",
        "not: {type: 'null'}",
        "if: {}",
        "if: {required: [a]}, then: {required: [b]}, else: {required: [c]}",
        "dependentSchemas: {a: {}}",
        "dependentRequired: {a: [b]}",
        "patternProperties: {a: {}}",
        "propertyNames: {maxLength: 3}",
        "unevaluatedProperties: false",
    ] {
        assert_eq!(
            of(&format!("{{type: object, {keyword}}}")),
            Vec::<String>::new(),
            "{keyword}"
        );
    }
    for keyword in [
        "prefixItems: [{}]",
        "contains: {}",
        "contains: {type: integer}, minContains: 1, maxContains: 2",
        "unevaluatedItems: false",
    ] {
        assert_eq!(
            of(&format!("{{type: array, {keyword}}}")),
            Vec::<String>::new(),
            "{keyword}"
        );
    }
    for (keyword, companion) in [
        ("then", "if"),
        ("else", "if"),
        ("minContains", "contains"),
        ("maxContains", "contains"),
    ] {
        let value = if companion == "if" { "{}" } else { "1" };
        assert_eq!(
            of(&format!("{{type: array, {keyword}: {value}}}")),
            [format!(
                "<{keyword}> warning CS0213 `{keyword}` has no effect without `{companion}`"
            )]
        );
    }
    for keyword in [
        "xml: {}",
        "externalDocs: {}",
        "contentEncoding: base64",
        "contentMediaType: a/b",
        "contentSchema: {}",
    ] {
        let said = of(&format!("{{type: string, {keyword}}}"));
        assert_eq!(said.len(), 1, "{keyword}: {said:?}");
        assert!(said[0].contains("note CS0220"), "{said:?}");
    }
}

#[test]
fn formats() {
    assert_eq!(
        of("{type: string, format: uid}"),
        ["<uid> note CS0215 format `uid` not checked: no known format of strings"]
    );
    assert_eq!(help("{type: string, format: uid}"), "did you mean `uuid`?");
    assert_eq!(
        of("{type: integer, format: date}"),
        ["<date> note CS0215 format `date` not checked: no known format of integers"]
    );
    assert_eq!(
        of("{type: number, format: int32}"),
        ["<int32> note CS0215 format `int32` not checked: no known format of numbers"]
    );
    for known in [
        "date-time",
        "date",
        "time",
        "duration",
        "email",
        "hostname",
        "ipv4",
        "ipv6",
        "uri",
        "uuid",
        "password",
        "binary",
    ] {
        assert_eq!(
            of(&format!("{{type: string, format: {known}}}")),
            Vec::<String>::new(),
            "{known}"
        );
    }
}

#[test]
fn all_errors_of_a_document_appear() {
    let text = document(
        "3.1.1",
        "    A: {type: strnig, minLength: -1}\n    B: {type: number, minimum: 2, maximum: 1, default: x}\n    C:\n      properties:\n        p: {type: integer, minimun: 3}\n",
    );
    assert_eq!(
        said(&text),
        [
            "6:15 error CS0203 unknown type `strnig`",
            "6:34 error CS0203 `minLength` is negative",
            "7:32 error CS0207 `minimum` and `maximum` admit no value",
            "7:56 warning CS0209 the default does not satisfy its schema: this is a string, not a number",
            "8:5 warning CS0219 no `type`: taken for `object`",
            "10:28 warning CS0202 unknown keyword `minimun`",
        ]
    );
}

#[test]
fn bounds_beyond_the_format() {
    assert_eq!(
        of("{type: integer, minimum: 0, maximum: 18446744073709551615}"),
        [
            "<maximum> warning CS0222 `maximum` is beyond what the format holds: -9223372036854775808 to 9223372036854775807"
        ]
    );
    assert_eq!(
        of("{type: integer, format: uint8, minimum: -1}"),
        ["<minimum> warning CS0222 `minimum` is beyond what the format holds: 0 to 255"]
    );
    for fine in [
        "{type: integer, format: uint64, minimum: 0, maximum: 18446744073709551615}",
        "{type: integer, format: uint8, exclusiveMinimum: -1, exclusiveMaximum: 256}",
        "{type: number, maximum: 1e400}",
    ] {
        assert_eq!(of(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn formats_beside_a_reference() {
    let text = document(
        "3.1.1",
        "    A: {$ref: '#/components/schemas/S', format: uid}\n    B: {$ref: '#/components/schemas/I', format: int32}\n    S: {type: string}\n    I: {type: integer}\n",
    );
    assert_eq!(
        said(&text),
        [
            "6:49 note CS0215 format `uid` not checked: no known format of strings",
            "7:49 note CS0215 format `int32` not checked: no known format of the type that this refers to",
        ]
    );
}

#[test]
fn nothing_may_be_here() {
    assert_eq!(
        of("{type: object, properties: {p: false}}"),
        Vec::<String>::new()
    );
    assert_eq!(
        of("{type: object, properties: {}, additionalProperties: false}"),
        Vec::<String>::new()
    );
}

#[test]
fn bounds_of_schemas_that_hold_together() {
    let level = "    Level: {type: integer, minimum: 10}\n    Name: {minLength: 5}\n    List: {maxItems: 2}\n    Map: {minProperties: 1}\n";
    let of = |version: &str, schema: &str| {
        let said = said(&document(version, &format!("{level}    A: {schema}\n")));
        let contradictions = said.into_iter().filter(|line| line.contains("CS0217"));
        contradictions.collect::<Vec<_>>()
    };
    let at = |column: u32, low: &str, high: &str| {
        [format!(
            "10:{column} warning CS0217 no value satisfies this schema: its `{low}` and `{high}`"
        )]
    };
    let reference = |name: &str, beside: &str| {
        let schema = format!("{{$ref: '#/components/schemas/{name}', {beside}}}");
        of("3.1.1", &schema)
    };
    let column = |name: &str, keyword: &str| {
        u32::try_from(
            "    A: {$ref: '#/components/schemas/', : ".len() + name.len() + keyword.len(),
        )
        .unwrap()
            + 1
    };
    for (name, low, high, beside) in [
        ("Level", "minimum", "maximum", "maximum: 9"),
        (
            "Level",
            "minimum",
            "exclusiveMaximum",
            "exclusiveMaximum: 10",
        ),
        ("Name", "minLength", "maxLength", "maxLength: 4"),
        ("List", "minItems", "maxItems", "minItems: 3"),
        ("Map", "minProperties", "maxProperties", "maxProperties: 0"),
    ] {
        let keyword = beside.split(':').next().unwrap();
        assert_eq!(
            reference(name, beside),
            at(column(name, keyword), low, high),
            "{beside}"
        );
    }
    for beside in [
        "maximum: 10",
        "exclusiveMaximum: 11",
        "minimum: 12",
        "maxLength: 0",
    ] {
        assert!(reference("Level", beside).is_empty(), "{beside}");
    }
    let all_of = "{allOf: [{$ref: '#/components/schemas/Level'}, {maximum: 9}]}";
    assert_eq!(of("3.1.1", all_of).len(), 1);
    assert_eq!(of("3.0.4", all_of).len(), 1);
    let between = "{exclusiveMinimum: 20, exclusiveMaximum: 21, allOf: [{$ref: '#/components/schemas/Level'}]}";
    assert_eq!(of("3.1.1", between).len(), 1);
    let choice = "{maximum: 9, anyOf: [{$ref: '#/components/schemas/Level'}, {type: 'null'}]}";
    assert_eq!(of("3.1.1", choice).len(), 1);
    let open = "{maximum: 9, anyOf: [{$ref: '#/components/schemas/Level'}, {type: string}]}";
    assert!(of("3.1.1", open).is_empty());
    let ignored = "{$ref: '#/components/schemas/Level', maximum: 9}";
    assert!(of("3.0.4", ignored).is_empty());
    let twice = format!(
        "{all_of}\n    B: {{$ref: '#/components/schemas/A', description: b}}\n    C: {{allOf: [{{$ref: '#/components/schemas/A'}}]}}"
    );
    assert_eq!(of("3.1.1", &twice).len(), 1);
}
