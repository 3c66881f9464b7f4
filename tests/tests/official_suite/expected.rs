//! The failures that are known, each with its reason: `official_suite.expected`, which has to be neither too short nor
//! too long.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::verdict::Failure;

/// By reason, file and group.
type List = BTreeMap<String, BTreeMap<String, BTreeMap<String, Cases>>>;

/// Of a group.
#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Cases {
    /// `all`
    Whole(Whole),
    /// Some of its cases.
    Some(Vec<String>),
}

/// Every case of a group, which has no types.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Whole {
    All,
}

/// File, group and case; no case where it is all.
type Key = (String, String, Option<String>);

/// Compares what fails with what is known to fail.
///
/// # Errors
/// Failures that are not listed, and entries that pass.
pub(crate) fn compare<'a>(failures: impl Iterator<Item = Failure<'a>>) -> Result<(), String> {
    let found = failures.map(|it| (key(&it), it.reason)).collect();
    let listed = read();
    if env::var_os("COUNTERSIGN_SUITE").is_some_and(|it| it == "accept") {
        write(&listed, &found);
        return Ok(());
    }
    let problems = differences(&listed, &found);
    if problems.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "tests/official_suite.expected\n{}",
            problems.join("\n")
        ))
    }
}

/// The failures that are not listed, and the entries that do not fail.
fn differences(listed: &BTreeMap<Key, String>, found: &BTreeMap<Key, String>) -> Vec<String> {
    let unlisted = found.iter().filter(|(key, _)| !listed.contains_key(*key));
    let unlisted = unlisted.map(|(key, reason)| format!("not listed: {}: {reason}", shown(key)));
    let passing = listed.keys().filter(|key| !found.contains_key(*key));
    let passing = passing.map(|key| format!("passes, and is listed: {}", shown(key)));
    unlisted.chain(passing).collect()
}

fn key(failure: &Failure<'_>) -> Key {
    (
        failure.file.to_owned(),
        failure.group.to_owned(),
        failure.case.map(str::to_owned),
    )
}

fn shown((file, group, case): &Key) -> String {
    format!("{file} / {group} / {}", case.as_deref().unwrap_or("all"))
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("official_suite.expected")
}

fn read() -> BTreeMap<Key, String> {
    let text = fs::read_to_string(path()).unwrap();
    let list: List = serde_yaml::from_str(&text).unwrap();
    let mut listed = BTreeMap::new();
    for (reason, files) in list {
        for (file, groups) in files {
            for (group, cases) in groups {
                let cases = match cases {
                    Cases::Whole(Whole::All) => vec![None],
                    Cases::Some(cases) => cases.into_iter().map(Some).collect(),
                };
                let keys = cases
                    .into_iter()
                    .map(|case| ((file.clone(), group.clone(), case), reason.clone()));
                listed.extend(keys);
            }
        }
    }
    listed
}

/// Writes the list; a reason that a person gave stays.
fn write(listed: &BTreeMap<Key, String>, found: &BTreeMap<Key, String>) {
    let mut list = List::new();
    for (key, reason) in found {
        let (file, group, case) = key.clone();
        let reason = listed.get(key).unwrap_or(reason).clone();
        let groups = list.entry(reason).or_default().entry(file).or_default();
        match (groups.get_mut(&group), case) {
            (Some(Cases::Some(cases)), Some(case)) => cases.push(case),
            (_, Some(case)) => drop(groups.insert(group, Cases::Some(vec![case]))),
            (_, None) => drop(groups.insert(group, Cases::Whole(Whole::All))),
        }
    }
    let text = serde_yaml::to_string(&list).unwrap();
    fs::write(path(), format!("{HEADER}{text}")).unwrap();
}

/// The first lines of the list.
const HEADER: &str = "\
# The cases of the official suite that are known to fail: reason, file, schema, cases. An entry that passes fails the run,
# as does a failure that is not here. Written again by: COUNTERSIGN_SUITE=accept cargo test -p countersign-tests --test official_suite
";

#[test]
fn the_list_is_neither_too_short_nor_too_long() {
    let entries = |cases: &[Option<&str>]| -> BTreeMap<Key, String> {
        let entry = |case: &Option<&str>| {
            let case = case.map(str::to_owned);
            (
                ("a.json".to_owned(), "b".to_owned(), case),
                "why".to_owned(),
            )
        };
        cases.iter().map(entry).collect()
    };
    let listed = entries(&[None, Some("same")]);
    let found = entries(&[Some("new"), Some("same")]);
    assert_eq!(
        differences(&listed, &found),
        [
            "not listed: a.json / b / new: why",
            "passes, and is listed: a.json / b / all"
        ]
    );
}
