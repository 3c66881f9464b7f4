//! Our YAML reader against another one, `yaml_serde`, over documents of our own and those of the corpus.

#![allow(clippy::panic, clippy::print_stdout)] // the helpers of tests may do what tests may

use std::path::{Path, PathBuf};

use countersign_spec::{Kind, Memory, Node, Severity, read};
use serde_yaml::Value;

/// Documents in which both readers must see the same.
const SAME: &[(&str, &str)] = &[
    (
        "scalars",
        "a: 1\nb: 1.5\nc: true\nd: null\ne: text\nf: ~\ng:\nh: \"\"\ni: ''\nj: -0.5e3\nk: 12345678901234567890\n",
    ),
    (
        "yaml 1.1 booleans are strings",
        "a: yes\nb: no\nc: on\nd: off\ne: y\nf: n\n",
    ),
    (
        "other forms of true and null",
        "a: True\nb: FALSE\nc: Null\nd: NULL\ne: TrUe\n",
    ),
    ("leading zeros are strings", "a: 044925\nb: 007\nc: 0\n"),
    ("hexadecimal and octal", "a: 0x1F\nb: 0o17\n"),
    (
        "not numbers",
        "a: 1_000\nb: 1:30\nc: 2020-01-01\nd: 1.2.3\ne: 12e\nf: '12'\ng: \"12\"\n",
    ),
    (
        "quotes",
        "a: 'it''s'\nb: \"tab\\t quote\\\" back\\\\ e\\u00e9 s\\x41\"\nc: 'a: b # c'\n",
    ),
    (
        "folded quotes",
        "a: \"one\n  two\n\n  three\"\nb: 'one\n  two'\nc: one\n  two\n",
    ),
    (
        "literal blocks",
        "a: |\n  one\n    two\n\n  three\nb: |-\n  one\nc: |+\n  one\n\nd: x\n",
    ),
    (
        "folded blocks",
        "a: >\n  one\n  two\n\n  three\n    four\nb: >-\n  one\n  two\n",
    ),
    (
        "flow",
        "a: [1, two, {b: c, d: [e]}, []]\nb: {}\nc: {\"x\": 1, y: }\n",
    ),
    (
        "json inside",
        "a: {\"b\": [1, 2.0, \"c\", null, true], \"d\": {}}\n",
    ),
    (
        "sequences at the parent's indent",
        "a:\n- 1\n- b: 2\n  c: 3\n-\n  - x\n  - y\nd: 1\n",
    ),
    (
        "comments",
        "# top\na: 1 # after\n# between\nb: 'x # y' # z\nc: x#y\n",
    ),
    ("aliases", "a: &a {x: 1}\nb: *a\nc: [*a, &s text, *s]\n"),
    ("explicit keys", "? a\n: 1\n? b\n: - x\n"),
    ("a document marker", "---\na: 1\n...\n"),
    ("directives", "%YAML 1.2\n---\na: 1\n"),
    (
        "tags of the core schema",
        "a: !!str 12\nb: !!int 12\nc: !!float 1.5\nd: !!bool true\ne: !!map {x: 1}\nf: !!seq [1]\n",
    ),
    ("unicode", "ключ: значение\n名前: 😀\n\"\\u00e9\": é\n"),
    (
        "windows line ends",
        "a: 1\r\nb:\r\n  - x\r\n  - |\r\n    y\r\n",
    ),
    (
        "closing brackets at the parent's indent",
        "a: [\n  1,\n  2\n]\nb: {\n  c: 1\n}\n",
    ),
    (
        "urls and colons",
        "a: https://example.com/x?y=1#z\nb: a:b\nc: '{a}'\nd: a, b\n",
    ),
    ("status codes", "200: a\n404: b\n"),
];

#[test]
fn both_readers_see_the_same() {
    for (name, text) in SAME {
        let (document, diagnostics) = read(&Memory::new().with("a.yaml", *text), "a.yaml");
        let errors = diagnostics.count(Severity::Error);
        assert_eq!(errors, 0, "{name}: {:?}", diagnostics.iter().next());
        let root = document.tree().node(
            document
                .root()
                .unwrap_or_else(|| panic!("{name} has no root")),
        );
        let theirs: Value =
            serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        compare(root, &theirs, name);
    }
}

#[test]
fn both_readers_see_the_same_in_real_documents() {
    let mut compared = 0;
    for file in corpus() {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let Ok(theirs) = serde_yaml::from_str::<Value>(&text) else {
            continue;
        };
        let (document, _) = read(&Memory::new().with("a.yaml", text), "a.yaml");
        let root = document
            .root()
            .unwrap_or_else(|| panic!("{} has no root", file.display()));
        compare(
            document.tree().node(root),
            &theirs,
            &file.display().to_string(),
        );
        compared += 1;
    }
    println!("{compared} documents of the corpus compared");
}

/// The YAML files of the corpus below 300 kB; none where there is no corpus.
fn corpus() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = std::env::var_os("COUNTERSIGN_CORPUS").map_or(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no corpus at {}", folder.display());
        return Vec::new();
    }
    let files = walkdir::WalkDir::new(folder)
        .max_depth(1)
        .sort_by_file_name();
    let small = |entry: &walkdir::DirEntry| {
        entry
            .metadata()
            .is_ok_and(|found| found.is_file() && found.len() < 300_000)
    };
    let files = files
        .into_iter()
        .filter_map(Result::ok)
        .filter(small)
        .map(walkdir::DirEntry::into_path);
    files
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect()
}

fn compare(ours: Node<'_>, theirs: &Value, path: &str) {
    match (ours.kind(), theirs) {
        (Kind::Null, Value::Null) => {}
        (Kind::Boolean, Value::Bool(value)) => assert_eq!(ours.as_bool(), Some(*value), "{path}"),
        (Kind::Number, Value::Number(number)) => {
            let text = ours.number().unwrap_or_default();
            assert_eq!(text.parse().ok(), number.as_f64(), "{path}");
        }
        (Kind::String, Value::String(text)) => {
            assert_eq!(ours.as_str(), Some(text.as_str()), "{path}")
        }
        (Kind::Sequence, Value::Sequence(items)) => {
            assert_eq!(ours.len(), items.len(), "{path}");
            for (place, (ours, theirs)) in ours.items().zip(items).enumerate() {
                compare(ours, theirs, &format!("{path}/{place}"));
            }
        }
        (Kind::Mapping, Value::Mapping(entries)) => {
            assert_eq!(ours.len(), entries.len(), "{path}");
            for (ours, (key, theirs)) in ours.entries().zip(entries) {
                assert_eq!(ours.key, text_of(key), "{path}");
                compare(ours.value, theirs, &format!("{path}/{}", ours.key));
            }
        }
        (_, Value::Tagged(tagged)) => compare(ours, &tagged.value, path),
        (kind, theirs) => panic!("{path}: {kind:?} against {theirs:?}"),
    }
}

fn text_of(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        other => panic!("a key that is {other:?}"),
    }
}
