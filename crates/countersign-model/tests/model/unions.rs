//! `anyOf`, `oneOf` and lists of types: which union each becomes, and where the value is judged whole.

use crate::sketch::{document, said, types, types_of};

#[test]
fn disjoint_types_are_unions() {
    for (schema, expected) in [
        (
            "{type: [string, integer]}",
            "A = Integer i64 or String text",
        ),
        (
            "{type: [string, integer, 'null'], minimum: 3, maxLength: 4}",
            "A = Integer i64(min 3) or String text(maxLength 4)",
        ),
        (
            "{anyOf: [{type: string, maxLength: 4}, {type: integer}]}",
            "A = String text(maxLength 4) or Integer i64",
        ),
        (
            "{oneOf: [{type: boolean}, {type: array, items: {type: string}}, {type: 'null'}]}",
            "A = Boolean bool or Array [text]",
        ),
        (
            "{oneOf: [{type: [string, boolean]}, {type: number}]}",
            "A = Boolean bool or String text or Number f64",
        ),
    ] {
        assert_eq!(types(&format!("    A: {schema}\n")), expected, "{schema}");
    }
}

#[test]
fn variants_may_be_objects_and_enumerations() {
    assert_eq!(
        types(
            "    A: {oneOf: [{type: object, properties: {x: {type: integer}}}, {type: string, enum: [a]}, {$ref: '#/components/schemas/N'}]}\n    N: {type: number}\n"
        ),
        "A = Object A.object or String A.string or Number N\nA.object {x?: i64}\nA.string = one of a or other\nN = f64"
    );
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {type: [object, string], properties: {x: {type: integer}}}}}\n"
        ),
        "A {p?: A.p}\nA.p = String text or Object A.p.object\nA.p.object {x?: i64}"
    );
}

#[test]
fn a_union_may_be_null_at_its_use() {
    assert_eq!(
        types(
            "    A: {type: object, properties: {p: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}}}\n"
        ),
        "A {p?: A.p|null}\nA.p = String text or Integer i64"
    );
}

/// Each schema of a table is component `A`, followed by what it refers to.
fn check(table: &[(&str, &str)]) {
    for (schemas, expected) in table {
        let schemas: Vec<String> = schemas
            .lines()
            .map(|line| format!("    {}\n", line.trim()))
            .collect();
        assert_eq!(types(&schemas.concat()), *expected, "{}", schemas.concat());
    }
}

#[test]
fn alternatives_of_one_type_are_tried_by_one_of() {
    check(&[
        (
            "A: {oneOf: [{type: object, required: [x], properties: {x: {type: integer}}}, {type: object, required: [y], properties: {y: {type: integer}}}]}",
            "A = just one: X A.x or Y A.y\nA.x {x: i64}\nA.y {y: i64}",
        ),
        (
            "A: {oneOf: [{type: string, format: uuid}, {type: string, title: Slug, maxLength: 9}, {type: string, pattern: a}]}",
            "A = just one: Uuid text(format uuid) or Slug text(maxLength 9) or String text(pattern a)",
        ),
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}\nB: {type: integer, minimum: 3}\nC: {type: integer, maximum: 5}",
            "A = just one: B B or C C\nB = i64(min 3)\nC = i64(max 5)",
        ),
    ]);
}

#[test]
fn overlapping_any_of_is_judged_whole() {
    check(&[
        (
            "A: {anyOf: [{type: object, properties: {x: {type: integer}}}, {type: object, properties: {y: {type: integer}}}]}",
            r#"A = checked {"type":"object","anyOf":[{"type":"object","properties":{"x":{"type":"integer"}}},{"type":"object","properties":{"y":{"type":"integer"}}}]}"#,
        ),
        (
            "A: {anyOf: [{type: string, maxLength: 3}, {type: string, pattern: a}]}",
            r#"A = checked {"type":"string","anyOf":[{"type":"string","maxLength":3},{"type":"string","pattern":"a"}]}"#,
        ),
    ]);
}

#[test]
fn any_of_whose_alternatives_exclude_each_other_is_one_of() {
    check(&[(
        "A: {anyOf: [{type: object, required: [x], properties: {x: {type: integer}}, additionalProperties: false}, {type: object, required: [y], properties: {y: {type: integer}}}]}",
        "A = just one: X A.x or Y A.y\nA.x {x: i64, refused}\nA.y {y: i64}",
    )]);
}

#[test]
fn a_listed_property_tells_objects_apart() {
    check(&[
        (
            "A: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}\nCat: {type: object, required: [kind], properties: {kind: {const: cat}}}\nDog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog, puppy]}}}",
            "A = by kind: Cat [cat] Cat or Dog [dog/puppy] Dog or other\nCat {kind: Cat.kind}\nCat.kind = one of cat or other\nDog {kind: Dog.kind}\nDog.kind = one of dog/puppy or other",
        ),
        // The property need not be required by every alternative, nor have disjoint values: then each is tried.
        (
            "A: {oneOf: [{title: P, type: object, required: [k], properties: {k: {const: a}}}, {title: Q, type: object, properties: {k: {const: b}}}]}",
            "A = just one: P A.P or Q A.Q\nA.P {k: A.P.k}\nA.P.k = one of a or other\nA.Q {k?: A.Q.k}\nA.Q.k = one of b or other",
        ),
        (
            "A: {oneOf: [{title: P, type: object, required: [k], properties: {k: {enum: [a, b]}}}, {title: Q, type: object, required: [k], properties: {k: {enum: [b, c]}}}]}",
            "A = just one: P A.P or Q A.Q\nA.P {k: A.P.k}\nA.P.k = one of a/b or other\nA.Q {k: A.Q.k}\nA.Q.k = one of b/c or other",
        ),
        // Inline alternatives are named by the tag.
        (
            "A: {oneOf: [{type: object, required: [k], properties: {k: {const: a}}}, {type: object, required: [k], properties: {k: {const: b}}}]}",
            "A = by k: A [a] A.a or B [b] A.b or other\nA.a {k: A.a.k}\nA.a.k = one of a or other\nA.b {k: A.b.k}\nA.b.k = one of b or other",
        ),
    ]);
}

const PETS: &str = "Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}\nDog: {type: object, required: [kind], properties: {kind: {type: string}}}";

#[test]
fn a_discriminator_tells_objects_apart() {
    let types = "Cat {kind: text, lives?: i64}\nDog {kind: text}";
    for (discriminator, cat, dog) in [
        ("{propertyName: kind}", "Cat", "Dog"),
        (
            "{propertyName: kind, mapping: {lion: '#/components/schemas/Cat', cat: Cat}}",
            "lion/cat",
            "Dog",
        ),
    ] {
        for keyword in ["oneOf", "anyOf"] {
            let a = format!(
                "A: {{{keyword}: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}], discriminator: {discriminator}}}\n{PETS}"
            );
            let union = format!("A = by kind: Cat [{cat}] Cat or Dog [{dog}] Dog or other");
            check(&[(&a, &format!("{union}\n{types}"))]);
        }
    }
}

#[test]
fn a_discriminator_that_an_alternative_does_not_declare_decides_nothing() {
    check(&[(
        "A: {oneOf: [{$ref: '#/components/schemas/P'}, {$ref: '#/components/schemas/Q'}], discriminator: {propertyName: kind}}\nP: {type: object, required: [p], properties: {p: {type: integer}}}\nQ: {type: object, required: [q], properties: {q: {type: integer}}}",
        "A = just one: P P or Q Q\nP {p: i64}\nQ {q: i64}",
    )]);
}

#[test]
fn a_base_lists_its_children() {
    check(&[(
        "Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}\nCat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}\nDog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {name: {type: string}}}]}",
        "Pet = by kind: Cat [Cat] Pet.Cat or Dog [Dog] Pet.Dog or other\nPet.Cat {kind: text, lives?: i64}\nPet.Dog {kind: text, name?: text}\nCat {kind: text, lives?: i64}\nDog {kind: text, name?: text}",
    )]);
}

#[test]
fn a_base_without_a_choice_is_the_base_itself() {
    let schemas = "    Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}\n    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}\n";
    assert_eq!(
        types_of("3.1.1", schemas),
        "Pet {kind: text}\nCat {kind: text, lives?: i64}"
    );
    assert_eq!(
        said(&document("3.1.1", schemas)),
        ["6:79 note CS0220 `discriminator` has no effect here"]
    );
}

#[test]
fn what_stands_beside_a_choice_holds_for_each_alternative() {
    check(&[(
        "A: {type: object, required: [id], properties: {id: {type: integer}}, oneOf: [{title: P, required: [p], properties: {p: {type: string}}}, {title: Q, required: [q], properties: {q: {type: string}}}]}",
        "A = just one: P A.P or Q A.Q\nA.P {id: i64, p: text}\nA.Q {id: i64, q: text}",
    )]);
}

#[test]
fn objects_of_one_choice_among_other_types() {
    check(&[(
        "A: {oneOf: [{type: string}, {type: object, required: [k], properties: {k: {const: a}}}, {type: object, required: [k], properties: {k: {const: b}}}, {type: 'null'}]}",
        "A = String text or Object A.object\nA.object = by k: A [a] A.object.a or B [b] A.object.b or other\nA.object.a {k: A.object.a.k}\nA.object.a.k = one of a or other\nA.object.b {k: A.object.b.k}\nA.object.b.k = one of b or other",
    )]);
}

#[test]
fn alternatives_that_list_values_are_an_enumeration() {
    check(&[
        (
            "A: {oneOf: [{const: a, title: First}, {const: b}, {enum: [c, b]}]}",
            "A = one of a/c or other",
        ),
        (
            "A: {type: integer, oneOf: [{const: 1, title: One}, {const: 2}]}",
            "A = i64(one of 1/2)",
        ),
        (
            "A: {anyOf: [{const: a}, {enum: [a, b]}, {type: 'null'}]}",
            "A = one of a/b or other",
        ),
    ]);
}

#[test]
fn an_alternative_of_any_of_may_cover_the_others() {
    check(&[
        (
            "A: {anyOf: [{type: string, enum: [a, b]}, {type: string}]}",
            "A = text",
        ),
        ("A: {anyOf: [{type: integer}, {type: number}]}", "A = f64"),
    ]);
}

#[test]
fn null_is_admitted_by_exactly_one_alternative() {
    for (schema, expected) in [
        ("{oneOf: [{type: string}, {type: 'null'}]}", "text|null"),
        (
            "{oneOf: [{type: [string, 'null']}, {type: 'null'}]}",
            "text",
        ),
        (
            "{anyOf: [{type: [string, 'null']}, {type: 'null'}]}",
            "text|null",
        ),
    ] {
        let schemas = format!("    A: {{type: object, properties: {{p: {schema}}}}}\n");
        assert_eq!(types(&schemas), format!("A {{p?: {expected}}}"), "{schema}");
    }
}

#[test]
fn what_alternatives_require_is_judged_whole() {
    check(&[(
        "A: {type: object, properties: {x: {type: integer}, y: {type: integer}}, anyOf: [{required: [x]}, {required: [y]}]}",
        r#"A = checked {"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"anyOf":[{"required":["x"]},{"required":["y"]}]}"#,
    )]);
}

/// With `defaultMapping` a value without the tag, or with another one, is of an alternative all the same.
#[test]
fn a_default_alternative_is_tried_like_the_others() {
    let pet = |default: &str| {
        format!(
            "    Pet: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}], discriminator: {{propertyName: kind{default}}}}}
    Cat: {{type: object, required: [a], properties: {{kind: {{type: string}}, a: {{type: integer}}}}}}
    Dog: {{type: object, required: [b], properties: {{kind: {{type: string}}, b: {{type: string}}}}}}\n"
        )
    };
    let union = |default: &str| {
        let found = types_of("3.2.0", &pet(default));
        found.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        union(""),
        "Pet = by kind: Cat [Cat] Cat or Dog [Dog] Dog or other"
    );
    assert_eq!(
        union(", defaultMapping: Dog"),
        "Pet = just one: Cat Cat or Dog Dog"
    );
}
