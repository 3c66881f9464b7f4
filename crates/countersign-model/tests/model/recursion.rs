//! Types that contain themselves, and schemas that are nothing but themselves.

use crate::sketch::{document, said, types, types_of};

#[test]
fn a_direct_cycle_is_boxed_once() {
    assert_eq!(
        types(
            "    Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, other: {type: [object, 'null'], properties: {up: {$ref: '#/components/schemas/Node'}}}}}\n"
        ),
        "Node {next?: box Node, other?: Node.other|null}\nNode.other {up?: box Node}"
    );
    assert_eq!(
        types(
            "    A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\n    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, c: {$ref: '#/components/schemas/C'}}}\n    C: {type: integer}\n"
        ),
        "A {b?: B}\nB {a?: box A, c?: C}\nC = i64"
    );
}

#[test]
fn arrays_and_maps_need_no_box() {
    assert_eq!(
        types(
            "    Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}, named: {type: object, additionalProperties: {$ref: '#/components/schemas/Tree'}}}}\n"
        ),
        "Tree {children?: [Tree], named?: {Tree}}"
    );
    assert_eq!(
        types("    L: {type: array, items: {$ref: '#/components/schemas/L'}}\n"),
        "L = [L]"
    );
}

#[test]
fn unions_may_be_recursive() {
    assert_eq!(
        types(
            "    Json: {anyOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}, {type: object, properties: {j: {$ref: '#/components/schemas/Json'}}}]}\n"
        ),
        "Json = String text or Array [Json] or Object Json.object\nJson.object {j?: box Json}"
    );
}

#[test]
fn inheritance_of_a_recursive_base() {
    assert_eq!(
        types(
            "    Base: {type: object, properties: {child: {$ref: '#/components/schemas/Derived'}}}\n    Derived: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {x: {type: integer}}}]}\n"
        ),
        "Base {child?: Derived}\nDerived {child?: box Derived, x?: i64}"
    );
}

#[test]
fn intersections_of_recursive_arrays_end() {
    let schemas = "    A: {type: array, items: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}\n    B: {type: array, items: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}\n";
    assert_eq!(
        types_of("3.1.1", schemas),
        "A = [[[A.item.item.item]]]\nA.item.item.item = [A.item.item.item]\nB = [[A.item.item.item]]"
    );
}

#[test]
fn a_schema_that_is_only_itself() {
    let schemas = "    A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {x: {}}}]}\n    B: {allOf: [{$ref: '#/components/schemas/C'}]}\n    C: {allOf: [{$ref: '#/components/schemas/B'}]}\n";
    assert_eq!(
        said(&document("3.1.1", schemas)),
        [
            "6:5 error CS0218 a schema that is part of itself",
            "7:5 error CS0218 a schema that is defined only by itself"
        ]
    );
    assert_eq!(types_of("3.1.1", schemas), "A = any\nB = any\nC = B");
}
