//! A shell line that sends a request again: it runs as it is, and no secret is in it.

use std::fmt::Write as _;

use countersign_json::Value;
use hyper::body::Bytes;

use crate::plan::Case;
use crate::run::{GivenHeader, given_headers, json};
use crate::setup::{Act, Fill, Setup, Source, Step, Take};
use crate::wire::{Credentials, Outgoing};

/// What stands for a variable in a text that is not quoted for the shell yet.
const MARK: char = '\u{1}';

/// The line for a case, with lines for what comes before it. `base` is a URL or a shell variable; the user's headers
/// appear as what they are shown by.
pub(crate) fn curl(
    base: &str,
    case: &Case,
    given: &[GivenHeader],
    other: &[GivenHeader],
) -> String {
    let Some(setup) = &case.setup else {
        return line(base, &case.request, given, other);
    };
    let shell = Shell {
        base,
        given,
        other,
        names: names(setup),
    };
    let mut lines: Vec<String> = setup.steps.iter().map(|step| shell.step(step)).collect();
    let request = shell.marked(&case.request, &setup.fills, &setup.defaults);
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

fn line(base: &str, outgoing: &Outgoing, given: &[GivenHeader], other: &[GivenHeader]) -> String {
    let mut line = String::new();
    let body = outgoing.body.as_ref();
    let needs_printf = body.filter(|body| std::str::from_utf8(body).is_err() || body.contains(&0));
    if let Some(body) = needs_printf {
        line.push_str(&format!("printf '{}' | ", octal(body)));
    }
    line.push_str("curl -sS -i -g --path-as-is");
    if outgoing.method == http::Method::HEAD {
        line.push_str(" --head");
    } else {
        line.push_str(&format!(" -X {}", outgoing.method));
    }
    let given = given_headers(outgoing, given, other);
    for header in given.iter().filter(|header| header.in_query().is_none()) {
        line.push_str(&format!(" -H \"{}: {}\"", header.name(), header.shown()));
    }
    let replaced = match &outgoing.credentials {
        Credentials::Given | Credentials::Other => &[],
        Credentials::Replaced { with, .. } => with.as_slice(),
    };
    let own = outgoing.headers.iter().chain(replaced);
    for (name, value) in own.clone().filter(|(name, _)| !name.starts_with('?')) {
        line.push_str(&format!(" -H {}", quoted(&format!("{name}: {value}"))));
    }
    let has_type = outgoing
        .headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if body.is_some() && !has_type {
        line.push_str(" -H 'content-type:'");
    }
    match body {
        Some(_) if needs_printf.is_some() => line.push_str(" --data-binary @-"),
        Some(body) => line.push_str(&format!(
            " --data-raw {}",
            quoted(&String::from_utf8_lossy(body))
        )),
        None => {}
    }
    let base = if base.starts_with('$') {
        format!("\"{base}\"")
    } else {
        base.to_owned()
    };
    line.push_str(&format!(" {base}{}", quoted(&outgoing.target)));
    let mut separator = if outgoing.target.contains('?') {
        '&'
    } else {
        '?'
    };
    let shown = given
        .iter()
        .filter_map(|header| Some((header.in_query()?, format!("\"{}\"", header.shown()))));
    let own = own.filter_map(|(name, value)| {
        Some((name.strip_prefix('?')?, quoted(&crate::wire::encode(value))))
    });
    for (name, value) in shown.chain(own) {
        line.push_str(&format!(
            "'{separator}{}='{value}",
            crate::wire::encode(name)
        ));
        separator = '&';
    }
    line
}

/// A text as one word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Bytes for the format of `printf`: every byte that is not plain as an octal escape.
fn octal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        let plain = byte.is_ascii_alphanumeric() || b" {}[]\":,._-".contains(byte);
        if plain {
            text.push(char::from(*byte));
        } else {
            let _infallible = write!(text, "\\{byte:03o}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{curl, line};
    use crate::plan::{Case, Intent, Phase};
    use crate::run::GivenHeader;
    use crate::setup::{Act, Fill, Setup, Source, Step, Take};
    use crate::wire::{Credentials, Outgoing};

    fn outgoing(body: &'static [u8]) -> Outgoing {
        Outgoing {
            method: http::Method::POST,
            target: "/a?b=%27".to_owned(),
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: Some(body.into()),
            credentials: Credentials::Given,
        }
    }

    #[test]
    fn secrets_are_masked_and_quotes_survive() {
        let given = [GivenHeader::secret("X-Api-Key", "hunter2").unwrap()];
        let line = line(
            "http://127.0.0.1:1",
            &outgoing(br#"{"name":"it's"}"#),
            &given,
            &[],
        );
        assert_eq!(
            line,
            "curl -sS -i -g --path-as-is -X POST -H \"x-api-key: ${X_API_KEY}\" -H 'content-type: application/json' \
             --data-raw '{\"name\":\"it'\\''s\"}' http://127.0.0.1:1'/a?b=%27'"
        );
    }

    #[test]
    fn replaced_credentials_are_shown_instead_of_the_given_ones() {
        let given = [GivenHeader::secret("Authorization", "Bearer hunter2").unwrap()];
        let mut request = outgoing(b"{}");
        request.credentials = Credentials::Replaced {
            without: vec!["authorization".to_owned()],
            with: vec![("authorization".to_owned(), "Bearer x".to_owned())],
        };
        let line = line("$URL", &request, &given, &[]);
        assert!(
            line.contains("-H 'authorization: Bearer x'") && !line.contains("AUTHORIZATION"),
            "{line}"
        );
        assert!(line.ends_with("\"$URL\"'/a?b=%27'"), "{line}");
    }

    #[test]
    fn bytes_that_no_argument_can_hold_go_through_printf() {
        let line = line("$URL", &outgoing(b"{\"a%\":\"\xff\0'\"}"), &[], &[]);
        assert!(
            line.starts_with(r#"printf '{"a\045":"\377\000\047"}' | curl "#),
            "{line}"
        );
        assert!(line.contains("--data-binary @-"), "{line}");
    }

    #[test]
    fn what_comes_before_goes_into_variables() {
        let create = Step {
            operation: 0,
            act: Act::Create,
            request: outgoing(b"{}"),
            fills: Vec::new(),
            free: Vec::new(),
            takes: vec![Take {
                variable: "a.*".to_owned(),
                from: vec![Source::Body("/id".to_owned())],
            }],
            paging: None,
        };
        let mut request = outgoing(br#"{"a_id":1,"b":"x"}"#);
        request.target = "/a/<a.*>?q=1".to_owned();
        let case = Case {
            id: "x".to_owned(),
            operation: 1,
            phase: Phase::Stateful,
            what: "w".to_owned(),
            intent: Intent::Valid,
            request,
            setup: Some(std::sync::Arc::new(Setup {
                steps: vec![create],
                fills: vec![Fill {
                    pointer: "/a_id".to_owned(),
                    variable: "a.*".to_owned(),
                }],
                ..Setup::default()
            })),
            sequel: None,
            choices: Vec::new(),
        };
        let line = curl("$URL", &case, &[], &[]);
        assert!(line.starts_with("v1=$(curl "), "{line}");
        assert!(
            line.contains(r#"--data-raw '{"a_id":'"$v1"',"b":"x"}'"#),
            "{line}"
        );
        assert!(line.ends_with(r#""$URL"'/a/'"$v1"'?q=1'"#), "{line}");
    }
}
