//! Law 9 over made-up instances: what the generator of the contract tester makes of a document's schema, the generated
//! type accepts and gives back, or refuses for the keyword that is broken; and the `jsonschema` crate says the same.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may, in its helpers as well"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use countersign_contract::{Generator, Judge, Opinion, Role, Seed};
use countersign_json::{Limits, Value};
use countersign_model::{Api, Definition, SchemaId, Shape, lower};
use countersign_spec::{Folder, read, resolve};
use countersign_tests::{
    agreement::Bench,
    case::{self, Broken, Case, documents},
    generated,
};
use proptest::prelude::*;

/// A type, with everything that there is to say about its instances.
struct Stand {
    bench: Bench<'static>,
    api: &'static Api,
    schema: SchemaId,
    /// Whether the component admits null beside its own type.
    is_nullable: bool,
    /// The valid instances of the case.
    written: Vec<Value>,
}

static STANDS: LazyLock<Vec<Stand>> = LazyLock::new(|| {
    let documents = documents().into_iter().map(|(file, document)| {
        let api = api(&file);
        (file, &*Box::leak(Box::new(document)), api)
    });
    let documents: Vec<_> = documents.collect();
    let cases: Vec<Case> = case::all();
    let written = written(&cases);
    let subjects = generated::SUBJECTS.iter().map(|subject| {
        let (_, document, api) = documents.iter().find(|(file, ..)| file == subject.file).unwrap();
        let mut types = api.types.iter().filter(|definition| definition.component);
        let definition = types.find(|definition| definition.name == [subject.component]).unwrap();
        let schema = definition.schema;
        let has_null = matches!(&definition.definition, Definition::Newtype(slot) if matches!(slot.shape, Shape::Any | Shape::Null));
        let null = Judge::new(api, Role::Response).judge(&[schema], &Value::Null);
        let is_nullable = null == Opinion::Valid && !has_null;
        let written = written.get(&(subject.file, subject.component)).cloned().unwrap_or_default();
        Stand { bench: Bench::new(subject, document), api, schema, is_nullable, written }
    });
    subjects.collect()
});

/// The valid instances of the cases, where no judge needs an exception.
fn written(cases: &[Case]) -> BTreeMap<(&str, &str), Vec<Value>> {
    let components = cases.iter().flat_map(|case| {
        case.components
            .iter()
            .map(move |component| (case, component))
    });
    let written = components.map(|(case, component)| {
        let plain = component
            .instances
            .iter()
            .filter(|instance| instance.valid && instance.except.is_empty());
        let values = plain
            .map(|instance| countersign_json::read(&instance.json, Limits::default()).unwrap());
        (
            (case.file.as_str(), component.name.as_str()),
            values.collect(),
        )
    });
    written.collect()
}

fn api(file: &str) -> &'static Api {
    let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = if file == "schema/lsps1.yaml" {
        manifest.join("..")
    } else {
        manifest.join("cases/keywords")
    };
    let (resolved, _) = resolve(read(&Folder::new(folder), file).0);
    Box::leak(Box::new(lower(&resolved.unwrap()).0))
}

impl Stand {
    /// Valid instances to start from.
    fn bases(&self, seed: u64) -> Vec<Value> {
        self.generator(seed)
            .valid(self.schema)
            .chain(self.written.iter().cloned())
            .collect()
    }

    fn generator(&self, seed: u64) -> Generator<'static> {
        Generator::new(self.api, Role::Response, Seed(seed))
    }

    /// What the judges do not agree on.
    fn problem(&self, value: &Value) -> Option<String> {
        if *value == Value::Null && self.is_nullable {
            return None; // nullability belongs to the uses of a component
        }
        let json = value.to_string();
        let opinion = Judge::new(self.api, Role::Response).judge(&[self.schema], value);
        let problem = match opinion {
            Opinion::Valid => self.bench.not_accepted(&json),
            Opinion::Invalid(violations) => {
                let broken = violations.into_iter().map(|it| Broken {
                    keyword: it.keyword.to_owned(),
                    at: it.pointer,
                });
                self.bench.not_refused(&json, &broken.collect())
            }
            Opinion::Undecided(_) => self.bench.not_alike(&json), // a pattern that only `regress` understands
        };
        let subject = self.bench.subject;
        problem.map(|problem| format!("{}: {}: {json}: {problem}", subject.file, subject.component))
    }
}

/// Whether a member stands twice: the type refuses that, `serde_json` takes the last one.
fn has_twice(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let names: BTreeSet<_> = members.iter().map(|(name, _)| name).collect();
            names.len() < members.len() || members.iter().any(|(_, value)| has_twice(value))
        }
        Value::Array(items) => items.iter().any(has_twice),
        _ => false,
    }
}

fn assert_none(problems: &BTreeSet<String>) {
    let shown: Vec<_> = problems.iter().take(100).map(String::as_str).collect();
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        shown.join("\n")
    );
}

/// The schemas that the generator finds nothing for: patterns that it cannot walk backwards, bounds beyond floats, and
/// formats that the tester does not judge (IDN). An entry that is not needed is a failure.
const NOTHING_MADE: [(&str, &str); 11] = [
    ("format/decimal.yaml", "Price"),
    ("maximum/number.yaml", "Huge"),
    ("pattern/ecma.yaml", "Boundary"),
    ("pattern/lookaround.yaml", "Doubled"),
    ("pattern/lookaround.yaml", "Priced"),
    ("pattern/lookaround.yaml", "Quoted"),
    ("pattern/unicode.yaml", "Control"),
    ("pattern/unicode.yaml", "Faces"),
    ("pattern/unicode.yaml", "Greek"),
    ("range/fractional.yaml", "Tiny"),
    ("range/width.yaml", "Vast"),
];

#[test]
fn every_type_accepts_what_is_made_for_it() {
    let mut problems = BTreeSet::new();
    let mut nothing_made = BTreeSet::new();
    for stand in &*STANDS {
        let values: Vec<_> = (0..4)
            .flat_map(|seed| stand.generator(seed).valid(stand.schema))
            .collect();
        if values.is_empty() {
            nothing_made.insert((stand.bench.subject.file, stand.bench.subject.component));
        }
        problems.extend(values.iter().filter_map(|value| stand.problem(value)));
    }
    assert_none(&problems);
    assert_eq!(nothing_made, BTreeSet::from(NOTHING_MADE));
}

#[test]
fn every_single_change_is_judged_alike() {
    let mut problems = BTreeSet::new();
    let mut broken = 0;
    for stand in &*STANDS {
        let generator = stand.generator(1);
        for base in stand.bases(1) {
            let changes = generator.changes(stand.schema, &base);
            broken += changes.len();
            problems.extend(
                changes
                    .iter()
                    .filter_map(|change| stand.problem(&change.value)),
            );
        }
    }
    assert_none(&problems);
    assert!(broken > 5_000, "only {broken} changes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Several changes, one after the other: instances that break many keywords, or none, in many places.
    #[test]
    fn any_walk_is_judged_alike(
        stand in any::<prop::sample::Index>(),
        seed in any::<u64>(),
        base in any::<prop::sample::Index>(),
        steps in prop::collection::vec(any::<prop::sample::Index>(), 1..5),
    ) {
        let stand = stand.get(&STANDS);
        let generator = stand.generator(seed);
        let bases = stand.bases(seed);
        prop_assume!(!bases.is_empty());
        let mut value = base.get(&bases).clone();
        for step in steps {
            let mut changes = generator.changes(stand.schema, &value);
            changes.retain(|change| !has_twice(&change.value));
            if changes.is_empty() {
                break;
            }
            value = changes.swap_remove(step.index(changes.len())).value;
            if let Some(problem) = stand.problem(&value) {
                prop_assert!(false, "{}", problem);
            }
        }
    }
}
