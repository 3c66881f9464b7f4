//! The `name` stage: every type, field and variant of the model gets its Rust identifier.

mod free;
mod identifier;
mod members;
mod unique;
mod words;

use std::collections::BTreeSet;

use countersign_model::{
    Api, Code, Definition, Diagnostic, Diagnostics, Kept, Shape, Slot, TypeDef, TypeId,
};

use self::identifier::{Case, identifier};
use self::unique::{Candidate, unique};
use self::words::words;

pub(crate) use self::free::{constant_names, field_names, variant_names};
pub(crate) use self::identifier::ident;
use crate::parallel;

/// The model, with a Rust identifier for everything that needs one. Only this form can be emitted.
#[derive(Debug)]
pub struct Named<'a> {
    api: &'a Api,
    given: GivenNames,
}

/// The names of a model, apart from it.
#[derive(Debug)]
pub struct GivenNames {
    types: Vec<Names>,
    operations: Vec<String>,
}

impl GivenNames {
    /// The names of what is left of the model, which are those that it had in the whole.
    #[must_use]
    pub fn of_part<'a>(mut self, api: &'a Api, kept: &Kept) -> Named<'a> {
        let mut stays = kept.types.iter();
        self.types
            .retain(|_| stays.next().is_some_and(|stays| *stays));
        let mut stays = kept.operations.iter();
        self.operations
            .retain(|_| stays.next().is_some_and(|stays| *stays));
        Named { api, given: self }
    }
}

/// The identifiers of one type.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// The type itself.
    pub(crate) ident: String,
    /// Its fields or variants, in the order of the model.
    pub(crate) members: Vec<String>,
    /// The field that captures additional properties, or the variant for values that are not listed.
    pub(crate) other: String,
}

/// Names everything; cannot fail, and says where a name is not the one that a reader of the document expects.
///
/// A name depends on its own place and on namesakes only: it stays when unrelated parts of the document change.
pub fn name(api: &Api) -> (Named<'_>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let idents = type_identifiers(api, &mut diagnostics);
    let types = members_of_all(api, &idents, &mut diagnostics);
    let operations = operation_identifiers(api);
    let given = GivenNames { types, operations };
    (Named { api, given }, diagnostics)
}

fn members_of_all(api: &Api, idents: &[String], diagnostics: &mut Diagnostics) -> Vec<Names> {
    /// How many types one thread takes at a time.
    const RUN: usize = 256;
    let runs: Vec<_> = api.types.chunks(RUN).zip(idents.chunks(RUN)).collect();
    let named = parallel::in_order(runs.len(), |run| {
        let (definitions, idents) = runs[run];
        let mut diagnostics = Diagnostics::new();
        let named = definitions.iter().zip(idents).map(|(definition, ident)| {
            members::names(api, definition, ident.clone(), &mut diagnostics)
        });
        (named.collect::<Vec<Names>>(), diagnostics)
    });
    let mut names = Vec::with_capacity(idents.len());
    for (named, found) in named {
        names.extend(named);
        diagnostics.extend(found);
    }
    names
}

impl<'a> Named<'a> {
    /// The names alone, so that the model can be reduced to a part.
    #[must_use]
    pub fn into_names(self) -> GivenNames {
        self.given
    }

    /// The model that the names belong to.
    #[must_use]
    pub fn api(&self) -> &'a Api {
        self.api
    }

    /// The Rust name of a type.
    #[must_use]
    pub fn type_name(&self, id: TypeId) -> Option<&str> {
        self.given
            .types
            .get(id.index())
            .map(|names| names.ident.as_str())
    }

    /// Every type with its identifiers, in the order of the model.
    pub(crate) fn types(&self) -> impl Iterator<Item = (&'a TypeDef, &Names)> {
        self.api.types.iter().zip(&self.given.types)
    }

    /// The definition and the identifiers of a type.
    pub(crate) fn get(&self, id: TypeId) -> Option<(&'a TypeDef, &Names)> {
        Some((self.api.type_def(id)?, self.given.types.get(id.index())?))
    }

    /// The snake-case names of the operations, in the order of the model.
    pub(crate) fn operations(&self) -> &[String] {
        &self.given.operations
    }
}

fn type_identifiers(api: &Api, diagnostics: &mut Diagnostics) -> Vec<String> {
    let candidates: Vec<Candidate> = api.types.iter().map(type_candidate).collect();
    let builders: BTreeSet<String> = api
        .types
        .iter()
        .zip(&candidates)
        .filter(|(definition, _)| matches!(definition.definition, Definition::Object(_)))
        .map(|(_, candidate)| format!("{}Builder", candidate.natural))
        .collect();
    let idents = unique(&candidates, &builders, Case::Type);
    for ((definition, candidate), ident) in api.types.iter().zip(&candidates).zip(&idents) {
        if *ident != candidate.natural {
            diagnostics.extend(renamed_type(api, definition, candidate, ident));
        }
    }
    idents
}

fn type_candidate(definition: &TypeDef) -> Candidate {
    let words: Vec<String> = definition
        .name
        .iter()
        .flat_map(|part| words(part))
        .collect();
    let natural = identifier(&words, Case::Type);
    Candidate {
        json: definition.name.join("."),
        natural,
        rank: u8::from(!definition.component),
    }
}

fn renamed_type(
    api: &Api,
    definition: &TypeDef,
    candidate: &Candidate,
    ident: &str,
) -> Option<Diagnostic> {
    let schema = api.schema(definition.schema)?;
    let message = format!("`{}` becomes the Rust type `{ident}`", candidate.json);
    let label = format!("another type is called `{}` in Rust", candidate.natural);
    Some(Diagnostic::note(Code::TypeRenamed, message).at(schema.origin.span, label))
}

fn operation_identifiers(api: &Api) -> Vec<String> {
    let candidates: Vec<Candidate> = api
        .operations
        .iter()
        .chain(&api.webhooks)
        .map(|operation| Candidate {
            json: operation.id.clone(),
            natural: identifier(&words(&operation.id), Case::Field),
            rank: 0,
        })
        .collect();
    unique(&candidates, &BTreeSet::new(), Case::Field)
}

/// Distinct names for the modules of tags, which are files as well.
pub(crate) fn module_names(named: &Named<'_>, tags: &[&str]) -> Vec<String> {
    let candidates: Vec<Candidate> = tags
        .iter()
        .map(|tag| Candidate {
            json: (*tag).to_owned(),
            natural: module_name(&words(tag)),
            rank: 0,
        })
        .collect();
    let types = named.types().map(|(_, names)| names.ident.clone());
    let reserved = identifier::RESERVED_MODULES.iter();
    let taken = types
        .chain(reserved.map(|name| (*name).to_owned()))
        .collect();
    unique(&candidates, &taken, Case::Field)
}

/// The name of a module, never a keyword: `r#type` is no name that a person would give to a file.
fn module_name(words: &[String]) -> String {
    let name = identifier(words, Case::Field);
    if identifier::is_keyword(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// Distinct names for tests.
pub(crate) fn test_names(names: &[&str]) -> Vec<String> {
    let candidate = |name: &&str| Candidate {
        json: (*name).to_owned(),
        natural: identifier(&words(name), Case::Field),
        rank: 0,
    };
    let candidates: Vec<Candidate> = names.iter().map(candidate).collect();
    unique(&candidates, &BTreeSet::new(), Case::Field)
}

/// The type that a slot names, if it names one.
pub(crate) fn named_type(slot: &Slot) -> Option<TypeId> {
    match slot.shape {
        Shape::Named(id) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
