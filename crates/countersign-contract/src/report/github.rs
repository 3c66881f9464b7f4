//! The report as workflow commands of GitHub: a line for each finding, which it shows beside the document.
//!
//! A command is a line, and `%` starts an escape in it; `:` and `,` end a property, so that these are escaped there too.

use super::place::place;
use super::{Finding, Report, human};

pub(super) fn report(report: &Report) -> String {
    let mut text: String = report.findings.iter().map(finding).collect();
    for disagreement in &report.disagreements {
        let title = "countersign: its two judges disagree";
        let message = format!(
            "{}: {}: {}",
            disagreement.operation, disagreement.about, disagreement.opinions
        );
        text.push_str(&command("warning", &[("title", title)], &message));
    }
    if let Some(why) = report.cut_short() {
        text.push_str(&command("warning", &[("title", "countersign")], &why));
    }
    text
}

fn finding(finding: &Finding) -> String {
    let title = format!("{}: {}", finding.check, finding.route);
    let place = finding.place.as_deref().and_then(place);
    let numbers = place.map(|place| (place.line.to_string(), place.column.to_string()));
    let mut properties = Vec::new();
    if let (Some(place), Some((line, column))) = (place, &numbers) {
        properties.extend([("file", place.file), ("line", line), ("col", column)]);
    }
    properties.push(("title", &title));
    let mut message = format!("{}{}", finding.problem.message, human::remark(finding));
    for (name, value) in human::fields(finding) {
        // The place is where the message stands.
        if name != "document" || place.is_none() {
            message.push_str(&format!("\n{name}: {value}"));
        }
    }
    // What is known is shown, and does not stand among the errors.
    let level = if finding.is_excused() {
        "notice"
    } else {
        "error"
    };
    command(level, &properties, &message)
}

fn command(name: &str, properties: &[(&str, &str)], message: &str) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!("::{name} {}::{}\n", properties.join(","), escaped(message))
}

/// A text as a message. Control characters would steer the log that shows it: they are shown as U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            '\t' => escaped.push(c),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text as the value of a property.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{escaped, property};
    use crate::report::{Ending, sample};

    /// What GitHub reads out of a line: the command, its properties and its message.
    fn read(line: &str) -> (String, Vec<(String, String)>, String) {
        let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = head.split_once(' ').unwrap();
        let unescaped = |text: &str| {
            let text = text.replace("%0D", "\r").replace("%0A", "\n");
            text.replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%25", "%")
        };
        let properties = properties.split(',').map(|property| {
            let (name, value) = property.split_once('=').unwrap();
            (name.to_owned(), unescaped(value))
        });
        (name.to_owned(), properties.collect(), unescaped(message))
    }

    #[test]
    fn a_finding_is_one_line_at_its_place() {
        let report = sample::report();
        let text = report.github();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        let (name, properties, message) = read(lines[0]);
        let shown = sample::HOSTILE.replace(['\u{1b}', '\0'], "\u{fffd}");
        let expected = [
            ("file", "my schema/a,b:c%.yaml"),
            ("line", "63"),
            ("col", "9"),
            (
                "title",
                &format!("negative_data_rejection: POST /{shown}") as &str,
            ),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!((name.as_str(), properties), ("error", expected.to_vec()));
        assert!(
            message.starts_with(&format!("201 for {shown} (2 cases alike)\ncase: ")),
            "{message}"
        );
        assert!(
            message.ends_with("\nreplay: countersign replay 0001.json"),
            "{message}"
        );
        assert_eq!(
            read(lines[1]).0,
            "warning",
            "a disagreement is no error of the service"
        );
    }

    #[test]
    fn a_finding_without_a_place_has_no_file_and_an_early_end_is_said() {
        let mut report = sample::report();
        report.findings[0].place = None;
        report.ending = Ending::TimeLimit;
        report.groups[0].planned = 9;
        let text = report.github();
        assert!(text.starts_with("::error title=negative_data"), "{text}");
        assert!(
            text.ends_with("::the time limit was reached: 3 of 9 cases were sent\n"),
            "{text}"
        );
    }

    #[test]
    fn nothing_ends_a_message_or_a_property_too_soon() {
        assert_eq!(escaped("a%0A\n::stop::\r"), "a%250A%0A::stop::%0D");
        assert_eq!(property("a,b=c::d\n%3A"), "a%2Cb=c%3A%3Ad%0A%253A");
    }
}
