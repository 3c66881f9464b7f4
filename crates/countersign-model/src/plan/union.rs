//! `anyOf` and `oneOf` of several schemas: a union where the alternatives exclude each other, or are tried one by one.

use super::Planner;
use super::branch::{Alternatives, Branch};
use super::conjunction::Conjunction;
use super::form::Form;
use crate::{JsonType, Schema, SchemaId, TypeSet, UnionRule};

impl Planner<'_, '_> {
    /// The form of a schema with alternatives. Where no rule is provably that of the keyword, the value is judged whole.
    pub(super) fn form_of_choices(
        &mut self,
        id: SchemaId,
        admitted: TypeSet,
        whole: &Conjunction,
    ) -> Form {
        let [(owner, keyword)] = whole.choices.as_slice() else {
            return Form::Checked;
        };
        let types = admitted.without(JsonType::Null);
        if let Some(values) = self.listed_by(*owner, keyword) {
            return self.form_of_parts(id, admitted, whole, Some(&values));
        }
        let Some(branches) = self.branches(*owner, keyword, types, whole) else {
            return Form::Checked;
        };
        if let [only] = branches.as_slice() {
            return self.form_of_only(only.schema);
        }
        let union = self
            .apart_by_type(*owner, keyword, types, &branches)
            .or_else(|| self.apart_by_tag(*owner, &branches))
            .or_else(|| self.by_trial(keyword, branches));
        union.map_or(Form::Checked, Form::Union)
    }

    /// The form of the only alternative that is left.
    fn form_of_only(&mut self, id: SchemaId) -> Form {
        const DEEPEST: u32 = 16;
        if self.looking == DEEPEST {
            return Form::Checked;
        }
        self.looking += 1;
        let form = self.form(id);
        self.looking -= 1;
        form
    }

    /// The alternatives with what stands beside them; those that no value of these types satisfies are left out. `None`
    /// where there is too much to merge.
    fn branches(
        &mut self,
        owner: SchemaId,
        keyword: &str,
        types: TypeSet,
        whole: &Conjunction,
    ) -> Option<Vec<Branch>> {
        let beside = self.beside(&whole.parts);
        let mut branches = Vec::new();
        let members = self.members(owner, keyword);
        let members = if keyword == "anyOf" {
            let members = self.without_covered(members);
            self.without_listed_elsewhere(members)
        } else {
            members
        };
        for member in members {
            if self.admitted(member).intersection(types).is_empty() {
                continue;
            }
            let mut all = beside.clone();
            all.push(member);
            let mut schema = self.intersection(&all)?;
            if self.merges_left == 0 {
                return None;
            }
            let admitted = self.admitted(schema).without(JsonType::Null);
            if let (false, Some(json_type)) = (
                admitted.is_subset(types),
                admitted.intersection(types).single(),
            ) {
                schema = self.only(schema, json_type);
            } else if !admitted.is_subset(types) {
                return None;
            }
            branches.push(Branch::of(member, schema));
        }
        Some(branches)
    }

    /// The alternatives of `anyOf` without those that another one covers, which says nothing but a type.
    fn without_covered(&mut self, members: Vec<SchemaId>) -> Vec<SchemaId> {
        let mut kept = members.clone();
        for member in members {
            let schema = self.arena.schema(member);
            let Some(types) = schema.types.filter(|_| says_only_types(schema)) else {
                continue;
            };
            kept.retain(|other| {
                let strict = self.kinds.of(self.arena, *other).strict;
                *other == member || !strict.without(JsonType::Null).is_subset(types)
            });
            if !kept.contains(&member) {
                kept.push(member);
            }
        }
        kept
    }

    /// The own keywords of the parts, without what they are composed of; nothing where they assert nothing but types.
    fn beside(&mut self, parts: &[SchemaId]) -> Vec<SchemaId> {
        let mut found = Vec::new();
        for part in parts {
            let schema = self.arena.schema(*part);
            if says_something(schema) {
                let own = own_keywords(schema);
                found.push(self.own(*part, own));
            }
        }
        found
    }

    /// One variant for each type, where no two alternatives share one; those that share one make up an alternative.
    fn apart_by_type(
        &mut self,
        owner: SchemaId,
        keyword: &'static str,
        types: TypeSet,
        branches: &[Branch],
    ) -> Option<Alternatives> {
        let mut groups: Vec<(TypeSet, Vec<&Branch>)> = Vec::new();
        for branch in branches {
            let admitted = self.admitted(branch.schema).without(JsonType::Null);
            let (touched, mut apart): (Vec<_>, Vec<_>) = groups
                .into_iter()
                .partition(|(taken, _)| !taken.is_disjoint(admitted));
            let mut merged = (admitted, Vec::new());
            for (taken, members) in touched {
                merged.0 = merged.0.union(taken);
                merged.1.extend(members);
            }
            merged.1.push(branch);
            apart.push(merged);
            groups = apart;
        }
        if groups.len() < 2 && branches.len() > 1 {
            return None;
        }
        let mut variants = Vec::new();
        for (taken, members) in groups {
            let taken = taken.intersection(types);
            match (members.as_slice(), taken.single()) {
                ([only], Some(json_type)) => variants.push(Branch::of_type(json_type, only.schema)),
                ([only], None) => variants.extend(self.by_type(only.schema, taken).branches),
                (several, Some(json_type)) => {
                    let several: Vec<SchemaId> = several.iter().map(|one| one.schema).collect();
                    let group = self.group(owner, keyword, several, json_type);
                    variants.push(Branch::of_type(json_type, group));
                }
                (_, None) => return None,
            }
        }
        Some(Alternatives {
            rule: UnionRule::ByType,
            branches: variants,
        })
    }

    /// A schema of several types as one variant for each.
    pub(super) fn by_type(&mut self, id: SchemaId, types: TypeSet) -> Alternatives {
        let branches = types
            .iter()
            .map(|json_type| Branch::of_type(json_type, self.only(id, json_type)))
            .collect();
        Alternatives {
            rule: UnionRule::ByType,
            branches,
        }
    }

    /// The alternatives of one type as a choice of their own.
    fn group(
        &mut self,
        owner: SchemaId,
        keyword: &str,
        members: Vec<SchemaId>,
        json_type: JsonType,
    ) -> SchemaId {
        let discriminator = self.arena.schema(owner).discriminator.clone();
        self.arena.make(owner, |made| {
            made.types = Some(TypeSet::of(json_type));
            made.discriminator = discriminator;
            if keyword == "anyOf" {
                made.any_of = members;
            } else {
                made.one_of = members;
            }
        })
    }

    /// Each alternative is tried: right for `oneOf` always, and for `anyOf` where no value satisfies two of them.
    fn by_trial(&mut self, keyword: &str, mut branches: Vec<Branch>) -> Option<Alternatives> {
        if keyword == "anyOf"
            && !self.exclude_each_other(&branches)
            && !self.leave_empty_to_one(&mut branches)
        {
            return None;
        }
        self.name_branches(&mut branches);
        Some(Alternatives {
            rule: UnionRule::OneOf,
            branches,
        })
    }

    pub(super) fn members(&self, owner: SchemaId, keyword: &str) -> Vec<SchemaId> {
        let schema = self.arena.schema(owner);
        if keyword == "anyOf" {
            schema.any_of.clone()
        } else {
            schema.one_of.clone()
        }
    }
}

/// Whether a schema's own keywords assert something besides types.
fn says_something(schema: &Schema) -> bool {
    !(schema.number.is_empty()
        && schema.string.is_empty()
        && schema.array.is_empty()
        && schema.object.is_empty()
        && schema.enumeration.is_none()
        && schema.constant.is_none())
}

/// Whether a schema asserts its types and nothing else.
pub(super) fn says_only_types(schema: &Schema) -> bool {
    !says_something(schema)
        && schema.logic.is_empty()
        && schema.unmodelled.is_empty()
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
}

fn own_keywords(schema: &Schema) -> Schema {
    Schema {
        reference: None,
        all_of: Vec::new(),
        any_of: Vec::new(),
        one_of: Vec::new(),
        discriminator: None,
        annotations: crate::Sparse::new(),
        ..schema.clone()
    }
}
