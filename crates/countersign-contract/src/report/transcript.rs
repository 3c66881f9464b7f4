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
            request: request(&performed.sent, options, mask),
            answer: answer(performed.outcome.as_ref(), mask),
        }
    }
}

fn request(sent: &Outgoing, options: &Options, mask: &Mask) -> String {
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
    let text = mask.text(&text);
    match &sent.body {
        Some(body) => format!("{text}\n{}", shown(body, mask)),
        None => text,
    }
}

fn answer(outcome: Result<&Answer, &SendError>, mask: &Mask) -> String {
    let answer = match outcome {
        Ok(answer) => answer,
        Err(error) => return mask.text(&format!("no answer: {error}")),
    };
    let mut text = format!("{}\n", answer.status);
    for (name, value) in &answer.headers {
        // The same run gives the same report on another day.
        if name != http::header::DATE {
            let value = String::from_utf8_lossy(value.as_bytes());
            text.push_str(&format!("{name}: {value}\n"));
        }
    }
    format!("{}\n{}", mask.text(&text), shown(&answer.body, mask))
}

/// A body as text, cut where it is long: only then, lest a part of a secret is left.
fn shown(body: &[u8], mask: &Mask) -> String {
    let text = mask.text(&String::from_utf8_lossy(body));
    let mut ends = (0..=MOST_BYTES.min(text.len())).rev();
    let end = ends.find(|end| text.is_char_boundary(*end));
    match end.and_then(|end| text.split_at_checked(end)) {
        Some((start, rest)) if !rest.is_empty() => {
            format!("{start}\n... and {} bytes more", rest.len())
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{answer, shown};
    use crate::check::Answer;
    use crate::run::Mask;

    fn nothing() -> Mask {
        Mask::new(Vec::new())
    }

    #[test]
    fn a_long_body_is_cut_and_says_so() {
        let text = shown(&[b'a'; 5_000], &nothing());
        assert!(text.ends_with("a\n... and 904 bytes more"), "{text}");
        assert_eq!(shown(b"a\xff", &nothing()), "a\u{fffd}");
    }

    #[test]
    fn no_part_of_a_secret_is_left_by_a_cut() {
        let mask = Mask::new(vec![("open sesame".to_owned(), "${X}".to_owned())]);
        let body = format!("{}open sesame!", "a".repeat(4_094));
        let text = shown(body.as_bytes(), &mask);
        assert!(text.ends_with("a${\n... and 3 bytes more"), "{text}");
    }

    #[test]
    fn no_time_is_in_an_answer() {
        let response = http::Response::builder()
            .status(201)
            .header("date", "Sun, 22 Nov 2026 18:30:00 GMT")
            .header("x-a", "b");
        let response = response.body(hyper::body::Bytes::from("{}")).unwrap();
        assert_eq!(
            answer(Ok(&Answer::from(response)), &nothing()),
            "201 Created\nx-a: b\n\n{}"
        );
    }
}
