//! The bodies that sequences send: valid ones, ones that differ in every member that may, and ones to be refused.

use countersign_json::Value;
use hyper::body::Bytes;

use super::bytes;
use crate::generate::{Mutation, proposals};
use crate::judge::Judgement;
use crate::plan::body::Body;
use crate::plan::draft::Draft;

/// How many changes of one member are looked at.
const MOST_TRIES: usize = 24;
/// How many members are cleared, each alone.
const MOST_CLEARED: usize = 4;
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

/// The bodies of one operation.
#[derive(Debug)]
pub(in crate::plan) struct Bodies {
    /// The body of the document or the least one, and the one with everything.
    pub(super) valid: Vec<Bytes>,
    /// A valid one whose members have other values, as many as may.
    pub(super) changed: Bytes,
    /// One member of that alone, where that is valid.
    pub(super) one_changed: Option<Bytes>,
    /// Valid ones with one member alone, which is null.
    pub(super) cleared: Vec<Bytes>,
    /// Ones that both judges refuse, each with the keyword that it breaks.
    pub(super) wrong: Vec<(&'static str, Bytes)>,
}

impl Bodies {
    /// The bodies of the operation of a draft; `None` where it has no body.
    pub(in crate::plan) fn of(draft: &Draft<'_>) -> Option<Bodies> {
        let body = draft.body.clone().filter(|body| body.content.is_json())?;
        let (mutations, _left_out) =
            proposals(&draft.instances(), &[body.content.schema], &body.full);
        let changed = changed(draft, &body, &mutations);
        Some(Bodies {
            valid: valid(&body),
            one_changed: one_changed(draft, &body, &changed),
            cleared: cleared(draft, &body),
            wrong: wrong(draft, &body, &mutations),
            changed: bytes(&changed),
        })
    }
}

/// The body of the document or the least one, and the one with everything.
fn valid(body: &Body<'_>) -> Vec<Bytes> {
    let mut list = vec![bytes(&body.base)];
    let full = bytes(&body.full);
    if !list.contains(&full) {
        list.push(full);
    }
    list
}

/// A valid body whose members have other values than those of the usual one, as many as may.
fn changed(draft: &Draft<'_>, body: &Body<'_>, mutations: &[Mutation]) -> Value {
    let is_valid = |value: &Value| {
        matches!(
            draft.judge_body(body.content.schema, value.to_string().as_bytes()),
            Judgement::Valid
        )
    };
    let mut whole = crate::vary::body(&body.full, &draft.setup_or_empty().free, 1_000_003);
    if !is_valid(&whole) {
        whole = body.full.clone();
    }
    let Value::Object(members) = &body.full else {
        return whole;
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
        // What is empty does not show whether it was added to what was there.
        let telling = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        };
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
    whole
}

/// The same with one member alone: the first one that is valid so.
fn one_changed(draft: &Draft<'_>, body: &Body<'_>, whole: &Value) -> Option<Bytes> {
    let alone = |member: &(String, Value)| {
        let value = Value::Object(vec![member.clone()]);
        let judgement = draft.judge_body(body.content.schema, value.to_string().as_bytes());
        matches!(judgement, Judgement::Valid).then(|| bytes(&value))
    };
    whole.as_object()?.iter().find_map(alone)
}

/// Each member that may be null, alone and null.
fn cleared(draft: &Draft<'_>, body: &Body<'_>) -> Vec<Bytes> {
    let names = body.full.as_object().unwrap_or_default().iter();
    let alone = names.map(|(name, _)| bytes(&Value::Object(vec![(name.clone(), Value::Null)])));
    let is_valid = |bytes: &Bytes| {
        matches!(
            draft.judge_body(body.content.schema, bytes),
            Judgement::Valid
        )
    };
    alone.filter(is_valid).take(MOST_CLEARED).collect()
}

/// Bodies that both judges refuse, one for each kind of keyword, with the keyword.
fn wrong(draft: &Draft<'_>, body: &Body<'_>, mutations: &[Mutation]) -> Vec<(&'static str, Bytes)> {
    let of_kind = |kind: &&[&str]| {
        let mut fitting = mutations
            .iter()
            .filter(|mutation| kind.contains(&mutation.keyword));
        fitting.find_map(|mutation| {
            let made = mutation.apply(&body.full)?;
            let judgement = draft.judge_body(body.content.schema, made.to_string().as_bytes());
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
