//! The request body of an operation: a valid value, and what to try instead of it.

use countersign_json::Value;
use countersign_model::{MediaType, SchemaId};
use hyper::body::Bytes;

use super::draft::Draft;
use super::{Breach, Intent};
use crate::generate::{Extent, Instances, proposals};
use crate::judge::Judgement;

/// The longest JSON text that is made as a base, in bytes: every case repeats it.
const MOST_BASE: usize = 32 << 10;

/// A JSON body with a valid value.
#[derive(Clone, Debug)]
pub(super) struct Body<'s> {
    pub(super) media_type: &'s MediaType,
    pub(super) schema: SchemaId,
    /// The largest valid example of the document, or a made value that shows every property.
    pub(super) base: Value,
    /// The base with every property that it leaves out, where that is still valid.
    pub(super) full: Value,
}

/// Whether a media type is JSON (RFC 6839, section 3.1).
pub(crate) fn is_json(name: &str) -> bool {
    let essence = name
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || essence.ends_with("+json")
        || essence == "*/*"
        || essence == "application/*"
}

/// The media type that is sent for a documented one, which may be a range.
pub(super) fn concrete(name: &str) -> String {
    if name.contains('*') {
        "application/json".to_owned()
    } else {
        name.to_owned()
    }
}

/// Finds a valid body; where there is none, that is reported.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    let Some(body) = &draft.operation.request_body else {
        return;
    };
    for media_type in body
        .content
        .iter()
        .filter(|media_type| !is_json(&media_type.name))
    {
        let what = format!("body of type `{}`", media_type.name);
        draft.not_covered(what, "only JSON bodies are made yet", None);
    }
    let json = body.content.iter().find_map(|media_type| {
        let schema = media_type.schema.filter(|_| is_json(&media_type.name))?;
        Some((media_type, schema))
    });
    let Some((media_type, schema)) = json else {
        if body.required {
            draft.impossible(
                "request body",
                "it has no JSON media type with a schema",
                None,
            );
        }
        return;
    };
    let span = draft
        .subject
        .api()
        .schema(schema)
        .map(|schema| schema.origin.span);
    match make(draft, media_type, schema) {
        Some(made) => draft.body = Some(made),
        None if body.required => {
            draft.impossible("request body", "no valid value was found for it", span)
        }
        None => draft.not_covered("request body", "no valid value was found for it", span),
    }
}

fn make<'s>(draft: &Draft<'s>, media_type: &'s MediaType, schema: SchemaId) -> Option<Body<'s>> {
    let instances = draft.instances();
    let valid = |value: &Value| {
        matches!(
            draft.judge_body(schema, value.to_string().as_bytes()),
            Judgement::Valid
        )
    };
    let examples = media_type
        .examples
        .iter()
        .map(|example| (*example.value).clone());
    let annotated = draft
        .subject
        .api()
        .schema(schema)
        .into_iter()
        .flat_map(|schema| schema.annotations.examples.clone());
    let mut known: Vec<Value> = examples.chain(annotated).filter(valid).collect();
    known.sort_by_key(|value| std::cmp::Reverse(value.to_string().len()));
    let made = [Extent::Full, Extent::Minimal]
        .into_iter()
        .filter_map(|extent| instances.make(&[schema], extent));
    let fits = |value: &Value| value.to_string().len() <= MOST_BASE;
    let made: Vec<Value> = made.filter(valid).collect();
    let base = known.into_iter().next().or_else(|| {
        made.iter()
            .find(|value| fits(value))
            .or(made.last())
            .cloned()
    })?;
    let full = enriched(&instances, &[schema], &base, 0);
    let full = if fits(&full) && valid(&full) {
        full
    } else {
        base.clone()
    };
    Some(Body {
        media_type,
        schema,
        base,
        full,
    })
}

/// A value with every property that it leaves out.
fn enriched(instances: &Instances<'_>, schemas: &[SchemaId], value: &Value, depth: usize) -> Value {
    const MOST_DEPTH: usize = 6;
    let Value::Object(members) = value else {
        return value.clone();
    };
    if depth > MOST_DEPTH {
        return value.clone();
    }
    let facets = instances.fitting(schemas, value);
    let mut whole = members.clone();
    for (name, schemas) in &facets.properties {
        match whole.iter_mut().find(|(known, _)| known == name) {
            Some((_, member)) => *member = enriched(instances, schemas, member, depth + 1),
            None => whole.extend(
                instances
                    .at(schemas, Extent::Full, depth + 1)
                    .map(|made| ((*name).to_owned(), made)),
            ),
        }
    }
    Value::Object(whole)
}

/// Adds the cases that change the body at one place and leave all else as it is.
pub(super) fn add(draft: &mut Draft<'_>) {
    let Some(body) = draft.body.clone() else {
        return;
    };
    let mut seen = std::collections::BTreeSet::new();
    for base in [&body.base, &body.full] {
        if seen.contains(&base.to_string()) {
            continue;
        }
        let (mutations, left_out) = proposals(&draft.instances(), &[body.schema], base);
        if let Some(left_out) = left_out {
            draft.not_covered("request body", left_out, None);
        }
        add_case(draft, &body, base, ("", ""), "every property", &mut seen);
        for mutation in mutations {
            let at = if mutation.pointer.is_empty() {
                "body"
            } else {
                &mutation.pointer
            };
            let what = format!("{at}: {}", mutation.what);
            if draft.is_full() {
                continue;
            }
            let Some(value) = mutation.apply(base) else {
                continue;
            };
            add_case(
                draft,
                &body,
                &value,
                (&mutation.pointer, mutation.keyword),
                &what,
                &mut seen,
            );
        }
    }
    add_missing(draft);
}

fn add_case(
    draft: &mut Draft<'_>,
    body: &Body<'_>,
    value: &Value,
    aim: (&str, &str),
    what: &str,
    seen: &mut std::collections::BTreeSet<String>,
) {
    let text = value.to_string();
    if seen.contains(&text) {
        return;
    }
    let judgement = draft.judge_body(body.schema, text.as_bytes());
    let intent = draft.intent(judgement, "body", aim, what);
    let request = draft.with_body(body.media_type, Bytes::from(text.clone()));
    seen.insert(text);
    if let (Some(intent), Some(request)) = (intent, request) {
        draft.add(what, intent, request);
    }
}

/// No body at all, where one is required.
fn add_missing(draft: &mut Draft<'_>) {
    if !draft
        .operation
        .request_body
        .as_ref()
        .is_some_and(|body| body.required)
    {
        return;
    }
    let breach = Breach {
        part: "body".to_owned(),
        pointer: String::new(),
        keyword: "required".to_owned(),
        limit: "true".to_owned(),
        sent: "no body".to_owned(),
        span: Some(draft.operation.span),
    };
    if let Some(request) = draft.without_body() {
        draft.add(
            "without the required body",
            Intent::Invalid(breach),
            request,
        );
    }
}
