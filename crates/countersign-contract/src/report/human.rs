//! The report for people.

use std::fmt::Write as _;

use super::{Excuse, Finding, Repeated, Report};

/// How many gaps are listed one by one.
const MOST_GAPS: usize = 20;

pub(super) fn report(report: &Report) -> String {
    let mut text = String::new();
    let mut operation = None;
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| {
        report
            .operations
            .iter()
            .position(|coverage| coverage.operation == finding.operation)
    });
    for finding in findings {
        if operation != Some(&finding.operation) {
            operation = Some(&finding.operation);
            line(
                &mut text,
                &format!("{} ({})", finding.route, finding.operation),
            );
        }
        one(&mut text, finding);
    }
    coverage(&mut text, report);
    gaps(&mut text, report);
    summary(&mut text, report);
    text
}

fn line(text: &mut String, content: &str) {
    let _infallible = writeln!(text, "{content}");
}

/// One finding, as the report has it.
pub(super) fn block(finding: &Finding) -> String {
    let mut text = String::new();
    one(&mut text, finding);
    text
}

fn one(text: &mut String, finding: &Finding) {
    let (check, message) = (finding.check, &finding.problem.message);
    line(text, &format!("  {check}: {message}{}", remark(finding)));
    for (name, value) in fields(finding) {
        line(text, &format!("    {name:<9}{value}"));
    }
    line(text, "");
}

/// How often a finding was seen, and whether it was seen again.
pub(super) fn remark(finding: &Finding) -> String {
    let times = if finding.count > 1 {
        format!(" ({} cases alike)", finding.count)
    } else {
        String::new()
    };
    let flaky = match finding.repeated {
        Repeated::Yes => "",
        Repeated::No => " [flaky: not seen again]",
        Repeated::NotTried => " [not sent again]",
    };
    let excuse = match &finding.excuse {
        Some(Excuse::Known(reason)) => format!(" [known: {reason}]"),
        Some(Excuse::Expired(day)) => format!(" [known, expired on {day}]"),
        None => String::new(),
    };
    times + flaky + &excuse
}

/// What is known about a finding besides its message, by name.
pub(super) fn fields(finding: &Finding) -> Vec<(&'static str, String)> {
    let problem = &finding.problem;
    let all = [
        ("case", format!("{} ({})", finding.case, finding.what)),
        ("keyword", problem.keyword.clone()),
        ("pointer", problem.pointer.clone()),
        ("expected", problem.expected.clone()),
        ("got", problem.got.clone()),
        ("document", finding.place.clone().unwrap_or_default()),
        ("again", finding.curl.clone()),
        ("replay", finding.replay.clone().unwrap_or_default()),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn coverage(text: &mut String, report: &Report) {
    line(text, "covered");
    for operation in &report.operations {
        let seen: Vec<String> = operation
            .seen
            .iter()
            .map(|(status, count)| format!("{status} x{count}"))
            .collect();
        let never = match operation.never_seen.as_slice() {
            [] => String::new(),
            never => format!("; never seen: {}", never.join(", ")),
        };
        line(
            text,
            &format!(
                "  {} ({}): {}{never}",
                operation.route,
                operation.operation,
                seen.join(", ")
            ),
        );
    }
}

fn gaps(text: &mut String, report: &Report) {
    if !report.not_covered.is_empty() {
        line(text, "not covered");
    }
    for (gap, place) in report.not_covered.iter().take(MOST_GAPS) {
        let place = place
            .as_deref()
            .map(|place| format!(" ({place})"))
            .unwrap_or_default();
        line(
            text,
            &format!("  {}: {}: {}{place}", gap.operation, gap.what, gap.reason),
        );
    }
    if report.not_covered.len() > MOST_GAPS {
        line(
            text,
            &format!(
                "  and {} more; `--message-format json` lists them all",
                report.not_covered.len() - MOST_GAPS
            ),
        );
    }
    if !report.disagreements.is_empty() {
        line(
            text,
            "defects of countersign: its two judges disagree, so these are no findings",
        );
    }
    for disagreement in report.disagreements.iter().take(MOST_GAPS) {
        line(
            text,
            &format!(
                "  {}: {}: {}",
                disagreement.operation, disagreement.about, disagreement.opinions
            ),
        );
    }
}

fn summary(text: &mut String, report: &Report) {
    let summary = &report.summary;
    let phases: Vec<String> = summary
        .cases
        .iter()
        .map(|(phase, count)| format!("{phase} {count}"))
        .collect();
    line(
        text,
        &format!("{} cases ({})", summary.sent(), phases.join(", ")),
    );
    if let Some(why) = report.cut_short() {
        line(text, &why);
    }
    let (valid, accepted) = summary.valid;
    let (invalid, refused) = summary.invalid;
    line(
        text,
        &format!(
            "{accepted} of {valid} valid requests were answered 2xx, {refused} of {invalid} invalid ones 4xx"
        ),
    );
    if summary.not_reached > 0 {
        line(
            text,
            &format!(
                "{} cases were not reached: 401, 403, 404, 409 or 429 hid what they were for",
                summary.not_reached
            ),
        );
    }
    if valid > 0 && accepted == 0 {
        line(
            text,
            "warning: no valid request was answered 2xx: are credentials or test data missing?",
        );
    }
    if summary.undecided > 0 {
        line(
            text,
            &format!(
                "{} cases were dropped because a judge could not tell",
                summary.undecided
            ),
        );
    }
    let findings = report.findings.len();
    let all: usize = report.findings.iter().map(|finding| finding.count).sum();
    let known = report
        .findings
        .iter()
        .filter(|finding| finding.is_excused());
    let known = match known.count() {
        0 => String::new(),
        known => format!(", {known} of them known"),
    };
    match findings {
        0 => line(text, "no findings"),
        _ => line(text, &format!("{findings} findings ({all} cases){known}")),
    }
}
