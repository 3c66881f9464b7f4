//! A case: an OpenAPI document of our own under `cases/keywords`, whose schemas carry instances with their verdicts.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::Value;

use crate::{dialect, seen::Seen};

/// A document, with what it says about its own instances.
pub struct Case {
    /// Where it is, relative to `cases/keywords`, with forward slashes.
    pub file: String,
    /// The document in the words of JSON Schema 2020-12, without the instances.
    pub document: Value,
    /// The component schemas, in document order.
    pub components: Vec<Component>,
}

/// A component schema, and the instances that it decides.
pub struct Component {
    /// Its name under `components/schemas`.
    pub name: String,
    /// `x-instances`.
    pub instances: Vec<Instance>,
}

/// An instance with the verdict of the case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    /// JSON text, so that the spelling of its numbers survives.
    pub json: String,
    /// Whether the schema accepts it.
    pub valid: bool,
    /// The keyword that it breaks.
    keyword: Option<String>,
    /// The JSON Pointer of the place that breaks it.
    at: Option<String>,
    /// All that it breaks, where that is more than one keyword.
    #[serde(default)]
    violations: Vec<Broken>,
    /// The judges that are known to err, each with its reason.
    #[serde(default)]
    pub except: Exceptions,
}

/// A keyword that an instance breaks, and where.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(deny_unknown_fields)]
pub struct Broken {
    /// The keyword.
    pub keyword: String,
    /// The JSON Pointer of the place in the instance.
    #[serde(default)]
    pub at: String,
}

/// The judges that are known to err about an instance. An exception that is not needed is a failure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    /// Why the generated type decides otherwise.
    pub generated: Option<String>,
    /// Why the `jsonschema` crate decides otherwise.
    pub jsonschema: Option<String>,
    /// Why the instance does not survive the round trip.
    pub round_trip: Option<String>,
}

impl Exceptions {
    /// Whether every judge is right.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.generated.is_none() && self.jsonschema.is_none() && self.round_trip.is_none()
    }
}

impl Instance {
    /// Everything that it breaks; empty for a valid one.
    #[must_use]
    pub fn broken(&self) -> BTreeSet<Broken> {
        let single = self.keyword.iter().map(|keyword| Broken {
            keyword: keyword.clone(),
            at: self.at.clone().unwrap_or_default(),
        });
        single.chain(self.violations.iter().cloned()).collect()
    }
}

/// The folder of the cases.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/keywords")
}

/// Every case, in the order of their paths.
///
/// # Panics
/// When a file is no case: the message names it.
#[must_use]
pub fn all() -> Vec<Case> {
    let folder = folder();
    let mut files: Vec<_> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .map(|entry| entry.unwrap_or_else(|error| panic!("{error}")).into_path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    files.sort();
    files.iter().map(|path| read(&folder, path)).collect()
}

/// Every document that has types in [`SUBJECTS`](crate::generated::SUBJECTS), by the name that it has there.
///
/// # Panics
/// When one cannot be read.
#[must_use]
pub fn documents() -> Vec<(String, Value)> {
    let cases = all().into_iter().map(|case| (case.file, case.document));
    let lsps1 = serde_yaml::from_str(include_str!("../../schema/lsps1.yaml"));
    let lsps1 = lsps1.unwrap_or_else(|error| panic!("schema/lsps1.yaml: {error}"));
    cases
        .chain([("schema/lsps1.yaml".to_owned(), lsps1)])
        .collect()
}

fn read(folder: &Path, path: &Path) -> Case {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let file = relative.to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let Seen(mut document) =
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let components = take_components(&file, &mut document);
    assert!(!components.is_empty(), "{file}: no component has instances");
    dialect::to_2020_12(&mut document);
    Case {
        file,
        document,
        components,
    }
}

/// Takes the instances out of the document, so that no judge can see the verdict.
fn take_components(file: &str, document: &mut Value) -> Vec<Component> {
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    let schemas = schemas.unwrap_or_else(|| panic!("{file}: no component schemas"));
    let with_instances = schemas.iter_mut().filter_map(|(name, schema)| {
        let instances = schema.as_object_mut()?.remove("x-instances")?;
        let instances: Vec<Instance> = serde_json::from_value(instances)
            .unwrap_or_else(|error| panic!("{file}: {name}: {error}"));
        for instance in &instances {
            let agrees = instance.valid == instance.broken().is_empty();
            assert!(
                agrees,
                "{file}: {name}: {}: `valid` and the keywords disagree",
                instance.json
            );
        }
        Some(Component {
            name: name.clone(),
            instances,
        })
    });
    with_instances.collect()
}
