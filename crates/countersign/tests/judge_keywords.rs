//! Each keyword of the tables that stand for JSON Schema texts: what it takes, what it refuses, and how it says so.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

mod tables;
#[path = "../../countersign-json/tests/work/mod.rs"]
mod work;

use std::time::Duration;

use countersign::{Location, Value, Violations, private::check_value};

fn judged(schema: &str, instance: &str) -> Violations {
    let table = tables::of(&schema.parse().unwrap());
    let value: Value = instance.parse().unwrap();
    let mut violations = Violations::new();
    check_value(table, &value, &Location::root(), &mut violations);
    violations
}

/// Each violation as `keyword location: instance location: message`.
fn lines(schema: &str, instance: &str) -> Vec<String> {
    let violations = judged(schema, instance);
    let line = |violation: &countersign::Violation| {
        format!("{}: {violation}", violation.keyword_location())
    };
    violations.iter().map(line).collect()
}

#[track_caller]
fn takes(schema: &str, instances: &[&str]) {
    for instance in instances {
        assert_eq!(lines(schema, instance), [""; 0], "{schema} {instance}");
    }
}

#[track_caller]
fn refuses(schema: &str, instance: &str, expected: &[&str]) {
    assert_eq!(lines(schema, instance), expected, "{schema} {instance}");
}

#[test]
fn boolean_schemas() {
    takes("true", &["1", "null", "{}"]);
    refuses("false", "1", &["/false: (root): 1 is not allowed here"]);
    refuses(
        r#"{"properties":{"a":false}}"#,
        r#"{"a":1}"#,
        &["/properties/a/false: /a: 1 is not allowed here"],
    );
}

#[test]
fn all_of() {
    let schema = r#"{"allOf":[{"minimum":2},{"required":["a"]},{"multipleOf":3}]}"#;
    takes(schema, &["3", "\"x\"", r#"{"a":1}"#]);
    refuses(
        schema,
        "1",
        &[
            "/allOf/0/minimum: (root): 1 is less than the minimum of 2",
            "/allOf/2/multipleOf: (root): 1 is not a multiple of 3",
        ],
    );
    refuses(
        schema,
        "{}",
        &["/allOf/1/required: (root): the property `a` is missing"],
    );
}

#[test]
fn any_of() {
    let schema = r#"{"anyOf":[{"type":"integer"},{"minimum":2}]}"#;
    takes(schema, &["1", "2.5", "3", "\"x\""]);
    refuses(
        schema,
        "1.5",
        &["/anyOf: (root): 1.5 fits none of the 2 branches\
           \n    branch 1\n      1.5 is less than the minimum of 2\
           \n    branch 0\n      1.5 is not of type integer"],
    );
}

#[test]
fn one_of() {
    let schema = r#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#;
    takes(schema, &["1", "2.5", "\"x\""]);
    refuses(
        schema,
        "3",
        &[
            "/oneOf: (root): 3 fits 2 of the 2 branches, and exactly one is wanted: branch 0, branch 1",
        ],
    );
    refuses(
        schema,
        "1.5",
        &["/oneOf: (root): 1.5 fits none of the 2 branches\
           \n    branch 1\n      1.5 is less than the minimum of 2\
           \n    branch 0\n      1.5 is not of type integer"],
    );
}

#[test]
fn the_best_match_is_first() {
    let schema = r#"{"properties":{"p":{"oneOf":[
        {"type":"string"},
        {"required":["a","b"]},
        {"properties":{"c":{"properties":{"d":{"type":"null"}}}}},
        {"properties":{"c":{"type":"null"}}},
        {"required":["a","b","e","f","g"]}
    ]}}}"#;
    refuses(
        schema,
        r#"{"p":{"c":{"d":1}}}"#,
        &[
            "/properties/p/oneOf: /p: {\"c\":{\"d\":1}} fits none of the 5 branches\
           \n    branch 2\n      /p/c/d: 1 is not of type null\
           \n    branch 3\n      /p/c: {\"d\":1} is not of type null\
           \n    branch 1\n      the property `a` is missing\n      the property `b` is missing\
           \n    branch 4\n      the property `a` is missing\n      the property `b` is missing\n      the property `e` is missing\
           \n      and 2 more\
           \n    branch 0\n      {\"c\":{\"d\":1}} is not of type string",
        ],
    );
}

#[test]
fn messages_of_unions_are_bounded() {
    let mut schema = r#"{"type":"null"}"#.to_owned();
    for _ in 0..6 {
        schema = format!(r#"{{"oneOf":[{}]}}"#, vec![schema; 2].join(","));
    }
    let violations = judged(&schema, "\"x\"");
    assert_eq!(violations.len(), 1);
    assert!(violations.to_string().len() < 8000, "{violations}");
    let many = format!(r#"{{"anyOf":[{}]}}"#, [r#"{"type":"null"}"#; 9].join(","));
    assert!(judged(&many, "1").to_string().ends_with("\n    and 3 more"));
    let all = format!(r#"{{"oneOf":[{}]}}"#, ["true"; 9].join(","));
    assert!(judged(&all, "1").to_string().ends_with("and 3 more"));
}

#[test]
fn not() {
    let schema = r#"{"not":{"type":"string","minLength":2}}"#;
    takes(schema, &["1", "\"a\""]);
    refuses(
        schema,
        "\"ab\"",
        &["/not: (root): \"ab\" is what `not` refuses"],
    );
    takes(r#"{"not":{"not":{"type":"null"}}}"#, &["null"]);
}

#[test]
fn if_then_else() {
    let schema = r#"{"if":{"type":"integer"},"then":{"minimum":2},"else":{"minLength":2}}"#;
    takes(schema, &["2", "1.5", "\"ab\""]);
    refuses(
        schema,
        "1",
        &["/then/minimum: (root): 1 is less than the minimum of 2"],
    );
    refuses(
        schema,
        "\"a\"",
        &["/else/minLength: (root): 1 character, fewer than the minimum of 2"],
    );
    takes(r#"{"if":false,"then":false}"#, &["1"]);
    takes(r#"{"if":true,"else":false}"#, &["1"]);
}

#[test]
fn prefix_items_and_items_after_them() {
    let schema =
        r#"{"prefixItems":[{"type":"integer"},{"type":"string"}],"items":{"type":"null"}}"#;
    takes(
        schema,
        &["[]", "[1]", r#"[1,"a"]"#, r#"[1,"a",null,null]"#, "{}"],
    );
    refuses(
        schema,
        r#"["a",1,2]"#,
        &[
            "/prefixItems/0/type: /0: \"a\" is not of type integer",
            "/prefixItems/1/type: /1: 1 is not of type string",
            "/items/type: /2: 2 is not of type null",
        ],
    );
}

#[test]
fn contains() {
    takes(r#"{"contains":{"type":"null"}}"#, &["[1,null]", "1"]);
    refuses(
        r#"{"contains":{"type":"null"}}"#,
        "[1]",
        &["/contains: (root): no item fits what the array must contain"],
    );
    let schema = r#"{"contains":{"type":"null"},"minContains":2,"maxContains":3}"#;
    takes(schema, &["[null,1,null]", "[null,null,null]"]);
    refuses(
        schema,
        "[null]",
        &[
            "/minContains: (root): 1 of the items fit what the array must contain, fewer than the minimum of 2",
        ],
    );
    refuses(
        schema,
        "[null,null,null,null]",
        &[
            "/maxContains: (root): 4 of the items fit what the array must contain, more than the maximum of 3",
        ],
    );
    takes(r#"{"contains":{"type":"null"},"minContains":0}"#, &["[]"]);
}

#[test]
fn required() {
    takes(r#"{"required":["a"]}"#, &[r#"{"a":null}"#, "[]"]);
    refuses(
        r#"{"required":["a","b"],"additionalProperties":false}"#,
        r#"{"a":1}"#,
        &[
            "/required: (root): the property `b` is missing",
            "/additionalProperties: /a: the property \"a\" is not allowed",
        ],
    );
}

#[test]
#[cfg(feature = "pattern")]
fn pattern_properties() {
    let schema = r#"{"patternProperties":{"^a":{"type":"integer"},"/":{"minimum":2}}}"#;
    takes(schema, &[r#"{"a":1,"b":"x"}"#, r#"{"a/":2}"#, "[]"]);
    refuses(
        schema,
        r#"{"a/":1.5}"#,
        &[
            "/patternProperties/^a/type: /a~1: 1.5 is not of type integer",
            "/patternProperties/~1/minimum: /a~1: 1.5 is less than the minimum of 2",
        ],
    );
}

#[test]
#[cfg(feature = "pattern")]
fn additional_are_those_that_no_sibling_names() {
    let schema =
        r#"{"properties":{"b":true},"patternProperties":{"^a":true},"additionalProperties":false}"#;
    takes(schema, &[r#"{"a":1,"ab":1,"b":1}"#]);
    refuses(
        schema,
        r#"{"c":1}"#,
        &["/additionalProperties: /c: the property \"c\" is not allowed"],
    );
    let schema = r#"{"patternProperties":{"^a":true},"additionalProperties":{"type":"null"}}"#;
    takes(schema, &[r#"{"a":1,"b":null}"#]);
    refuses(
        schema,
        r#"{"b":1}"#,
        &["/additionalProperties/type: /b: 1 is not of type null"],
    );
}

#[test]
fn property_names() {
    let schema = r#"{"propertyNames":{"maxLength":2,"not":{"const":"no"}}}"#;
    takes(schema, &[r#"{"a":1,"ab":2}"#, "[]"]);
    refuses(
        schema,
        r#"{"abc":1,"no":2,"ok":3}"#,
        &[
            "/propertyNames/maxLength: (root): the name \"abc\": 3 characters, more than the maximum of 2",
            "/propertyNames/not: (root): the name \"no\": \"no\" is what `not` refuses",
        ],
    );
}

#[test]
fn names_do_not_share_verdicts() {
    let schema = r#"{"propertyNames":{"allOf":[{"const":"a"}]}}"#;
    assert_eq!(judged(schema, r#"{"a":1,"b":1,"c":1}"#).len(), 2);
    assert_eq!(judged(schema, r#"{"b":1,"a":1}"#).len(), 1);
}

#[test]
fn dependent_required() {
    let schema = r#"{"dependentRequired":{"a":["b"]}}"#;
    takes(schema, &["{}", r#"{"b":1}"#, r#"{"a":1,"b":1}"#, "1"]);
    refuses(
        schema,
        r#"{"a":1}"#,
        &["/dependentRequired: (root): the property `b` is missing, which `a` requires"],
    );
}

#[test]
fn dependent_schemas() {
    let schema = r#"{"dependentSchemas":{"a/b":{"maxProperties":1}}}"#;
    takes(schema, &[r#"{"b":1,"c":1}"#, r#"{"a/b":1}"#, "1"]);
    refuses(
        schema,
        r#"{"a/b":1,"b":1}"#,
        &["/dependentSchemas/a~1b/maxProperties: (root): 2 properties, more than the maximum of 1"],
    );
}

#[test]
fn constants_of_any_type() {
    takes(r#"{"const":{"a":[1]}}"#, &[r#"{"a":[1.0]}"#]);
    refuses(
        r#"{"const":{"a":[1]}}"#,
        r#"{"a":[true]}"#,
        &[r#"/const: (root): {"a":[true]} is not the constant {"a":[1]}"#],
    );
    takes(r#"{"enum":[[0],{"a":1}]}"#, &["[0]", r#"{"a":1}"#]);
    refuses(
        r#"{"enum":[[0],1]}"#,
        "0",
        &["/enum: (root): 0 is not one of [0], 1"],
    );
}

#[test]
fn unevaluated_properties() {
    let schema = r#"{"properties":{"a":true},"unevaluatedProperties":false}"#;
    takes(schema, &[r#"{"a":1}"#, "[1]"]);
    refuses(
        schema,
        r#"{"a":1,"b":1}"#,
        &["/unevaluatedProperties: /b: the property \"b\" is not allowed"],
    );
    refuses(
        r#"{"unevaluatedProperties":{"type":"null"}}"#,
        r#"{"b":1}"#,
        &["/unevaluatedProperties/type: /b: 1 is not of type null"],
    );
}

#[test]
fn what_evaluates_properties() {
    for inside in [
        r#""allOf":[{"properties":{"b":true}}]"#,
        r#""anyOf":[{"required":["zz"]},{"properties":{"b":true}}]"#,
        r#""anyOf":[{},{"properties":{"b":true}}]"#,
        r#""oneOf":[{"required":["zz"]},{"properties":{"b":true}}]"#,
        r#""if":{"properties":{"b":true}}"#,
        r#""if":true,"then":{"properties":{"b":true}}"#,
        r#""if":false,"else":{"properties":{"b":true}}"#,
        r#""dependentSchemas":{"b":{"properties":{"b":true}}}"#,
        r##""$ref":"#/$defs/d","$defs":{"d":{"properties":{"b":true}}}"##,
        // judged once, for a branch that fails, and remembered for the one that does not
        r##""anyOf":[{"allOf":[{"$ref":"#/$defs/d"},false]},{"$ref":"#/$defs/d"}],"$defs":{"d":{"allOf":[{"properties":{"b":true}}]}}"##,
        r#""additionalProperties":true"#,
        r#""allOf":[{"unevaluatedProperties":true}]"#,
    ] {
        let schema =
            format!(r#"{{{inside},"properties":{{"a":true}},"unevaluatedProperties":false}}"#);
        takes(&schema, &[r#"{"a":1,"b":1}"#]);
    }
    for outside in [
        r#""anyOf":[{},{"properties":{"b":true},"required":["zz"]}]"#,
        r#""oneOf":[{"required":["a"]},{"properties":{"b":true},"required":["zz"]}]"#,
        r#""if":{"properties":{"b":true},"required":["zz"]}"#,
        r#""not":{"not":{"properties":{"b":true}}}"#,
        r#""dependentSchemas":{"zz":{"properties":{"b":true}}}"#,
        r#""items":{"properties":{"b":true}}"#,
    ] {
        let schema =
            format!(r#"{{{outside},"properties":{{"a":true}},"unevaluatedProperties":false}}"#);
        let expected = "/unevaluatedProperties: /b: the property \"b\" is not allowed";
        refuses(&schema, r#"{"a":1,"b":1}"#, &[expected]);
    }
    let cousins = r#"{"allOf":[{"properties":{"a":true}},{"unevaluatedProperties":false}]}"#;
    refuses(
        cousins,
        r#"{"a":1}"#,
        &["/allOf/1/unevaluatedProperties: /a: the property \"a\" is not allowed"],
    );
}

#[test]
fn what_a_broken_branch_would_have_evaluated_is_no_second_violation() {
    let schema =
        r#"{"allOf":[{"properties":{"a":{"type":"null"}}}],"unevaluatedProperties":false}"#;
    refuses(
        schema,
        r#"{"a":1}"#,
        &["/allOf/0/properties/a/type: /a: 1 is not of type null"],
    );
}

#[test]
fn unevaluated_items() {
    let schema = r#"{"prefixItems":[true],"contains":{"type":"null"},"unevaluatedItems":false}"#;
    takes(schema, &["[1,null]", "[1,null,null]"]);
    refuses(
        schema,
        "[1,null,2]",
        &["/unevaluatedItems: /2: the item 2 is not allowed"],
    );
    refuses(
        r#"{"unevaluatedItems":{"type":"null"}}"#,
        "[1]",
        &["/unevaluatedItems/type: /0: 1 is not of type null"],
    );
    for inside in [
        r#""allOf":[{"prefixItems":[true,true]}]"#,
        r#""items":true"#,
        r#""prefixItems":[true],"items":true"#,
        r#""anyOf":[{"items":true}]"#,
    ] {
        takes(
            &format!(r#"{{{inside},"unevaluatedItems":false}}"#),
            &["[1,2]"],
        );
    }
}

#[test]
fn a_wrong_type_is_all_that_is_said() {
    refuses(
        r#"{"type":"string","minimum":2,"enum":["a"]}"#,
        "1",
        &["/type: (root): 1 is not of type string"],
    );
}

#[test]
fn a_schema_that_is_its_own_branch_comes_to_an_end() {
    for schema in [
        r##"{"$ref":"#"}"##,
        r##"{"allOf":[{"$ref":"#"}],"minimum":2}"##,
        r##"{"anyOf":[{"type":"null"},{"$ref":"#"}]}"##,
        r##"{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}"##,
        r##"{"not":{"$ref":"#"}}"##,
        r##"{"if":{"$ref":"#"},"then":{"$ref":"#"},"unevaluatedProperties":{"$ref":"#"}}"##,
    ] {
        let _either = judged(schema, r#"{"a":{"b":1}}"#);
    }
    takes(r##"{"allOf":[{"$ref":"#"}],"minimum":2}"##, &["3"]);
    assert_eq!(
        judged(r##"{"allOf":[{"$ref":"#"}],"minimum":2}"##, "1").len(),
        1
    );
}

fn nested(levels: usize, leaf: &str) -> String {
    format!("{}{leaf}{}", r#"{"c":"#.repeat(levels), "}".repeat(levels))
}

#[test]
fn the_deepest_value_through_many_tables() {
    let mut schema = r##"{"properties":{"c":{"$ref":"#"}},"required":["c"]}"##.to_owned();
    for keyword in ["allOf", "oneOf", "anyOf", "allOf", "oneOf", "anyOf"] {
        schema = format!(r#"{{"type":"object","{keyword}":[{schema}]}}"#);
    }
    assert_eq!(judged(&schema, &nested(120, "{}")).len(), 1);
}

#[test]
fn branches_within_branches_take_no_exponential_time() {
    for schema in [
        r##"{"oneOf":[{"required":["d"],"properties":{"c":{"$ref":"#"}}},{"properties":{"c":{"$ref":"#"}}},{"properties":{"c":{"$ref":"#"}}}],"type":"object"}"##,
        r##"{"anyOf":[{"properties":{"c":{"$ref":"#"}}},{"required":["d"],"properties":{"c":{"$ref":"#"}}}],"type":"object"}"##,
        r##"{"allOf":[{"properties":{"c":{"$ref":"#"}}},{"properties":{"c":{"$ref":"#"}}}],"type":"object"}"##,
        r##"{"allOf":[{"properties":{"c":{"$ref":"#"}}},{"properties":{"c":{"$ref":"#"}}}],"type":"object","unevaluatedProperties":false}"##,
        r##"{"if":{"properties":{"c":{"$ref":"#"}}},"then":{"properties":{"c":{"$ref":"#"}}},"else":{"properties":{"c":{"$ref":"#"}}},"type":"object"}"##,
    ] {
        for leaf in ["{}", "1"] {
            let start = work::Work::start();
            let violations = judged(schema, &nested(100, leaf));
            assert!(leaf == "{}" || !violations.is_empty(), "{schema}");
            assert!(start.done() < Duration::from_secs(20), "{schema} {leaf}");
        }
    }
}
