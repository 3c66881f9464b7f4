//! What comes before an operation, and which of its places take a value of it.

use countersign_json::Value;
use countersign_model::{Operation, Parameter, ParameterLocation};

use super::{Atlas, names, resource};
use crate::setup::{Act, Fill, Source, Step, Take};

/// How many requests may come before one.
const MOST_STEPS: usize = 6;
/// How deep a body is searched for what names other resources.
const MOST_DEPTH: usize = 4;

/// What an operation needs, and where it goes.
#[derive(Debug, Default)]
pub(in crate::plan) struct Wiring {
    pub(in crate::plan) steps: Vec<Step>,
    pub(in crate::plan) fills: Vec<Fill>,
    /// Parameters whose values come from answers: the name, the place, the variable.
    pub(in crate::plan) bound: Vec<(String, ParameterLocation, String)>,
    /// What stands for the variables of the steps where no answer gives a value.
    pub(in crate::plan) defaults: Vec<(String, String)>,
}

/// The steps that make a resource, and what stands for their variables where no answer gives a value.
pub(super) type Creation = (Vec<Step>, Vec<(String, String)>);

impl Atlas<'_> {
    /// What comes before an operation, and what of it goes where.
    pub(in crate::plan) fn wiring(&self, index: usize, body: Option<&Value>) -> Wiring {
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
    pub(super) fn creation(
        &self,
        from: usize,
        variable: &str,
        sources: Vec<Source>,
    ) -> Option<Creation> {
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
                    let named = self.by_name(index, name);
                    let by_schema = || self.by_schema(index, name).filter(|_| depth == 0);
                    let Some((from, sources)) = named.or_else(by_schema) else {
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
