//! `content_type_conformance`: an answer has a media type that the document lists for its status.

use super::{Check, Exchange, Problem};

pub(super) const CHECK: Check = Check {
    name: "content_type_conformance",
    assumes: "the document lists every media type of each response; responses without `content` are not looked at",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    let response = exchange.documented()?;
    let has_no_body = exchange.case.request.method == http::Method::HEAD
        || answer.status == http::StatusCode::NO_CONTENT;
    if response.content.is_empty() || has_no_body || exchange.media_type().is_some() {
        return None;
    }
    let listed: Vec<_> = response
        .content
        .iter()
        .map(|media_type| media_type.name.as_str())
        .collect();
    let got = exchange.content_type().unwrap_or("no content type");
    Some(Problem {
        message: format!(
            "answered {} as `{got}`, which is not documented",
            answer.status.as_u16()
        ),
        keyword: "content".to_owned(),
        pointer: String::new(),
        expected: listed.join(" or "),
        got: got.to_owned(),
        span: Some(exchange.operation.span),
    })
}

/// Whether a media type is the documented one, or in the documented range (RFC 9110, section 12.5.1). Parameters count
/// only where the document names them.
pub(crate) fn matches(documented: &str, actual: &str) -> bool {
    if documented == actual {
        return true;
    }
    let (documented, wanted) = split(documented);
    let (actual, given) = split(actual);
    let essence = match documented.split_once('/') {
        Some(("*", "*")) => true,
        Some((kind, "*")) => actual
            .split_once('/')
            .is_some_and(|(actual, _)| actual == kind),
        _ => documented == actual,
    };
    essence
        && wanted
            .iter()
            .all(|parameter| parameter.starts_with("charset=") || given.contains(parameter))
}

/// Type and parameters, in lower case.
fn split(media_type: &str) -> (String, Vec<String>) {
    let mut parts = media_type
        .split(';')
        .map(|part| part.trim().to_ascii_lowercase());
    let essence = parts.next().unwrap_or_default();
    (essence, parts.collect())
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn ranges_and_parameters() {
        assert!(matches(
            "application/json",
            "Application/JSON; charset=utf-8"
        ));
        assert!(matches(
            "application/json; charset=utf-8",
            "application/json"
        ));
        assert!(matches("application/*", "application/problem+json"));
        assert!(matches("*/*", "text/plain"));
        assert!(!matches("application/json", "application/problem+json"));
        assert!(!matches("text/*", "application/json"));
        assert!(!matches(
            "application/json; version=2",
            "application/json; version=1"
        ));
    }
}
