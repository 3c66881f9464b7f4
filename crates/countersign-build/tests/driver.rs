//! The driver in folders of its own: fresh, stale, foreign, invalid, and everything that must not be touched.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use countersign_build::{
    ChangeKind, Config, Entry, Examples, Format, Outcome, Warnings, assert_fresh, check, expand,
    generate,
};
use countersign_spec::render::Colour;
use tempfile::TempDir;

const SCHEMA: &str = r#"openapi: 3.1.0
info: {title: Orders, version: "1"}
paths: {}
components:
  schemas:
    Order:
      type: object
      required: [blocks]
      properties:
        blocks: {type: integer, minimum: 1}
      examples:
        - {blocks: 1}
"#;

const CONFIG: &str = "[[generate]]\nschema = \"schema/orders.yaml\"\nout = \"src/generated\"\n";

/// A folder with a document and its configuration.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Place {
            folder: tempfile::tempdir().unwrap(),
        };
        place.write("schema/orders.yaml", SCHEMA);
        place.write("countersign.toml", CONFIG);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn config(&self) -> Config {
        Config::load(&self.path("countersign.toml")).unwrap()
    }

    fn generate(&self) -> Outcome {
        generate(&self.config())
    }

    fn check(&self) -> Outcome {
        check(&self.config())
    }

    /// What is wrong with this configuration, a line for each.
    fn refused(&self, config: &str) -> String {
        self.write("countersign.toml", config);
        let report = Config::load(&self.path("countersign.toml")).unwrap_err();
        report.render(Format::Short, Colour::Off)
    }
}

fn said(outcome: &Outcome) -> String {
    outcome.diagnostics(Format::Short, Colour::Off)
}

fn changed(outcome: &Outcome) -> Vec<(&str, ChangeKind)> {
    outcome
        .changes
        .iter()
        .map(|change| (change.path.as_str(), change.kind))
        .collect()
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn writes_what_is_missing_and_is_current_then() {
    let place = Place::new();
    let stale = place.check();
    let both = [
        ("src/generated/mod.rs", ChangeKind::Created),
        ("src/generated/types.rs", ChangeKind::Created),
    ];
    assert_eq!(changed(&stale), both);
    assert!(!place.path("src").exists(), "check writes nothing");

    let written = place.generate();
    assert!(!written.has_failed(), "{}", said(&written));
    assert_eq!(changed(&written), both);
    assert!(
        place
            .read("src/generated/mod.rs")
            .contains("pub mod types;")
    );
    assert!(
        place
            .read("src/generated/types.rs")
            .contains("    #[contract(minimum = 1)]\n    pub blocks: i64,\n")
    );

    let current = place.check();
    assert!(!current.has_failed() && current.changes.is_empty());
    assert_eq!(current.changes(Format::Human), "");
    assert_fresh(place.path("countersign.toml"));
}

#[test]
fn a_changed_bound_is_a_diff_of_one_line() {
    let place = Place::new();
    let _ = place.generate();
    let before = place.read("src/generated/types.rs");
    place.write(
        "schema/orders.yaml",
        &SCHEMA
            .replace("minimum: 1}", "minimum: 2}")
            .replace("blocks: 1}", "blocks: 2}"),
    );

    let stale = place.check();
    assert_eq!(
        changed(&stale),
        [("src/generated/types.rs", ChangeKind::Updated)]
    );
    let text = stale.changes(Format::Human);
    for line in [
        "--- a/src/generated/types.rs",
        "-    #[contract(minimum = 1)]",
        "+    #[contract(minimum = 2)]",
        "cargo xtask codegen",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
    assert!(!text.contains("pub blocks: i32") && !text.contains("-    pub blocks"));
    assert_eq!(place.read("src/generated/types.rs"), before);
    let panicked =
        std::panic::catch_unwind(|| assert_fresh(place.path("countersign.toml"))).unwrap_err();
    assert!(
        panicked
            .downcast_ref::<String>()
            .unwrap()
            .contains("+    #[contract(minimum = 2)]")
    );
}

#[test]
fn a_current_file_is_not_written_again() {
    let place = Place::new();
    let _ = place.generate();
    let types = place.path("src/generated/types.rs");
    let long_ago = SystemTime::UNIX_EPOCH;
    fs::File::options()
        .write(true)
        .open(&types)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    assert!(place.generate().changes.is_empty());
    assert_eq!(modified(&types), long_ago);
}

#[test]
fn formatting_and_line_ends_do_not_make_a_file_stale() {
    let place = Place::new();
    let _ = place.generate();
    let text = place.read("src/generated/types.rs");
    let formatted = text.replace("    pub blocks: i64,\n", "        pub blocks  : i64\n");
    assert_ne!(formatted, text);
    place.write("src/generated/types.rs", &formatted);
    assert!(place.check().changes.is_empty());
    place.write("src/generated/types.rs", &text.replace('\n', "\r\n"));
    assert!(place.check().changes.is_empty());
    place.write("src/generated/types.rs", &text.replace("i64", "i32"));
    assert_eq!(
        changed(&place.check()),
        [("src/generated/types.rs", ChangeKind::Updated)]
    );
    place.write(
        "src/generated/types.rs",
        &text.replace("orders.yaml", "other.yaml"),
    );
    assert_eq!(
        changed(&place.check()),
        [("src/generated/types.rs", ChangeKind::Updated)]
    );
}

#[test]
fn rustfmt_leaves_the_files_alone() {
    let place = Place::new();
    place.write("src/lib.rs", "pub   mod generated;\n");
    let long = SCHEMA.replace("blocks", &"very_long_name_of_a_property_".repeat(4));
    place.write("schema/orders.yaml", &long);
    let _ = place.generate();
    let files = ["src/generated/mod.rs", "src/generated/types.rs"];
    let before = files.map(|file| place.read(file));
    let status = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .arg(place.path("src/lib.rs"))
        .status();
    match status {
        Ok(status) => assert!(status.success()),
        Err(error) if error.kind() == ErrorKind::NotFound => return, // no rustfmt on this machine
        Err(error) => panic!("{error}"),
    }
    assert_eq!(place.read("src/lib.rs"), "pub mod generated;\n", "it ran");
    assert_eq!(files.map(|file| place.read(file)), before);
}

#[test]
fn an_invalid_document_leaves_the_files_as_they_are() {
    let place = Place::new();
    let _ = place.generate();
    let before = place.read("src/generated/types.rs");
    place.write(
        "schema/orders.yaml",
        &SCHEMA.replace("minimum: 1", "minimum: many, maximum: []"),
    );
    for outcome in [place.check(), place.generate()] {
        assert!(outcome.has_failed());
        assert!(outcome.changes.is_empty());
        let said = said(&outcome);
        assert_eq!(
            said.matches("schema/orders.yaml:10:").count(),
            2,
            "both errors, with their places:\n{said}"
        );
    }
    assert_eq!(place.read("src/generated/types.rs"), before);
}

#[test]
fn denied_warnings_leave_the_files_as_they_are() {
    let place = Place::new();
    place.write(
        "schema/orders.yaml",
        &SCHEMA.replace("{blocks: 1}", "{blocks: none}"),
    );
    let denied = generate(&place.config().warnings(Warnings::Denied));
    assert!(denied.has_failed() && denied.changes.is_empty());
    assert!(
        denied
            .diagnostics(Format::Human, Colour::Off)
            .contains("warnings are denied")
    );
    assert!(!place.path("src").exists());
    let shown = place.generate();
    assert!(!shown.has_failed() && !said(&shown).is_empty());
    assert!(place.path("src/generated/types.rs").exists());
}

#[test]
fn a_file_of_a_person_is_never_overwritten_or_removed() {
    let place = Place::new();
    let own = "//! Written by hand.\n// @generated by countersign, says this line, but it is not the first\n";
    place.write("src/generated/types.rs", own);
    let outcome = place.generate();
    assert!(outcome.has_failed());
    assert!(said(&outcome).contains("CS0407"), "{}", said(&outcome));
    assert_eq!(place.read("src/generated/types.rs"), own);
    assert!(
        !place.path("src/generated/mod.rs").exists(),
        "all files of a folder, or none"
    );

    fs::remove_file(place.path("src/generated/types.rs")).unwrap();
    place.write("src/generated/own.rs", own);
    let _ = place.generate();
    assert_eq!(place.read("src/generated/own.rs"), own);
    assert!(place.path("src/generated/types.rs").exists());
}

#[test]
fn files_that_are_no_longer_generated_are_removed() {
    let place = Place::new();
    let _ = place.generate();
    place.write(
        "src/generated/client.rs",
        &place.read("src/generated/mod.rs"),
    );
    assert_eq!(
        changed(&place.check()),
        [("src/generated/client.rs", ChangeKind::Removed)]
    );
    assert!(place.path("src/generated/client.rs").exists());
    assert_eq!(
        changed(&place.generate()),
        [("src/generated/client.rs", ChangeKind::Removed)]
    );
    assert!(!place.path("src/generated/client.rs").exists());
}

#[test]
fn nothing_is_left_beside_the_files() {
    let place = Place::new();
    let _ = place.generate();
    let mut names: Vec<_> = fs::read_dir(place.path("src/generated"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["mod.rs", "types.rs"]);
}

#[test]
fn one_bad_document_does_not_hide_another() {
    let place = Place::new();
    place.write("schema/bad.yaml", "openapi: 3.1.0\npaths: 1\n");
    place.write("countersign.toml", &format!("{CONFIG}\n[[generate]]\nschema = \"schema/bad.yaml\"\nout = \"src/bad\"\n\n[[generate]]\nschema = \"schema/missing.yaml\"\nout = \"src/missing\"\n"));
    let outcome = place.generate();
    assert!(outcome.has_failed());
    let said = said(&outcome);
    assert!(said.contains("schema/bad.yaml:2:8: error"), "{said}");
    assert!(
        said.contains("countersign.toml:10:10: error[CS0101]"),
        "{said}"
    );
    assert!(place.path("src/generated/types.rs").exists());
    assert!(!place.path("src/bad").exists() && !place.path("src/missing").exists());
}

#[test]
fn a_program_configures_the_same() {
    let place = Place::new();
    let _ = place.generate();
    let entry = Entry::new("schema/orders.yaml", "src/generated");
    let config = Config::new(place.folder.path()).entry(entry.clone());
    assert!(check(&config).changes.is_empty());
    let config = Config::new(place.folder.path())
        .command("make bindings")
        .entry(entry.examples(Examples::Omitted));
    let outcome = generate(&config);
    assert!(
        outcome
            .changes
            .iter()
            .any(|change| change.path == "src/generated/types.rs")
    );
    let text = place.read("src/generated/types.rs");
    assert!(text.starts_with(
        "// @generated by countersign from schema/orders.yaml; regenerate with: make bindings\n"
    ));
    assert!(!text.contains("mod examples"));
}

#[test]
fn openapi_expands_to_the_items_of_the_file() {
    let place = Place::new();
    let _ = place.generate();
    let expansion = expand(place.folder.path(), "schema/orders.yaml").unwrap();
    let file = syn::parse_file(&place.read("src/generated/types.rs")).unwrap();
    let expanded: syn::File = syn::parse2(expansion.tokens).unwrap();
    assert_eq!(file.items, expanded.items);
    assert_eq!(expansion.files, [place.path("schema/orders.yaml")]);

    fs::create_dir(place.path("crate")).unwrap();
    let above = expand(&place.path("crate"), "../schema/orders.yaml").unwrap();
    assert_eq!(
        fs::canonicalize(&above.files[0]).unwrap(),
        fs::canonicalize(place.path("schema/orders.yaml")).unwrap()
    );

    place.write("schema/orders.yaml", "openapi: 3.1.0\npaths: 1\n");
    let errors = expand(place.folder.path(), "schema/orders.yaml").unwrap_err();
    assert!(errors.contains("schema/orders.yaml:2:8"), "{errors}");
}

#[test]
fn everything_that_is_wrong_with_a_configuration_is_said_at_once() {
    let place = Place::new();
    let said = place.refused("comand = \"x\"\n\n[[generate]]\nschema = 1\nout = \"/abs\"\ntargets = [\"tipes\"]\nexample = true\n\n[[generate]]\n");
    let expected = [
        "countersign.toml:1:1: error[CS0403]: unknown key `comand`",
        "countersign.toml:4:10: error[CS0405]: `schema` must be a string",
        "countersign.toml:5:7: error[CS0405]: `out` is not a relative path",
        "countersign.toml:6:12: error[CS0405]: unknown target `tipes`",
        "countersign.toml:7:1: error[CS0403]: unknown key `example`",
        "countersign.toml:9:1: error[CS0404]: `out` is missing",
        "countersign.toml:9:1: error[CS0404]: `schema` is missing",
    ];
    for line in expected {
        assert!(said.contains(line), "{line} is not in:\n{said}");
    }
    assert_eq!(said.lines().count(), expected.len(), "{said}");
}

#[test]
fn what_is_wrong_with_a_mapping_is_said_with_its_place() {
    let place = Place::new();
    let said = place.refused(&format!(
        "{CONFIG}[generate.mapping]\ndates = \"chronos\"\ninteger = 64\nnumbr = \"f64\"\nformats = \"off\"\n\
         own = {{ money = \"crate::Money\", hash = \"[u8\", key = 1 }}\n\n{CONFIG}mapping = 1\n\n\
         {CONFIG}mapping = {{ own = [] }}\n"
    ));
    let expected = [
        "countersign.toml:5:9: error[CS0405]: unknown mapping `chronos` of `dates`",
        "countersign.toml:6:11: error[CS0405]: `integer` must be a string",
        "countersign.toml:7:1: error[CS0403]: unknown key `numbr`",
        "countersign.toml:8:11: error[CS0405]: unknown mapping `off` of `formats`",
        "countersign.toml:9:40: error[CS0405]: `[u8` is not the path of a Rust type",
        "countersign.toml:9:53: error[CS0405]: `key` must be a string",
        "countersign.toml:14:11: error[CS0405]: `mapping` must be a table",
        "countersign.toml:19:19: error[CS0405]: `own` must be a table of formats and types",
    ];
    for line in expected {
        assert!(said.contains(line), "{line} is not in:\n{said}");
    }
}

#[test]
fn a_type_for_a_format_that_no_schema_has_is_refused() {
    let place = Place::new();
    let keyed = SCHEMA.replace("minimum: 1", "minimum: 1, format: count");
    place.write("schema/orders.yaml", &keyed);
    let mapped =
        |format: &str| format!("{CONFIG}mapping = {{ own = {{ {format} = \"my::Count\" }} }}\n");
    place.write("countersign.toml", &mapped("cuont"));
    let outcome = place.generate();
    let expected =
        "countersign.toml:4:21: error[CS0405]: no schema of the document has the format `cuont`";
    assert!(said(&outcome).contains(expected), "{}", said(&outcome));
    assert!(outcome.has_failed() && !place.path("src").exists());

    place.write("countersign.toml", &mapped("count"));
    let outcome = place.generate();
    assert!(!outcome.has_failed(), "{}", said(&outcome));
    assert!(
        place
            .read("src/generated/types.rs")
            .contains("pub blocks: my::Count,")
    );
}

#[test]
fn what_is_on_another_host_is_read_from_its_mirror() {
    let place = Place::new();
    let uri = "https://example.com/schemas/";
    let referring = SCHEMA.replace(
        "{type: integer, minimum: 1}",
        &format!("{{$ref: '{uri}blocks.yaml'}}"),
    );
    assert!(referring.contains(uri), "{referring}");
    place.write("schema/orders.yaml", &referring);
    place.write("copies/blocks.yaml", "{type: integer, minimum: 7}\n");
    place.write("countersign.toml", CONFIG);
    assert!(said(&place.generate()).contains("CS0117"));

    let mirrored = |folder: &str| format!("{CONFIG}mirrors = {{ \"{uri}\" = \"{folder}\" }}\n");
    place.write("countersign.toml", &mirrored("copies"));
    let outcome = place.generate();
    assert!(!outcome.has_failed(), "{}", said(&outcome));
    let types = place.read("src/generated/types.rs");
    assert!(types.contains("minimum = 7"), "{types}");

    place.write("countersign.toml", &mirrored("../copies"));
    assert!(said(&place.generate()).contains("error[CS0405]: the mirror `../copies`"));
    assert!(place.refused(&mirrored("/copies")).contains("CS0405"));
    assert!(
        place
            .refused(&format!("{CONFIG}mirrors = 1\n"))
            .contains("CS0405")
    );
}

#[test]
fn configurations_that_do_nothing_or_too_much_are_refused() {
    let place = Place::new();
    assert!(place.refused("").contains("CS0404"));
    assert!(place.refused("generate = 1").contains("CS0405"));
    assert!(
        place
            .refused("[[generate]\n")
            .contains("countersign.toml:1:")
    );
    assert!(
        place
            .refused("schema = 'x'\nschema = 'y'\n[[generate]]\n")
            .contains("CS0402")
    );
    let twice = format!(
        "{CONFIG}{}",
        CONFIG.replace("src/generated", "src/generated/")
    );
    assert!(
        place
            .refused(&twice)
            .contains("countersign.toml:6:7: error[CS0406]"),
        "{}",
        place.refused(&twice)
    );
    fs::remove_file(place.path("countersign.toml")).unwrap();
    let missing = Config::load(&place.path("countersign.toml")).unwrap_err();
    assert!(
        missing
            .render(Format::Short, Colour::Off)
            .contains("CS0401")
    );
}

#[test]
fn suggestions_name_the_key_that_was_meant() {
    let place = Place::new();
    place.write(
        "countersign.toml",
        &format!("{CONFIG}target = [\"types\"]\n"),
    );
    let report = Config::load(&place.path("countersign.toml")).unwrap_err();
    let text = report.render(Format::Human, Colour::Off);
    assert!(text.contains("did you mean `targets`?"), "{text}");
    assert!(text.contains("target = [\"types\"]"), "{text}");
}

#[test]
fn json_says_the_same() {
    let place = Place::new();
    let stale = place.check().changes(Format::Json);
    let lines: Vec<serde_json::Value> = stale
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["stale"], "src/generated/types.rs");
    assert_eq!(lines[1]["kind"], "created");
    assert_eq!(lines[1]["command"], "cargo xtask codegen");
}

#[cfg(unix)]
#[test]
fn files_have_the_permissions_of_other_new_files() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let _ = place.generate();
    let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("src/generated/types.rs"), mode("schema/orders.yaml"));
}

/// A request and its response, each with more fields than a literal is short for.
const TRADE: &str = r##"openapi: 3.1.0
info: {title: Orders, version: "1"}
paths:
  /orders:
    post:
      operationId: order
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/Asked"}}}
      responses:
        "200":
          description: Sold
          content: {application/json: {schema: {$ref: "#/components/schemas/Sold"}}}
components:
  schemas:
    Asked:
      type: object
      properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}}
    Sold:
      type: object
      properties: {e: {type: string}, f: {type: string}, g: {type: string}, h: {type: integer}}
"##;

#[test]
fn a_client_alone_has_builders_of_what_it_sends() {
    let place = Place::new();
    place.write("schema/orders.yaml", TRADE);
    let builders = |targets: &str| {
        let config = format!("{CONFIG}targets = [{targets}]\n");
        place.write("countersign.toml", &config);
        assert!(!place.generate().has_failed(), "{targets}");
        let types = place.read("src/generated/types.rs");
        types.matches("#[contract(debug, builder)]").count()
    };
    assert_eq!(builders(r#""types""#), 2);
    assert_eq!(builders(r#""types", "client", "server""#), 2);
    assert_eq!(builders(r#""types", "client""#), 1);
    assert_eq!(builders(r#""types", "server""#), 2);
}

#[test]
fn a_configuration_says_which_builders_there_are() {
    let place = Place::new();
    place.write("schema/orders.yaml", TRADE);
    for (word, count) in [("all", 2), ("requests", 1), ("none", 0)] {
        let config = format!("{CONFIG}targets = [\"types\"]\nbuilders = \"{word}\"\n");
        place.write("countersign.toml", &config);
        assert!(!place.generate().has_failed(), "{word}");
        let types = place.read("src/generated/types.rs");
        let found = types.matches("#[contract(debug, builder)]").count();
        assert_eq!(found, count, "{word}");
    }
}
