//! The request bodies of an operation: for each media type a valid value, and what to try instead of it.

use std::rc::Rc;

use countersign_json::Value;
use countersign_model::SchemaId;
use hyper::body::Bytes;

use super::blob::Blob;
use super::draft::Draft;
use super::{Breach, Intent};
use crate::generate::{Extent, Instances, proposals};
use crate::judge::Judgement;
use crate::wire::{Content, Medium};

/// The longest text that is made as a base, in bytes: every case repeats it.
const MOST_BASE: usize = 32 << 10;

/// A body with a valid value.
#[derive(Clone, Debug)]
pub(super) struct Body<'s> {
    pub(super) content: Content<'s>,
    /// The largest valid example of the document, or a made value that shows every property.
    pub(super) base: Value,
    /// The base with every property that it leaves out, where that is still valid.
    pub(super) full: Value,
}

impl Body<'_> {
    /// The bytes of a value; `None` where its media type has no form for it that every reader takes for the same.
    pub(super) fn bytes(&self, draft: &Draft<'_>, value: &Value) -> Option<Bytes> {
        self.content.write(draft.subject, value)
    }
}

/// Whether a media type is JSON (RFC 6839, section 3.1).
pub(crate) fn is_json(name: &str) -> bool {
    Medium::of(name) == Some(Medium::Json)
}

/// Finds a valid body for each media type, JSON first; where there is none, that is reported.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    let Some(body) = &draft.operation.request_body else {
        return;
    };
    let mut bodies = Vec::new();
    let mut gaps = Vec::new();
    for media_type in &body.content {
        let is_bytes = Medium::of(&media_type.name) == Some(Medium::Octets);
        let made = Content::of(draft.subject, media_type)
            .ok()
            .filter(|_| !is_bytes)
            .map(|content| (content.schema, make(draft, content)));
        let has_schema = media_type.schema.or(media_type.item_schema).is_some() && !is_bytes;
        match (made, Blob::of(media_type)) {
            (Some((_, Some(body))), _) => bodies.push(Rc::new(body)),
            (None, Some(blob)) if !has_schema => draft.blobs.push(blob),
            (Some((schema, None)), _) => gaps.push((media_type, Some(schema))),
            (None, _) => gaps.push((media_type, None)),
        }
    }
    bodies.sort_by_key(|body| !body.content.is_json());
    let is_possible = !bodies.is_empty() || !draft.blobs.is_empty();
    let mut bodies = bodies.into_iter();
    draft.body = bodies.next();
    draft.others = bodies.collect();
    for (media_type, schema) in gaps {
        let span = schema.and_then(|schema| draft.subject.api().schema(schema));
        let span = span.map(|schema| schema.origin.span);
        let what = format!("body of type `{}`", media_type.name);
        let reason = match (schema, Content::of(draft.subject, media_type)) {
            (None, Err(reason)) => reason,
            _ => "no valid value was found for it".to_owned(),
        };
        if body.required && !is_possible {
            draft.impossible(what, reason, span);
        } else {
            draft.not_covered(what, reason, span);
        }
    }
}

fn make<'s>(draft: &Draft<'s>, content: Content<'s>) -> Option<Body<'s>> {
    let instances = draft.instances();
    let schema = content.schema;
    let valid = |value: &Value| {
        let bytes = content.write(draft.subject, value);
        bytes.is_some_and(|bytes| matches!(content.judge(draft.subject, &bytes), Judgement::Valid))
    };
    let examples = content
        .media_type
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
        content,
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
    let Some(way) = instances.fitting(schemas, value) else {
        return value.clone();
    };
    let mut whole = members.clone();
    for (name, schemas) in &way.facets.properties {
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

/// Adds the cases that change a body at one place and leave all else as it is; for each media type.
pub(super) fn add(draft: &mut Draft<'_>) {
    let bodies: Vec<Rc<Body<'_>>> = draft.body.iter().chain(&draft.others).cloned().collect();
    for body in &bodies {
        add_changes(draft, body);
    }
    super::blob::add(draft);
    add_missing(draft);
}

fn add_changes(draft: &mut Draft<'_>, body: &Body<'_>) {
    let mut seen = std::collections::BTreeSet::new();
    for base in [&body.base, &body.full] {
        if seen.contains(&body.bytes(draft, base).unwrap_or_default()) {
            continue;
        }
        let (mutations, left_out) = proposals(&draft.instances(), &[body.content.schema], base);
        if let Some(left_out) = left_out {
            draft.not_covered("request body", left_out, None);
        }
        add_case(draft, body, base, ("", ""), "every property", &mut seen);
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
                body,
                &value,
                (&mutation.pointer, mutation.keyword),
                &what,
                &mut seen,
            );
        }
    }
}

fn add_case(
    draft: &mut Draft<'_>,
    body: &Body<'_>,
    value: &Value,
    aim: (&str, &str),
    what: &str,
    seen: &mut std::collections::BTreeSet<Bytes>,
) {
    let Some(bytes) = body
        .bytes(draft, value)
        .filter(|bytes| !seen.contains(bytes))
    else {
        return;
    };
    let judgement = body.content.judge(draft.subject, &bytes);
    let what = match draft.body.as_ref() {
        Some(first) if std::ptr::eq(first.content.media_type, body.content.media_type) => {
            what.to_owned()
        }
        _ => format!("as `{}`: {what}", body.content.media_type.name),
    };
    let intent = draft.intent(judgement, "body", aim, &what);
    let request = draft.with_body(body.content.media_type, bytes.clone());
    seen.insert(bytes);
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
