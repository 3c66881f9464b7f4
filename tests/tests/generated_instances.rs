//! Law 9 over made-up instances: what the generator of the contract tester makes of a document's schema, the generated
//! type accepts and gives back, or refuses for the keyword that is broken; and the `jsonschema` crate says the same.

use std::{collections::BTreeSet, sync::LazyLock};

use countersign_contract::{Generator, Judge, Opinion, Role, Seed};
use countersign_json::Value;
use countersign_model::{Api, SchemaId, lower};
use countersign_spec::{Folder, read, resolve};
use countersign_tests::{
    agreement::Bench,
    case::{Broken, documents},
    generated,
};
use proptest::prelude::*;

/// A type, with everything that there is to say about its instances.
struct Stand {
    bench: Bench<'static>,
    api: &'static Api,
    schema: SchemaId,
}

static STANDS: LazyLock<Vec<Stand>> = LazyLock::new(|| {
    let documents = documents().into_iter().map(|(file, document)| {
        let api = api(&file);
        (file, &*Box::leak(Box::new(document)), api)
    });
    let documents: Vec<_> = documents.collect();
    let subjects = generated::SUBJECTS.iter().map(|subject| {
        let (_, document, api) = documents.iter().find(|(file, ..)| file == subject.file).unwrap();
        let mut types = api.types.iter().filter(|definition| definition.component);
        let schema = types.find(|definition| definition.name == [subject.component]).unwrap().schema;
        Stand { bench: Bench::new(subject, document), api, schema }
    });
    subjects.collect()
});

fn api(file: &str) -> &'static Api {
    let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = if file == "schema/lsps1.yaml" { manifest.join("..") } else { manifest.join("cases/keywords") };
    let (resolved, _) = resolve(read(&Folder::new(folder), file).0);
    Box::leak(Box::new(lower(&resolved.unwrap()).0))
}

impl Stand {
    fn generator(&self, seed: u64) -> Generator<'static> {
        Generator::new(self.api, Role::Response, Seed(seed))
    }

    /// What the judges do not agree on.
    fn problem(&self, value: &Value) -> Option<String> {
        let json = value.to_string();
        let opinion = Judge::new(self.api, Role::Response).judge(&[self.schema], value);
        let problem = match opinion {
            Opinion::Valid => self.bench.not_accepted(&json),
            Opinion::Invalid(violations) => {
                let broken = violations.into_iter().map(|it| Broken { keyword: it.keyword.to_owned(), at: it.pointer });
                self.bench.not_refused(&json, &broken.collect())
            }
            Opinion::Undecided(reason) => Some(format!("the judge of the tester cannot tell: {reason}")),
        };
        let subject = self.bench.subject;
        problem.map(|problem| format!("{}: {}: {json}: {problem}", subject.file, subject.component))
    }
}

fn assert_none(problems: &BTreeSet<String>) {
    let shown: Vec<_> = problems.iter().take(100).map(String::as_str).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), shown.join("\n"));
}

#[test]
fn every_type_has_instances_and_accepts_them() {
    let mut problems = BTreeSet::new();
    for stand in &*STANDS {
        let values: Vec<_> = (0..4).flat_map(|seed| stand.generator(seed).valid(stand.schema)).collect();
        if values.is_empty() {
            problems.insert(format!("{}: {}: nothing was made", stand.bench.subject.file, stand.bench.subject.component));
        }
        problems.extend(values.iter().filter_map(|value| stand.problem(value)));
    }
    assert_none(&problems);
}

#[test]
fn every_single_change_is_judged_alike() {
    let mut problems = BTreeSet::new();
    let mut broken = 0;
    for stand in &*STANDS {
        let generator = stand.generator(1);
        for base in generator.valid(stand.schema) {
            let changes = generator.changes(stand.schema, &base);
            broken += changes.len();
            problems.extend(changes.iter().filter_map(|change| stand.problem(&change.value)));
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
        let bases: Vec<_> = generator.valid(stand.schema).collect();
        prop_assume!(!bases.is_empty());
        let mut value = base.get(&bases).clone();
        for step in steps {
            let mut changes = generator.changes(stand.schema, &value);
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
