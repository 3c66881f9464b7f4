//! Documents of any length and depth: no stack overflow, no square of anything, a limit that is said.

use std::fmt::Write;
use std::time::Duration;

use countersign_model::Code;

use crate::sketch::{document, lowered, sketch};
use crate::work::Work;

const LONG: usize = 5000;

/// On a stack of 256 kB, and in time.
fn small_stack(schemas: String, check: fn(String, Vec<Code>)) {
    let run = move || {
        let text = document("3.1.1", &schemas);
        let start = Work::start();
        let (api, diagnostics) = lowered(&text);
        assert!(start.done() < Duration::from_secs(20), "{:?}", start.done());
        check(
            sketch(&api),
            diagnostics.iter().map(|one| one.code).collect(),
        );
    };
    let thread = std::thread::Builder::new()
        .stack_size(256 * 1024)
        .spawn(run)
        .unwrap();
    thread.join().unwrap();
}

fn chain(link: impl Fn(usize) -> String, end: &str) -> String {
    let mut schemas = String::new();
    for index in 0..LONG {
        writeln!(schemas, "    S{index}: {}", link(index + 1)).unwrap();
    }
    writeln!(schemas, "    S{LONG}: {end}").unwrap();
    schemas
}

#[test]
fn long_chains_of_references() {
    let schemas = chain(
        |next| format!("{{$ref: '#/components/schemas/S{next}'}}"),
        "{type: [string, 'null']}",
    );
    small_stack(schemas, |sketch, codes| {
        assert!(codes.is_empty(), "{codes:?}");
        assert!(sketch.starts_with("S0 = S1\n"));
        assert!(sketch.ends_with("S5000 = text"));
    });
}

#[test]
fn long_chains_of_all_of() {
    let schemas = chain(
        |next| format!("{{allOf: [{{$ref: '#/components/schemas/S{next}'}}]}}"),
        "{type: string}",
    );
    small_stack(schemas, |sketch, codes| {
        assert!(codes.is_empty(), "{codes:?}");
        assert!(sketch.starts_with("S0 = S1\n"));
    });
}

#[test]
fn long_chains_of_any_of_and_properties() {
    let any_of = chain(
        |next| format!("{{anyOf: [{{$ref: '#/components/schemas/S{next}'}}, {{type: 'null'}}]}}"),
        "{type: string}",
    );
    small_stack(any_of, |sketch, _| assert!(sketch.starts_with("S0 = S1\n")));
    let properties = chain(
        |next| {
            format!("{{type: object, properties: {{p: {{$ref: '#/components/schemas/S{next}'}}}}}}")
        },
        "{type: string}",
    );
    small_stack(properties, |sketch, _| {
        assert!(sketch.starts_with("S0 {p?: S1}\n"))
    });
}

#[test]
fn long_cycles() {
    let schemas = chain(
        |next| {
            format!("{{type: object, properties: {{p: {{$ref: '#/components/schemas/S{next}'}}}}}}")
        },
        "{type: object, properties: {p: {$ref: '#/components/schemas/S0'}}}",
    );
    small_stack(schemas, |sketch, codes| {
        assert!(codes.is_empty(), "{codes:?}");
        assert!(sketch.ends_with("S5000 {p?: box S0}"));
        assert_eq!(sketch.matches("box").count(), 1);
    });
}

#[test]
fn inheritance_without_end_reaches_the_limit() {
    let link = |next| {
        format!(
            "{{allOf: [{{$ref: '#/components/schemas/S{next}'}}], type: object, properties: {{p{next}: {{type: string}}}}}}"
        )
    };
    small_stack(chain(link, "{type: object}"), |sketch, codes| {
        assert!(
            codes.contains(&Code::TooLargeToPlan),
            "{} {codes:?}",
            sketch.len()
        );
        assert!(codes.iter().all(|code| *code == Code::TooLargeToPlan));
        assert!(sketch.len() < 100_000_000, "{}", sketch.len());
    });
}

#[test]
fn deep_schemas_in_place() {
    let deep = |depth: usize| {
        format!(
            "    A: {}{{type: string}}{}\n",
            "{type: array, items: ".repeat(depth),
            "}".repeat(depth)
        )
    };
    let (api, diagnostics) = lowered(&document("3.1.1", &deep(90)));
    assert!(diagnostics.is_empty());
    assert!(sketch(&api).starts_with("A = [[["));
    assert_eq!(api.types.len(), 2, "one gets a name at the depth limit");
}

#[test]
fn wide_schemas_are_linear() {
    let mut schemas = String::from("    A:\n      type: object\n      required: [");
    for index in 0..20_000 {
        write!(schemas, "p{index}, ").unwrap();
    }
    schemas.push_str("]\n      properties:\n");
    for index in 0..20_000 {
        writeln!(schemas, "        p{index}: {{type: integer}}").unwrap();
    }
    schemas.push_str("    E:\n      enum: [");
    for index in 0..20_000 {
        write!(schemas, "{index}, ").unwrap();
    }
    schemas.push_str("]\n");
    small_stack(schemas, |_, codes| assert!(codes.is_empty(), "{codes:?}"));
}
