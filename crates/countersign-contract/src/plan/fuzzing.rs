//! Phase `fuzzing`: whole requests by choices from (document, seed, index), valid ones, ones with one change, and ones
//! whose body no JSON value could say.

mod stream;

use std::rc::Rc;

use countersign_json::Value;
use countersign_model::{MediaType, Parameter, SchemaId};
use hyper::body::Bytes;

use super::body::Body;
use super::draft::Draft;
use super::parameters::{self, Base};
use super::{Intent, awkward};
use crate::generate::{Choices, arbitrary, mutated};
use crate::judge::Judgement;
use crate::wire::{Outgoing, Written};
pub use stream::Fuzzing;

/// A request with what is special about it.
pub(super) type Made = (String, Intent, Outgoing);

/// Whether there is anything to choose in the requests of an operation.
pub(super) fn is_for(draft: &Draft<'_>) -> bool {
    draft.is_possible() && !(draft.bases.is_empty() && draft.body.is_none())
}

/// What one place of a request is to be.
enum Twist {
    None,
    Change(usize),
    Raw,
}

/// The request that these choices make.
pub(super) fn made(draft: &mut Draft<'_>, choices: &mut Choices) -> Option<Made> {
    let bases: Vec<Rc<Base<'_>>> = draft
        .bases
        .iter()
        .map(Rc::clone)
        .filter(|base| base.is_required() || choices.below(2) == 1)
        .collect();
    let requires = draft
        .operation
        .request_body
        .as_ref()
        .is_some_and(|body| body.required);
    let body = draft
        .body
        .clone()
        .filter(|_| requires || choices.below(4) > 0)
        .map(|first| another(draft, first, choices));
    let parts = bases.len() + usize::from(body.is_some());
    let twist = match choices.below(4) {
        0 | 1 => Twist::None,
        2 => Twist::Change(usize::try_from(choices.below(parts as u64)).ok()?),
        _ => Twist::Raw,
    };
    let mut story = Story::default();
    let mut written: Vec<(&Parameter, Written)> = Vec::new();
    for (index, base) in bases.iter().enumerate() {
        let is_changed = matches!(twist, Twist::Change(part) if part == index);
        if base.written.is_bound() && !is_changed && choices.below(8) < 7 {
            written.push((base.parameter, base.written.clone()));
            continue;
        }
        let value = chosen(
            draft,
            base.schema,
            is_changed,
            choices,
            &mut story,
            &base.part(),
        );
        let text = value.and_then(|value| parameters::written(draft, base, &value));
        let text = text.unwrap_or_else(|| base.written.clone());
        let judgement = parameters::judge(draft, base, &text);
        story.judged(draft, judgement, &base.part())?;
        written.push((base.parameter, text));
    }
    let mut content: Option<(&MediaType, Bytes)> = None;
    if let Some(body) = &body {
        let is_changed = matches!(twist, Twist::Change(part) if part == bases.len());
        let schema = body.content.schema;
        let value = chosen(draft, schema, is_changed, choices, &mut story, "body")
            .unwrap_or_else(|| body.base.clone());
        let bytes = match twist {
            Twist::Raw if body.content.is_json() => {
                let awkward = awkward::body(&value, choices)?;
                story.notes.push(format!("body: {}", awkward.what));
                let judgement = awkward.judge(draft.subject, schema);
                story.judged_awkward(draft, judgement)?;
                awkward.bytes
            }
            Twist::Raw | Twist::None | Twist::Change(_) => {
                let bytes = body.bytes(draft, &value);
                let bytes = bytes.or_else(|| body.bytes(draft, &body.base))?;
                let judgement = body.content.judge(draft.subject, &bytes);
                story.judged(draft, judgement, "body")?;
                bytes
            }
        };
        content = Some((body.content.media_type, bytes));
    }
    let request = draft.request(&written, content)?;
    Some((story.what(), story.intent(), request))
}

/// The body of the first media type, or of another one.
fn another<'s>(draft: &Draft<'s>, first: Rc<Body<'s>>, choices: &mut Choices) -> Rc<Body<'s>> {
    if draft.others.is_empty() {
        return first;
    }
    let index = choices.below(1 + draft.others.len() as u64);
    let other = usize::try_from(index).ok().and_then(|index| {
        let index = index.checked_sub(1)?;
        draft.others.get(index).cloned()
    });
    other.unwrap_or(first)
}

/// A chosen value, or a change of it that the schema gives reason for.
fn chosen(
    draft: &Draft<'_>,
    schema: SchemaId,
    is_changed: bool,
    choices: &mut Choices,
    story: &mut Story,
    part: &str,
) -> Option<Value> {
    let instances = draft.instances();
    let value = arbitrary::value(&instances, &[schema], choices)?;
    if !is_changed {
        return Some(value);
    }
    let mutation = mutated(&instances, &[schema], &value, choices)?;
    story
        .notes
        .push(format!("{part} {}: {}", mutation.pointer, mutation.what));
    story.aim = (mutation.pointer.clone(), mutation.keyword);
    mutation.apply(&value).or(Some(value))
}

/// What is known about a request while it is being made.
#[derive(Default)]
struct Story {
    notes: Vec<String>,
    aim: (String, &'static str),
    broken: Option<Intent>,
    is_unclear: Unsure,
}

/// Whether a part was met that the document is not clear about.
#[derive(Copy, Clone, Eq, PartialEq, Default)]
enum Unsure {
    #[default]
    No,
    Yes,
}

impl Story {
    /// Takes in what both judges say about a part; `None` where they disagree, which is counted.
    fn judged(&mut self, draft: &mut Draft<'_>, judgement: Judgement, part: &str) -> Option<()> {
        if matches!(judgement, Judgement::Undecided(_)) {
            self.is_unclear = Unsure::Yes;
            return Some(());
        }
        let aim = (self.aim.0.as_str(), self.aim.1);
        let intent = draft.intent(judgement, part, aim, &self.notes.join("; "))?;
        if matches!(intent, Intent::Invalid(_)) {
            self.broken.get_or_insert(intent);
        }
        Some(())
    }

    fn judged_awkward(&mut self, draft: &mut Draft<'_>, judgement: awkward::Judged) -> Option<()> {
        match judgement {
            awkward::Judged::Schema(judgement) => self.judged(draft, judgement, "body"),
            awkward::Judged::NotJson(sent) => {
                let breach = super::protocol::not_json(draft, sent);
                self.broken.get_or_insert(Intent::Invalid(breach));
                Some(())
            }
        }
    }

    fn intent(self) -> Intent {
        match (self.broken, self.is_unclear) {
            (Some(broken), _) => broken,
            (None, Unsure::Yes) => Intent::Unclear,
            (None, Unsure::No) => Intent::Valid,
        }
    }

    fn what(&self) -> String {
        if self.notes.is_empty() {
            "chosen values".to_owned()
        } else {
            self.notes.join("; ")
        }
    }
}
