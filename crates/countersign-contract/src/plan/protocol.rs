//! Phase `protocol`: bodies that are no JSON, other content types, methods that the document does not have.

use countersign_model::{Operation, Parameter, ParameterLocation};
use hyper::body::Bytes;

use super::draft::Draft;
use super::{Breach, Intent};
use crate::wire::{Outgoing, encode};

/// The methods that are tried where they are not documented. HEAD and OPTIONS are answered by HTTP's own rules
/// (RFC 9110, sections 9.3.2 and 9.3.7), and intermediaries refuse TRACE and CONNECT.
const METHODS: [http::Method; 5] = [
    http::Method::GET,
    http::Method::PUT,
    http::Method::POST,
    http::Method::DELETE,
    http::Method::PATCH,
];

pub(super) fn add(draft: &mut Draft<'_>) {
    if !draft.is_possible() {
        return;
    }
    let Some(base) = draft.base_request() else {
        return;
    };
    if draft
        .body
        .as_ref()
        .is_some_and(|body| body.content.is_json())
    {
        add_broken_bodies(draft, &base);
    }
    if draft.base_body().is_some() {
        add_media_types(draft, &base);
    }
    add_queries(draft, &base);
    add_methods(draft, &base);
    super::stateful::head::add(draft, &base);
}

/// Bodies that RFC 8259 does not allow.
fn add_broken_bodies(draft: &mut Draft<'_>, base: &Outgoing) {
    let text = base.body.clone().unwrap_or_default();
    let cut = text.slice(..text.len().saturating_sub(1));
    let with = |more: &[u8]| Bytes::from([&text[..], more].concat());
    let bodies = [
        ("an empty body", Bytes::new()),
        ("a body that breaks off", cut),
        ("a body with a comma after its end", with(b",")),
        ("two values in one body", with(&text)),
        ("a body that is no JSON", Bytes::from_static(b"{not json}")),
        ("a body with NaN", Bytes::from_static(b"{\"a\": NaN}")),
        (
            "a body that is not UTF-8",
            Bytes::from_static(b"{\"a\": \"\xff\xfe\"}"),
        ),
    ];
    for (what, body) in bodies {
        let is_json = serde_json::from_slice::<serde_json::Value>(&body).is_ok();
        let is_optional_and_empty = body.is_empty()
            && !draft
                .operation
                .request_body
                .as_ref()
                .is_some_and(|body| body.required);
        if is_json || is_optional_and_empty {
            continue;
        }
        let breach = not_json(draft, what);
        draft.add(
            what,
            Intent::Invalid(breach),
            Outgoing {
                body: Some(body),
                ..base.clone()
            },
        );
    }
}

/// The breach of a body that is no JSON.
pub(super) fn not_json(draft: &Draft<'_>, sent: &str) -> Breach {
    Breach {
        part: "body".to_owned(),
        pointer: String::new(),
        keyword: "json".to_owned(),
        limit: "JSON text (RFC 8259)".to_owned(),
        sent: sent.to_owned(),
        span: Some(draft.operation.span),
    }
}

/// A valid body under a media type that the document does not have, and under none.
fn add_media_types(draft: &mut Draft<'_>, base: &Outgoing) {
    let others = base
        .headers
        .iter()
        .filter(|(name, _)| name != "content-type")
        .cloned();
    let without = Outgoing {
        headers: others.collect(),
        ..base.clone()
    };
    let documented = |name: &str| {
        let contents = draft
            .operation
            .request_body
            .iter()
            .flat_map(|body| &body.content);
        contents
            .into_iter()
            .any(|media_type| crate::check::media_type_matches(&media_type.name, name))
    };
    let undocumented: Vec<_> = ["text/plain", "application/xml"]
        .into_iter()
        .filter(|name| !documented(name))
        .collect();
    for name in undocumented {
        let mut request = without.clone();
        request
            .headers
            .push(("content-type".to_owned(), name.to_owned()));
        draft.add(
            format!("a valid body as `{name}`"),
            Intent::UndocumentedMediaType,
            request,
        );
    }
    draft.add(
        "a valid body without a content type",
        Intent::Unclear,
        without,
    );
}

/// Queries that no parameter can say: an escape that is none, bytes that are no UTF-8, a parameter twice.
fn add_queries(draft: &mut Draft<'_>, base: &Outgoing) {
    let is_query = |parameter: &&Parameter| parameter.location == ParameterLocation::Query;
    let Some(name) = draft
        .operation
        .parameters
        .iter()
        .find(is_query)
        .map(|it| encode(&it.name))
    else {
        return;
    };
    let separator = if base.target.contains('?') { '&' } else { '?' };
    let first = draft
        .bases
        .iter()
        .find(|it| encode(&it.parameter.name) == name);
    let text = first
        .and_then(|it| it.written.plain().map(str::to_owned))
        .unwrap_or_default();
    let text = encode(&text);
    for (what, query) in [
        ("an escape that is none in the query", format!("{name}=%zz")),
        (
            "bytes that are no UTF-8 in the query",
            format!("{name}=%ff%fe"),
        ),
        ("a parameter twice", format!("{name}={text}&{name}={text}")),
        ("a parameter without a value", name.clone()),
        (
            "a parameter that is not documented",
            "countersign-unknown=1".to_owned(),
        ),
    ] {
        let request = Outgoing {
            target: format!("{}{separator}{query}", base.target),
            ..base.clone()
        };
        draft.add(what, Intent::Unclear, request);
    }
}

/// Each common method that no operation has for this path; once a path.
fn add_methods(draft: &mut Draft<'_>, base: &Outgoing) {
    let operations = &draft.subject.api().operations;
    let first = operations
        .iter()
        .find(|operation| operation.path == draft.operation.path);
    if !first.is_some_and(|first| std::ptr::eq(first, draft.operation)) {
        return;
    }
    let target = draft.default_target(&base.target).unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default();
    let here: Vec<&Operation> = operations
        .iter()
        .filter(|operation| path_matches(&operation.path, path))
        .collect();
    for method in METHODS {
        if here
            .iter()
            .any(|operation| operation.method.as_str() == method.as_str())
        {
            continue;
        }
        let headers = base
            .headers
            .iter()
            .filter(|(name, _)| name != "content-type")
            .cloned()
            .collect();
        let request = Outgoing {
            method: method.clone(),
            headers,
            body: None,
            ..base.clone()
        };
        draft.add(
            format!("{method}, which the path does not have"),
            Intent::UndocumentedMethod,
            request,
        );
    }
}

/// Whether a path could be one of a template: a segment with a variable in it may be anything.
fn path_matches(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || wanted.contains('{') => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::path_matches;

    #[test]
    fn templates() {
        assert!(path_matches("/orders/{id}", "/orders/7"));
        assert!(path_matches("/orders/{id}.json", "/orders/7.json"));
        assert!(!path_matches("/orders/{id}", "/orders"));
        assert!(!path_matches("/orders/{id}", "/orders/7/items"));
        assert!(!path_matches("/orders/mine", "/orders/7"));
    }
}
