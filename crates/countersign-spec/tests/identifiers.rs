//! What schemas call themselves, and the references to it: `$id`, `$anchor`, `$dynamicAnchor`.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of tests may do what tests may"
)]

use countersign_spec::{
    Diagnostics, Files, Memory, Mirror, Node, Resolved, read_mirrored, resolve,
};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n";

fn judge(files: &dyn Files, mirrors: &[Mirror]) -> (Resolved, Diagnostics) {
    let (document, mut diagnostics) = read_mirrored(files, mirrors, "", "api.yaml");
    let (resolved, more) = resolve(document);
    diagnostics.extend(more);
    (resolved.unwrap(), diagnostics)
}

fn document(schemas: &str) -> Memory {
    let text = format!("{HEAD}components:\n  schemas:\n{schemas}");
    Memory::new().with("api.yaml", text)
}

fn at<'r>(resolved: &'r Resolved, pointer: &str) -> Node<'r> {
    let root = resolved.node(resolved.document().node);
    let schemas = root.get("components").unwrap().get("schemas").unwrap();
    pointer.split('/').fold(schemas, |node, token| {
        let item = || node.items().nth(token.parse().ok()?);
        node.get(token).or_else(item).unwrap()
    })
}

/// What the `$ref` of a schema below `components/schemas` leads to: the file and the pointer.
fn target(resolved: &Resolved, pointer: &str) -> Option<(String, String)> {
    let target = resolved.target(at(resolved, pointer).id())?;
    let location = resolved.location(target);
    let file = resolved.sources().name(location.source).to_owned();
    Some((file, location.pointer))
}

fn local(pointer: &str) -> Option<(String, String)> {
    let pointer = format!("/components/schemas/{pointer}");
    Some(("api.yaml".to_owned(), pointer))
}

#[test]
fn a_plain_name_is_looked_up_in_its_resource() {
    let files = document(
        "    A: {$ref: '#name'}
    B: {$anchor: name, type: string}
    C:
      allOf: [{$ref: '#name'}]
      $defs: {own: {$anchor: name}}
      $id: https://example.com/c
    D: {$ref: 'https://example.com/c#name'}
",
    );
    let (resolved, diagnostics) = judge(&files, &[]);
    assert_eq!(diagnostics.iter().count(), 0);
    assert_eq!(target(&resolved, "A"), local("B"));
    assert_eq!(target(&resolved, "C/allOf/0"), local("C/$defs/own"));
    assert_eq!(target(&resolved, "D"), local("C/$defs/own"));
}

#[test]
fn an_id_is_the_base_of_what_is_in_it() {
    let files = document(
        "    A:
      $defs:
        b: {$id: b/, $defs: {c: {$id: c, $ref: ../d}, e: {$ref: '#/$defs/c'}}}
        d: {$id: d}
      $id: https://example.com/a
    B: {$ref: 'https://example.com/b/c'}
",
    );
    let (resolved, diagnostics) = judge(&files, &[]);
    assert_eq!(diagnostics.iter().count(), 0);
    assert_eq!(target(&resolved, "A/$defs/b/$defs/c"), local("A/$defs/d"));
    assert_eq!(
        target(&resolved, "A/$defs/b/$defs/e"),
        local("A/$defs/b/$defs/c")
    );
    assert_eq!(target(&resolved, "B"), local("A/$defs/b/$defs/c"));
}

#[test]
fn names_are_found_in_parts_of_files_that_nothing_refers_to() {
    let schemas = "    A: {$ref: 'other.json#/$defs/a'}\n    B: {$ref: 'urn:late'}\n";
    let other = r##"{"$id": "urn:x", "$defs": {"a": {"$ref": "#b"}, "b": {"$anchor": "b"},
        "c": {"$id": "urn:late"}}}"##;
    let files = document(schemas).with("other.json", other);
    let (resolved, diagnostics) = judge(&files, &[]);
    assert_eq!(diagnostics.iter().count(), 0);
    let other = |pointer: &str| Some(("other.json".to_owned(), pointer.to_owned()));
    assert_eq!(target(&resolved, "A"), other("/$defs/a"));
    assert_eq!(target(&resolved, "B"), other("/$defs/c"));
    let a = resolved.target(at(&resolved, "A").id()).unwrap();
    let b = resolved.location(resolved.target(a).unwrap());
    assert_eq!(b.pointer, "/$defs/b");
}

#[test]
fn what_is_elsewhere_is_read_from_its_copy_and_from_nowhere_else() {
    let schemas = "    A: {$ref: 'https://example.com/s/a.json'}\n    B: {$ref: 'https://example.com/t.json'}\n";
    let files = document(schemas)
        .with("copies/a.json", r#"{"$ref": "d/b.json"}"#)
        .with(
            "copies/d/b.json",
            r#"{"$id": "urn:other", "type": "string"}"#,
        );
    let mirror = Mirror {
        uri: "https://example.com/s/".to_owned(),
        folder: "copies/".to_owned(),
    };
    let (resolved, diagnostics) = judge(&files, &[mirror]);
    let codes: Vec<_> = diagnostics.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["CS0117"]);
    let a = resolved.target(at(&resolved, "A").id()).unwrap();
    let b = resolved.location(resolved.target(a).unwrap());
    assert_eq!(resolved.sources().name(b.source), "copies/d/b.json");
    let (_, diagnostics) = judge(&files, &[]);
    let codes: Vec<_> = diagnostics.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["CS0117", "CS0117"]);
}

#[test]
fn the_metaschema_is_at_hand() {
    let schemas = "    A: {$ref: 'https://json-schema.org/draft/2020-12/schema'}\n    B: {$ref: 'https://json-schema.org/draft/2020-12/meta/validation#/$defs/count'}\n";
    let (resolved, diagnostics) = judge(&document(schemas), &[]);
    assert_eq!(diagnostics.iter().count(), 0);
    let (file, pointer) = target(&resolved, "B").unwrap();
    assert_eq!(file, "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(pointer, "/$defs/validation/$defs/count");
}

#[test]
fn a_label_for_an_id_does_not_cut_off_the_document() {
    let files = document(
        "    A: {$id: 'https://example.com/a', items: {$ref: '#/components/schemas/B'}, not: {$ref: ./c.json}}
    B: {type: string}
",
    )
    .with("c.json", "{}");
    let (resolved, diagnostics) = judge(&files, &[]);
    let codes: Vec<_> = diagnostics.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["CS0138", "CS0138"]);
    assert_eq!(target(&resolved, "A/items"), local("B"));
    assert_eq!(target(&resolved, "A/not").unwrap().0, "c.json");
}

#[test]
fn the_document_may_name_itself() {
    let text = format!(
        "{}$self: https://example.com/api\ncomponents:\n  schemas:\n    A: {{$ref: 'https://example.com/api#/components/schemas/B'}}\n    B: {{}}\n",
        HEAD.replace("3.1.0", "3.2.0")
    );
    let (resolved, diagnostics) = judge(&Memory::new().with("api.yaml", text), &[]);
    assert_eq!(diagnostics.iter().count(), 0);
    assert_eq!(target(&resolved, "A"), local("B"));
}

#[test]
fn dynamic_anchors_are_known_by_resource() {
    let files = document(
        "    A: {$dynamicRef: '#t'}
    B: {$dynamicAnchor: t}
    C: {$id: urn:c, $defs: {t: {$dynamicAnchor: t}, u: {$anchor: u}}}
",
    );
    let (resolved, diagnostics) = judge(&files, &[]);
    assert_eq!(diagnostics.iter().count(), 0);
    let text = at(&resolved, "A/$dynamicRef").id();
    assert_eq!(resolved.target(text), Some(at(&resolved, "B").id()));
    let document = resolved.resource(at(&resolved, "A").id());
    assert_eq!(document, resolved.document().node);
    let anchors: Vec<_> = resolved.dynamic_anchors(document).collect();
    assert_eq!(anchors, [("t", at(&resolved, "B").id())]);
    let resource = resolved.resource(at(&resolved, "C/$defs/t").id());
    let anchors: Vec<_> = resolved.dynamic_anchors(resource).collect();
    assert_eq!(anchors, [("t", at(&resolved, "C/$defs/t").id())]);
}
