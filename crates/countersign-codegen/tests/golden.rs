//! The generated code of every document in `schemas/`, against its golden in `generated/`.
//!
//! `COUNTERSIGN_UPDATE=1 cargo test -p countersign-codegen --test golden` writes the goldens again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

use countersign_codegen::{
    Examples, Header, Inline, MARKER, Sources, Style, name, normal_form, render,
};
use countersign_model::Severity;
use countersign_spec::{Files, Folder, Memory, read, resolve};

const COMMAND: &str = "COUNTERSIGN_UPDATE=1 cargo test -p countersign-codegen --test golden";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// The names of the documents, without their extension.
fn topics() -> Vec<String> {
    let entries = fs::read_dir(folder("schemas")).unwrap();
    let mut topics: Vec<String> = entries
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    topics.sort();
    assert!(topics.len() >= 9, "documents are missing: {topics:?}");
    topics
}

fn generated(files: &dyn Files, entry: &str) -> String {
    let (read, found) = read(files, entry);
    let mut errors: Vec<String> = Vec::new();
    let mut note = |diagnostics: countersign_spec::Diagnostics| {
        let failed = diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error);
        errors.extend(failed.map(|found| format!("{}: {}", found.code.as_str(), found.message)));
    };
    note(found);
    let (resolved, found) = resolve(read);
    note(found);
    let resolved = resolved.unwrap();
    let (api, found) = countersign_model::lower(&resolved);
    note(found);
    let (named, found) = name(&api);
    note(found);
    let source = format!("tests/schemas/{entry}");
    let header = Header {
        source: &source,
        command: COMMAND,
    };
    let (text, found) = render(&named, Examples::Tested, header);
    note(found);
    assert!(errors.is_empty(), "{entry}: {errors:#?}");
    text
}

fn of_topic(topic: &str) -> String {
    generated(&Folder::new(folder("schemas")), &format!("{topic}.yaml"))
}

fn of_text(text: &str) -> String {
    generated(&Memory::new().with("test.yaml", text), "test.yaml")
}

#[test]
fn goldens_are_current() {
    let update = std::env::var_os("COUNTERSIGN_UPDATE").is_some();
    for topic in topics() {
        let text = of_topic(&topic);
        let path = folder("generated").join(format!("{topic}.rs"));
        if update {
            fs::write(&path, &text).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            golden == text,
            "{} is stale; run: {COMMAND}\n{}",
            path.display(),
            difference(&golden, &text)
        );
    }
}

fn difference(before: &str, after: &str) -> String {
    let line = before
        .lines()
        .zip(after.lines())
        .position(|(before, after)| before != after);
    let line = line.unwrap_or_else(|| before.lines().count().min(after.lines().count()));
    let show = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
    format!("line {}:\n- {}\n+ {}", line + 1, show(before), show(after))
}

#[test]
fn goldens_are_compiled() {
    let modules = fs::read_to_string(folder("generated.rs")).unwrap();
    for topic in topics() {
        let path =
            format!("#[path = \"generated/{topic}.rs\"]\n#[rustfmt::skip]\npub mod {topic};");
        assert!(
            modules.contains(&path),
            "tests/generated.rs does not compile {topic}"
        );
    }
}

#[test]
fn same_input_same_bytes_on_every_thread() {
    for topic in topics() {
        let first = of_topic(&topic);
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let topic = topic.clone();
                std::thread::spawn(move || of_topic(&topic))
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), first);
        }
    }
}

#[test]
fn a_file_names_its_document_and_no_place_of_this_machine() {
    for topic in topics() {
        let text = of_topic(&topic);
        let first = text.lines().next().unwrap();
        assert_eq!(
            first,
            format!("// {MARKER} from tests/schemas/{topic}.yaml; regenerate with: {COMMAND}")
        );
        assert!(!text.contains(env!("CARGO_MANIFEST_DIR")));
    }
}

#[test]
fn a_bound_never_picks_the_type() {
    let document = |minimum: &str| {
        of_text(&format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    Order:\n      \
             type: object\n      required: [channel_expiry_blocks]\n      properties:\n        \
             channel_expiry_blocks: {{type: integer, minimum: {minimum}}}\n"
        ))
    };
    let (one, two) = (document("1"), document("2"));
    let changed: Vec<(&str, &str)> = one
        .lines()
        .zip(two.lines())
        .filter(|(one, two)| one != two)
        .collect();
    assert_eq!(
        changed,
        [(
            "    #[contract(minimum = 1)]",
            "    #[contract(minimum = 2)]"
        )]
    );
    assert_eq!(one.lines().count(), two.lines().count());
    assert!(one.contains("    pub channel_expiry_blocks: i64,\n"));
}

#[test]
fn examples_that_their_schema_refuses_are_no_tests() {
    let text = of_text(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Amount:\n      \
         type: integer\n      minimum: 5\n      examples: [7, 3, many]\n",
    );
    assert_eq!(text.matches("#[test]").count(), 1, "{text}");
    assert!(text.contains("r#\"7\"#"), "{text}");
}

#[test]
fn names_stay_when_unrelated_schemas_come() {
    let with = |more: &str| {
        of_text(&format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{more}    Order:\n      \
             type: object\n      properties:\n        state: {{type: string, enum: [a, b]}}\n"
        ))
    };
    let alone = with("");
    let after = alone.find("#[derive").unwrap();
    let beside =
        with("    Aardvark: {type: object, properties: {state: {type: string, enum: [c]}}}\n");
    assert!(beside.contains(&alone[after..]), "{beside}");
}

#[test]
fn hostile_text_stays_text() {
    let text = of_topic("hostile");
    let file = syn::parse_file(&text).unwrap();
    let names: Vec<String> = file.items.iter().filter_map(item_name).collect();
    assert_eq!(
        names,
        ["Text", "TextBidi", "Fences", "Lists", "Links", "examples"]
    );
    let hidden = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\0' | '\r');
    assert!(
        !text.contains(hidden),
        "a character that hides what the text says"
    );
}

fn item_name(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        syn::Item::Mod(item) => Some(item.ident.to_string()),
        syn::Item::Use(_) => None,
        other => panic!("an item of another kind: {other:?}"),
    }
}

#[test]
fn formatting_does_not_count() {
    let text = of_topic("presence");
    let ugly = text
        .replace("    pub ", "  pub   ")
        .replace("Contract)]\n", "Contract )]\n\n");
    assert_ne!(ugly, text);
    assert_eq!(normal_form(&ugly), normal_form(&text));
    let other = text.replace("default = true", "default = false");
    assert_ne!(normal_form(&other), normal_form(&text));
    assert_eq!(normal_form("not Rust {"), None);
}

/// What is written as text is laid out as prettyplease lays out all of Rust, but for blank lines between items.
#[test]
fn the_layout_is_that_of_prettyplease() {
    let lines = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("// "));
        lines.map(str::to_owned).collect()
    };
    let long = format!(
        "{}: {{type: array, items: {{type: array, items: {{$ref: '#/components/schemas/{0}'}}}}}}",
        "VeryLongName".repeat(7)
    );
    let nested = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    {long}\n    Has:\n      type: object\n      required: [a]\n      \
         properties:\n        a: {{type: object, additionalProperties: {{type: array, items: {{$ref: '#/components/schemas/{}'}}}}}}\n        \
         b: {{type: string, pattern: '{}', default: '{}', description: \"/ a\\n\\n b\"}}\n        c: {{type: array, items: {{type: string, maxLength: 5, pattern: '{}'}}}}\n",
        "VeryLongName".repeat(7),
        "x".repeat(100),
        "x".repeat(90),
        "y".repeat(90),
    );
    for text in topics()
        .iter()
        .map(|topic| of_topic(topic))
        .chain([of_text(&nested)])
    {
        assert_eq!(lines(&text), lines(&normal_form(&text).unwrap()));
    }
}

#[test]
fn types_in_place_are_shared_or_apart() {
    let files = Folder::new(folder("schemas"));
    let with = |inline| {
        let (read, _) = read(&files, "twins.yaml");
        let (resolved, _) = resolve(read);
        let (api, _) = countersign_model::lower(&resolved.unwrap());
        let (named, _) = name(&api);
        let header = Header {
            source: "twins.yaml",
            command: COMMAND,
        };
        let style = Style {
            inline,
            examples: Examples::Omitted,
            ..Style::default()
        };
        let (files, _) = Sources::of(&named, style, header).types();
        files.into_iter().map(|file| file.text).collect::<String>()
    };
    let (shared, apart) = (with(Inline::Shared), with(Inline::Apart));
    let count = |text: &str, item| text.lines().filter(|line| line.starts_with(item)).count();
    assert!(!apart.contains("pub type "), "{apart}");
    for item in ["pub struct ", "pub enum ", "pub type "] {
        assert!(count(&shared, item) > 0);
    }
    let all =
        |text| count(text, "pub struct ") + count(text, "pub enum ") + count(text, "pub type ");
    assert_eq!(all(&shared), all(&apart), "every name is there");
    assert!(shared.contains("pub type CreateParcelRequestFrom = CreateParcelRequestTo;"));
    assert!(
        shared.contains("pub struct AlsoNamed {"),
        "a component is never an alias"
    );
    for apart in ["Bound", "Described", "Deeper", "Old"] {
        assert!(shared.contains(&format!("pub struct CreateParcelRequest{apart} {{")));
    }
}
