//! Failures that were kept: the tests that replay them, and the line that does so for one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use libtest_mimic::{Failed, Trial};

use super::{Context, wait};
use crate::send::Transport;
use crate::{Failure, Replayed, replay};

/// The environment variable that names a failure: the suite then replays it, and does nothing else.
pub(super) const VARIABLE: &str = "COUNTERSIGN_REPLAY";

/// A test for each failure of a folder, by name.
///
/// # Errors
/// In words, when the folder cannot be read.
pub(super) fn trials<T: Transport + Send + 'static>(
    folder: Option<&Path>,
    context: &Arc<Context<T>>,
) -> Result<Vec<Trial>, String> {
    let Some(folder) = folder else {
        return Ok(Vec::new());
    };
    let failed = |error| {
        format!(
            "cannot read the regressions in `{}`: {error}",
            folder.display()
        )
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        paths.extend(
            path.extension()
                .is_some_and(|extension| extension == "json")
                .then_some(path),
        );
    }
    paths.sort();
    Ok(paths
        .iter()
        .map(|path| trial("regression", path, context))
        .collect())
}

/// The test that replays one failure.
pub(super) fn trial<T: Transport + Send + 'static>(
    kind: &str,
    path: &Path,
    context: &Arc<Context<T>>,
) -> Trial {
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let (path, context) = (path.to_owned(), Arc::clone(context));
    Trial::test(format!("{kind}::{name}"), move || judge(&path, &context))
}

fn judge<T: Transport>(path: &Path, context: &Context<T>) -> Result<(), Failed> {
    let failed =
        |reason: &dyn std::fmt::Display| Failed::from(format!("{}: {reason}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| failed(&error))?;
    let failure = Failure::from_json(&text).map_err(|error| failed(&error))?;
    let replayed = replay(
        &failure,
        &context.subject,
        &context.transport,
        &context.options.headers,
        &context.options.other,
    );
    match wait(replayed)? {
        Replayed::Gone => Ok(()),
        Replayed::Cannot(reason) => Err(failed(&reason)),
        Replayed::Still(problem) => Err(failed(&format!(
            "still there: {}: {}\n  expected {}\n  got      {}",
            failure.check, problem.message, problem.expected, problem.got
        ))),
    }
}

/// Where the failures of suites are kept: in the target folder, which cargo marks (CACHEDIR.TAG).
pub(super) fn failures() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let target = program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file());
    target
        .unwrap_or(Path::new("target"))
        .join("countersign")
        .join("failures")
}

/// The shell line that replays a failure by the suite that found it.
pub(super) fn line(path: &Path) -> String {
    let program = std::env::current_exe().unwrap_or_default();
    let stem = program
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let test = stem
        .rsplit_once('-')
        .map_or(stem.as_str(), |(name, _hash)| name);
    let package = std::env::var("CARGO_PKG_NAME")
        .map(|name| format!(" -p {name}"))
        .unwrap_or_default();
    let path = path.display().to_string().replace('\'', r"'\''");
    format!("{VARIABLE}='{path}' cargo test{package} --test {test}")
}
