//! Diagnostics as text: for people, for editors that match lines, and for programs.

use std::borrow::Cow;

use crate::{Diagnostics, Sources};

mod human;
mod json;

/// Whether the text carries colours for a terminal.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum Colour {
    /// ANSI escapes.
    On,
    /// Plain text.
    Off,
}

/// rustc's manner: message, file:line:column, the source line, a caret with its label, and what to do. Diagnostics
/// are separated by an empty line, and the text ends in a line feed.
#[must_use]
pub fn human(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|one| human::render(one, sources, colour))
        .collect();
    shown.join("\n")
}

/// One line each: `schema/x.yaml:12:7: error[CS0104]: unresolved reference`.
#[must_use]
pub fn short(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut lines = String::new();
    for one in diagnostics.iter() {
        if let Some(span) = one.span {
            let position = sources.position(span);
            lines.push_str(&format!(
                "{}:{}:{}: ",
                tidy(sources.name(span.source)),
                position.line,
                position.column
            ));
        }
        lines.push_str(&format!(
            "{}[{}]: {}\n",
            one.severity.as_str(),
            one.code.as_str(),
            tidy(&one.message)
        ));
    }
    lines
}

/// One JSON object a line: `code`, `severity`, `message`, `label`, `help`, `place` and `related`, a place being `file`,
/// `line`, `column`, `end_line` and `end_column`.
#[must_use]
pub fn json(diagnostics: &Diagnostics, sources: &Sources) -> String {
    diagnostics
        .iter()
        .map(|one| format!("{}\n", json::value(one, sources)))
        .collect()
}

/// The most characters of one text that are shown.
const MAX_CHARS: usize = 300;

/// Text of a document, fit for a terminal: no control characters, and no page of it.
fn tidy(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_CHARS && !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut tidy = String::with_capacity(text.len().min(MAX_CHARS * 4));
    for c in text.chars().take(MAX_CHARS) {
        match c.is_control() {
            true => tidy.extend(c.escape_default()),
            false => tidy.push(c),
        }
    }
    if text.chars().nth(MAX_CHARS).is_some() {
        tidy.push('…');
    }
    Cow::Owned(tidy)
}

#[cfg(test)]
mod tests {
    use super::{Colour, human, json, short, tidy};
    use crate::{Code, Diagnostic, Diagnostics, Sources, Span};

    fn sample() -> (Diagnostics, Sources) {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "one: 1\ntwo: é 2\n");
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::warning(Code::UnknownField, "second").at(
            Span {
                source,
                start: 15,
                end: 16,
            },
            "here",
        ));
        diagnostics.push(
            Diagnostic::error(Code::WrongType, "first")
                .at(
                    Span {
                        source,
                        start: 5,
                        end: 6,
                    },
                    "a label",
                )
                .related(
                    Span {
                        source,
                        start: 7,
                        end: 10,
                    },
                    "and this",
                )
                .help("do it"),
        );
        diagnostics.push(Diagnostic::note(Code::EmptyFile, "no place"));
        (diagnostics, sources)
    }

    #[test]
    fn short_is_a_line_each() {
        let (diagnostics, sources) = sample();
        let expected = "note[CS0103]: no place\na.yaml:1:6: error[CS0124]: first\na.yaml:2:8: warning[CS0126]: second\n";
        assert_eq!(short(&diagnostics, &sources), expected);
    }

    #[test]
    fn human_shows_the_source() {
        let (diagnostics, sources) = sample();
        let expected = "\
note[CS0103]: no place

error[CS0124]: first
 --> a.yaml:1:6
  |
1 | one: 1
  |      ^ a label
2 | two: é 2
  | --- and this
  |
  = help: do it

warning[CS0126]: second
 --> a.yaml:2:8
  |
2 | two: é 2
  |        ^ here
";
        assert_eq!(human(&diagnostics, &sources, Colour::Off), expected);
        assert!(human(&diagnostics, &sources, Colour::On).contains("\u{1b}["));
    }

    #[test]
    fn json_is_an_object_a_line() {
        let (diagnostics, sources) = sample();
        let text = json(&diagnostics, &sources);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(
            lines[1],
            r#"{"code":"CS0124","severity":"error","message":"first","label":"a label","help":"do it","place":{"file":"a.yaml","line":1,"column":6,"end_line":1,"end_column":7},"related":[{"label":"and this","place":{"file":"a.yaml","line":2,"column":1,"end_line":2,"end_column":4}}]}"#
        );
    }

    #[test]
    fn texts_of_documents_cannot_steer_a_terminal() {
        assert_eq!(tidy("a\u{1b}[31m\nb"), "a\\u{1b}[31m\\nb");
        assert_eq!(tidy(&"x".repeat(1000)).chars().count(), 301);
    }

    #[test]
    fn a_line_of_a_megabyte_is_cut() {
        let mut sources = Sources::default();
        let source = sources.add(
            "a.json",
            format!("{}é!{}", "a".repeat(500_000), "b".repeat(500_000)),
        );
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::error(Code::WrongType, "far").at(
            Span {
                source,
                start: 500_002,
                end: 500_003,
            },
            "here",
        ));
        let text = human(&diagnostics, &sources, Colour::Off);
        assert!(text.len() < 2000, "{}", text.len());
        assert!(text.contains(" --> a.json:1:500002\n"), "{text}");
        assert!(text.contains("é!bbb"), "{text}");
    }
}
