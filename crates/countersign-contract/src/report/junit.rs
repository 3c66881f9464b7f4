//! The report as JUnit XML, as CI systems read it: a case for each operation and phase.
//!
//! Written by hand: three elements and one rule of escaping do not carry the weight of an XML library.

use std::fmt::Write as _;

use super::{Finding, Group, Report};

pub(super) fn report(report: &Report) -> String {
    let all: Vec<(&Group, Vec<&Finding>)> = report
        .groups
        .iter()
        .map(|group| (group, findings(report, group)))
        .collect();
    let failures = all.iter().filter(|(_, findings)| fails(findings)).count();
    let skipped = all
        .iter()
        .filter(|(group, findings)| !fails(findings) && !is_done(group))
        .count();
    let counts = format!(
        "tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"",
        all.len()
    );
    let title = escaped(&report.title);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"countersign\" {counts}>\n  \
         <testsuite name=\"{title}\" {counts}>\n"
    );
    for (group, findings) in all {
        case(&mut text, group, &findings);
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn findings<'r>(report: &'r Report, group: &Group) -> Vec<&'r Finding> {
    let of_group =
        |finding: &&Finding| finding.operation == group.operation && finding.phase == group.phase;
    report.findings.iter().filter(of_group).collect()
}

/// Whether any of them is not known.
fn fails(findings: &[&Finding]) -> bool {
    !findings.iter().all(|finding| finding.is_excused())
}

fn is_done(group: &Group) -> bool {
    group.sent == group.planned
}

fn case(text: &mut String, group: &Group, findings: &[&Finding]) {
    let (name, class) = (escaped(group.phase.as_str()), escaped(&group.operation));
    let _infallible = write!(
        text,
        "    <testcase classname=\"{class}\" name=\"{name}\" assertions=\"{}\"",
        group.sent
    );
    if findings.is_empty() && is_done(group) {
        text.push_str("/>\n");
        return;
    }
    text.push_str(">\n");
    if !fails(findings) && !is_done(group) {
        let _infallible = writeln!(
            text,
            "      <skipped message=\"the run ended before: {} of {} cases were sent\"/>",
            group.sent, group.planned
        );
    } else if fails(findings) {
        failure(text, findings);
    } else {
        let blocks: String = findings
            .iter()
            .map(|one| super::human::block(one))
            .collect();
        let _infallible = writeln!(text, "      <system-out>{}</system-out>", escaped(&blocks));
    }
    text.push_str("    </testcase>\n");
}

/// All findings in one element: the form has one failure a case.
fn failure(text: &mut String, findings: &[&Finding]) {
    let messages: Vec<String> = findings
        .iter()
        .map(|finding| format!("{}: {}", finding.check, finding.problem.message))
        .collect();
    let blocks: Vec<String> = findings
        .iter()
        .map(|finding| super::human::block(finding))
        .collect();
    let checks: std::collections::BTreeSet<&str> =
        findings.iter().map(|finding| finding.check).collect();
    let checks = checks.into_iter().collect::<Vec<_>>().join(", ");
    let _infallible = writeln!(
        text,
        "      <failure type=\"{checks}\" message=\"{}\">{}</failure>",
        escaped(&messages.join("; ")),
        escaped(&blocks.concat())
    );
}

/// Text of an attribute or an element; what XML 1.0 (section 2.2) cannot have is shown as U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_cannot_have_is_replaced() {
        assert_eq!(
            escaped("<a b=\"c\">&\n\u{0}\u{1b}\u{ffff}\u{1f511}"),
            "&lt;a b=&quot;c&quot;&gt;&amp;&#10;\u{fffd}\u{fffd}\u{fffd}\u{1f511}"
        );
    }
}
