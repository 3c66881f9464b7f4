//! References that depend on how a schema is reached, and dialects that leave keywords out.

use countersign_model::lower;
use countersign_spec::{Memory, read, resolve};

use crate::sketch::{document, said, sketch, types, types_of};

/// A list whose items are what `#item` means where it is used.
const LIST: &str = "    List: {$id: urn:list, type: array, items: {$dynamicRef: '#item'}, $defs: {item: {$dynamicAnchor: item}}}\n";

#[test]
fn a_generic_schema_is_typed_by_its_use() {
    let uses = "    Names: {$id: urn:names, $ref: urn:list, $defs: {item: {$dynamicAnchor: item, type: string}}}
    Counts: {$id: urn:counts, type: object, properties: {all: {$ref: urn:list}, first: {$ref: urn:item}}, $defs: {item: {$id: urn:item, $anchor: item, $dynamicAnchor: unused}, of: {$dynamicAnchor: item, type: integer}}}
";
    assert_eq!(
        types(&format!("{LIST}{uses}")),
        "List = [List.item|null]\nNames = [Names.item]\nCounts {all?: List.of, first?: Counts.item|null}\nList.item = any\nNames.item = text\nList.of = [Counts.of]\nCounts.item = any\nCounts.of = i64"
    );
}

#[test]
fn the_outermost_resource_decides() {
    let schemas = format!(
        "{LIST}    Inner: {{$id: urn:inner, $ref: urn:list, $defs: {{item: {{$dynamicAnchor: item, type: integer}}}}}}
    Outer: {{$id: urn:outer, $ref: urn:inner, $defs: {{item: {{$dynamicAnchor: item, type: boolean}}}}}}
"
    );
    assert_eq!(
        types(&schemas),
        "List = [List.item|null]\nInner = [Inner.item]\nOuter = [Outer.item]\nList.item = any\nInner.item = i64\nOuter.item = bool"
    );
}

#[test]
fn a_tree_may_be_closed_from_outside() {
    let schemas = "    Tree: {$id: urn:tree, $dynamicAnchor: node, type: object, properties: {next: {$dynamicRef: '#node'}}}
    Strict: {$id: urn:strict, $dynamicAnchor: node, $ref: urn:tree, unevaluatedProperties: false}
";
    assert_eq!(
        types(schemas),
        "Tree {next?: box Tree}\nStrict {next?: box Strict, refused}"
    );
}

#[test]
fn without_a_name_to_look_for_it_is_a_reference() {
    let plain = "    A: {type: array, items: {$dynamicRef: '#/components/schemas/B'}}\n    B: {type: string}\n";
    assert_eq!(types(plain), "A = [B]\nB = text");
    let anchor =
        "    A: {type: array, items: {$dynamicRef: '#b'}}\n    B: {$anchor: b, type: string}\n";
    assert_eq!(types(anchor), "A = [B]\nB = text");
    assert_eq!(
        types_of("3.0.4", "    A: {type: string, $dynamicRef: '#b'}\n"),
        "A = text"
    );
}

#[test]
fn a_chain_of_references_is_one_type() {
    let schemas = "    A: {$ref: '#/components/schemas/B/$defs/c'}
    B: {type: string, $defs: {c: {$ref: '#/components/schemas/B/$defs/d'}, d: {not: {type: string}}}}
";
    assert_eq!(
        types(schemas),
        "A = checked {\"allOf\":[{\"allOf\":[{\"not\":{\"type\":\"string\"}}]}]}\nB = text"
    );
}

#[test]
fn a_dialect_may_leave_keywords_out() {
    let schema =
        "    A: {$schema: meta.json, type: string, properties: {b: {minimum: 1, type: integer}}}\n";
    let meta = r#"{"$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true,
        "https://json-schema.org/draft/2020-12/vocab/applicator": true, "urn:own": true}}"#;
    let files = Memory::new()
        .with("api.yaml", document("3.1.1", schema))
        .with("meta.json", meta);
    let (document, mut diagnostics) = read(&files, "api.yaml");
    let (resolved, more) = resolve(document);
    diagnostics.extend(more);
    let (api, more) = lower(&resolved.unwrap());
    diagnostics.extend(more);
    assert_eq!(sketch(&api), "A {b?: any}");
    let said: Vec<_> = diagnostics
        .iter()
        .map(|one| format!("{} {}", one.severity.as_str(), one.message))
        .collect();
    assert_eq!(
        said,
        [
            "warning no `type`: taken for `object`",
            "warning unknown vocabulary `urn:own`",
            "note `type` has no effect here",
            "note `minimum` has no effect here",
            "note `type` has no effect here",
        ]
    );
}

#[test]
fn a_dialect_that_is_not_at_hand_is_said() {
    for (dialect, is_known) in [
        ("https://json-schema.org/draft/2020-12/schema", true),
        ("https://spec.openapis.org/oas/3.1/dialect/base", true),
        ("http://json-schema.org/draft-07/schema#", false),
        ("https://example.com/dialect", false),
    ] {
        let text = document(
            "3.1.1",
            &format!("    A: {{$schema: '{dialect}', type: string}}\n"),
        );
        let message = format!("6:18 warning CS0220 unknown dialect `{dialect}`");
        let expected = if is_known { vec![] } else { vec![message] };
        assert_eq!(said(&text), expected);
        let text = text.replace("paths:", &format!("jsonSchemaDialect: '{dialect}'\npaths:"));
        let text = text.replace(&format!("$schema: '{dialect}', "), "");
        assert_eq!(said(&text).len(), usize::from(!is_known));
    }
}

/// Each level can be left by two ways that give its name another meaning, and at the end all names matter.
#[test]
fn ways_do_not_multiply_without_end() {
    let levels = 40;
    let mut schemas = String::new();
    for level in 0..levels {
        let next = format!("$ref: 'urn:level{}'", level + 1);
        schemas += &format!(
            "    L{level}: {{$id: 'urn:level{level}', anyOf: [{{$ref: 'urn:a{level}'}}, {{$ref: 'urn:b{level}'}}]}}\n"
        );
        for (way, json_type) in [("a", "string"), ("b", "integer")] {
            schemas += &format!(
                "    {way}{level}: {{$id: 'urn:{way}{level}', {next}, $defs: {{n: {{$dynamicAnchor: n{level}, type: {json_type}}}}}}}\n"
            );
        }
    }
    let end = |part: &dyn Fn(usize) -> String| (0..levels).map(part).collect::<Vec<_>>().join(", ");
    let used = end(&|level| format!("p{level}: {{$dynamicRef: '#n{level}'}}"));
    let named = end(&|level| format!("n{level}: {{$dynamicAnchor: n{level}}}"));
    schemas += &format!(
        "    End: {{$id: 'urn:level{levels}', type: object, properties: {{{used}}}, $defs: {{{named}}}}}\n"
    );
    let text = document("3.1.1", &schemas);
    let limit = "warning CS0221 `$dynamicRef` not enforced everywhere: too many ways lead to it";
    let limits = said(&text);
    assert_eq!(limits.iter().filter(|one| one.contains(limit)).count(), 1);
}
