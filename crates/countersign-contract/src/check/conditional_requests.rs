//! `conditional_requests`: a change goes only to the version that it is for, and each version has a tag of its own.

use http::{HeaderMap, header};

use super::{Answer, Check, Exchange, Problem};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "conditional_requests",
    assumes: "an operation that documents `If-Match` keeps it (RFC 9110, section 13.1.1), and a strong `ETag` changes with what \
              it is of (section 8.8.1)",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    let answer = exchange
        .answer()
        .filter(|answer| answer.status.is_success())?;
    let look = past.iter().rev().find(|past| past.act == Act::Read)?;
    let before = look.outcome.as_ref().ok()?;
    let known = tag(&before.headers)?;
    match sequel.kind {
        SequelKind::Outdated => {
            let mut headers = exchange.performed.sent.headers.iter();
            let (_, wanted) =
                headers.find(|(name, _)| name.eq_ignore_ascii_case(header::IF_MATCH.as_str()))?;
            let is_other = wanted != known && wanted != "*" && !wanted.contains(',');
            is_other.then(|| Problem {
                message: "what was to happen to another version was done".to_owned(),
                keyword: "If-Match".to_owned(),
                pointer: String::new(),
                expected: format!("412: its tag is {known}, not {wanted}"),
                got: answer.status.to_string(),
                span: Some(exchange.operation.span),
            })
        }
        SequelKind::Updated => unchanged(exchange, before, answer, known),
        _ => None,
    }
}

/// One tag for two versions.
fn unchanged(
    exchange: &Exchange<'_>,
    before: &Answer,
    answer: &Answer,
    known: &str,
) -> Option<Problem> {
    let is_same = tag(&answer.headers)? == known;
    let (old, new) = (
        crate::run::json(&before.body)?,
        crate::run::json(&answer.body)?,
    );
    (is_same && old != new).then(|| Problem {
        message: "what was changed has the tag that it had before".to_owned(),
        keyword: "ETag".to_owned(),
        pointer: String::new(),
        expected: format!("another tag than {known}"),
        got: known.to_owned(),
        span: Some(exchange.operation.span),
    })
}

/// A strong tag.
fn tag(headers: &HeaderMap) -> Option<&str> {
    let tag = headers.get(header::ETAG)?.to_str().ok()?;
    tag.starts_with('"').then_some(tag)
}
