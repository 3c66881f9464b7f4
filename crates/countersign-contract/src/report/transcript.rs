//! A request and its answer as text, for people: without secrets, and long bodies cut.

use crate::check::Answer;
use crate::run::{Mask, Options, Performed, given_headers};
use crate::send::SendError;
use crate::wire::{Credentials, Outgoing};

/// How many bytes of a body are shown.
const MOST_BYTES: usize = 4_096;

/// A request and its answer as text.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Transcript {
    /// The request as it was sent: its line, its headers, its body. The user's headers appear as what they are shown by.
    pub request: String,
    /// The answer in the same way, or why there is none.
    pub answer: String,
}

impl Transcript {
    pub(crate) fn of(performed: &Performed, options: &Options, mask: &Mask) -> Transcript {
        Transcript {
            request: mask.text(&request(&performed.sent, options)),
            answer: mask.text(&answer(performed.outcome.as_ref())),
        }
    }
}

fn request(sent: &Outgoing, options: &Options) -> String {
    let mut text = format!("{} {}\n", sent.method, sent.target);
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name}: {value}\n"));
    for header in given_headers(sent, &options.headers, &options.other) {
        line(header.name(), header.shown());
    }
    let replaced = match &sent.credentials {
        Credentials::Given | Credentials::Other => &[],
        Credentials::Replaced { with, .. } => with.as_slice(),
    };
    for (name, value) in sent.headers.iter().chain(replaced) {
        line(name, value);
    }
    if let Some(body) = &sent.body {
        text.push_str(&format!("\n{}", shown(body)));
    }
    text
}

fn answer(outcome: Result<&Answer, &SendError>) -> String {
    let answer = match outcome {
        Ok(answer) => answer,
        Err(error) => return format!("no answer: {error}"),
    };
    let mut text = format!("{}\n", answer.status);
    for (name, value) in &answer.headers {
        // The same run gives the same report on another day.
        if name != http::header::DATE {
            let value = String::from_utf8_lossy(value.as_bytes());
            text.push_str(&format!("{name}: {value}\n"));
        }
    }
    text.push_str(&format!("\n{}", shown(&answer.body)));
    text
}

/// A body as text, cut where it is long.
fn shown(body: &[u8]) -> String {
    let start = body.get(..MOST_BYTES).unwrap_or(body);
    let text = String::from_utf8_lossy(start).into_owned();
    match body.len().saturating_sub(MOST_BYTES) {
        0 => text,
        more => format!("{text}\n... and {more} bytes more"),
    }
}

#[cfg(test)]
mod tests {
    use super::{answer, shown};
    use crate::check::Answer;

    #[test]
    fn a_long_body_is_cut_and_says_so() {
        let text = shown(&[b'a'; 5_000]);
        assert!(text.ends_with("a\n... and 904 bytes more"), "{text}");
        assert_eq!(shown(b"a\xff"), "a\u{fffd}");
    }

    #[test]
    fn no_time_is_in_an_answer() {
        let response = http::Response::builder()
            .status(201)
            .header("date", "Sun, 22 Nov 2026 18:30:00 GMT")
            .header("x-a", "b");
        let response = response.body(hyper::body::Bytes::from("{}")).unwrap();
        assert_eq!(
            answer(Ok(&Answer::from(response))),
            "201 Created\nx-a: b\n\n{}"
        );
    }
}
