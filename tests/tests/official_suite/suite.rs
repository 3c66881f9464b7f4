//! The files of the suite: schemas with instances and verdicts, and the documents that references lead to.

use std::{
    fs,
    path::{Path, PathBuf},
};

use countersign_json::{Limits, Value, read as json};

/// A schema of the suite with its cases.
pub(crate) struct Group {
    /// The file, relative to the folder of draft 2020-12, with forward slashes.
    pub(crate) file: String,
    /// What it is about; no two of a file are the same.
    pub(crate) description: String,
    /// The schema.
    pub(crate) schema: Value,
    /// The instances.
    pub(crate) cases: Vec<Case>,
}

/// An instance with the verdict of the suite.
pub(crate) struct Case {
    /// What it is about; no two of a group are the same.
    pub(crate) description: String,
    /// The instance, with the spelling of its numbers.
    pub(crate) instance: Value,
    /// Whether the schema accepts it.
    pub(crate) valid: bool,
}

/// A document that references of the suite lead to.
pub(crate) struct Remote {
    /// Its path below `http://localhost:1234/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// Where the suite is, beside the workspace.
pub(crate) fn root() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/json-schema-test-suite");
    folder.join("tests/draft2020-12").is_dir().then_some(folder)
}

/// The part of a path before its last segment, with the slash.
pub(crate) fn folder(file: &str) -> &str {
    let end = file.rfind('/').map_or(0, |slash| slash + 1);
    &file[..end]
}

/// The groups of every file of a folder of draft 2020-12.
pub(crate) fn read(root: &Path, folder: &str) -> Vec<Group> {
    let path = root.join("tests/draft2020-12").join(folder);
    let mut files: Vec<String> = fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    files.sort();
    let groups = files.iter().flat_map(|name| {
        let text = fs::read_to_string(path.join(name)).unwrap();
        let groups = json(&text, Limits::default()).unwrap();
        let file = format!("{folder}{name}");
        let items = groups.as_array().unwrap().to_vec();
        items.into_iter().map(move |each| group(&file, &each))
    });
    groups.collect()
}

/// Every document for draft 2020-12.
pub(crate) fn remotes(root: &Path) -> Vec<Remote> {
    let root = root.join("remotes");
    let walk = walkdir::WalkDir::new(root.join("draft2020-12")).sort_by_file_name();
    let files = walk.into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| Remote {
            path: entry
                .path()
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/"),
            text: fs::read_to_string(entry.path()).unwrap(),
        })
        .collect()
}

fn group(file: &str, group: &Value) -> Group {
    let cases = group["tests"].as_array().unwrap().iter();
    Group {
        file: file.to_owned(),
        description: group["description"].as_str().unwrap().to_owned(),
        schema: group["schema"].clone(),
        cases: cases
            .map(|case| Case {
                description: case["description"].as_str().unwrap().to_owned(),
                instance: case["data"].clone(),
                valid: case["valid"] == true,
            })
            .collect(),
    }
}
