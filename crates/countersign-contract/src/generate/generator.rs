//! [`Generator`]: the instances that a plan is made of, for whoever wants to try them on something else than a service.

use countersign_json::Value;
use countersign_model::{Api, SchemaId};

use super::instance::Extent;
use super::mutation::Mutation;
use super::{Instances, Seed, proposals};
use crate::judge::Role;

/// Makes instances of the schemas of one API: valid ones, and changes of them at one place.
#[derive(Copy, Clone, Debug)]
pub struct Generator<'a> {
    api: &'a Api,
    role: Role,
    seed: Seed,
}

/// An instance that differs from a valid one at one place, in a way that the schema gives reason for.
///
/// It is a proposal: whether it is valid is for a [`Judge`](crate::Judge) to say.
#[derive(Clone, Debug)]
pub struct Change {
    /// The place, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The keyword that it is about.
    pub keyword: &'static str,
    /// What is special about it.
    pub what: String,
    /// The whole instance.
    pub value: Value,
}

impl<'a> Generator<'a> {
    /// A generator; the same seed gives the same instances.
    #[must_use]
    pub fn new(api: &'a Api, role: Role, seed: Seed) -> Self {
        Generator { api, role, seed }
    }

    /// Valid instances: one with everything that the schema names, one with only what it requires.
    pub fn valid(&self, schema: SchemaId) -> impl Iterator<Item = Value> + use<'a> {
        let instances = self.instances();
        let extents = [Extent::Full, Extent::Minimal];
        extents
            .into_iter()
            .filter_map(move |extent| instances.make(&[schema], extent))
    }

    /// Every change of a base that the schema gives reason for, in a fixed order.
    #[must_use]
    pub fn changes(&self, schema: SchemaId, base: &Value) -> Vec<Change> {
        let (mutations, _left_out) = proposals(&self.instances(), &[schema], base);
        let changes = mutations.into_iter();
        let whole = |it: Mutation| {
            let value = it.apply(base)?;
            Some(Change {
                pointer: it.pointer,
                keyword: it.keyword,
                what: it.what,
                value,
            })
        };
        changes.filter_map(whole).collect()
    }

    fn instances(&self) -> Instances<'a> {
        Instances::new(self.api, self.role, self.seed)
    }
}
