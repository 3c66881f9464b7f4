//! `allow_header_conformance`: `Allow` lists the methods that the document has for the path (RFC 9110, section 10.2.1).

use std::collections::BTreeSet;

use http::StatusCode;

use super::{Check, Exchange, Problem};

pub(super) const CHECK: Check = Check {
    name: "allow_header_conformance",
    assumes: "the document lists every method of each path; HEAD and OPTIONS may be listed besides",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    let allow = answer.headers.get(http::header::ALLOW)?.to_str().ok()?;
    if answer.status != StatusCode::METHOD_NOT_ALLOWED {
        return None;
    }
    let listed: BTreeSet<String> = allow
        .split(',')
        .map(|method| method.trim().to_ascii_uppercase())
        .filter(|method| !method.is_empty())
        .collect();
    let operations = exchange.subject.api().operations.iter();
    let here = operations.filter(|operation| operation.path == exchange.operation.path);
    let documented: BTreeSet<String> = here
        .map(|operation| operation.method.as_str().to_owned())
        .collect();
    let missing = documented.difference(&listed).next();
    let is_free = |method: &&String| !matches!(method.as_str(), "HEAD" | "OPTIONS");
    let unknown = listed.difference(&documented).find(is_free);
    let problem = |message: String| Problem {
        message,
        keyword: "paths".to_owned(),
        pointer: String::new(),
        expected: documented.iter().cloned().collect::<Vec<_>>().join(", "),
        got: allow.to_owned(),
        span: Some(exchange.operation.span),
    };
    let lacks =
        missing.map(|method| problem(format!("`Allow` lacks {method}, which the document has")));
    lacks.or_else(|| {
        unknown.map(|method| {
            problem(format!(
                "`Allow` has {method}, which the document does not have"
            ))
        })
    })
}
