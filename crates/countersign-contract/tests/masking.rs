//! No report shows a secret, however the service writes it back.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_contract::{
    ClientCredentials, Credential, Failure, GivenHeader, Keep, Options, Phase, Plan, PlanOptions,
    Recording, Renewing, Replayed, Report, RunError, SendError, Subject, Transport, replay, run,
};
use countersign_spec::Memory;
use http::{Request, Response};
use hyper::body::Bytes;

/// Every encoding has something to change in them.
const SECRETS: [&str; 3] = [
    "p\"a\\s s%e&c<r>ü'e/t+1=",
    "k\"e\\y s%e&c<r>ü'e/t+2=",
    "h\"e\\a d%e&r<s>ü'e/c+3=",
];

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Echo, version: '1'}
security: [{user: [], key: []}]
paths:
  /echo:
    post:
      operationId: echo
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {limit: {type: integer, maximum: 10}}}
      responses:
        '200':
          description: Echoed
          content:
            application/json:
              schema: {type: object, additionalProperties: {type: string, maxLength: 1}}
        '400': {description: Malformed}
        '401': {description: Unauthorized}
components:
  securitySchemes:
    user: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: key}
";

fn subject() -> Arc<Subject> {
    let files = Memory::new().with("echo.yaml", DOCUMENT);
    Arc::new(Subject::read(&files, "echo.yaml").unwrap_or_else(|error| panic!("{error}")))
}

fn options() -> Options {
    let [password, key, header] = SECRETS;
    Options {
        credentials: vec![
            Credential::secret("user", format!("alice:{password}")),
            Credential::secret("key", key),
        ],
        headers: vec![GivenHeader::secret("X-Trace", header).unwrap()],
        ..Options::default()
    }
}

/// What writes a text in another way.
type Way = fn(&str) -> String;

const WAYS: [Way; 7] = [
    |text| {
        let quoted = serde_json::Value::String(text.to_owned()).to_string();
        quoted.trim_matches('"').to_owned()
    },
    |text| {
        let escaped = text.chars().map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => c.to_string(),
            c => format!("\\u{:04x}", u32::from(c)),
        });
        escaped.collect()
    },
    |text| percent(text, |byte| format!("%{byte:02X}")),
    |text| percent(text, |byte| format!("%{byte:02x}")).replace("%20", "+"),
    |text| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        text.replace('"', "&quot;").replace('\'', "&#039;")
    },
    |text| {
        let escaped = text.chars().map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => c.to_string(),
            c => format!("&#x{:X};", u32::from(c)),
        });
        escaped.collect()
    },
    |text| text.replace('\'', r"'\''"),
];

fn percent(text: &str, escaped: impl Fn(u8) -> String) -> String {
    let bytes = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        byte => escaped(byte),
    });
    bytes.collect()
}

/// A secret in base64, by itself and behind a name.
fn in_base64(secret: &str) -> [String; 3] {
    let named = format!("alice:{secret}");
    [
        STANDARD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
        STANDARD.encode(named),
    ]
}

/// What a service may make of a secret.
fn written(secret: &str) -> Vec<String> {
    let once = WAYS.iter().map(|way| way(secret));
    let plain = [secret.to_owned()].into_iter();
    plain.chain(once).chain(in_base64(secret)).collect()
}

/// The same written once more, as a text in JSON in JSON is.
fn written_again(secret: &str) -> Vec<String> {
    let once = written(secret);
    once.iter()
        .flat_map(|text| WAYS.map(|way| way(text)))
        .collect()
}

/// A service that answers what it was sent as it likes best, and enforces nothing.
struct Echo;

impl Transport for Echo {
    fn base(&self) -> String {
        "http://echo".to_owned()
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let target = request.uri().to_string();
        let headers = request.headers();
        assert_eq!(headers["x-trace"].as_bytes(), SECRETS[2].as_bytes());
        let credentials = headers
            .get("authorization")
            .map(|value| value.to_str().unwrap());
        let credentials = credentials.unwrap_or_default().to_owned();
        let is_known = credentials == format!("Basic {}", in_base64(SECRETS[0])[2]);
        if !is_known || !target.contains(&WAYS[2](SECRETS[1])) {
            return Ok(Response::builder().status(401).body(Bytes::new()).unwrap());
        }
        let all = SECRETS.iter().flat_map(|secret| written(secret));
        let mut body: serde_json::Map<String, serde_json::Value> =
            all.map(|text| (text.clone(), text.into())).collect();
        let again: Vec<String> = SECRETS.into_iter().flat_map(written_again).collect();
        body.insert("target".to_owned(), target.clone().into());
        let answer = Response::builder()
            .header("content-type", "application/json")
            .header("x-target", &target)
            .header("x-credentials", credentials)
            .header("x-again", again.join(" ").as_bytes())
            .header("location", format!("/{target}"))
            .body(Bytes::from(serde_json::to_vec(&body).unwrap()));
        Ok(answer.unwrap())
    }
}

fn wait<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread();
    { runtime }.enable_all().build().unwrap().block_on(future)
}

/// What a text must not have of a secret: all that the service wrote, and the same as a report writes it.
fn traces(secret: &str) -> BTreeSet<String> {
    let all: BTreeSet<String> = written(secret)
        .into_iter()
        .chain(written_again(secret))
        .collect();
    let again: Vec<String> = all
        .iter()
        .flat_map(|text| WAYS.map(|way| way(text)))
        .collect();
    all.into_iter().chain(again).collect()
}

fn assert_secret(name: &str, text: &str) {
    static TRACES: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| SECRETS.into_iter().flat_map(traces).collect());
    // What is left by a cut is nothing that could be told apart from other text.
    let starts = SECRETS.map(|secret| secret.chars().take(8).collect());
    for trace in TRACES.iter().chain(&starts) {
        if let Some(at) = text.find(trace) {
            let before: String = text[..at].chars().rev().take(60).collect();
            let before: String = before.chars().rev().collect();
            panic!("{name} has {trace}, after ..{before}");
        }
    }
}

fn report(options: &Options) -> Report {
    let plan = PlanOptions {
        case_limit: Some(12),
        ..PlanOptions::default()
    };
    let plan = Plan::of(subject(), &plan);
    wait(run(&plan, &Recording::new(Echo, 64 << 20), options)).unwrap()
}

#[test]
fn no_report_shows_a_secret() {
    let options = options();
    let mut report = report(&options);
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.problem.keyword == "maxLength")
    );
    let folder = tempfile::tempdir().unwrap();
    let keep = Keep {
        folder: folder.path(),
        document: "echo.yaml",
        headers: &options.headers,
        other: &[],
    };
    report
        .keep(&keep, |path| path.display().to_string())
        .unwrap();
    let reports = [
        ("human", report.human(), "${X_TRACE}"),
        ("ndjson", report.ndjson(), "${X_TRACE}"),
        ("json", report.json(), "${X_TRACE}"),
        ("junit", report.junit(), "${X_TRACE}"),
        ("github", report.github(), "${X_TRACE}"),
        ("html", report.html(), "${X_TRACE}"),
        ("sarif", report.sarif(), "${X_TRACE}"),
        ("har", report.har(), "${X_TRACE}"),
        ("findings", format!("{:?}", report.findings), "${X_TRACE}"),
        ("options", format!("{options:?}"), "${X_TRACE}"),
    ];
    for (name, text, shown) in reports {
        assert!(text.contains(shown), "{name}\n{text}");
        assert_secret(name, &text);
    }
    let mut kept = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert_secret("a failure", &text);
        let failure = Failure::from_json(&text).unwrap();
        let headers = [
            GivenHeader::secret("X-Trace", SECRETS[2]).unwrap(),
            GivenHeader::basic(&format!("alice:{}", SECRETS[0]), "${USER}").unwrap(),
            GivenHeader::secret("?key", SECRETS[1]).unwrap(),
        ];
        let replayed = wait(replay(&failure, &subject(), &Echo, &headers, &[]));
        assert!(matches!(replayed, Replayed::Still(_)), "{replayed:?}");
        assert_secret("a replay", &format!("{replayed:?}"));
        kept += 1;
    }
    assert_eq!(kept, report.findings.len());
}

/// A service that cannot be reached, and says with what.
struct Nowhere;

impl Transport for Nowhere {
    fn base(&self) -> String {
        "http://nowhere".to_owned()
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let trace = String::from_utf8_lossy(request.headers()["x-trace"].as_bytes()).into_owned();
        Err(SendError::Connect(format!("{}: {trace}", request.uri())))
    }
}

#[test]
fn no_error_shows_a_secret() {
    let plan = Plan::of(subject(), &PlanOptions::default());
    let error: RunError = wait(run(&plan, &Nowhere, &options())).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("/echo?key=${KEY}: ${X_TRACE}"), "{text}");
    assert_secret("an error", &text);
}

/// A service whose tokens are good for little, and which shows them; and its token endpoint.
#[derive(Default)]
struct Forgetful {
    given: AtomicUsize,
    asked: AtomicUsize,
}

impl Forgetful {
    fn token(&self) -> String {
        format!("t\"k%n-{:04}", self.given.load(Ordering::SeqCst))
    }
}

impl Transport for &Forgetful {
    fn base(&self) -> String {
        "http://forgetful".to_owned()
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        if request.uri() == "/token" {
            self.given.fetch_add(1, Ordering::SeqCst);
            let answer = serde_json::json!({ "access_token": self.token() });
            return Ok(Response::new(answer.to_string().into()));
        }
        let known = format!("Bearer {}", self.token());
        if self.asked.fetch_add(1, Ordering::SeqCst) % 5 == 4 {
            self.given.fetch_add(1, Ordering::SeqCst);
        }
        let sent = request.headers().get("authorization");
        if sent.is_none_or(|sent| sent.as_bytes() != known.as_bytes()) {
            return Ok(Response::builder().status(401).body(Bytes::new()).unwrap());
        }
        let status = if self.asked.load(Ordering::SeqCst) > 20 {
            500
        } else {
            200
        };
        let body = serde_json::json!({ "t": known }).to_string();
        let answer = Response::builder()
            .status(status)
            .header("content-type", "application/json");
        Ok(answer.body(Bytes::from(body)).unwrap())
    }
}

#[test]
fn no_report_shows_a_token_that_came_later() {
    let service = Forgetful::default();
    let client = ClientCredentials {
        id: "shop".to_owned(),
        secret: "sesame".to_owned(),
        scopes: Vec::new(),
    };
    let first = wait(client.token(&&service, "/token")).unwrap();
    let renewing = Renewing::new(&service, client, &service, "/token", &first).unwrap();
    let options = Options {
        headers: renewing.header().cloned().into_iter().collect(),
        ..Options::default()
    };
    let plan = PlanOptions {
        phases: vec![Phase::Coverage],
        case_limit: Some(40),
        ..PlanOptions::default()
    };
    let plan = Plan::of(subject(), &plan);
    let recording = Recording::new(renewing, 64 << 20);
    let report = wait(run(&plan, &recording, &options)).unwrap();
    assert!(recording.renewed().len() > 3);
    let kept = report.operations[0]
        .seen
        .keys()
        .copied()
        .collect::<Vec<_>>();
    assert_eq!(
        kept,
        [200, 500],
        "the service's 401s are no answers to the cases"
    );
    for text in [report.human(), report.har(), report.html(), report.ndjson()] {
        assert!(text.contains("${ACCESS_TOKEN}"), "{text}");
        for trace in ["k%n-0", "k%25n-0", "a25uL", "n-000"] {
            assert!(!text.contains(trace), "{trace}: {text}");
        }
    }
}
