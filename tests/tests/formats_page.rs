//! `docs/formats.md` against the generator and the runtime: its tables say what is so, and leave nothing out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use countersign_build::{Config, Format, generate};
use countersign_json::formats::{ASSERTED, OPT_IN};
use countersign_spec::render::Colour;

const PAGE: &str = include_str!("../../docs/formats.md");

/// What the generator says and writes for a value.
struct Made {
    /// The Rust type of the value.
    kind: String,
    /// The attribute on it.
    attribute: String,
    /// The notes about it.
    notes: String,
    /// The head of the file.
    head: String,
}

/// The cells of the rows of the table that starts with this header, without their backticks.
fn rows(header: &str) -> Vec<Vec<String>> {
    let lines = PAGE.lines().skip_while(|line| *line != header).skip(2);
    let cell = |cell: &str| cell.trim().to_owned();
    let row = |line: &str| -> Vec<String> {
        let inside = line.trim_start_matches('|').trim_end_matches('|');
        inside.split('|').map(cell).collect()
    };
    let rows: Vec<_> = lines
        .take_while(|line| line.starts_with('|'))
        .map(row)
        .collect();
    assert!(!rows.is_empty(), "no table {header}");
    rows
}

fn code(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// Generates the type of one value under a mapping.
fn made(json_type: &str, format: &str, mapping: &str) -> Made {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let name = MADE.fetch_add(1, Ordering::Relaxed).to_string(); // two tests at once may make the same
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("formats")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    let format = match format {
        "" => String::new(),
        format => format!(", \"format\": \"{format}\""),
    };
    let document = format!(
        r#"{{"openapi": "3.1.1", "info": {{"title": "x", "version": "1"}}, "paths": {{}}, "components": {{"schemas":
            {{"Value": {{"type": "object", "required": ["value"], "properties": {{"value": {{"type": "{json_type}"{format}}}}}}}}}}}}}"#
    );
    let config = format!(
        "[[generate]]\nschema = \"x.json\"\nout = \"out\"\n[generate.mapping]\n{mapping}\n"
    );
    fs::write(folder.join("x.json"), document).unwrap();
    fs::write(folder.join("countersign.toml"), config).unwrap();
    let config = Config::load(&folder.join("countersign.toml"));
    let config =
        config.unwrap_or_else(|report| panic!("{}", report.render(Format::Human, Colour::Off)));
    let outcome = generate(&config);
    let notes = outcome.diagnostics(Format::Short, Colour::Off);
    assert!(!outcome.has_failed(), "{notes}");
    let source = fs::read_to_string(folder.join("out/types.rs")).unwrap();
    let (head, body) = source.split_once("pub struct Value {").unwrap();
    let (attribute, kind) = body.split_once("pub value: ").unwrap();
    Made {
        kind: kind.split_once(",\n").unwrap().0.to_owned(),
        attribute: attribute.trim().to_owned(),
        notes,
        head: head.to_owned(),
    }
}

#[test]
fn every_format_is_as_the_page_says() {
    for row in rows("| `format` | type | Rust type | asserted | feature |") {
        let [format, json_type, kind, asserted, feature] = row.as_slice() else {
            panic!("{row:?}");
        };
        let (format, feature) = (code(format), code(feature));
        let made = made(json_type, format, "");
        assert_eq!(made.kind, code(kind), "{row:?}");
        let is_noted = made
            .notes
            .contains(&format!("format `{format}` not checked"));
        assert_eq!(
            is_noted,
            asserted == "no: a note",
            "{row:?}: {}",
            made.notes
        );
        let known = ASSERTED
            .iter()
            .find(|it| it.name == format && json_type == "string");
        if let Some(known) = known {
            assert_eq!(known.specification, asserted, "{row:?}");
            assert_eq!(known.feature.unwrap_or(""), feature, "{row:?}");
            let checked = format!("#[contract(format = \"{format}\")]");
            assert!(
                made.attribute == checked || kind != "`String`",
                "{row:?}: {}",
                made.attribute
            );
        } else {
            let is_range = json_type != "string" && kind != "`Number`";
            assert_eq!(asserted == "its range", is_range, "{row:?}");
            assert_eq!((made.attribute.as_str(), feature), ("", ""), "{row:?}");
        }
        let is_opt_in = OPT_IN.contains(&feature);
        assert_eq!(
            made.head.contains("need these features"),
            is_opt_in,
            "{row:?}"
        );
    }
}

#[test]
fn no_asserted_format_is_left_out() {
    let rows = rows("| `format` | type | Rust type | asserted | feature |");
    for asserted in &ASSERTED {
        let name = format!("`{}`", asserted.name);
        assert!(
            rows.iter().any(|row| row[0] == name && row[1] == "string"),
            "{name}"
        );
    }
    let unknown = made("string", "satoshi", "");
    assert!(unknown.notes.contains("CS0215"), "{}", unknown.notes);
    assert!(PAGE.contains("codegen says so in a note (CS0215)"));
}

#[test]
fn every_word_of_the_mapping_is_as_the_page_says() {
    let rows = rows("| key | word | for | Rust type | feature |");
    for row in &rows {
        let [key, word, of, kind, feature] = row.as_slice() else {
            panic!("{row:?}");
        };
        let mapping = format!("{} = \"{}\"", code(key), code(word));
        let made = match of.strip_prefix('`') {
            Some(_) => made("string", code(of), &mapping),
            None => made(of, "", &mapping),
        };
        assert_eq!(made.kind, code(kind), "{row:?}");
        let needed = format!("need these features of `countersign`: {feature}.");
        let is_named = made.head.contains(&needed);
        assert_eq!(
            is_named,
            !matches!(feature.as_str(), "" | "`jiff`"),
            "{row:?}"
        );
    }
    for key in ["dates", "formats", "integer", "number"] {
        let first = rows.iter().find(|row| code(&row[0]) == key).unwrap();
        let of = first[2].as_str();
        let unchosen = match of.strip_prefix('`') {
            Some(_) => made("string", code(of), ""),
            None => made(of, "", ""),
        };
        assert_eq!(
            unchosen.kind,
            code(&first[3]),
            "the first word of `{key}` is the default"
        );
    }
}

#[test]
fn the_page_knows_every_word() {
    let rows = rows("| key | word | for | Rust type | feature |");
    for key in ["dates", "formats", "integer", "number"] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats-words");
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{key}.toml"));
        let text = format!(
            "[[generate]]\nschema = \"x.json\"\nout = \"out\"\nmapping = {{ {key} = \"??????????\" }}\n"
        );
        fs::write(&file, text).unwrap();
        let report = Config::load(&file)
            .unwrap_err()
            .render(Format::Human, Colour::Off);
        let (_, listed) = report.split_once("the words are ").unwrap();
        let listed: Vec<&str> = listed.lines().next().unwrap().split(", ").collect();
        let mut known: Vec<&str> = rows
            .iter()
            .filter(|row| code(&row[0]) == key)
            .map(|row| row[1].as_str())
            .collect();
        known.sort_unstable();
        known.dedup();
        assert_eq!(listed, known, "{key}");
    }
}
