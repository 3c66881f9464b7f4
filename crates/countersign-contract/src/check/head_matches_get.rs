//! `head_matches_get`: HEAD is answered as GET is, without the body (RFC 9110, section 9.3.2).

use super::{Check, Exchange, Problem};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "head_matches_get",
    assumes: "the resource does not change between the two; a service that knows no HEAD (405, 501) is left alone",
    run,
};

/// Headers that must be the same, where HEAD has them at all.
const SAME: [&str; 4] = ["content-type", "content-length", "etag", "last-modified"];

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    let head = exchange
        .answer()
        .filter(|_| sequel.kind == SequelKind::Head)?;
    let get = past.iter().rev().find(|past| past.act == Act::Read)?;
    let get = get.outcome.as_ref().ok()?;
    let is_unknown = matches!(head.status.as_u16(), 405 | 501) || get.status.is_server_error();
    let problem = |what: &str, expected: String, got: String| Problem {
        message: format!("HEAD and GET differ in {what}"),
        keyword: "paths".to_owned(),
        pointer: String::new(),
        expected,
        got,
        span: Some(exchange.operation.span),
    };
    if is_unknown {
        return None;
    }
    if head.status != get.status {
        return Some(problem(
            "their status",
            get.status.to_string(),
            head.status.to_string(),
        ));
    }
    if !head.body.is_empty() {
        let got = format!("{} bytes", head.body.len());
        return Some(problem("what they may have", "no body".to_owned(), got));
    }
    SAME.iter().find_map(|name| {
        let (one, other) = (get.headers.get(*name), head.headers.get(*name)?);
        let text = |value: Option<&http::HeaderValue>| {
            value.map_or_else(
                || "no such header".to_owned(),
                |value| String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        };
        let is_length_of_nothing = *name == "content-length" && one.is_none();
        (one != Some(other) && !is_length_of_nothing)
            .then(|| problem(&format!("`{name}`"), text(one), text(Some(other))))
    })
}
