//! The lines of a sequence: a shell keeps in variables what earlier answers give to later requests.

use countersign_json::Value;
use hyper::body::Bytes;

use super::{line, quoted};
use crate::run::{GivenHeader, json};
use crate::setup::{Act, Fill, Setup, Source, Step, Take};
use crate::wire::Outgoing;

/// What stands for a variable in a text that is not quoted for the shell yet.
const MARK: char = '\u{1}';

/// The lines for a request and for what comes before it.
pub(super) fn lines(
    base: &str,
    (setup, request): (&Setup, &Outgoing),
    given: &[GivenHeader],
    other: &[GivenHeader],
) -> String {
    let shell = Shell {
        base,
        given,
        other,
        names: names(setup),
    };
    let mut lines: Vec<String> = setup.steps.iter().map(|step| shell.step(step)).collect();
    let request = shell.marked(request, &setup.fills, &setup.defaults);
    lines.push(shell.line(&request));
    lines.join("; ")
}

/// The variables of a setup, in the order of their steps.
fn names(setup: &Setup) -> Vec<String> {
    let takes = setup.steps.iter().flat_map(|step| &step.takes);
    takes.map(|take| take.variable.clone()).collect()
}

/// What is written for a shell that keeps variables.
struct Shell<'a> {
    base: &'a str,
    given: &'a [GivenHeader],
    other: &'a [GivenHeader],
    names: Vec<String>,
}

impl Shell<'_> {
    fn step(&self, step: &Step) -> String {
        let request = self.marked(&step.request, &step.fills, &[]);
        let line = self.line(&request);
        let Some((take, number)) = step
            .takes
            .first()
            .and_then(|take| Some((take, self.number(&take.variable)?)))
        else {
            return match step.act {
                Act::Read | Act::List => line,
                _ => format!("{line} > /dev/null"),
            };
        };
        match chosen(take) {
            Some(text) => format!("v{number}={}; {line} > /dev/null", quoted(text)),
            None => format!("v{number}=$({line} | {})", extraction(take)),
        }
    }

    fn number(&self, variable: &str) -> Option<usize> {
        let place = self.names.iter().position(|name| name == variable);
        place.map(|place| place + 1)
    }

    /// A request whose variables are marks, or their defaults where no step takes them.
    fn marked(
        &self,
        request: &Outgoing,
        fills: &[Fill],
        defaults: &[(String, String)],
    ) -> Outgoing {
        let mut marked = request.clone();
        let mark = |name: &str| match self.number(name) {
            Some(number) => format!("{MARK}{number}{MARK}"),
            None => {
                let mut known = defaults.iter();
                let text = known
                    .find(|(known, _)| known == name)
                    .map(|(_, text)| text.as_str());
                crate::wire::encode(text.unwrap_or_default())
            }
        };
        let mut target = String::new();
        let mut rest = request.target.as_str();
        while let Some((before, (name, after))) = rest
            .split_once('<')
            .and_then(|(before, rest)| Some((before, rest.split_once('>')?)))
        {
            target.push_str(before);
            target.push_str(&mark(name));
            rest = after;
        }
        marked.target = target + rest;
        if let Some(value) = request.body.as_ref().and_then(|body| json(body))
            && !fills.is_empty()
        {
            marked.body = Some(self.filled(value, fills));
        }
        marked
    }

    fn filled(&self, mut value: Value, fills: &[Fill]) -> Bytes {
        for fill in fills {
            let number = self.number(&fill.variable);
            let Some((place, number)) = crate::vary::place(&mut value, &fill.pointer).zip(number)
            else {
                continue;
            };
            let kind = if matches!(place, Value::String(_)) {
                "text"
            } else {
                "bare"
            };
            *place = Value::String(format!("countersign-{kind}-{number}-mark"));
        }
        let mut text = value.to_string();
        for number in 1..=self.names.len() {
            text = text.replace(
                &format!("\"countersign-bare-{number}-mark\""),
                &format!("{MARK}{number}{MARK}"),
            );
            text = text.replace(
                &format!("countersign-text-{number}-mark"),
                &format!("{MARK}{number}{MARK}"),
            );
        }
        Bytes::from(text)
    }

    /// The line of a request with marks.
    fn line(&self, request: &Outgoing) -> String {
        let mut text = line(self.base, request, self.given, self.other);
        for number in 1..=self.names.len() {
            text = text.replace(
                &format!("{MARK}{number}{MARK}"),
                &format!("'\"$v{number}\"'"),
            );
        }
        text
    }
}

fn chosen(take: &Take) -> Option<&str> {
    match take.from.as_slice() {
        [Source::Chosen(text)] => Some(text),
        _ => None,
    }
}

/// The commands that find a value in an answer with its headers.
fn extraction(take: &Take) -> String {
    let body = take.from.iter().find_map(|source| match source {
        Source::Body(pointer) => pointer.rsplit('/').next(),
        _ => None,
    });
    match body {
        Some(name) => format!(
            r#"grep -o '"{name}" *: *"\{{0,1\}}[^",}}]*' | head -n 1 | sed 's/.*: *"\{{0,1\}}//'"#
        ),
        None => r"tr -d '\r' | sed -n 's/^[Ll]ocation: .*\/\([^/?]*\).*/\1/p'".to_owned(),
    }
}
