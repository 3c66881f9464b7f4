//! Refusals as problem details (RFC 9457), where they fit what the document says about the status.

use axum::http::{HeaderValue, StatusCode, header::CONTENT_TYPE};

use super::{Objection, Refusal, Reply, Source};
use crate::{
    http::{Case, Kind, Media},
    json::Value,
    judge::judge,
    report::fragment,
};

/// The problem details of a refusal: `type`, `title`, `status`, `detail`, and `errors` with a member a violation.
pub(super) fn problem(refusal: &Refusal, status: StatusCode) -> Value {
    let mut members = vec![
        ("type", Value::from("about:blank")),
        ("title", Value::from(title(status))),
        ("status", Value::from(u64::from(status.as_u16()))),
        ("detail", Value::from(refusal.detail())),
    ];
    if let Refusal::Invalid { objections, .. } = refusal {
        let errors: Vec<Value> = objections.iter().map(error).collect();
        members.push(("errors", Value::from(errors)));
    }
    members.into_iter().collect()
}

/// The reason phrase of RFC 9110; two of them have been renamed since the crate named its constants.
fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => "Content Too Large",
        StatusCode::UNPROCESSABLE_ENTITY => "Unprocessable Content",
        other => other.canonical_reason().unwrap_or("Error"),
    }
}

fn error(objection: &Objection) -> Value {
    let violation = &objection.violation;
    let mut members = Vec::new();
    if let Source::Parameter { name, location } = objection.source {
        members.push(("parameter", Value::from(name)));
        members.push(("in", Value::from(location.name())));
    }
    members.extend([
        (
            "pointer",
            Value::from(fragment(violation.instance_location())),
        ),
        ("detail", Value::from(violation.message())),
        ("keyword", Value::from(violation.keyword())),
    ]);
    members.extend(violation.limit().map(|limit| ("limit", limit.clone())));
    members.extend(violation.actual().map(|actual| ("actual", actual.clone())));
    members.into_iter().collect()
}

/// The problem as a reply, where no document has a say.
pub(super) fn plain(refusal: &Refusal) -> Reply {
    let status = refusal.status();
    with_body(
        status,
        "application/problem+json",
        problem(refusal, status).to_string(),
    )
}

/// The problem as a reply of one of a case's media types; `None` where it fits none of their schemas.
pub(super) fn fitting(refusal: &Refusal, status: StatusCode, case: &Case) -> Option<Reply> {
    let problem = problem(refusal, status);
    if case.content.is_empty() {
        return Some(with_body(
            status,
            "application/problem+json",
            problem.to_string(),
        ));
    }
    let json = case.content.iter().filter(|media| media.kind == Kind::Json);
    let accepts = |media: &&Media| judge((media.schema)(), &problem).is_empty();
    if let Some(media) = json.filter(accepts).max_by_key(|media| is_problem(media)) {
        return Some(with_body(status, media.name, problem.to_string()));
    }
    let detail = Value::from(refusal.detail());
    let mut texts = case.content.iter().filter(|media| media.kind == Kind::Text);
    let text = texts.find(|media| judge((media.schema)(), &detail).is_empty())?;
    Some(with_body(status, text.name, refusal.detail()))
}

fn is_problem(media: &Media) -> bool {
    media.name.starts_with("application/problem+json")
}

fn with_body(status: StatusCode, media_type: &'static str, body: String) -> Reply {
    let mut reply = Reply::of(status, body.into());
    let name = match media_type.contains('*') {
        true => "application/problem+json",
        false => media_type,
    };
    if let Ok(name) = HeaderValue::from_str(name) {
        reply.headers_mut().insert(CONTENT_TYPE, name);
    }
    reply
}
