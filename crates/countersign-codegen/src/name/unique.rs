//! Collisions: several names of a document that would be one identifier.

use std::collections::{BTreeMap, BTreeSet};

use super::identifier::{Case, numbered};

/// A name of the document, and the identifier that it would have if it were alone.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The name in the document.
    pub(super) json: String,
    /// Its identifier.
    pub(super) natural: String,
    /// Lower ranks choose first.
    pub(super) rank: u8,
}

/// Gives every candidate an identifier of its own; `taken` ones belong to others.
///
/// An identifier goes to the candidate whose name is spelled like it, else to the first in rank and order; the others
/// are numbered, so that a name changes only when a namesake comes or goes.
pub(super) fn unique(
    candidates: &[Candidate],
    taken: &BTreeSet<String>,
    case: Case,
) -> Vec<String> {
    let owners = owners(candidates, taken);
    let mut used: BTreeSet<String> = taken.clone();
    used.extend(candidates.iter().map(|candidate| candidate.natural.clone()));
    let mut numbers = BTreeMap::new();
    let mut names = Vec::with_capacity(candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        if owners.contains(&index) {
            names.push(candidate.natural.clone());
        } else {
            let number = numbers.entry(candidate.natural.as_str()).or_insert(1);
            names.push(free(&candidate.natural, number, &mut used, case));
        }
    }
    names
}

fn free(natural: &str, number: &mut usize, used: &mut BTreeSet<String>, case: Case) -> String {
    loop {
        *number += 1;
        let name = numbered(natural, *number, case);
        if used.insert(name.clone()) {
            return name;
        }
    }
}

fn owners(candidates: &[Candidate], taken: &BTreeSet<String>) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&index| {
        let candidate = &candidates[index];
        (candidate.rank, candidate.json != candidate.natural, index)
    });
    let mut owned: BTreeSet<&str> = BTreeSet::new();
    let free = |index: &usize| {
        let natural = candidates[*index].natural.as_str();
        !taken.contains(natural) && owned.insert(natural)
    };
    order.into_iter().filter(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(names: &[(&str, &str)]) -> Vec<String> {
        let candidates: Vec<Candidate> = names
            .iter()
            .map(|(json, natural)| Candidate {
                json: (*json).to_owned(),
                natural: (*natural).to_owned(),
                rank: 0,
            })
            .collect();
        unique(&candidates, &BTreeSet::new(), Case::Field)
    }

    #[test]
    fn the_name_that_is_spelled_so_keeps_it() {
        assert_eq!(
            fields(&[("orderId", "order_id"), ("order_id", "order_id")]),
            ["order_id_2", "order_id"]
        );
    }

    #[test]
    fn a_number_never_takes_the_name_of_another() {
        assert_eq!(
            fields(&[("a", "a"), ("A", "a"), ("a_2", "a_2")]),
            ["a", "a_3", "a_2"]
        );
    }

    #[test]
    fn quadratic_collisions_end() {
        let names: Vec<(&str, &str)> = vec![("x", "a"); 20_000];
        let found = fields(&names);
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 20_000);
    }
}
