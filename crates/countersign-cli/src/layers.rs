//! The options of `countersign test` that the command line leaves open: from the environment, else from `countersign.toml`.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::path::Path;

use clap::{Arg, ArgAction, Command};
use countersign_spec::nearest;
use toml::de::{DeTable, DeValue};

/// The file whose table `[test]` is read, in the folder where the command runs.
const FILE: &str = "countersign.toml";
/// What names of variables begin with.
const PREFIX: &str = "COUNTERSIGN_";

/// An option, with the texts that it is given.
type Given = (String, Vec<String>);

/// The words of the command line, those of the lower layers put in front of what was typed.
///
/// # Errors
/// What is wrong with the file, with its place.
pub(crate) fn words(
    command: &Command,
    typed: impl IntoIterator<Item = OsString>,
) -> Result<Vec<OsString>, String> {
    let mut typed: Vec<OsString> = typed.into_iter().collect();
    let is_test = typed.get(1).is_some_and(|word| word == "test");
    let test = command.find_subcommand("test").filter(|_| is_test);
    let Some(test) = test else {
        return Ok(typed);
    };
    let mut taken = BTreeSet::new();
    for arg in options(test).filter(|arg| is_typed(arg, &typed)) {
        take(test, arg, &mut taken);
    }
    let mut inserted = Vec::new();
    for layer in [of_environment(test), of_file(test, Path::new(FILE))?] {
        let open: Vec<Given> = layer
            .into_iter()
            .filter(|(name, _)| !taken.contains(name))
            .collect();
        for (name, texts) in open {
            if let Some(arg) = option(test, &name) {
                take(test, arg, &mut taken);
            }
            inserted.extend(texts);
        }
    }
    typed.splice(2..2, inserted.into_iter().map(OsString::from));
    Ok(typed)
}

/// What can be set besides: every option but `--help`.
fn options(test: &Command) -> impl Iterator<Item = &Arg> {
    let is_switch = |arg: &&Arg| matches!(arg.get_action(), ArgAction::Help | ArgAction::Version);
    test.get_opts()
        .chain(test.get_arguments().filter(|arg| is_flag(arg)))
        .filter(move |arg| !is_switch(arg) && arg.get_long().is_some())
}

fn is_flag(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue)
}

fn option<'c>(test: &'c Command, name: &str) -> Option<&'c Arg> {
    options(test).find(|arg| arg.get_long() == Some(name))
}

fn is_typed(arg: &Arg, words: &[OsString]) -> bool {
    let long = format!("--{}", arg.get_long().unwrap_or_default());
    let short = arg.get_short().map(|short| format!("-{short}"));
    let texts = words.iter().map(|word| word.to_string_lossy());
    texts.take_while(|word| word != "--").any(|word| {
        let value = word.strip_prefix(&long);
        let is_long = value.is_some_and(|rest| rest.is_empty() || rest.starts_with('='));
        is_long || short.as_ref().is_some_and(|short| word.starts_with(short))
    })
}

/// An option that is set leaves itself and what cannot stand beside it to no lower layer.
fn take(test: &Command, arg: &Arg, taken: &mut BTreeSet<String>) {
    let beside = test.get_arg_conflicts_with(arg);
    let against = options(test).filter(|other| {
        let conflicts = test.get_arg_conflicts_with(other);
        conflicts.iter().any(|known| known.get_id() == arg.get_id())
    });
    let all = [arg].into_iter().chain(beside).chain(against);
    taken.extend(all.filter_map(|arg| arg.get_long().map(str::to_owned)));
}

/// Each option by its variable: `COUNTERSIGN_FUZZ_CASES`. An option that may be given several times has a line for each.
fn of_environment(test: &Command) -> Vec<Given> {
    let given = |arg: &Arg| {
        let name = arg.get_long()?;
        let variable = format!("{PREFIX}{}", name.replace('-', "_").to_uppercase());
        let text = env::var(variable).ok().filter(|text| !text.is_empty())?;
        let texts = match arg.get_action() {
            ArgAction::SetTrue if text == "0" || text == "false" => Vec::new(),
            ArgAction::SetTrue => vec![format!("--{name}")],
            ArgAction::Append => text.lines().map(|line| word(name, line)).collect(),
            _ => vec![word(name, &text)],
        };
        Some((name.to_owned(), texts))
    };
    options(test).filter_map(given).collect()
}

fn word(name: &str, value: &str) -> String {
    format!("--{name}={value}")
}

/// The keys of the table `[test]`: the names of the options, `fuzz-cases = 500`. Without file or table, nothing.
fn of_file(test: &Command, file: &Path) -> Result<Vec<Given>, String> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("{}: {error}", file.display())),
    };
    let wrong = |offset: usize, message: &str| {
        let (line, column) = position(&text, offset);
        format!("{}:{line}:{column}: {message}", file.display())
    };
    let table = DeTable::parse(&text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        wrong(start, &format!("not TOML: {}", error.message()))
    })?;
    let Some(given) = table.get_ref().get("test") else {
        return Ok(Vec::new());
    };
    let Some(keys) = given.get_ref().as_table() else {
        return Err(wrong(given.span().start, "`test` must be a table"));
    };
    let mut found = Vec::new();
    for (key, value) in keys.iter() {
        let name: &str = key.get_ref();
        let arg =
            option(test, name).ok_or_else(|| wrong(key.span().start, &unknown(test, name)))?;
        let texts = texts(arg, name, value.get_ref()).ok_or_else(|| {
            let message = format!("`{name}` must be {}", expected(arg));
            wrong(value.span().start, &message)
        })?;
        found.push((name.to_owned(), texts));
    }
    Ok(found)
}

fn unknown(test: &Command, name: &str) -> String {
    let known = options(test).filter_map(Arg::get_long);
    let meant = nearest(name, known).map(|meant| format!("; did you mean `{meant}`?"));
    let meant = meant.unwrap_or_default();
    format!("`countersign test` has no option `{name}`{meant}")
}

fn texts(arg: &Arg, name: &str, value: &DeValue<'_>) -> Option<Vec<String>> {
    match (value, arg.get_action()) {
        (DeValue::Boolean(is_set), ArgAction::SetTrue) => {
            Some(is_set.then(|| format!("--{name}")).into_iter().collect())
        }
        (_, ArgAction::SetTrue) => None,
        (DeValue::Array(items), ArgAction::Append) => items
            .iter()
            .map(|item| Some(word(name, &scalar(item.get_ref())?)))
            .collect(),
        (value, _) => Some(vec![word(name, &scalar(value)?)]),
    }
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.to_string()),
        _ => None,
    }
}

fn expected(arg: &Arg) -> &'static str {
    match arg.get_action() {
        ArgAction::SetTrue => "true or false",
        ArgAction::Append => "a string or a number, or an array of these",
        _ => "a string or a number",
    }
}

/// Line and column of an offset, both from 1, the column in code points.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}
