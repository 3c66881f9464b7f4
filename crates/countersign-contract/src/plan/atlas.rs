//! How the operations of a document hang together: what makes a resource, and which value of the answer names it.

mod documented;
mod names;
mod paging;
mod produced;
mod resource;
mod wiring;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use countersign_model::{Operation, SchemaId};

use super::draft::Draft;
use super::stateful::Bodies;
use crate::generate::Facets;
use crate::judge::Role;
use crate::setup::{Setup, Source};
use crate::wire::Outgoing;
use crate::{Seed, Subject};
use wiring::Creation;

pub(super) use names::plain;
pub(super) use paging::{Extent, paging};
pub(super) use resource::Resource;

/// The operations of one document with what connects them.
pub(crate) struct Atlas<'s> {
    pub(super) subject: &'s Subject,
    pub(super) seed: Seed,
    resources: Vec<Resource>,
    documented: Vec<documented::Documented>,
    made: RefCell<BTreeMap<usize, Option<Rc<Made>>>>,
    bodies: RefCell<BTreeMap<usize, Option<Rc<Bodies>>>>,
    /// The operations that are being made: no operation comes before itself.
    open: RefCell<Vec<usize>>,
}

/// A valid request of an operation, with what comes before it.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) request: Outgoing,
    pub(super) setup: Setup,
}

impl<'s> Atlas<'s> {
    pub(crate) fn new(subject: &'s Subject, seed: Seed) -> Self {
        Atlas {
            subject,
            seed,
            resources: resource::all(subject.api()),
            documented: documented::all(subject),
            made: RefCell::default(),
            bodies: RefCell::default(),
            open: RefCell::default(),
        }
    }

    pub(super) fn operation(&self, index: usize) -> Option<&'s Operation> {
        self.subject.api().operations.get(index)
    }

    pub(super) fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// A valid request of an operation; `None` where none can be made, or it is being made already.
    pub(super) fn made(&self, index: usize) -> Option<Rc<Made>> {
        if let Some(made) = self.made.borrow().get(&index) {
            return made.clone();
        }
        let made = Draft::new(self, index, &super::PlanOptions::default()).and_then(|draft| {
            let request = draft.base_request().filter(|_| draft.is_possible())?;
            Some(Rc::new(Made {
                request,
                setup: draft.setup_or_empty(),
            }))
        });
        // What was made while it was open has less before it than it could have.
        if self.open.borrow().is_empty() {
            self.made.borrow_mut().insert(index, made.clone());
        }
        made
    }

    /// The bodies that sequences send to an operation.
    pub(super) fn bodies(&self, index: usize) -> Option<Rc<Bodies>> {
        if let Some(bodies) = self.bodies.borrow().get(&index) {
            return bodies.clone();
        }
        let draft = Draft::new(self, index, &super::PlanOptions::default());
        let bodies = draft.and_then(|draft| Bodies::of(&draft)).map(Rc::new);
        self.bodies.borrow_mut().insert(index, bodies.clone());
        bodies
    }

    /// The schema of the JSON body that an operation takes.
    pub(super) fn sent_schema(&self, index: usize) -> Option<SchemaId> {
        produced::sent_schema(self.operation(index)?)
    }

    /// What makes the value of a path's last variable: by the structure of paths, by names, or the first of a list.
    fn producer(&self, item: &str, parameter: &str) -> Option<(usize, Vec<Source>)> {
        let resource = self.resources.iter().find(|known| known.item == item);
        let noun = resource.map(Resource::noun).unwrap_or_default();
        if let Some((resource, create)) = resource.and_then(|it| Some((it, it.create?))) {
            let operation = self.operation(create)?;
            if Some(create) == resource.replace {
                return Some((create, vec![Source::Chosen(String::new())]));
            }
            return Some((create, self.sources(create, operation, parameter, resource)));
        }
        if let Some(found) = self.by_name(usize::MAX, parameter) {
            return Some(found);
        }
        let list = resource?.list?;
        let sources = produced::first_items(self.subject, self.operation(list)?, parameter, &noun);
        (!sources.is_empty()).then_some((list, sources))
    }

    /// Where an answer names what was made: as a link of the document says, or by the names of members, or in `Location`.
    fn sources(
        &self,
        create: usize,
        operation: &Operation,
        name: &str,
        resource: &Resource,
    ) -> Vec<Source> {
        let is_of_item = |to: &usize| {
            self.operation(*to)
                .is_some_and(|to| to.path.starts_with(&resource.item))
        };
        let mut links = self.documented.iter();
        let link = links.find(|link| {
            link.from == create
                && is_of_item(&link.to)
                && resource.item.ends_with(&format!("{{{}}}", link.parameter))
        });
        let mut sources = link.map(|link| link.sources.clone()).unwrap_or_default();
        sources.extend(produced::sources(
            self.subject,
            operation,
            name,
            &resource.noun(),
        ));
        sources.push(Source::Location(resource.item.clone()));
        sources
    }

    /// What makes `order_id`: the operation that creates orders, or one whose answer has a member of that name.
    fn by_name(&self, index: usize, name: &str) -> Option<(usize, Vec<Source>)> {
        let noun = names::named(name)?;
        let fits = |resource: &&Resource| resource.noun() == noun && !resource.is_nested();
        if let Some(resource) = self.resources.iter().find(fits)
            && let Some(create) = resource
                .create
                .filter(|create| Some(*create) != resource.replace)
            && create != index
        {
            let operation = self.operation(create)?;
            return Some((create, self.sources(create, operation, name, resource)));
        }
        let operations = self.subject.api().operations.iter().enumerate();
        let mut posts = operations.filter(|(other, operation)| {
            *other != index && operation.method.as_str() == "POST" && !operation.path.contains('{')
        });
        posts.find_map(|(other, operation)| {
            let source = produced::exact(self.subject, operation, name)?;
            Some((other, vec![source]))
        })
    }

    /// What makes a member of a body that has the very schema of a resource's path variable, by reference.
    fn by_schema(&self, index: usize, name: &str) -> Option<(usize, Vec<Source>)> {
        let wanted = self.declared(self.sent_schema(index)?, name)?;
        self.resources.iter().find_map(|resource| {
            let create = resource
                .create
                .filter(|create| *create != index && Some(*create) != resource.replace)?;
            let parameter = resource.item.rsplit('{').next()?.trim_end_matches('}');
            let operation = self.operation(resource.read.or(resource.delete)?)?;
            let mut parameters = operation.parameters.iter();
            let schema = parameters.find(|it| it.name == parameter)?.schema?;
            let is_same = !resource.is_nested() && self.referred(schema) == Some(wanted);
            let operation = self.operation(create).filter(|_| is_same)?;
            Some((create, self.sources(create, operation, parameter, resource)))
        })
    }

    /// The schema that a member of a body refers to.
    fn declared(&self, schema: SchemaId, name: &str) -> Option<SchemaId> {
        let ids = Facets::declared(self.subject.api(), &[schema], Role::Request, name);
        ids.into_iter().find_map(|id| self.referred(id))
    }

    fn referred(&self, schema: SchemaId) -> Option<SchemaId> {
        self.subject.api().schema(schema)?.reference
    }

    /// The steps that make a resource, its variable taken by the last of them.
    pub(super) fn creation_of(&self, resource: &Resource) -> Option<Creation> {
        let create = resource.create?;
        let parameter = resource.item.rsplit('{').next()?.trim_end_matches('}');
        let (from, sources) = self.producer(&resource.item, parameter)?;
        (from == create).then_some(())?;
        self.creation(create, &resource::variable(&resource.item), sources)
    }
}
