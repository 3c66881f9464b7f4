//! The report as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), which code scanning reads.

use serde_json::{Value, json};

use super::place::place;
use super::{Ending, Finding, Repeated, Report, human};
use crate::check;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn report(report: &Report) -> String {
    let results: Vec<Value> = report.findings.iter().map(result).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "countersign",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules(),
            } },
            "invocations": [invocation(report)],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// Every check (section 3.49), in the order of their names: a result names the index of its own.
fn rules() -> Vec<Value> {
    let rule = |check: &check::Check| {
        json!({
            "id": check.name,
            "shortDescription": { "text": check.name.replace('_', " ") },
            "fullDescription": { "text": format!("It assumes that {}.", check.assumes) },
            "defaultConfiguration": { "level": "error" },
        })
    };
    check::ALL.iter().map(rule).collect()
}

/// The run (section 3.20). What our judges disagree on is said of the tool, and not of the service.
fn invocation(report: &Report) -> Value {
    let mut notifications: Vec<Value> = report
        .disagreements
        .iter()
        .map(|disagreement| {
            let text = format!(
                "the two judges of countersign disagree: {}: {}: {}",
                disagreement.operation, disagreement.about, disagreement.opinions
            );
            json!({ "level": "warning", "message": { "text": text } })
        })
        .collect();
    if let Some(why) = report.cut_short() {
        notifications.push(json!({ "level": "error", "message": { "text": why } }));
    }
    json!({
        "executionSuccessful": report.ending == Ending::Complete,
        "toolExecutionNotifications": notifications,
    })
}

/// A finding (section 3.27).
fn result(finding: &Finding) -> Value {
    let problem = &finding.problem;
    let mut text = format!("{}{}", problem.message, human::remark(finding));
    for (name, value) in human::fields(finding) {
        text.push_str(&format!("\n{name}: {value}"));
    }
    let mut result = json!({
        "ruleId": finding.check,
        "level": "error",
        "message": { "text": text },
        "locations": [location(finding)],
        "occurrenceCount": finding.count,
        "partialFingerprints": { "likeness/v1": likeness(finding) },
        "properties": {
            "case": finding.case,
            "phase": finding.phase.as_str(),
            "status": finding.status,
            "flaky": finding.repeated == Repeated::No,
            "curl": finding.curl,
            "replay": finding.replay,
        },
    });
    let index = check::ALL
        .iter()
        .position(|check| check.name == finding.check);
    if let (Some(index), Some(result)) = (index, result.as_object_mut()) {
        result.insert("ruleIndex".to_owned(), json!(index));
    }
    // Section 3.35: what a baseline excuses is suppressed outside of the source.
    if let (Some(reason), Some(result)) = (finding.known(), result.as_object_mut()) {
        let suppression = json!([{ "kind": "external", "justification": reason }]);
        result.insert("suppressions".to_owned(), suppression);
    }
    result
}

/// Where the document says so, and of which operation it is (section 3.28).
fn location(finding: &Finding) -> Value {
    let logical = json!([{
        "name": finding.operation,
        "fullyQualifiedName": finding.route,
        "kind": "function",
    }]);
    match finding.place.as_deref().and_then(place) {
        Some(place) => json!({
            "physicalLocation": {
                "artifactLocation": { "uri": uri(place.file) },
                "region": { "startLine": place.line, "startColumn": place.column },
            },
            "logicalLocations": logical,
        }),
        None => json!({ "logicalLocations": logical }),
    }
}

/// A file's name as a URI reference (RFC 3986, section 4.1); a name that is a URL stays one.
fn uri(file: &str) -> String {
    if file.contains("://") {
        return file.to_owned();
    }
    let segments: Vec<String> = file.split('/').map(crate::wire::encode).collect();
    segments.join("/")
}

/// What stays the same when the document moves: by it a later run's result is known again.
fn likeness(finding: &Finding) -> String {
    let status = finding
        .status
        .map(|status| status.to_string())
        .unwrap_or_default();
    let (operation, check) = (&finding.operation, finding.check);
    let (keyword, pointer) = (&finding.problem.keyword, &finding.problem.pointer);
    format!("{operation} {check} {status} {keyword} {pointer}")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::uri;
    use crate::report::{Ending, Report, sample};

    fn run(report: &Report) -> Value {
        let log: Value = serde_json::from_str(&report.sarif()).unwrap();
        assert_eq!(log["version"], "2.1.0");
        log["runs"][0].clone()
    }

    #[test]
    fn a_finding_is_a_result_of_its_rule_at_its_place() {
        let run = run(&sample::report());
        let result = &run["results"][0];
        assert_eq!(result["ruleId"], "negative_data_rejection");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
        let location = &result["locations"][0];
        assert_eq!(
            location["physicalLocation"],
            json!({
                "artifactLocation": { "uri": "my%20schema/a%2Cb%3Ac%25.yaml" },
                "region": { "startLine": 63, "startColumn": 9 },
            })
        );
        assert_eq!(location["logicalLocations"][0]["name"], "add");
        let text = result["message"]["text"].as_str().unwrap();
        assert!(text.starts_with(&format!("201 for {}", sample::HOSTILE)));
        assert_eq!(result["occurrenceCount"], 2);
    }

    #[test]
    fn the_parts_are_those_that_the_format_has() {
        // Properties by section: 3.13 log, 3.14 run, 3.19 tool component, 3.20 invocation, 3.27 result, 3.49 rule.
        let known: [(&str, &[&str]); 6] = [
            ("", &["$schema", "version", "runs"]),
            ("/runs/0", &["tool", "invocations", "columnKind", "results"]),
            ("/runs/0/tool/driver", &["name", "semanticVersion", "rules"]),
            (
                "/runs/0/tool/driver/rules/0",
                &[
                    "id",
                    "shortDescription",
                    "fullDescription",
                    "defaultConfiguration",
                ],
            ),
            (
                "/runs/0/invocations/0",
                &["executionSuccessful", "toolExecutionNotifications"],
            ),
            (
                "/runs/0/results/0",
                &[
                    "ruleId",
                    "ruleIndex",
                    "level",
                    "message",
                    "locations",
                    "occurrenceCount",
                    "partialFingerprints",
                    "properties",
                ],
            ),
        ];
        let log: Value = serde_json::from_str(&sample::report().sarif()).unwrap();
        for (pointer, names) in known {
            let object = log.pointer(pointer).unwrap().as_object().unwrap();
            let mut expected: Vec<&str> = names.to_vec();
            let mut got: Vec<&str> = object.keys().map(String::as_str).collect();
            expected.sort_unstable();
            got.sort_unstable();
            assert_eq!(got, expected, "{pointer}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_run_is_no_result() {
        let mut report = sample::report();
        report.findings.clear();
        report.ending = Ending::Interrupted;
        report.groups[0].planned = 9;
        let run = run(&report);
        assert_eq!(run["results"], json!([]));
        let invocation = &run["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
        assert_eq!(notifications.len(), 2, "{notifications:?}");
        assert_eq!(
            notifications[1]["message"]["text"],
            "interrupted: 3 of 9 cases were sent"
        );
    }

    #[test]
    fn a_finding_without_a_place_still_has_its_operation() {
        let mut report = sample::report();
        report.findings[0].place = None;
        let run = run(&report);
        let location = &run["results"][0]["locations"][0];
        assert_eq!(location["physicalLocation"], Value::Null);
        assert_eq!(location["logicalLocations"][0]["kind"], "function");
    }

    #[test]
    fn a_url_stays_one() {
        assert_eq!(
            uri("https://example.com/a.yaml"),
            "https://example.com/a.yaml"
        );
        assert_eq!(uri("../ä b.yaml"), "../%C3%A4%20b.yaml");
    }
}
