//! The official JSON Schema test suite, where a copy lies beside the repository: its schemas, with their instances.

use std::fs;
use std::path::{Path, PathBuf};

use countersign_json::{Limits, Value, read as json};

use super::trial::Remote;

/// A schema of the suite.
pub(crate) struct Group {
    /// The file and what it is about.
    pub(crate) name: String,
    pub(crate) schema: Value,
    pub(crate) instances: Vec<Value>,
}

/// Where it is.
pub(crate) fn root() -> Option<PathBuf> {
    let beside = "../../../shared/json-schema-test-suite";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(beside);
    folder.join("tests/draft2020-12").is_dir().then_some(folder)
}

/// The groups of draft 2020-12, without its optional parts, and without the metaschema as a schema: its values are schemas
/// within schemas, of which thousands are made in vain until the generator gives up.
pub(crate) fn groups(root: &Path) -> Vec<Group> {
    const METASCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";
    let files = files(&root.join("tests/draft2020-12"));
    let groups = files.iter().flat_map(|path| {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let groups = json(&fs::read_to_string(path).unwrap(), Limits::default()).unwrap();
        let groups = groups.as_array().unwrap().to_vec();
        groups.into_iter().map(move |each| group(&file, &each))
    });
    let is_metaschema = |group: &Group| group.schema["$ref"] == METASCHEMA;
    groups.filter(|group| !is_metaschema(group)).collect()
}

/// The documents that references lead to.
pub(crate) fn remotes(root: &Path) -> Vec<Remote> {
    let root = root.join("remotes");
    let mut found = Vec::new();
    let mut folders = vec![root.join("draft2020-12")];
    while let Some(folder) = folders.pop() {
        found.extend(files(&folder));
        let inner = fs::read_dir(&folder).unwrap();
        let inner = inner.map(|entry| entry.unwrap().path());
        folders.extend(inner.filter(|path| path.is_dir()));
    }
    let remote = |path: &PathBuf| {
        let below = path.strip_prefix(&root).unwrap().to_string_lossy();
        (below.replace('\\', "/"), fs::read_to_string(path).unwrap())
    };
    found.iter().map(remote).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    files
}

fn group(file: &str, group: &Value) -> Group {
    let cases = group["tests"].as_array().unwrap().iter();
    Group {
        name: format!("{file}: {}", group["description"].as_str().unwrap()),
        schema: group["schema"].clone(),
        instances: cases.map(|case| case["data"].clone()).collect(),
    }
}
