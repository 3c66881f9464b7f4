//! How the operations of a document hang together: what makes a resource, and which value of the answer names it.

mod documented;
mod names;
mod paging;
mod produced;
mod resource;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use countersign_json::Value;
use countersign_model::{Operation, Parameter, ParameterLocation};

use super::draft::Draft;
use super::stateful::Bodies;
use crate::setup::{Act, Fill, Setup, Source, Step, Take};
use crate::wire::Outgoing;
use crate::{Seed, Subject};

pub(super) use paging::{Extent, paging};
pub(super) use resource::Resource;

/// How many requests may come before one.
const MOST_STEPS: usize = 6;
/// How deep a body is searched for what names other resources.
const MOST_DEPTH: usize = 4;

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

/// The steps that make a resource, and what stands for their variables where no answer gives a value.
type Creation = (Vec<Step>, Vec<(String, String)>);

/// What an operation needs, and where it goes.
#[derive(Debug, Default)]
pub(super) struct Wiring {
    pub(super) steps: Vec<Step>,
    pub(super) fills: Vec<Fill>,
    /// Parameters whose values come from answers: the name, the place, the variable.
    pub(super) bound: Vec<(String, ParameterLocation, String)>,
    /// What stands for the variables of the steps where no answer gives a value.
    pub(super) defaults: Vec<(String, String)>,
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

    /// What comes before an operation, and what of it goes where.
    pub(super) fn wiring(&self, index: usize, body: Option<&Value>) -> Wiring {
        let mut wiring = Wiring::default();
        let is_open = self.open.borrow().contains(&index);
        let Some(operation) = self.operation(index).filter(|_| !is_open) else {
            return wiring;
        };
        self.open.borrow_mut().push(index);
        for parameter in &operation.parameters {
            if let Some(variable) = self.bind(index, operation, parameter, &mut wiring) {
                let at = (parameter.name.clone(), parameter.location, variable);
                wiring.bound.push(at);
            }
        }
        if let Some(body) = body {
            self.fill(index, body, "", 0, &mut wiring);
        }
        self.open.borrow_mut().pop();
        wiring
    }

    /// The variable of a parameter, its steps added, if something makes its value.
    fn bind(
        &self,
        index: usize,
        operation: &Operation,
        parameter: &Parameter,
        wiring: &mut Wiring,
    ) -> Option<String> {
        let link = self.documented.iter().find(|link| {
            link.to == index && link.parameter == parameter.name && link.from != index
        });
        match parameter.location {
            ParameterLocation::Path => {
                let item = resource::up_to(&operation.path, &parameter.name)?;
                let variable = resource::variable(&item);
                if let Some(link) = link {
                    return self.add(link.from, variable, link.sources.clone(), wiring);
                }
                let (from, sources) = self.producer(&item, &parameter.name)?;
                (from != index).then_some(())?;
                self.add(from, variable, sources, wiring)
            }
            ParameterLocation::Query => {
                let (from, sources) = match link {
                    Some(link) => (link.from, link.sources.clone()),
                    None => self.by_name(index, &parameter.name)?,
                };
                let is_required = parameter.presence == countersign_model::Presence::Required;
                let variable = self.variable_of(from, &parameter.name);
                (is_required || link.is_some()).then_some(())?;
                self.add(from, variable, sources, wiring)
            }
            _ => None,
        }
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

    /// The variable of a value that an operation makes.
    fn variable_of(&self, create: usize, name: &str) -> String {
        let resource = self
            .resources
            .iter()
            .find(|known| known.create == Some(create));
        match resource {
            Some(resource) => resource::variable(&resource.item),
            None => format!("{create}.{}", names::plain(name)),
        }
    }

    /// Adds the steps that make a variable, unless they are there.
    fn add(
        &self,
        from: usize,
        variable: String,
        sources: Vec<Source>,
        wiring: &mut Wiring,
    ) -> Option<String> {
        let takes = |step: &Step| step.takes.iter().any(|take| take.variable == variable);
        if wiring.steps.iter().any(takes) {
            return Some(variable);
        }
        let (steps, defaults) = self.creation(from, &variable, sources)?;
        let mut all = wiring.steps.clone();
        all.extend(
            steps
                .into_iter()
                .filter(|step| !wiring.steps.contains(step)),
        );
        if all.len() > MOST_STEPS {
            return None;
        }
        wiring.steps = all;
        wiring.defaults.extend(defaults);
        Some(variable)
    }

    /// The steps that make a variable.
    fn creation(&self, from: usize, variable: &str, sources: Vec<Source>) -> Option<Creation> {
        let made = self.made(from)?;
        let mut steps = made.setup.steps.clone();
        let mut request = made.request.clone();
        let mut sources = sources;
        if matches!(sources.as_slice(), [Source::Chosen(_)]) {
            let (before, last) = request.target.rsplit_once('/')?;
            let (last, query) = last.split_once('?').unwrap_or((last, ""));
            sources = vec![Source::Chosen(last.to_owned())];
            let query = if query.is_empty() {
                String::new()
            } else {
                format!("?{query}")
            };
            request.target = format!("{before}/<{variable}>{query}");
        }
        let act = if request.method == http::Method::GET {
            Act::List
        } else {
            Act::Create
        };
        steps.push(Step {
            operation: from,
            act,
            request,
            fills: made.setup.fills.clone(),
            free: made.setup.free.clone(),
            takes: vec![Take {
                variable: variable.to_owned(),
                from: sources,
            }],
            paging: None,
        });
        Some((steps, made.setup.defaults.clone()))
    }

    /// The steps that make a resource, its variable taken by the last of them.
    pub(super) fn creation_of(&self, resource: &Resource) -> Option<Creation> {
        let create = resource.create?;
        let parameter = resource.item.rsplit('{').next()?.trim_end_matches('}');
        let (from, sources) = self.producer(&resource.item, parameter)?;
        (from == create).then_some(())?;
        self.creation(create, &resource::variable(&resource.item), sources)
    }

    /// Finds the members of a body that name other resources: `customer_id`, at any place.
    fn fill(&self, index: usize, value: &Value, pointer: &str, depth: usize, wiring: &mut Wiring) {
        if depth > MOST_DEPTH {
            return;
        }
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let at = format!("{pointer}/{}", countersign_json::escape_pointer_token(name));
                    let is_scalar = matches!(member, Value::String(_) | Value::Number(_));
                    if !is_scalar {
                        self.fill(index, member, &at, depth + 1, wiring);
                        continue;
                    }
                    let Some((from, sources)) = self.by_name(index, name) else {
                        continue;
                    };
                    let variable = self.variable_of(from, name);
                    if let Some(variable) = self.add(from, variable, sources, wiring) {
                        wiring.fills.push(Fill {
                            pointer: at,
                            variable,
                        });
                    }
                }
            }
            Value::Array(items) => {
                if let Some(item) = items.first() {
                    self.fill(index, item, &format!("{pointer}/0"), depth + 1, wiring);
                }
            }
            _ => {}
        }
    }
}
