//! Our judge by other schemas at the same place: unions, `not`, conditions, and what depends on a member.

use countersign_model::{Schema, SchemaId};

use super::site::Site;
use super::walk::Walk;

impl Walk<'_, '_> {
    /// Core, section 10.2.1.2.
    pub(super) fn any_of(&mut self, site: Site<'_>, schema: &Schema) {
        if schema.any_of.is_empty() {
            return;
        }
        match self.branches(site, &schema.any_of, 1) {
            (0, Some(reason)) => self.undecided = Some(reason),
            (0, None) => self.broken(site, "anyOf", "at least one of the schemas"),
            _ => {}
        }
    }

    /// Core, section 10.2.1.3.
    pub(super) fn one_of(&mut self, site: Site<'_>, schema: &Schema) {
        if schema.one_of.is_empty() {
            return;
        }
        match self.branches(site, &schema.one_of, 2) {
            (0 | 1, Some(reason)) => self.undecided = Some(reason),
            (0, None) => self.broken(site, "oneOf", "exactly one of the schemas, none matches"),
            (1, None) => {}
            _ => self.broken(site, "oneOf", "exactly one of the schemas, several match"),
        }
    }

    /// How many branches accept the value, up to `enough`, and why another one could not tell.
    fn branches(
        &mut self,
        site: Site<'_>,
        ids: &[SchemaId],
        enough: usize,
    ) -> (usize, Option<String>) {
        let mut valid = 0;
        let mut undecided = None;
        for branch in ids {
            match self.accepts(site.beside(*branch)) {
                Ok(accepts) => valid += usize::from(accepts),
                Err(reason) => undecided = Some(reason),
            }
            if valid >= enough {
                break;
            }
        }
        (valid, undecided)
    }

    /// Core, sections 10.2.1.4 and 10.2.2.
    pub(super) fn logic(&mut self, site: Site<'_>, schema: &Schema) {
        for (trigger, id) in &schema.object.dependent_schemas {
            if site.value.get(trigger).is_some() {
                self.apply(site.beside(*id));
            }
        }
        let rules = &schema.logic;
        if let Some(refused) = rules.not {
            match self.accepts(site.beside(refused)) {
                Ok(false) => {}
                Ok(true) => self.broken(site, "not", "what the schema refuses"),
                Err(reason) => self.undecided = Some(reason),
            }
        }
        let Some(condition) = rules.condition else {
            return;
        };
        if rules.then.or(rules.otherwise).is_none() {
            return;
        }
        let next = match self.accepts(site.beside(condition)) {
            Ok(true) => rules.then,
            Ok(false) => rules.otherwise,
            Err(reason) => {
                self.undecided = Some(reason);
                None
            }
        };
        if let Some(next) = next {
            self.apply(site.beside(next));
        }
    }
}
