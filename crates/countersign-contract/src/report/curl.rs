//! A shell line that sends a request again: it runs as it is, and no secret is in it.

mod sequence;

use std::fmt::Write as _;

use crate::plan::Case;
use crate::run::{GivenHeader, given_headers};
use crate::wire::{Credentials, Outgoing};

/// The line for a case, with lines for what comes before it. `base` is a URL or a shell variable; the user's headers
/// appear as what they are shown by.
pub(crate) fn curl(
    base: &str,
    case: &Case,
    given: &[GivenHeader],
    other: &[GivenHeader],
) -> String {
    match &case.setup {
        Some(setup) => sequence::lines(base, (setup, &case.request), given, other),
        None => line(base, &case.request, given, other),
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
