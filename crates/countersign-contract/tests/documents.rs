//! Plans of small documents: dialects, references over files, styles of parameters, and what cannot be covered.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

use std::sync::Arc;

use countersign_contract::{
    Bounds, InProcess, Intent, Options, Phase, Plan, PlanOptions, Side, Subject, run,
};
use countersign_spec::Memory;

fn plan_of(files: &[(&str, &str)], phases: &[Phase]) -> Plan {
    let memory = files.iter().fold(Memory::new(), |memory, (name, text)| {
        memory.with(*name, text.as_bytes().to_vec())
    });
    let subject = Subject::read(&memory, files[0].0).unwrap_or_else(|error| panic!("{error}"));
    let options = PlanOptions {
        phases: phases.to_vec(),
        ..PlanOptions::default()
    };
    Plan::of(Arc::new(subject), &options)
}

/// The bodies of the coverage cases that are text, with whether they are valid.
fn bodies(plan: &Plan) -> Vec<(String, bool)> {
    let body = |body: &Option<axum::body::Bytes>| {
        String::from_utf8(body.as_ref().map(|body| body.to_vec()).unwrap_or_default()).ok()
    };
    let cases = plan.cases.iter();
    cases
        .filter_map(|case| Some((body(&case.request.body)?, case.intent == Intent::Valid)))
        .collect()
}

fn with_schema(version: &str, schema: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths:\n  /t:\n    put:\n      requestBody:\n        \
         required: true\n        content: {{application/json: {{schema: {schema}}}}}\n      responses: \
         {{'200': {{description: ok}}}}\n"
    )
}

fn verdicts(version: &str, schema: &str) -> Vec<(String, bool)> {
    let plan = plan_of(
        &[("t.yaml", &with_schema(version, schema))],
        &[Phase::Coverage],
    );
    assert_eq!(plan.disagreements, [], "{schema}");
    assert_eq!(plan.undecided, 0, "{schema}");
    bodies(&plan)
}

#[track_caller]
fn has(list: &[(String, bool)], body: &str, valid: bool) {
    assert!(
        list.contains(&(body.to_owned(), valid)),
        "{body} {valid}: {list:#?}"
    );
}

#[test]
fn bounds_at_and_beside() {
    let list = verdicts(
        "3.1.0",
        "{type: integer, minimum: -3, exclusiveMaximum: 10, multipleOf: 2}",
    );
    for (body, valid) in [
        ("-2", true),
        ("-4", false),
        ("8", true),
        ("10", false),
        ("-1", false),
        ("null", false),
    ] {
        has(&list, body, valid);
    }
    let list = verdicts("3.1.0", "{type: number, minimum: 0.1, maximum: 0.3}");
    for (body, valid) in [
        ("0.1", true),
        ("0", false),
        ("0.2", true),
        ("0.3", true),
        ("0.4", false),
    ] {
        has(&list, body, valid);
    }
    let list = verdicts("3.1.0", "{type: integer, maximum: 9007199254740992}");
    for (body, valid) in [("9007199254740992", true), ("9007199254740993", false)] {
        has(&list, body, valid);
    }
}

/// What a service did around `contains` is told as it is around every other bound.
#[test]
fn the_edges_of_contains_are_reported() {
    let schema = "{type: array, contains: {type: string}, minContains: 2, maxContains: 3}";
    let document = with_schema("3.1.0", schema);
    let plan = plan_of(&[("t.yaml", &document)], &[Phase::Coverage]);
    let service = axum::Router::new().fallback(|| async { "{}" });
    let transport = InProcess::new(service, Bounds::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let options = Options::default();
    let report = runtime.block_on(run(&plan, &transport, &options)).unwrap();
    for keyword in ["minContains", "maxContains"] {
        let mut bounds = report.bounds.iter();
        let bound = bounds.find(|bound| bound.keyword == keyword).unwrap();
        for side in Side::ALL {
            assert!(!bound.on(side).is_empty(), "{keyword}: {side:?}: {bound:?}");
            let is_invalid = bound.is_wrong(side); // the service takes everything
            assert_eq!(is_invalid, !bound.allows(side), "{keyword}: {side:?}");
        }
    }
}

#[test]
fn the_dialect_of_3_0_is_kept() {
    let list = verdicts(
        "3.0.3",
        "{type: integer, minimum: 1, exclusiveMinimum: true, nullable: true}",
    );
    for (body, valid) in [("1", false), ("2", true), ("null", true), ("\"2\"", false)] {
        has(&list, body, valid);
    }
}

#[test]
fn lengths_count_code_points() {
    let list = verdicts("3.1.0", "{type: string, minLength: 1, maxLength: 2}");
    has(&list, "\"\u{1f511}\u{1f511}\"", true);
    has(&list, "\"\"", false);
    let too_long = list.iter().any(|(body, valid)| body.len() == 5 && !valid);
    assert!(too_long, "{list:#?}");
}

#[test]
fn unions_and_recursion() {
    let list = verdicts(
        "3.1.0",
        "{oneOf: [{type: string, enum: [a]}, {type: integer, maximum: 3}]}",
    );
    for (body, valid) in [("\"a\"", true), ("\"A\"", false), ("3", true), ("4", false)] {
        has(&list, body, valid);
    }
    let tree = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /t:\n    put:\n      requestBody:\n        \
                required: true\n        content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}\n      \
                responses: {'200': {description: ok}}\ncomponents:\n  schemas:\n    Tree: {type: object, required: [n], \
                properties: {n: {type: integer}, next: {$ref: '#/components/schemas/Tree'}}}\n";
    let list = bodies(&plan_of(&[("t.yaml", tree)], &[Phase::Coverage]));
    has(&list, "{\"n\":1,\"next\":{\"n\":1}}", true);
    has(&list, "{}", false);
}

#[test]
fn schemas_in_other_files_are_judged_there() {
    let entry = with_schema("3.1.0", "{$ref: 'parts/pet.yaml#/Pet'}");
    let parts = "Pet: {type: object, required: [age], properties: {age: {$ref: '#/Age'}}}\nAge: {type: integer, minimum: 1}\n";
    let plan = plan_of(
        &[("t.yaml", &entry), ("parts/pet.yaml", parts)],
        &[Phase::Coverage],
    );
    assert_eq!((plan.disagreements.len(), plan.undecided), (0, 0));
    has(&bodies(&plan), "{\"age\":0}", false);
    let minimum = plan.cases.iter().find_map(|case| match &case.intent {
        Intent::Invalid(breach) if breach.keyword == "minimum" => breach.span,
        _ => None,
    });
    assert_eq!(plan.subject.place(minimum.unwrap()), "parts/pet.yaml:2:22");
}

#[test]
fn read_only_properties_are_not_asked_of_a_request() {
    let schema = "{type: object, required: [id, name], properties: {id: {type: integer, readOnly: true}, name: {type: string}}}";
    let list = verdicts("3.1.0", schema);
    let without_id = list
        .iter()
        .any(|(body, valid)| *valid && body.contains("name") && !body.contains("id"));
    assert!(without_id, "{list:#?}");
    has(&list, "{}", false);
}

#[test]
fn parameters_are_written_by_their_style_and_read_back() {
    let document = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}/b:\n    get:\n      parameters:\n        \
        - {name: id, in: path, required: true, schema: {type: string, pattern: '^[a-z ]+$', minLength: 3, maxLength: 3, examples: ['a b']}}\n        \
        - {name: n, in: query, schema: {type: integer, maximum: 5}}\n        \
        - {name: l, in: query, explode: false, schema: {type: array, items: {type: integer}, minItems: 2}}\n        \
        - {name: m, in: query, schema: {type: array, items: {type: string, enum: [x, y]}}}\n        \
        - {name: X-Y, in: header, required: true, schema: {type: boolean}}\n        \
        - {name: o, in: query, style: deepObject, schema: {type: object}}\n      \
        responses: {'200': {description: ok}}\n";
    let plan = plan_of(&[("t.yaml", document)], &[Phase::Coverage]);
    assert_eq!(plan.disagreements, []);
    let find = |target: &str| {
        let found = plan.cases.iter().find(|case| case.request.target == target);
        found.map(|case| case.intent == Intent::Valid)
    };
    assert_eq!(find("/a/a%20b/b?n=5"), Some(true));
    assert_eq!(find("/a/a%20b/b?n=6"), Some(false));
    assert_eq!(find("/a/a%20b/b?l=1,1"), Some(true));
    assert_eq!(find("/a/a%20b/b?m=x"), Some(true));
    assert_eq!(find("/a/a%20b/b?m=X"), Some(false));
    assert_eq!(find("/a/a%20b/b?n="), None, "an empty value may mean none");
    let headers = plan.cases.iter().all(|case| {
        let missing =
            matches!(&case.intent, Intent::Invalid(breach) if breach.part.contains("X-Y"));
        missing || case.request.headers.iter().any(|(name, _)| name == "X-Y")
    });
    assert!(headers, "a required header goes with every other case");
    let gaps: Vec<_> = plan
        .not_covered
        .iter()
        .map(|gap| gap.what.as_str())
        .collect();
    assert_eq!(gaps, ["query parameter `o`"]);
}

#[test]
fn what_cannot_be_made_is_said() {
    let schema = "{type: string, pattern: '(?=a)b'}";
    let plan = plan_of(&[("t.yaml", &with_schema("3.1.0", schema))], &Phase::ALL);
    assert!(plan.is_empty());
    let reasons: Vec<_> = plan
        .not_covered
        .iter()
        .map(|gap| gap.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        ["no valid value was found for it; without it no request is valid, and none is sent"]
    );
    assert_eq!(
        plan.not_covered[0]
            .span
            .map(|span| plan.subject.place(span))
            .as_deref(),
        Some("t.yaml:8:46")
    );
}
