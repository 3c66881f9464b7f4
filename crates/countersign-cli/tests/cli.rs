//! The command as a user has it: exit codes, stdout and stderr.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Pets, version: '1'}
security: [{bearer: []}]
paths:
  /pets:
    post:
      operationId: add_pet
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Pet'
      responses:
        '200': {description: Added}
        '401': {description: No token}
        '422': {description: Malformed}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  schemas:
    Pet:
      type: object
      required: [age]
      properties:
        age: {type: integer, minimum: 1}
";

struct Workshop(tempfile::TempDir);

impl Workshop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("schema")).unwrap();
        std::fs::write(folder.path().join("schema/pets.yaml"), DOCUMENT).unwrap();
        let broken = DOCUMENT.replace("schemas/Pet'", "schemas/Pat'");
        std::fs::write(folder.path().join("schema/broken.yaml"), broken).unwrap();
        Workshop(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn countersign(&self, arguments: &[&str]) -> Ran {
        self.countersign_in(&[], arguments)
    }

    /// The same with variables in its environment.
    fn countersign_in(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command
            .current_dir(self.0.path())
            .args(arguments)
            .env("PETS_TOKEN", "sesame")
            .envs(variables.iter().copied())
            .env_remove("NO_COLOR");
        Ran::of(&command.output().unwrap())
    }
}

#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Ran {
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

/// A service for the document: right, or without its lower bound. It listens until the test ends.
fn service(enforces_minimum: bool) -> String {
    service_of_tokens(enforces_minimum, usize::MAX)
}

/// The same, where each token of its endpoint is good for so many requests.
fn service_of_tokens(enforces_minimum: bool, most: usize) -> String {
    use std::sync::{Arc, Mutex};

    use axum::http::{HeaderMap, StatusCode, header};
    use axum::response::IntoResponse;

    // The token that is taken, for how many requests, and how many were given.
    let state = Arc::new(Mutex::new(("sesame".to_owned(), most, 0)));
    let tokens = Arc::clone(&state);
    let token = move || async move {
        let mut tokens = tokens.lock().unwrap();
        tokens.2 += 1;
        (tokens.0, tokens.1) = (format!("sesame-{}", tokens.2), most);
        format!(r#"{{"access_token": "{}"}}"#, tokens.0)
    };
    let is_authorized = move |headers: &HeaderMap| {
        let mut state = state.lock().unwrap();
        let known = format!("Bearer {}", state.0);
        let sent = headers.get(header::AUTHORIZATION);
        let is_known = state.1 > 0 && sent.is_some_and(|sent| sent == known.as_str());
        state.1 -= usize::from(is_known);
        is_known
    };
    let add = move |headers: HeaderMap, body: axum::body::Bytes| async move {
        if !is_authorized(&headers) {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        if headers
            .get(header::CONTENT_TYPE)
            .is_none_or(|media_type| media_type != "application/json")
        {
            return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
        }
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        let age = body["age"].as_f64().filter(|age| age.fract() == 0.0);
        let fits = age.is_some_and(|age| age >= 1.0 || !enforces_minimum);
        if fits {
            StatusCode::OK.into_response()
        } else {
            StatusCode::UNPROCESSABLE_ENTITY.into_response()
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let router = axum::Router::new()
                .route("/pets", axum::routing::post(add))
                .route("/token", axum::routing::post(token));
            axum::serve(listener, router).await.unwrap();
        });
    });
    url
}

const TOKEN: &str = "Authorization: Bearer ${PETS_TOKEN}";

#[test]
fn help_has_examples_and_usage_errors_are_2() {
    let workshop = Workshop::new();
    for command in [
        "generate",
        "check",
        "test",
        "replay",
        "explain",
        "completions",
    ] {
        let ran = workshop.countersign(&[command, "--help"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(
            ran.stdout.contains("Example")
                && ran.stdout.contains(&format!("countersign {command}")),
            "{}",
            ran.stdout
        );
        assert!(!ran.stdout.contains('\x1b'), "no colours in a pipe");
    }
    for arguments in [
        &["test", "schema/pets.yaml"] as &[&str],
        &["nonsense"],
        &["check"],
        &["generate", "schema/pets.yaml"],
    ] {
        let ran = workshop.countersign(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
    }
}

#[test]
fn check_says_what_is_wrong_and_where() {
    let workshop = Workshop::new();
    let ran = workshop.countersign(&["check", "schema/pets.yaml"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (Some(0), "", ""),
        "{ran:?}"
    );

    let ran = workshop.countersign(&["check", "schema/broken.yaml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{ran:?}");
    assert!(
        ran.stderr.contains("error[CS0104]") && ran.stderr.contains("schema/broken.yaml:13:"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains('\x1b'), "no colours in a pipe");

    let ran = workshop.countersign(&["check", "schema/broken.yaml", "--message-format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""), "{ran:?}");
    let first: serde_json::Value =
        serde_json::from_str(ran.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(first["code"], "CS0104", "{first}");

    let absolute = workshop.path("schema/broken.yaml");
    assert_eq!(
        workshop
            .countersign(&["check", absolute.to_str().unwrap()])
            .code,
        Some(1)
    );
    let ran = workshop.countersign(&["check", "schema/nothing.yaml"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stderr
            .contains("there is no file `schema/nothing.yaml`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn generate_writes_then_finds_stale_files() {
    let workshop = Workshop::new();
    let generate = ["generate", "schema/pets.yaml", "--out", "src/generated"];
    let check = [&generate as &[&str], &["--check"]].concat();

    let ran = workshop.countersign(&check);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        !workshop.path("src/generated").exists(),
        "--check writes nothing"
    );

    assert_eq!(workshop.countersign(&generate).code, Some(0));
    let types = workshop.path("src/generated/types.rs");
    let text = std::fs::read_to_string(&types).unwrap();
    assert!(text.contains("minimum = 1"), "{text}");
    let command = "countersign generate schema/pets.yaml --out src/generated";
    assert!(
        text.starts_with("// @generated") && text.contains(command),
        "{text}"
    );
    let ran = workshop.countersign(&check);
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (Some(0), "", ""),
        "current files are silent"
    );

    std::fs::write(&types, text.replace("minimum = 1", "minimum = 2")).unwrap();
    let ran = workshop.countersign(&check);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.stdout.contains("minimum = 2") && ran.stdout.contains(command),
        "{}",
        ran.stdout
    );

    let ran = workshop.countersign(&["generate", "schema/broken.yaml", "--out", "src/other"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        !workshop.path("src/other").exists(),
        "a document with errors writes nothing"
    );
}

#[test]
fn generate_takes_a_part_and_says_so_in_the_header() {
    let workshop = Workshop::new();
    let generate = ["generate", "schema/pets.yaml", "--out", "src/generated"];
    let with = |more: &[&'static str]| workshop.countersign(&[&generate as &[&str], more].concat());

    let ran = with(&["--operations", "ad_pet", "--tags", "pets"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    for expected in [
        "error[CS0409]",
        "did you mean `add_pet`?",
        "has the tag `pets`",
    ] {
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    assert!(!workshop.path("src").exists(), "nothing is written");

    let form = [
        "--targets",
        "types,client",
        "--inline",
        "apart",
        "--builders",
        "none",
    ];
    let ran = with(&form);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let text = std::fs::read_to_string(workshop.path("src/generated/types.rs")).unwrap();
    let options = "--out src/generated --targets types,client --inline apart --builders none\n";
    assert!(text.contains(options), "{text}");

    let ran = with(&["--paths", "/pets*", "--modules", "tag", "--root", "."]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let text = std::fs::read_to_string(workshop.path("src/generated/types.rs")).unwrap();
    let options = "--out src/generated --paths '/pets*' --modules tag --root .\n";
    assert!(text.contains(options), "{text}");

    let ran = with(&["--root", "elsewhere"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("is not in the root"), "{}", ran.stderr);
}

#[test]
fn check_reaches_as_far_as_its_root() {
    let workshop = Workshop::new();
    let split = DOCUMENT.replace("#/components/schemas/Pet'", "../types/pet.yaml'");
    std::fs::create_dir_all(workshop.path("types")).unwrap();
    std::fs::write(workshop.path("types/pet.yaml"), "type: object\n").unwrap();
    std::fs::write(workshop.path("schema/split.yaml"), split).unwrap();
    let narrow = workshop.countersign(&["check", "schema/split.yaml"]);
    assert!(narrow.stderr.contains("CS0118"), "{}", narrow.stderr);
    let wide = workshop.countersign(&["check", "schema/split.yaml", "--root", "."]);
    assert_eq!(wide.code, Some(0), "{wide:?}");
    let path = workshop.path("schema/split.yaml");
    let root = workshop.path("");
    let absolute = [
        "check",
        path.to_str().unwrap(),
        "--root",
        root.to_str().unwrap(),
    ];
    assert_eq!(workshop.countersign(&absolute).code, Some(0));
}

#[test]
fn generate_takes_absolute_paths() {
    let workshop = Workshop::new();
    let (schema, out) = (workshop.path("schema/pets.yaml"), workshop.path("out"));
    let ran = workshop.countersign(&[
        "generate",
        schema.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(out.join("types.rs").is_file());
}

#[test]
fn a_service_that_keeps_its_word_is_0() {
    let workshop = Workshop::new();
    let url = service(true);
    let ran = workshop.countersign(&["test", "schema/pets.yaml", "--url", &url, "--header", TOKEN]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (Some(0), ""),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.ends_with("no findings\n"), "{}", ran.stdout);
}

#[test]
fn a_credential_goes_with_the_scheme_of_the_document() {
    let workshop = Workshop::new();
    let url = service(true);
    let secret = TOKEN.rsplit(' ').next().unwrap();
    let credential = format!("bearer={secret}");
    let test = ["test", "schema/pets.yaml", "--url", &url, "--credential"];
    let ran = workshop.countersign(&[&test[..], &[credential.as_str()]].concat());
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (Some(0), ""),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("200 x"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn a_hook_sees_every_request() {
    use std::os::unix::fs::PermissionsExt;
    let workshop = Workshop::new();
    let url = service(true);
    let hook = workshop.path("hook.sh");
    let script = "#!/bin/sh\nwhile read -r line; do echo \"$line\" >> seen; echo '{}'; done\n";
    std::fs::write(&hook, script).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let test = ["test", "schema/pets.yaml", "--url", &url, "--header", TOKEN];
    let ran = workshop.countersign(&[&test[..], &["--hook", "./hook.sh"]].concat());
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (Some(0), ""),
        "{}",
        ran.stdout
    );
    let seen = std::fs::read_to_string(workshop.path("seen")).unwrap();
    assert!(
        seen.lines().count() > 20 && seen.contains("\"target\":\"/pets\""),
        "{seen}"
    );
}

#[test]
fn findings_are_1_and_no_secret_is_shown() {
    let workshop = Workshop::new();
    let url = service(false);
    let test = ["test", "schema/pets.yaml", "--url", &url, "--header", TOKEN];
    let ran = workshop.countersign(&test);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (Some(1), ""),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("negative_data_rejection")
            && ran.stdout.contains("schema/pets.yaml:26:30"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("Bearer ${PETS_TOKEN}") && !ran.stdout.contains("sesame"),
        "{}",
        ran.stdout
    );

    let ran = workshop.countersign(&[&test as &[&str], &["--message-format", "json"]].concat());
    let lines: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (
            ran.code,
            lines[0]["type"].as_str(),
            lines[0]["keyword"].as_str()
        ),
        (Some(1), Some("finding"), Some("minimum"))
    );
    assert_eq!(lines.last().unwrap()["type"], "summary");

    let same = workshop.countersign(&[&test as &[&str], &["--message-format", "json"]].concat());
    assert_eq!(
        ran.stdout, same.stdout,
        "the same seed gives the same report"
    );
    let ran = workshop.countersign(
        &[
            &test as &[&str],
            &["--exclude-checks", "negative_data_rejection"],
        ]
        .concat(),
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    let ran = workshop.countersign(
        &[
            &test as &[&str],
            &["--checks", "ignored_auth,unsupported_method"],
        ]
        .concat(),
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    let ran = workshop.countersign(&[&test as &[&str], &["--phases", "auth"]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert!(ran.stdout.contains("6 cases (auth 6)"), "{}", ran.stdout);
}

#[test]
fn a_finding_is_kept_and_replayed() {
    let workshop = Workshop::new();
    let (bad, good) = (service(false), service(true));
    let ran = workshop.countersign(&["test", "schema/pets.yaml", "--url", &bad, "--header", TOKEN]);
    let file = "target/countersign/failures/0001.json";
    let line = format!("countersign replay {file} --url {bad}");
    assert!(ran.code == Some(1) && ran.stdout.contains(&line), "{ran:?}");
    let text = std::fs::read_to_string(workshop.path(file)).unwrap();
    assert!(
        text.contains("Bearer ${PETS_TOKEN}") && !text.contains("sesame"),
        "{text}"
    );

    let replay =
        |arguments: &[&str]| workshop.countersign(&[&["replay", file], arguments].concat());
    let ran = replay(&["--url", &bad]);
    assert!(
        ran.code == Some(1)
            && ran
                .stdout
                .starts_with("still there: negative_data_rejection"),
        "{ran:?}"
    );
    let ran = replay(&["--url", &good]);
    assert!(
        ran.code == Some(0) && ran.stdout.starts_with("gone: negative_data_rejection"),
        "{ran:?}"
    );
    let ran = replay(&["--url", &good, "--header", "Authorization: Bearer nonsense"]);
    assert_eq!(
        ran.code,
        Some(0),
        "401 is no acceptance of an invalid request: {ran:?}"
    );

    let loose = DOCUMENT.replace(", minimum: 1", "");
    std::fs::write(workshop.path("schema/loose.yaml"), loose).unwrap();
    let ran = replay(&["--url", &bad, "--schema", "schema/loose.yaml"]);
    assert!(
        ran.code == Some(2) && ran.stderr.contains("out of date"),
        "{ran:?}"
    );
    let ran = replay(&["--url", "http://127.0.0.1:1"]);
    assert!(
        ran.code == Some(2) && ran.stderr.contains("cannot be reached"),
        "{ran:?}"
    );
    std::fs::write(
        workshop.path(file),
        text.replace("PETS_TOKEN", "NOT_SET_HERE"),
    )
    .unwrap();
    let ran = replay(&["--url", &bad]);
    assert!(
        ran.code == Some(2) && ran.stderr.contains("`NOT_SET_HERE` is not set"),
        "{ran:?}"
    );
    std::fs::write(workshop.path(file), "{}").unwrap();
    let ran = replay(&["--url", &bad]);
    assert!(
        ran.code == Some(2) && ran.stderr.contains("no failure"),
        "{ran:?}"
    );

    let again =
        workshop.countersign(&["test", "schema/pets.yaml", "--url", &bad, "--header", TOKEN]);
    assert!(
        again.stdout.contains("failures/0002.json"),
        "a file is never written over: {again:?}"
    );
    let same =
        workshop.countersign(&["test", "schema/pets.yaml", "--url", &bad, "--header", TOKEN]);
    assert_eq!(again.stdout, same.stdout, "the same finding is kept once");
}

#[test]
fn reports_are_files_without_secrets() {
    let workshop = Workshop::new();
    let url = service(false);
    let arguments = [
        "test",
        "schema/pets.yaml",
        "--url",
        &url,
        "--header",
        TOKEN,
        "--report",
        "junit=out/report.xml",
        "--report",
        "json=out/report.json",
        "--report",
        "ndjson=out/report.ndjson",
        "--report",
        "sarif=out/report.sarif",
        "--report",
        "html=out/report.html",
        "--report",
        "har=out/report.har",
        "--report",
        "github=-",
    ];
    let mut before = Vec::new();
    for workers in ["1", "7"] {
        let ran = workshop.countersign(&[&arguments as &[&str], &["--workers", workers]].concat());
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let texts = ["xml", "json", "ndjson", "sarif", "html"].map(|kind| {
            std::fs::read_to_string(workshop.path(&format!("out/report.{kind}"))).unwrap()
        });
        assert!(
            texts
                .iter()
                .all(|text| !text.contains("sesame") && text.contains("${PETS_TOKEN}")),
            "{texts:?}"
        );
        archive_is_whole(&workshop, &texts[1]);
        before.push((texts, ran.stdout));
    }
    assert!(
        before[0] == before[1],
        "reports do not depend on the number of workers"
    );
    let ([junit, json, _, sarif, html], stdout) = &before[0];
    assert!(
        junit.contains("<testcase classname=\"add_pet\" name=\"auth\" assertions=\"6\"/>"),
        "{junit}"
    );
    assert!(
        junit.contains("<failure type=\"negative_data_rejection\""),
        "{junit}"
    );
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(
        (
            json["findings"][0]["keyword"].as_str(),
            json["summary"]["ending"].as_str()
        ),
        (Some("minimum"), Some("complete"))
    );
    assert!(
        html.contains("<h3>Answer</h3>\n<pre tabindex=\"0\">\n200 OK\ncontent-length: 0\n"),
        "{html}"
    );
    shown_at_its_place(stdout, sarif, json["findings"][0]["document"].as_str());
}

/// The archive has every exchange, at least one for each case, without secrets.
fn archive_is_whole(workshop: &Workshop, report: &str) {
    let text = std::fs::read_to_string(workshop.path("out/report.har")).unwrap();
    assert!(!text.contains("sesame") && text.contains("${PETS_TOKEN}"));
    let archive: serde_json::Value = serde_json::from_str(&text).unwrap();
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let entries = archive["log"]["entries"].as_array().unwrap();
    assert!(entries.len() as u64 >= report["summary"]["sent"].as_u64().unwrap());
    for entry in entries {
        assert_eq!(entry["request"]["httpVersion"], "HTTP/1.1");
        assert!(
            entry["startedDateTime"]
                .as_str()
                .unwrap()
                .starts_with("1970-01-01T")
        );
        assert!(entry["request"]["url"].as_str().unwrap().ends_with("/pets"));
        assert!(entry["time"].as_f64().unwrap() >= 0.0 && entry["timings"]["wait"].is_number());
    }
}

/// Code scanning and GitHub's annotations have the place that the other reports have.
fn shown_at_its_place(stdout: &str, sarif: &str, place: Option<&str>) {
    let sarif: serde_json::Value = serde_json::from_str(sarif).unwrap();
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let numbers = place.unwrap().strip_prefix("schema/pets.yaml:").unwrap();
    let (line, column) = numbers.split_once(':').unwrap();
    assert_eq!(
        (
            region["artifactLocation"]["uri"].as_str(),
            region["region"]["startLine"].to_string().as_str(),
            region["region"]["startColumn"].to_string().as_str()
        ),
        (Some("schema/pets.yaml"), line, column)
    );
    let annotation = format!(
        "\n::error file=schema/pets.yaml,line={line},col={column},title=negative_data_rejection%3A "
    );
    assert!(
        stdout.contains(&annotation) && !stdout.contains("sesame"),
        "{stdout}"
    );
}

#[test]
fn a_report_that_cannot_be_written_is_refused_at_once() {
    let workshop = Workshop::new();
    let url = service(false);
    for wrong in [
        "pdf=out.pdf",
        "junit",
        "junit=",
        "junit=schema",
        "github=/dev/stdout",
    ] {
        let ran =
            workshop.countersign(&["test", "schema/pets.yaml", "--url", &url, "--report", wrong]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_kill_in_the_middle_still_reports() {
    for signal in ["-INT", "-TERM"] {
        let workshop = Workshop::new();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let child = Command::new(env!("CARGO_BIN_EXE_countersign"))
            .current_dir(workshop.0.path())
            .args([
                "test",
                "schema/pets.yaml",
                "--url",
                &url,
                "--report",
                "junit=out.xml",
                "--workers",
                "1",
            ])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let (_held, _) = listener.accept().unwrap();
        let killed = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        let ran = Ran::of(&child.wait_with_output().unwrap());
        assert!(
            ran.code == Some(2) && ran.stderr.contains("interrupted: 0 of "),
            "{ran:?}"
        );
        let junit = std::fs::read_to_string(workshop.path("out.xml")).unwrap();
        assert!(
            junit.contains("<skipped message=\"the run ended before: 0 of "),
            "{junit}"
        );
    }
}

#[test]
fn what_keeps_a_test_from_running_is_2() {
    let workshop = Workshop::new();
    let empty = "openapi: 3.1.0\ninfo: {title: Nothing, version: '1'}\npaths: {}\n";
    std::fs::write(workshop.path("schema/empty.yaml"), empty).unwrap();
    let closed = closed();
    let cases: &[(&[&str], &str)] = &[
        (
            &["schema/nothing.yaml", "--url", &closed],
            "there is no file",
        ),
        (&["schema/broken.yaml", "--url", &closed], "CS0104"),
        (&["schema/empty.yaml", "--url", &closed], "nothing to run"),
        (
            &[
                "schema/pets.yaml",
                "--url",
                &closed,
                "--header",
                "A: ${NOT_SET_HERE}",
            ],
            "`NOT_SET_HERE` is not set",
        ),
        (
            &[
                "schema/pets.yaml",
                "--url",
                &closed,
                "--checks",
                "no_such_check",
            ],
            "no_such_check",
        ),
        (
            &["schema/pets.yaml", "--url", &closed, "--timeout", "0"],
            "timeout",
        ),
    ];
    refused(&workshop, cases);
}

#[test]
fn a_service_that_cannot_be_used_is_2() {
    let closed = closed();
    let cases: &[(&[&str], &str)] = &[
        (&["schema/pets.yaml", "--url", &closed], "refused"),
        (
            &["schema/pets.yaml", "--url", "https://127.0.0.1:1"],
            "cannot be reached",
        ),
        (
            &["schema/pets.yaml", "--url", &closed, "--wait-for", "1"],
            "did not come up",
        ),
        (
            &[
                "schema/pets.yaml",
                "--url",
                &closed,
                "--credential",
                "key=a",
            ],
            "the document has no security scheme `key`; it has: bearer",
        ),
        (
            &["schema/pets.yaml", "--url", &closed, "--hook", "./none.sh"],
            "there is no program `./none.sh`",
        ),
        (&["schema/pets.yaml", "--url", "127.0.0.1"], "http://"),
    ];
    refused(&Workshop::new(), cases);
}

/// A URL at which nothing listens.
fn closed() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// `test` with each of the arguments ends with 2 and a reason, and says nothing else.
fn refused(workshop: &Workshop, cases: &[(&[&str], &str)]) {
    for (arguments, reason) in cases {
        let ran = workshop.countersign(&[&["test"], *arguments].concat());
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?} {ran:?}"
        );
        assert!(ran.stderr.contains(reason), "{arguments:?} {}", ran.stderr);
    }
}

#[test]
fn explain_shows_pages_and_knows_near_codes() {
    let workshop = Workshop::new();
    let ran = workshop.countersign(&["explain", "cs0104"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.stdout.contains("CS0104"), "{}", ran.stdout);
    let ran = workshop.countersign(&["explain", "CS9104"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
    assert!(
        ran.stderr
            .contains("there is no code `CS9104`; did you mean `CS"),
        "{}",
        ran.stderr
    );
}

#[test]
fn explain_says_what_checks_assume() {
    let workshop = Workshop::new();
    let one = workshop.countersign(&["explain", "round_trip"]);
    assert_eq!(one.code, Some(0), "{one:?}");
    assert!(
        one.stdout
            .starts_with("round_trip\n  assumes: a member of a request")
    );
    let all = workshop.countersign(&["explain", "checks"]);
    assert!(all.stdout.contains(&one.stdout), "{all:?}");
    assert_eq!(all.stdout.matches("\n  assumes: ").count(), 30);
    let near = workshop.countersign(&["explain", "round_tripp"]);
    assert_eq!(near.code, Some(2));
    assert!(
        near.stderr.contains("did you mean `round_trip`?"),
        "{near:?}"
    );
}

#[test]
fn a_token_is_renewed_in_the_middle_of_a_run() {
    let workshop = Workshop::new();
    let url = service_of_tokens(true, 7);
    let endpoint = format!("{url}/token");
    let mut arguments = vec!["test", "schema/pets.yaml", "--url", &url];
    arguments.extend(["--token-url", &endpoint, "--client-id", "shop"]);
    arguments.extend(["--client-secret", "open", "--message-format", "json"]);
    let ran = workshop.countersign(&arguments);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let last = ran.stdout.lines().last().unwrap();
    let summary: serde_json::Value = serde_json::from_str(last).unwrap();
    assert!(summary["sent"].as_u64() > Some(100), "{summary}");
    assert_eq!(summary["not_reached"], 0, "{summary}");
    let nowhere = format!("{url}/nowhere");
    arguments[5] = &nowhere;
    let ran = workshop.countersign(&arguments);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("gave no token: 404"), "{ran:?}");
}

#[test]
fn a_case_limit_leaves_the_first_phases() {
    let workshop = Workshop::new();
    let url = service(true);
    let mut arguments = vec!["test", "schema/pets.yaml", "--url", &url, "-H", TOKEN];
    arguments.extend(["--phases", "auth,coverage", "--case-limit", "7"]);
    arguments.extend(["--message-format", "json"]);
    let ran = workshop.countersign(&arguments);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let last = ran.stdout.lines().last().unwrap();
    let summary: serde_json::Value = serde_json::from_str(last).unwrap();
    let cases = &summary["cases"];
    let count = |phase: &str| cases[phase].as_u64().unwrap_or(0);
    assert!(count("auth") > 1, "{cases}");
    assert_eq!(count("auth") + count("coverage"), 7, "{cases}");
    assert!(
        ran.stdout.contains("the run has at most 7 cases"),
        "{ran:?}"
    );
    arguments[7] = "coverage,auth";
    let other = workshop.countersign(&arguments);
    assert!(!other.stdout.contains("\"auth\":"), "{other:?}");
    let none = workshop.countersign(&["test", "x.yaml", "--url", &url, "--case-limit", "0"]);
    assert_eq!(none.code, Some(2), "{none:?}");
}

#[test]
fn completions_name_every_command() {
    let workshop = Workshop::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = workshop.countersign(&["completions", shell]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        for command in ["generate", "check", "test", "explain"] {
            assert!(ran.stdout.contains(command), "{shell} {command}");
        }
    }
}

#[test]
fn manual_pages_have_every_option() {
    let workshop = Workshop::new();
    let ran = workshop.countersign(&["man"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains(".TH countersign 1"), "{}", ran.stdout);
    let ran = workshop.countersign(&["man", "test"]);
    for option in ["credential", "hook", "rate"] {
        assert!(ran.stdout.contains(option), "{option}: {}", ran.stdout);
    }
    let ran = workshop.countersign(&["man", "nothing"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
}

#[test]
fn schema_of_the_worked_example_is_fine() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/lsps1.yaml");
    let ran = Workshop::new().countersign(&["check", schema.to_str().unwrap(), "--deny-warnings"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
}

#[test]
fn known_findings_do_not_fail_until_their_day_and_leave_when_they_are_gone() {
    let workshop = Workshop::new();
    let test = |url: &str, more: &[&str]| {
        let mut arguments = vec!["test", "schema/pets.yaml", "--url", url, "-H", TOKEN];
        arguments.extend(["--baseline", "known.toml"]);
        arguments.extend(more);
        workshop.countersign(&arguments)
    };
    let url = service(false);
    let absent = test(&url, &[]);
    assert_eq!(absent.code, Some(2), "{absent:?}");
    assert!(absent.stderr.contains("known.toml"), "{absent:?}");
    let accept = ["--accept", "waits for 2.0", "--accept-until", "9999-12-31"];
    assert_eq!(test(&url, &accept).code, Some(0));
    let ran = test(&url, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("[known: waits for 2.0]"), "{ran:?}");
    let written = std::fs::read_to_string(workshop.path("known.toml")).unwrap();
    let expired = written.replace("9999-12-31", "2026-01-01");
    std::fs::write(workshop.path("known.toml"), &expired).unwrap();
    let ran = test(&url, &[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stdout.contains("expired on 2026-01-01"), "{ran:?}");
    let right = service(true);
    let part = test(&right, &["--shard", "1/2"]);
    assert_eq!(part.code, Some(0), "{part:?}");
    let kept = || std::fs::read_to_string(workshop.path("known.toml")).unwrap();
    assert_eq!(kept(), expired, "a part of the cases tells of nothing gone");
    let ran = test(&right, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("gone, and taken out"), "{ran:?}");
    assert!(!kept().contains("[[known]]"), "{}", kept());
    std::fs::write(workshop.path("known.toml"), "[[known]]\n").unwrap();
    let broken = test(&right, &[]);
    assert_eq!(broken.code, Some(2), "{broken:?}");
}

#[test]
fn what_is_typed_wins_over_the_environment_and_that_over_the_file() {
    let workshop = Workshop::new();
    let file = |more: &str| {
        let url = service(true);
        let text = format!("[test]\nurl = \"{url}\"\nmax-cases = 50\n{more}\n");
        std::fs::write(workshop.path("countersign.toml"), text).unwrap();
    };
    let test = |variables: &[(&str, &str)], more: &[&str]| {
        workshop.countersign_in(variables, &[&["test", "schema/pets.yaml"], more].concat())
    };
    file(
        "phases = [\"auth\"]\nexclude-checks = [\"ignored_auth\"]\nheader = \"Authorization: Bearer ${PETS_TOKEN}\"",
    );
    let ran = test(&[], &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("6 cases (auth 6)"), "{}", ran.stdout);

    let phase = ("COUNTERSIGN_PHASES", "examples,coverage");
    let ran = test(&[phase], &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("(coverage "), "{}", ran.stdout);
    let ran = test(&[phase], &["--phases", "auth"]);
    assert!(ran.stdout.contains("6 cases (auth 6)"), "{}", ran.stdout);
    let ran = test(&[phase], &["--phases=auth", "--checks", "ignored_auth"]);
    assert_eq!(ran.code, Some(0), "what conflicts is overridden: {ran:?}");
    let ran = test(&[("COUNTERSIGN_URL", "http://127.0.0.1:1")], &[]);
    assert!(ran.stderr.contains("http://127.0.0.1:1"), "{ran:?}");
    let ran = test(&[("COUNTERSIGN_HEADER", "x-a: b\nnonsense")], &[]);
    assert_eq!(ran.code, Some(2), "a line for each header: {ran:?}");
    assert!(ran.stderr.contains("written as"), "{ran:?}");

    for (line, expected) in [
        (
            "phase = 1",
            "4:1: `countersign test` has no option `phase`; did you mean `phases`?",
        ),
        ("seed = 1.5", "4:8: `seed` must be a string or a number"),
        ("seed = ", "4:8: not TOML"),
    ] {
        file(line);
        let ran = test(&[], &[]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
}
