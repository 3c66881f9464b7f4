//! Phase `stateful`: sequences of requests, by the resources that the paths of the document show.
//!
//! A case belongs to the operation of its last request, and shows one thing about what the requests before it did.

mod actions;
mod bodies;
mod conditional;
mod foreign;
pub(super) mod head;
mod imposed;
mod lists;
mod narrowed;
mod settings;
mod updates;

pub(super) use bodies::Bodies;
pub(crate) use conditional::is_idempotency_key;
pub(crate) use imposed::is_telling;

use hyper::body::Bytes;

use super::atlas::{Atlas, Extent, Resource, paging};
use super::draft::Draft;
use super::{Identities, Intent, PlanOptions};
use crate::setup::{Act, Sequel, SequelKind, Setup, Source, Step};
use crate::wire::Outgoing;

pub(super) fn add<'s>(draft: &mut Draft<'s>, atlas: &Atlas<'s>, options: &PlanOptions) {
    let Some(request) = draft.base_request().filter(|_| draft.is_possible()) else {
        return;
    };
    for resource in atlas.resources() {
        let Some((steps, defaults)) = atlas.creation_of(resource) else {
            continue;
        };
        let mut scenes = Scenes {
            draft: &mut *draft,
            atlas,
            resource,
            creation: steps,
            defaults,
            request: request.clone(),
        };
        scenes.add(options);
    }
    settings::add(draft, atlas, &request);
}

/// The sequences about one resource that end with the operation of the draft.
struct Scenes<'d, 's, 'a> {
    draft: &'d mut Draft<'s>,
    atlas: &'a Atlas<'s>,
    resource: &'a Resource,
    /// What makes the resource.
    creation: Vec<Step>,
    defaults: Vec<(String, String)>,
    /// The last request.
    request: Outgoing,
}

impl Scenes<'_, '_, '_> {
    fn add(&mut self, options: &PlanOptions) {
        let resource = self.resource;
        let here = Some(self.draft.index());
        if here == resource.read {
            self.created();
            self.updated();
            self.deleted("read");
            self.misplaced();
            self.imposed();
            self.acted();
        } else if here == resource.list {
            self.listed();
            self.paged();
            self.narrowed();
            self.untouched();
        } else if here == resource.delete {
            self.deleted("deleted again");
            self.outdated();
        } else if here == resource.modify || (here == resource.replace && here != resource.create) {
            self.deleted("updated");
            self.outdated();
        } else if here == resource.create {
            self.repeated();
        } else if self.is_inside() {
            self.deleted("used");
            self.acted();
        }
        if options.identities == Identities::Two && self.is_private() {
            self.foreign();
        }
    }

    /// Whether the operation is about what somebody made: about it, something within it, or the list of it.
    fn is_private(&self) -> bool {
        let resource = self.resource;
        let here = Some(self.draft.index());
        let is_of_item = [
            resource.read,
            resource.replace,
            resource.modify,
            resource.delete,
            resource.list,
        ];
        (is_of_item.contains(&here) || self.is_inside()) && here != resource.create
    }

    /// Whether the operation is about something within the resource, and the document says when there is none.
    fn is_inside(&self) -> bool {
        let inside = format!("{}/", self.resource.item);
        let rest = self.draft.operation.path.strip_prefix(&inside);
        rest.is_some_and(|rest| !rest.contains('{'))
    }

    /// What was created is there, as it was sent.
    fn created(&mut self) {
        let bodies = self.resource.create.map(|create| {
            self.atlas
                .bodies(create)
                .map(|bodies| bodies.valid.clone())
                .unwrap_or_default()
        });
        let odd = self.odd_identities();
        for body in bodies.unwrap_or_default().into_iter().chain(odd) {
            let mut steps = self.creation.clone();
            if let Some(step) = steps.last_mut() {
                step.request.body = Some(body);
            }
            self.push(
                "what was created",
                steps,
                SequelKind::Created,
                Intent::Valid,
                Extent::Large,
            );
        }
    }

    /// Bodies whose identity, which the client chooses, has what URLs have to encode.
    fn odd_identities(&self) -> Vec<Bytes> {
        const ODD: [&str; 4] = ["\u{e9}", " b", "+b", "\u{1f600}"];
        let odd = || {
            let step = self.creation.last()?;
            let mut sources = step.takes.first()?.from.iter();
            let pointer = sources.find_map(|source| match source {
                Source::Sent(pointer) => Some(pointer),
                _ => None,
            })?;
            let schema = self.atlas.sent_schema(step.operation)?;
            let body = crate::run::json(step.request.body.as_ref()?)?;
            let first = body.pointer(pointer)?.as_str()?.chars().next()?;
            let made = ODD.iter().filter_map(|end| {
                let mut body = body.clone();
                let place = crate::vary::place(&mut body, pointer)?;
                *place = countersign_json::Value::String(format!("{first}{end}"));
                let bytes = bytes(&body);
                let judgement = self.draft.judge_body(schema, &bytes);
                matches!(judgement, crate::judge::Judgement::Valid).then_some(bytes)
            });
            Some(made.collect())
        };
        odd().unwrap_or_default()
    }

    /// A look at the resource.
    fn look(&self) -> Step {
        Step {
            operation: self.draft.index(),
            act: Act::Read,
            request: self.request.clone(),
            fills: Vec::new(),
            free: Vec::new(),
            takes: Vec::new(),
            paging: None,
        }
    }

    /// The last step twice, with a look at the resource in between.
    fn read_between(&self, mut steps: Vec<Step>) -> Vec<Step> {
        let Some(update) = steps.last().cloned() else {
            return steps;
        };
        steps.push(self.look());
        steps.push(update);
        steps
    }

    /// What was deleted is there no more.
    fn deleted(&mut self, verb: &str) {
        let documents_absence = self.draft.documents_absence();
        let Some(steps) = self.with_deletion().filter(|_| documents_absence) else {
            return;
        };
        let what = format!("what was deleted, {verb}");
        self.push(
            &what,
            steps,
            SequelKind::Deleted,
            Intent::Unclear,
            Extent::Large,
        );
    }

    fn with_deletion(&self) -> Option<Vec<Step>> {
        let delete = self.resource.delete?;
        let made = self.atlas.made(delete)?;
        Some(joined(
            &self.creation,
            &made.setup.steps,
            step(delete, Act::Delete, &made),
        ))
    }

    /// What makes the resource with all that it may have.
    fn full_creation(&self) -> Vec<Step> {
        let mut steps = self.creation.clone();
        let bodies = self
            .resource
            .create
            .and_then(|create| self.atlas.bodies(create));
        if let Some((step, full)) = steps
            .last_mut()
            .zip(bodies.as_ref().and_then(|bodies| bodies.valid.last()))
        {
            step.request.body = Some(full.clone());
        }
        steps
    }

    fn with_update(&self, update: usize) -> Option<Vec<Step>> {
        let made = self.atlas.made(update)?;
        let mut last = step(update, Act::Update, &made);
        last.request.body = Some(self.atlas.bodies(update)?.changed.clone());
        let variable = format!("<{}>", self.variable());
        if !last.request.target.contains(&variable) {
            // PUT also makes the resource: here it goes where one is already.
            let (before, own) = last.request.target.rsplit_once('/')?;
            let query = own
                .split_once('?')
                .map(|(_, query)| format!("?{query}"))
                .unwrap_or_default();
            last.request.target = format!("{before}/{variable}{query}");
        }
        Some(joined(&self.creation, &made.setup.steps, last))
    }

    fn variable(&self) -> String {
        let take = self.creation.last().and_then(|step| step.takes.first());
        take.map(|take| take.variable.clone()).unwrap_or_default()
    }

    /// The member that holds the identity, as far as the steps tell.
    fn identity(&self) -> String {
        let take = self.creation.last().and_then(|step| step.takes.first());
        let sources = take.map(|take| take.from.as_slice()).unwrap_or_default();
        let named = sources.iter().find_map(|source| match source {
            Source::Body(pointer) | Source::Sent(pointer) => pointer.rsplit('/').next(),
            _ => None,
        });
        let parameter = self.resource.item.rsplit('{').next().unwrap_or_default();
        named.unwrap_or(parameter.trim_end_matches('}')).to_owned()
    }

    fn push(
        &mut self,
        what: &str,
        steps: Vec<Step>,
        kind: SequelKind,
        intent: Intent,
        extent: Extent,
    ) {
        let own = self.draft.setup_or_empty();
        let mut all: Vec<Step> = own
            .steps
            .into_iter()
            .filter(|step| !has_like(&steps, step))
            .collect();
        all.extend(steps);
        let mut defaults = own.defaults;
        defaults.extend(self.defaults.clone());
        let setup = Setup {
            steps: all,
            fills: own.fills,
            free: own.free,
            defaults,
        };
        let is_list = Some(self.draft.index()) == self.resource.list;
        let pages = || paging(self.draft.subject, self.draft.operation, extent);
        let sequel = Sequel {
            kind,
            variable: self.variable(),
            identity: self.identity(),
            paging: is_list.then(pages),
        };
        self.draft
            .add_sequel(what, intent, self.request.clone(), setup, sequel);
    }
}

fn step(operation: usize, act: Act, made: &super::atlas::Made) -> Step {
    Step {
        operation,
        act,
        request: made.request.clone(),
        fills: made.setup.fills.clone(),
        free: Vec::new(),
        takes: Vec::new(),
        paging: None,
    }
}

/// Whether a step takes what one of these takes already.
fn has_like(steps: &[Step], step: &Step) -> bool {
    let takes = |variable: &String| {
        steps
            .iter()
            .flat_map(|step| &step.takes)
            .any(|take| take.variable == *variable)
    };
    step.takes.iter().all(|take| takes(&take.variable))
}

/// What makes a resource, what else a request needs, and the request.
fn joined(creation: &[Step], needed: &[Step], last: Step) -> Vec<Step> {
    let others = needed
        .iter()
        .filter(|step| !has_like(creation, step))
        .cloned();
    let mut steps: Vec<Step> = others.collect();
    steps.extend(creation.iter().cloned());
    steps.push(last);
    steps
}

/// Bytes of a value.
fn bytes(value: &countersign_json::Value) -> Bytes {
    Bytes::from(value.to_string())
}
