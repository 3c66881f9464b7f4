//! Which module each type stands in.

use std::collections::{BTreeMap, BTreeSet};

use countersign_model::{Operation, Roles, Trigger, TypeId};

use crate::emit::Examples;
use crate::name::{Named, module_names};
use crate::twins::{Inline, twins};

/// How the source of a document is laid out.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Style {
    /// How the types are spread over modules.
    pub modules: Modules,
    /// What becomes of types that are written in place more than once.
    pub inline: Inline,
    /// Which structs have builders.
    pub builders: Builders,
    /// Whether there are tests of the document's examples.
    pub examples: Examples,
}

/// How the types are spread over modules.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Modules {
    /// One module has all of them.
    #[default]
    One,
    /// A module for each tag has those that only operations of that tag use.
    Tag,
    /// The same, each module and the operations that belong to it behind a cargo feature: `tag-orders`.
    Feature,
}

/// The modules, and where each type and each operation belongs.
///
/// The root has what several tags share, what no operation uses, and all that these need: it never needs a module, and a
/// module needs nothing but the root, so that any of them can be left out.
pub(crate) struct Layout {
    /// The root first, then a module for each tag that has types of its own, in the order of the document.
    pub(crate) modules: Vec<Module>,
    /// The module of each type, by its place in `modules`.
    pub(crate) of_type: Vec<usize>,
    /// The module of each operation, webhooks behind the others.
    pub(crate) of_operation: Vec<usize>,
    /// For each type that is the same as an earlier one, which one: the type is an alias of it.
    pub(crate) twins: Vec<Option<TypeId>>,
    /// Which types have builders.
    pub(crate) builders: Builders,
}

/// Which structs get a builder: a setter for each field is code to compile, whether it is called or not.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Builders {
    /// All that a struct literal would be long for.
    #[default]
    All,
    /// Of those, the ones that a request may carry: enough for a client alone, which only reads responses.
    OfRequests,
    /// None: values are struct literals, and `Valid::new` checks them.
    None,
}

impl Builders {
    /// Whether a type of these roles gets one.
    pub(crate) fn include(self, roles: Roles) -> bool {
        match self {
            Builders::All => true,
            Builders::OfRequests => roles.request,
            Builders::None => false,
        }
    }
}

/// A module of types.
pub(crate) struct Module {
    /// The tag; none for the root.
    pub(crate) tag: Option<Tag>,
    /// Its types, in the order of the model.
    pub(crate) types: Vec<TypeId>,
}

/// The tag that a module is for.
pub(crate) struct Tag {
    /// As the document has it.
    pub(crate) text: String,
    /// The module's Rust name.
    pub(crate) name: String,
    /// The cargo feature that the module is behind, if any.
    pub(crate) feature: Option<String>,
}

/// The module that is the file itself.
pub(crate) const ROOT: usize = 0;

impl Layout {
    /// Spreads the types of a model.
    pub(crate) fn of(named: &Named<'_>, style: Style) -> Layout {
        let tags = match style.modules {
            Modules::One => vec![None; operations(named).count()],
            Modules::Tag | Modules::Feature => tags_of_operations(named),
        };
        let mut order: Vec<&str> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for tag in tags.iter().flatten() {
            places.entry(tag).or_insert_with(|| {
                order.push(tag);
                order.len()
            });
        }
        let mut of_operation: Vec<usize> = tags
            .iter()
            .map(|tag| tag.map_or(ROOT, |tag| places[tag]))
            .collect();
        let mut of_type = places_of_types(named, &of_operation, order.len());
        let order = without_empty(order, &mut of_type, &mut of_operation);
        let names = module_names(named, &order);
        let tag = |(text, name): (&&str, String)| Tag {
            text: (*text).to_owned(),
            feature: (style.modules == Modules::Feature)
                .then(|| format!("tag-{}", name.replace('_', "-"))),
            name,
        };
        let tags = order.iter().zip(names).map(|pair| Some(tag(pair)));
        let module = |tag| Module {
            tag,
            types: Vec::new(),
        };
        let mut layout = Layout {
            modules: std::iter::once(None).chain(tags).map(module).collect(),
            twins: twins(named, &of_type, style.inline),
            builders: style.builders,
            of_type,
            of_operation,
        };
        for (definition, _) in named.types() {
            let place = layout.of_type[definition.id.index()];
            layout.modules[place].types.push(definition.id);
        }
        layout
    }

    /// The earlier type that a type is an alias of, if it is one.
    pub(crate) fn twin(&self, id: TypeId) -> Option<TypeId> {
        self.twins.get(id.index()).copied().flatten()
    }

    /// Whether features say which operations there are.
    pub(crate) fn has_features(&self) -> bool {
        let mut tags = self.modules.iter().filter_map(|module| module.tag.as_ref());
        tags.any(|tag| tag.feature.is_some())
    }
}

/// Leaves out tags without types of their own, whose operations belong to the root then.
fn without_empty<'a>(
    tags: Vec<&'a str>,
    of_type: &mut [usize],
    of_operation: &mut [usize],
) -> Vec<&'a str> {
    let mut numbers = vec![ROOT; tags.len() + 1];
    for module in of_type.iter() {
        numbers[*module] = 1;
    }
    let mut left = Vec::new();
    for (number, tag) in numbers.iter_mut().skip(1).zip(tags) {
        if *number != ROOT {
            left.push(tag);
            *number = left.len();
        }
    }
    numbers[ROOT] = ROOT;
    for place in of_type.iter_mut().chain(of_operation) {
        *place = numbers[*place];
    }
    left
}

fn operations<'a>(named: &Named<'a>) -> impl Iterator<Item = &'a Operation> + use<'a> {
    let api = named.api();
    api.operations.iter().chain(&api.webhooks)
}

/// The tag whose module an operation belongs to: its first; a callback without one goes with the operation that has it.
fn tags_of_operations<'a>(named: &Named<'a>) -> Vec<Option<&'a str>> {
    let mut by_id: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let mut tags = Vec::new();
    for operation in operations(named) {
        let own = operation.tags.first().map(String::as_str);
        let tag = own.or_else(|| match &operation.trigger {
            Trigger::Callback { operation, .. } => by_id.get(operation.as_str()).copied().flatten(),
            Trigger::Call | Trigger::Webhook => None,
        });
        by_id.insert(&operation.id, tag);
        tags.push(tag);
    }
    tags
}

/// The module of each type: that of the operations that reach it, where it is one; else the root, with all that it needs.
fn places_of_types(named: &Named<'_>, of_operation: &[usize], count: usize) -> Vec<usize> {
    let api = named.api();
    let mut users: Vec<Option<usize>> = vec![None; api.types.len()];
    for module in ROOT..=count {
        let own = operations(named)
            .zip(of_operation)
            .filter(|(_, place)| **place == module);
        let reached = api.reached_by(own.map(|(operation, _)| operation));
        for (user, _) in users
            .iter_mut()
            .zip(reached)
            .filter(|(_, reached)| *reached)
        {
            *user = Some(match *user {
                Some(other) if other != module => ROOT,
                _ => module,
            });
        }
    }
    let in_root = api.types.iter().map(|definition| definition.id);
    let in_root = in_root.filter(|id| users[id.index()].unwrap_or(ROOT) == ROOT);
    let needed_there = api.reached_from(in_root);
    users
        .into_iter()
        .zip(needed_there)
        .map(|(user, in_root)| user.filter(|_| !in_root).unwrap_or(ROOT))
        .collect()
}

/// The Rust names of types in one module, as `use` takes them.
pub(crate) fn names_of(
    named: &Named<'_>,
    types: impl IntoIterator<Item = TypeId>,
) -> Vec<syn::Ident> {
    let names: BTreeSet<&str> = types
        .into_iter()
        .filter_map(|id| named.type_name(id))
        .collect();
    names.into_iter().map(crate::name::ident).collect()
}
