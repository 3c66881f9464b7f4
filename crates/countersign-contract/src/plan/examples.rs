//! Phase `examples`: what the document itself shows.

use super::Intent;
use super::draft::Draft;
use super::parameters;
use crate::judge::Judgement;
use crate::wire::{self, Content};

pub(super) fn add(draft: &mut Draft<'_>) {
    if draft.is_possible() {
        of_parameters(draft);
        of_body(draft);
    }
}

/// Each example of each parameter, all else as in the least request.
fn of_parameters(draft: &mut Draft<'_>) {
    for base in draft.bases.clone() {
        for example in &base.parameter.examples {
            let name = example.name.as_deref().unwrap_or("example");
            let what = format!("{}: example `{name}`", base.part());
            let Some(written) = wire::write(base.parameter, &example.value) else {
                draft.not_covered(
                    what,
                    "it cannot be written by the parameter's style",
                    Some(example.span),
                );
                continue;
            };
            if !matches!(parameters::judge(draft, &base, &written), Judgement::Valid) {
                draft.not_covered(
                    what,
                    "the document's own schema does not allow it",
                    Some(example.span),
                );
                continue;
            }
            let others = draft
                .bases
                .iter()
                .filter(|other| other.is_required() && other.parameter.name != base.parameter.name);
            let mut all: Vec<_> = others
                .map(|other| (other.parameter, other.written.clone()))
                .collect();
            all.push((base.parameter, written));
            if let Some(request) = draft.request(&all, draft.base_body()) {
                draft.add(what, Intent::Valid, request);
            }
        }
    }
}

/// Each example of each body that is made from values.
fn of_body(draft: &mut Draft<'_>) {
    let operation = draft.operation;
    let contents = operation.request_body.iter().flat_map(|body| &body.content);
    for media_type in contents {
        let Ok(content) = Content::of(draft.subject, media_type) else {
            continue;
        };
        for example in &media_type.examples {
            let what = format!(
                "body: example `{}`",
                example.name.as_deref().unwrap_or("example")
            );
            let Some(bytes) = content.write(draft.subject, &example.value) else {
                let reason = "it cannot be written in this media type";
                draft.not_covered(what, reason, Some(example.span));
                continue;
            };
            match content.judge(draft.subject, &bytes) {
                Judgement::Valid => {
                    if let Some(request) = draft.with_body(media_type, bytes) {
                        draft.add(what, Intent::Valid, request);
                    }
                }
                Judgement::Invalid(violations) => {
                    let first = violations
                        .first()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    let reason = format!("the document's own schema does not allow it: {first}");
                    draft.not_covered(what, reason, Some(example.span));
                }
                judgement => {
                    draft.intent(judgement, "body", ("", ""), &what);
                }
            }
        }
    }
}
