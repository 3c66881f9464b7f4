//! The bodies that sequences send: valid ones, ones that differ in every member that may, and ones to be refused.

use countersign_json::Value;
use hyper::body::Bytes;

use super::bytes;
use crate::generate::proposals;
use crate::judge::Judgement;
use crate::plan::PlanOptions;
use crate::plan::atlas::Atlas;
use crate::plan::body::Body;
use crate::plan::draft::Draft;

/// How many changes of one member are looked at.
const MOST_TRIES: usize = 24;
/// The kinds of keywords of which one each is broken.
const KINDS: [&[&str]; 3] = [
    &[
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "enum",
        "format",
        "minItems",
        "maxItems",
    ],
    &["type"],
    &["required"],
];

/// The body of the document or the least one, and the one with everything.
pub(super) fn valid(atlas: &Atlas<'_>, operation: usize) -> Vec<Bytes> {
    let Some((_, body)) = body_of(atlas, operation) else {
        return Vec::new();
    };
    let mut list = vec![bytes(&body.base)];
    let full = bytes(&body.full);
    if !list.contains(&full) {
        list.push(full);
    }
    list
}

/// A valid body whose members have other values than those of the usual one, as many as may.
pub(super) fn changed(atlas: &Atlas<'_>, operation: usize) -> Option<Bytes> {
    let (draft, body) = body_of(atlas, operation)?;
    let is_valid = |value: &Value| {
        matches!(
            draft.judge_body(body.schema, value.to_string().as_bytes()),
            Judgement::Valid
        )
    };
    let mut whole = crate::vary::body(&body.full, &draft.setup_or_empty().free, 1_000_003);
    if !is_valid(&whole) {
        whole = body.full.clone();
    }
    let (mutations, _left_out) = proposals(&draft.instances(), &[body.schema], &body.full);
    let Value::Object(members) = &body.full else {
        return Some(bytes(&whole));
    };
    for (name, before) in members {
        let pointer = format!("/{}", countersign_json::escape_pointer_token(name));
        if matches!(before, Value::Object(_) | Value::Null)
            || whole.get(name).is_none_or(|now| now != before)
        {
            continue;
        }
        let others = mutations
            .iter()
            .filter(|mutation| mutation.pointer == pointer);
        let telling =
            |value: &Value| !matches!(value, Value::Null) && *value != Value::String(String::new());
        let other = others.take(MOST_TRIES).find_map(|mutation| {
            let made = mutation.apply(&body.full)?;
            let value = made
                .get(name)
                .filter(|value| *value != before && telling(value))?;
            let mut next = whole.clone();
            *crate::vary::place(&mut next, &pointer)? = value.clone();
            is_valid(&next).then_some(next)
        });
        whole = other.unwrap_or(whole);
    }
    Some(bytes(&whole))
}

/// The same with one member alone: the first one that is valid so.
pub(super) fn one_changed(atlas: &Atlas<'_>, operation: usize) -> Option<Bytes> {
    let (draft, body) = body_of(atlas, operation)?;
    let whole = crate::run::json(&changed(atlas, operation)?)?;
    let alone = |member: &(String, Value)| {
        let value = Value::Object(vec![member.clone()]);
        let judgement = draft.judge_body(body.schema, value.to_string().as_bytes());
        matches!(judgement, Judgement::Valid).then(|| bytes(&value))
    };
    whole.as_object()?.iter().find_map(alone)
}

/// Bodies that both judges refuse, one for each kind of keyword, with the keyword.
pub(super) fn wrong(atlas: &Atlas<'_>, operation: usize) -> Vec<(&'static str, Bytes)> {
    let Some((draft, body)) = body_of(atlas, operation) else {
        return Vec::new();
    };
    let (mutations, _left_out) = proposals(&draft.instances(), &[body.schema], &body.full);
    let of_kind = |kind: &&[&str]| {
        let mut fitting = mutations
            .iter()
            .filter(|mutation| kind.contains(&mutation.keyword));
        fitting.find_map(|mutation| {
            let made = mutation.apply(&body.full)?;
            let judgement = draft.judge_body(body.schema, made.to_string().as_bytes());
            let Judgement::Invalid(violations) = judgement else {
                return None;
            };
            let only = violations
                .iter()
                .all(|violation| violation.keyword == mutation.keyword);
            only.then(|| (mutation.keyword, bytes(&made)))
        })
    };
    KINDS.iter().filter_map(of_kind).collect()
}

fn body_of<'s>(atlas: &Atlas<'s>, operation: usize) -> Option<(Draft<'s>, Body<'s>)> {
    let draft = Draft::new(atlas, operation, &PlanOptions::default())?;
    let body = draft.body.clone()?;
    Some((draft, body))
}
