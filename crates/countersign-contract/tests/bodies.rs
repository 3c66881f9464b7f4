//! Bodies of every media type: what is sent, and what is said about it.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use countersign_contract::{
    Intent, Options, Phase, Plan, PlanOptions, SendError, Subject, Transport, run,
};
use countersign_spec::Memory;
use http::{Request, Response, StatusCode};
use hyper::body::Bytes;

/// The coverage of a document whose one operation takes this content; 3.2 where nothing else is said.
fn plan(content: &str, phases: &[Phase]) -> Plan {
    let text = format!(
        "openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /t:\n    put:\n      requestBody:\n        \
         required: true\n        content: {content}\n      responses: {{'200': {{description: ok}}}}\n"
    );
    let memory = Memory::new().with("t.yaml", text.into_bytes());
    let subject = Subject::read(&memory, "t.yaml").unwrap_or_else(|error| panic!("{error}"));
    let options = PlanOptions {
        phases: phases.to_vec(),
        ..PlanOptions::default()
    };
    let plan = Plan::of(Arc::new(subject), &options);
    assert_eq!(plan.disagreements, []);
    plan
}

/// What is said about each body that is text, with its content type.
fn verdicts(content: &str) -> BTreeMap<(String, String), Intent> {
    let plan = plan(content, &[Phase::Coverage]);
    let verdict = |case: &countersign_contract::Case| {
        let mut headers = case.request.headers.iter();
        let (_, kind) = headers.find(|(name, _)| name == "content-type")?;
        let text = String::from_utf8(case.request.body.as_ref()?.to_vec()).ok()?;
        Some(((kind.clone(), text), case.intent.clone()))
    };
    plan.cases.iter().filter_map(verdict).collect()
}

#[track_caller]
fn broken(list: &BTreeMap<(String, String), Intent>, kind: &str, text: &str) -> Option<String> {
    match list.get(&(kind.to_owned(), text.to_owned())) {
        Some(Intent::Valid) => None,
        Some(Intent::Invalid(breach)) => Some(format!("{} {}", breach.pointer, breach.keyword)),
        other => panic!("{text}: {other:?} {:#?}", list.keys()),
    }
}

const SCHEMA: &str = "{type: object, required: [n], properties: {n: {type: integer, maximum: 3, minimum: 3}, \
                      l: {type: array, minItems: 2, maxItems: 2, items: {enum: [a b]}}, \
                      o: {type: object, required: [x], properties: {x: {const: 1}}}}}";

#[test]
fn forms_are_written_by_their_encoding() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let list = verdicts(&format!(
        "{{{FORM}: {{schema: {SCHEMA}, encoding: {{l: {{style: pipeDelimited, explode: false}}}}}}}}"
    ));
    let full = "n=3&l=a%20b%7Ca%20b&o=%7B%22x%22%3A1%7D";
    assert_eq!(broken(&list, FORM, full), None);
    assert_eq!(
        broken(&list, FORM, &full.replace("n=3", "n=4")).as_deref(),
        Some("/n maximum")
    );
    assert_eq!(
        broken(&list, FORM, &full.replace("n=3", "n=true")).as_deref(),
        Some("/n type")
    );
    assert_eq!(
        broken(&list, FORM, &full.replace("n=3&", "")).as_deref(),
        Some(" required")
    );
    assert_eq!(
        broken(&list, FORM, &full.replace("%22x%22%3A1", "")).as_deref(),
        Some("/o required")
    );
    let shorter = broken(&list, FORM, &full.replace("%7Ca%20b", ""));
    let shorter = shorter.unwrap();
    assert!(
        shorter.starts_with("/l "),
        "one item is a text, or too few: {shorter}"
    );
    let exploded = verdicts(&format!("{{{FORM}: {{schema: {SCHEMA}}}}}"));
    assert_eq!(
        broken(&exploded, FORM, "n=3&l=a%20b&l=a%20b&o=%7B%22x%22%3A1%7D"),
        None
    );
}

#[test]
fn multipart_bodies_have_a_part_for_each_item_and_files() {
    let schema = SCHEMA.replace(
        "}}}}}",
        "}}}, f: {type: string, format: binary, minLength: 2}}}",
    );
    let content = format!(
        "{{multipart/form-data: {{schema: {schema}, encoding: {{n: {{headers: {{X-N: {{required: true, \
         schema: {{const: 7}}}}}}}}, f: {{contentType: 'image/png, image/gif'}}}}}}}}"
    );
    let list = verdicts(&content);
    let with = |value: &str| {
        let found = list.iter().filter(|((_, text), _)| {
            text.contains(value) && text.matches("name=\"l\"").count() == 2
        });
        found
            .map(|(key, intent)| (key.0.clone(), key.1.clone(), intent.clone()))
            .collect::<Vec<_>>()
    };
    let valid = with("name=\"n\"\r\nX-N: 7\r\n\r\n3\r\n");
    let (kind, text, _) = valid
        .iter()
        .find(|(_, text, intent)| {
            *intent == Intent::Valid
                && text.contains("name=\"f\"")
                && text.contains("{\"x\":1}\r\n")
        })
        .unwrap();
    assert_eq!(kind, "multipart/form-data; boundary=countersign0");
    assert!(
        text.contains("name=\"f\"; filename=\"file\"\r\nContent-Type: image/png\r\n"),
        "{text}"
    );
    assert!(
        text.contains("name=\"o\"\r\nContent-Type: application/json\r\n\r\n{\"x\":1}\r\n"),
        "{text}"
    );
    assert!(text.ends_with("\r\n--countersign0--\r\n"), "{text}");
    let wrong = with("X-N: 7\r\n\r\n4\r\n");
    let is_maximum =
        |intent: &Intent| matches!(intent, Intent::Invalid(it) if it.keyword == "maximum");
    assert!(
        wrong.iter().any(|(_, _, intent)| is_maximum(intent)),
        "{wrong:?}"
    );
}

#[test]
fn text_lines_and_bytes() {
    let list = verdicts("{text/plain: {schema: {type: string, enum: [a, \u{e9}]}}}");
    assert_eq!(broken(&list, "text/plain", "a"), None);
    assert_eq!(broken(&list, "text/plain; charset=utf-8", "\u{e9}"), None);
    assert_eq!(broken(&list, "text/plain", "A").as_deref(), Some(" enum"));
    let list = verdicts("{application/x-ndjson: {itemSchema: {type: integer, minimum: 2}}}");
    assert_eq!(broken(&list, "application/x-ndjson", "2\n"), None);
    assert_eq!(
        broken(&list, "application/x-ndjson", "1\n").as_deref(),
        Some(" minimum")
    );
    let list = verdicts("{application/json-seq: {itemSchema: {type: integer, minimum: 2}}}");
    assert_eq!(broken(&list, "application/json-seq", "\u{1e}2\n"), None);
    let plan = plan(
        "{application/octet-stream: {}, image/png: {}}",
        &[Phase::Coverage],
    );
    let certain = plan
        .cases
        .iter()
        .filter(|case| case.intent == Intent::Valid);
    assert!(
        certain
            .filter_map(|case| case.request.body.as_ref())
            .any(|body| body.len() == 256)
    );
    let images = plan
        .cases
        .iter()
        .filter(|case| case.what.contains("image/png"));
    assert!(images.clone().count() > 1);
    assert!(
        images
            .into_iter()
            .all(|case| case.intent == Intent::Unclear),
        "an image may have to be one"
    );
}

#[test]
fn events_are_written_field_by_field() {
    const EVENTS: &str = "text/event-stream";
    let list = verdicts(
        "{text/event-stream: {itemSchema: {type: object, required: [data, event], additionalProperties: false, \
         properties: {event: {enum: [made, gone]}, retry: {type: integer, minimum: 3, maximum: 3}, \
         data: {type: object, required: [n], properties: {n: {type: integer, minimum: 3, maximum: 3}}}}}}}",
    );
    let full = "event: made\nretry: 3\ndata: {\"n\":3}\n\n";
    assert_eq!(broken(&list, EVENTS, full), None);
    for (from, to, broken_at) in [
        ("retry: 3", "retry: 2", "/retry minimum"),
        ("made", "MADE", "/event enum"),
        ("event: made\n", "", " required"),
        ("\"n\":3", "\"n\":4", "/data/n maximum"),
        ("{\"n\":3}", "{}", "/data required"),
    ] {
        let said = broken(&list, EVENTS, &full.replace(from, to));
        assert_eq!(said.as_deref(), Some(broken_at), "{to}");
    }
    let data = verdicts("{text/event-stream: {schema: {type: integer, minimum: 3, maximum: 3}}}");
    assert_eq!(broken(&data, EVENTS, "data: 3\n\n"), None);
    assert_eq!(
        broken(&data, EVENTS, "data: 2\n\n").as_deref(),
        Some(" minimum")
    );
    let either = plan(
        "{text/event-stream: {schema: {type: object, properties: {data: {type: string}}}}}",
        &[Phase::Coverage],
    );
    let told = "whether `schema` is of an event or of its data is not told";
    assert!(
        either.not_covered[0].reason.starts_with(told),
        "{:?}",
        either.not_covered
    );
    let negative = list.keys().any(|(_, text)| text.contains("retry: -"));
    assert!(
        !negative,
        "readers pass over what is no number: {:#?}",
        list.keys()
    );
}

/// A service that cannot bear bodies with this text in them.
struct Squeamish(&'static str);

impl Transport for Squeamish {
    fn base(&self) -> String {
        "http://squeamish".to_owned()
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let text = String::from_utf8_lossy(request.body()).into_owned();
        let mut response = Response::new(Bytes::new());
        if text.contains(self.0) {
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        }
        Ok(response)
    }
}

#[test]
fn bodies_of_every_kind_are_made_small() {
    let schema = "{type: object, required: [a], properties: {a: {const: 1}, bad: {enum: [x]}, c: {const: [2, 3]}, \
                  d: {const: {e: true}}, f: {const: countersign0}}}";
    let kinds = [
        (
            "application/json",
            schema,
            "\"bad\":",
            "{\"a\":1,\"bad\":\"x\"}",
        ),
        (
            "application/x-www-form-urlencoded",
            schema,
            "bad=",
            "a=1&bad=x",
        ),
        (
            "multipart/form-data",
            schema,
            "\"bad\"",
            "--countersign0\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
             --countersign0\r\nContent-Disposition: form-data; name=\"bad\"\r\n\r\nx\r\n--countersign0--\r\n",
        ),
        (
            "application/json-seq",
            schema,
            "\"bad\":",
            "\u{1e}{\"a\":1,\"bad\":\"x\"}\n",
        ),
        (
            "text/event-stream",
            schema,
            "\"bad\":",
            "data: {\"a\":1,\"bad\":\"x\"}\n\n",
        ),
    ];
    for (kind, schema, sign, smallest) in kinds {
        let plan = plan(
            &format!("{{{kind}: {{schema: {schema}}}}}"),
            &[Phase::Coverage],
        );
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let report = runtime
            .block_on(run(&plan, &Squeamish(sign), &Options::default()))
            .unwrap();
        let mut findings = report.findings.iter();
        let found = findings
            .find(|it| it.check == "not_a_server_error" && it.smallest.intent == Intent::Valid);
        let request = &found
            .unwrap_or_else(|| panic!("{kind}: {}", report.human()))
            .smallest
            .request;
        let body = String::from_utf8(request.body.as_ref().unwrap().to_vec()).unwrap();
        assert_eq!(body, smallest, "{kind}");
        let headers: BTreeMap<_, _> = request.headers.iter().cloned().collect();
        let boundary = if kind.starts_with("multipart") {
            "; boundary=countersign0"
        } else {
            ""
        };
        assert_eq!(headers["content-type"], format!("{kind}{boundary}"));
    }
}

#[test]
fn what_is_not_written_is_said() {
    let content = |required: bool| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /t:\n    put:\n      requestBody:\n        \
             required: {required}\n        content: {{application/xml: {{schema: {{type: object}}}}}}\n      \
             responses: {{'200': {{description: ok}}}}\n"
        )
    };
    let gaps = |required: bool| {
        let memory = Memory::new().with("t.yaml", content(required).into_bytes());
        let subject = Subject::read(&memory, "t.yaml").unwrap_or_else(|error| panic!("{error}"));
        let plan = Plan::of(Arc::new(subject), &PlanOptions::default());
        let gaps = plan.not_covered.iter();
        let gaps: Vec<String> = gaps
            .map(|gap| format!("{}: {}", gap.what, gap.reason))
            .collect();
        (
            gaps,
            plan.cases.iter().any(|case| case.intent == Intent::Valid),
        )
    };
    let said = "body of type `application/xml`: not tested: the tester writes no XML";
    assert_eq!(gaps(false), (vec![said.to_owned()], true));
    let nothing = format!("{said}; without it no request is valid, and none is sent");
    assert_eq!(gaps(true), (vec![nothing], false));
}

#[test]
fn every_media_type_of_an_operation_is_sent() {
    let schema = "{type: object, required: [n], properties: {n: {type: integer, maximum: 3}}}";
    let content = format!(
        "{{application/x-www-form-urlencoded: {{schema: {schema}}}, application/json: {{schema: {schema}}}, \
         application/xml: {{schema: {schema}}}}}"
    );
    for phase in [Phase::Coverage, Phase::Fuzzing] {
        let plan = plan(&content, &[phase]);
        for kind in ["application/json", "application/x-www-form-urlencoded"] {
            let of_kind = |case: &Cow<'_, countersign_contract::Case>| {
                let mut headers = case.request.headers.iter();
                headers.any(|(name, value)| name == "content-type" && value == kind)
            };
            let cases: Vec<_> = plan.every_case().filter(of_kind).collect();
            assert!(
                cases.iter().any(|case| case.intent == Intent::Valid),
                "{kind} {phase}"
            );
            assert!(
                cases
                    .iter()
                    .any(|case| matches!(case.intent, Intent::Invalid(_))),
                "{kind} {phase}"
            );
        }
        let gaps: Vec<_> = plan
            .not_covered
            .iter()
            .map(|gap| gap.what.as_str())
            .collect();
        assert_eq!(gaps, ["body of type `application/xml`"]);
    }
}

#[test]
fn parameters_of_every_style_are_sent() {
    let text = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths:\n  /t/{m}/{l}:\n    get:\n      parameters:\n        \
        - {name: m, in: path, required: true, style: matrix, schema: {type: integer, maximum: 3, minimum: 3}}\n        \
        - {name: l, in: path, required: true, style: label, explode: true, schema: {const: [a, b]}}\n        \
        - {name: d, in: query, style: deepObject, schema: {type: object, properties: {x: {type: integer, maximum: 3, minimum: 3}}}}\n        \
        - {name: j, in: query, content: {application/json: {schema: {enum: [[1]]}}}}\n        \
        - {name: r, in: query, allowReserved: true, schema: {enum: ['a/b&c']}}\n        \
        - {name: p, in: query, required: true, schema: {type: object, required: [x], properties: {x: {const: 1}, y: {const: 2}}}}\n        \
        - {name: c, in: cookie, schema: {type: integer, maximum: 3, minimum: 3}}\n        \
        - {name: k, in: cookie, style: cookie, schema: {const: [4, 5]}}\n      \
        responses: {'200': {description: ok}}\n  /q:\n    get:\n      parameters:\n        \
        - {name: q, in: querystring, required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, \
        required: [n], properties: {n: {type: integer, maximum: 3, minimum: 3}}}}}}\n      responses: {'200': {description: ok}}\n";
    let memory = Memory::new().with("t.yaml", text.as_bytes().to_vec());
    let subject = Subject::read(&memory, "t.yaml").unwrap_or_else(|error| panic!("{error}"));
    let options = PlanOptions {
        phases: vec![Phase::Coverage],
        ..PlanOptions::default()
    };
    let plan = Plan::of(Arc::new(subject), &options);
    assert_eq!(plan.disagreements, []);
    assert_eq!(plan.not_covered, []);
    let find = |target: &str, cookie: Option<&str>| {
        let mut cases = plan.cases.iter();
        let found = cases.find(|case| {
            let mut headers = case.request.headers.iter();
            let sent = headers
                .find(|(name, _)| name == "cookie")
                .map(|(_, text)| text.as_str());
            case.request.target == target && sent == cookie
        });
        found.map(|case| case.intent == Intent::Valid)
    };
    let base = "/t/;m=3/.a.b?";
    for (target, valid) in [
        ("x=1", true),
        ("x=1&y=2", true),
        ("x=1&y=2&d%5Bx%5D=3", true),
        ("x=1&y=2&d%5Bx%5D=4", false),
        ("x=1&y=2&j=%5B1%5D", true),
        ("x=1&y=2&r=a/b%26c", true),
        ("x=1&y=2&r=A/B%26C", false),
    ] {
        assert_eq!(
            find(&format!("{base}{target}"), None),
            Some(valid),
            "{target}"
        );
    }
    assert_eq!(find("/t/;m=4/.a.b?x=1&y=2", None), Some(false));
    assert_eq!(find(&format!("{base}x=1&y=2"), Some("c=3")), Some(true));
    assert_eq!(find(&format!("{base}x=1&y=2"), Some("c=2")), Some(false));
    assert_eq!(
        find(&format!("{base}x=1&y=2"), Some("k=4; k=5")),
        Some(true)
    );
    assert_eq!(find("/q?n=3", None), Some(true));
    assert_eq!(find("/q?n=4", None), Some(false));
}
