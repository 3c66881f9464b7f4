//! The report as data: one JSON object a line, or all in one.

use serde_json::{Value, json};

use super::{BoundCoverage, Ending, Finding, Repeated, Report, Side};

/// One object a line: findings, gaps, disagreements, the summary.
pub(super) fn lines(report: &Report) -> String {
    let all = findings(report)
        .chain(gaps(report))
        .chain(disagreements(report))
        .chain([summary(report)]);
    all.map(|value| format!("{value}\n")).collect()
}

/// All in one object.
pub(super) fn whole(report: &Report) -> String {
    let value = json!({
        "findings": findings(report).collect::<Vec<_>>(),
        "not_covered": gaps(report).collect::<Vec<_>>(),
        "disagreements": disagreements(report).collect::<Vec<_>>(),
        "summary": summary(report),
    });
    format!("{value:#}\n")
}

/// Each bound with what was answered below, at and above it.
fn bounds(report: &Report) -> Vec<Value> {
    let one = |bound: &BoundCoverage| {
        let sides = Side::ALL.map(|side| {
            let answers = bound.on(side).iter();
            let answers = answers.map(|(status, count)| (status.to_string(), json!(count)));
            (side.as_str().to_owned(), Value::Object(answers.collect()))
        });
        json!({
            "operation": bound.operation,
            "part": bound.part,
            "pointer": bound.pointer,
            "keyword": bound.keyword,
            "limit": bound.limit,
            "answers": Value::Object(sides.into_iter().collect()),
        })
    };
    report.bounds.iter().map(one).collect()
}

fn findings(report: &Report) -> impl Iterator<Item = Value> {
    report.findings.iter().map(finding)
}

fn gaps(report: &Report) -> impl Iterator<Item = Value> {
    report.not_covered.iter().map(|(gap, place)| {
        json!({
            "type": "not_covered",
            "operation": gap.operation,
            "what": gap.what,
            "reason": gap.reason,
            "document": place,
        })
    })
}

fn disagreements(report: &Report) -> impl Iterator<Item = Value> {
    report.disagreements.iter().map(|disagreement| {
        json!({
            "type": "disagreement",
            "operation": disagreement.operation,
            "about": disagreement.about,
            "opinions": disagreement.opinions,
        })
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "type": "finding",
        "check": finding.check,
        "operation": finding.operation,
        "route": finding.route,
        "phase": finding.phase.as_str(),
        "case": finding.case,
        "what": finding.what,
        "message": finding.problem.message,
        "keyword": finding.problem.keyword,
        "pointer": finding.problem.pointer,
        "expected": finding.problem.expected,
        "got": finding.problem.got,
        "status": finding.status,
        "document": finding.place,
        "count": finding.count,
        "flaky": finding.repeated == Repeated::No,
        "curl": finding.curl,
        "replay": finding.replay,
        "known": finding.known(),
    })
}

fn summary(report: &Report) -> Value {
    let summary = &report.summary;
    let cases: serde_json::Map<String, Value> = summary
        .cases
        .iter()
        .map(|(phase, count)| (phase.to_string(), json!(count)))
        .collect();
    let operations: Vec<Value> = report
        .operations
        .iter()
        .map(|operation| {
            let seen: serde_json::Map<String, Value> = operation
                .seen
                .iter()
                .map(|(status, count)| (status.to_string(), json!(count)))
                .collect();
            json!({
                "operation": operation.operation,
                "route": operation.route,
                "seen": seen,
                "never_seen": operation.never_seen,
            })
        })
        .collect();
    json!({
        "type": "summary",
        "title": report.title,
        "findings": report.findings.len(),
        "cases": cases,
        "seed": report.seed.0,
        "ending": match report.ending {
            Ending::Complete => "complete",
            Ending::Interrupted => "interrupted",
            Ending::TimeLimit => "time limit",
        },
        "planned": report.planned(),
        "sent": summary.sent(),
        "valid": { "sent": summary.valid.0, "answered_2xx": summary.valid.1 },
        "invalid": { "sent": summary.invalid.0, "answered_4xx": summary.invalid.1 },
        "not_reached": summary.not_reached,
        "undecided": summary.undecided,
        "disagreements": report.disagreements.len(),
        "operations": operations,
        "bounds": bounds(report),
    })
}
