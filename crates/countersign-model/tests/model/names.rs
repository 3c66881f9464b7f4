//! The words of names, the order of types, and that both are the same whatever comes first.

use countersign_spec::{Memory, read, resolve};

use crate::sketch::{lowered, sketch, types};

#[test]
fn types_in_place_are_named_by_their_place_and_follow_their_component() {
    assert_eq!(
        types(
            "    B: {type: object, properties: {lines: {type: array, items: {type: object, properties: {kind: {enum: [x]}}}}, m: {type: object, additionalProperties: {enum: [y]}}}}\n    A: {type: object, properties: {}}\n"
        ),
        "B {lines?: [B.lines.item], m?: {B.m.value}}\nB.lines.item {kind?: B.lines.item.kind}\nB.lines.item.kind = one of x or other\nB.m.value = one of y or other\nA = {any}"
    );
}

#[test]
fn merged_properties_keep_the_name_of_their_own_component() {
    let base = "    Base: {type: object, properties: {state: {enum: [x]}}}\n";
    let derived = "    Derived: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {y: {enum: [z]}}}]}\n";
    for schemas in [format!("{base}{derived}"), format!("{derived}{base}")] {
        let sketch = types(&schemas);
        assert!(
            sketch.contains("Derived {state?: Base.state, y?: Derived.y}"),
            "{sketch}"
        );
        assert_eq!(
            sketch.matches("Base.state = one of x").count(),
            1,
            "{sketch}"
        );
    }
}

#[test]
fn targets_of_references_get_the_name_of_their_place() {
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {type: object, properties: {x: {type: integer}}}}}\n    B: {type: array, items: {$ref: '#/components/schemas/A/properties/p'}}\n    C: {$defs: {In: {type: string}}, type: object, properties: {q: {$ref: '#/components/schemas/C/$defs/In'}}}\n"
        ),
        "A {p?: A.p}\nA.p {x?: i64}\nB = [A.p]\nC {q?: C.In}\nC.In = text"
    );
}

#[test]
fn a_component_names_the_file_that_it_stands_for() {
    let api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Order: {$ref: 'models/order.yaml'}\n    Both: {type: object, properties: {o: {$ref: '#/components/schemas/Order'}, p: {$ref: 'models/order.yaml'}, q: {$ref: 'models/price.yaml'}}}\n";
    let files = Memory::new()
        .with("api.yaml", api)
        .with(
            "models/order.yaml",
            "type: object\nproperties:\n  self: {$ref: order.yaml}\n  kind: {enum: [a]}\n",
        )
        .with("models/price.yaml", "type: integer\n");
    let (read, _) = read(&files, "api.yaml");
    let (resolved, diagnostics) = resolve(read);
    assert!(diagnostics.is_empty());
    let (api, diagnostics) = countersign_model::lower(&resolved.unwrap());
    assert!(diagnostics.is_empty());
    assert_eq!(
        sketch(&api),
        "Order {self?: box Order, kind?: Order.kind}\nOrder.kind = one of a or other\nBoth {o?: Order, p?: Order, q?: price}\nprice = i64"
    );
    assert!(api.types[0].component && !api.types[3].component);
}

#[test]
fn lowering_twice_gives_the_same() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/lsps1.yaml"
    ))
    .unwrap();
    let (first, first_said) = lowered(&text);
    let (second, second_said) = lowered(&text);
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
    assert!(first_said.iter().eq(second_said.iter()));
}
