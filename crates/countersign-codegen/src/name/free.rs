//! Names for what is no type of the model: fields and variants of operations.

use std::collections::BTreeSet;

use super::identifier::{Case, identifier};
use super::unique::{Candidate, unique};
use super::words::words;

/// A field for each of these names of the document; `taken` ones belong to others.
pub(crate) fn field_names(names: &[String], taken: &BTreeSet<String>) -> Vec<String> {
    unique(&candidates(names, Case::Field), taken, Case::Field)
}

/// A variant for each of these names; `Undocumented` is the runtime's.
pub(crate) fn variant_names(names: Vec<String>) -> Vec<String> {
    let taken = BTreeSet::from(["Undocumented".to_owned()]);
    unique(&candidates(&names, Case::Variant), &taken, Case::Variant)
}

/// A constant for each of these names, all with this ending.
pub(crate) fn constant_names(names: &[String], ending: &str) -> Vec<String> {
    let fields = field_names(names, &BTreeSet::new());
    fields
        .into_iter()
        .map(|field| format!("{}_{ending}", field.trim_end_matches('_').to_uppercase()))
        .collect()
}

fn candidates(names: &[String], case: Case) -> Vec<Candidate> {
    let candidate = |name: &String| Candidate {
        json: name.clone(),
        natural: identifier(&words(name), case),
        rank: 0,
    };
    names.iter().map(candidate).collect()
}
