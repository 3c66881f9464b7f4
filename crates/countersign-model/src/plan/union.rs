//! `anyOf` and `oneOf` of several schemas: a union where the JSON type of the value chooses one.

use countersign_spec::{Code, Diagnostic};

use super::Planner;
use super::conjunction::Conjunction;
use super::form::Form;
use crate::{JsonType, SchemaId, Shape, TypeSet};

impl Planner<'_, '_> {
    /// The form of a schema with alternatives.
    pub(super) fn form_of_choices(
        &mut self,
        id: SchemaId,
        types: TypeSet,
        whole: &Conjunction,
    ) -> Form {
        if let [(owner, keyword)] = whole.choices.as_slice()
            && self.says_nothing_besides(whole)
            && let Some(variants) = self.variants(*owner, keyword, types)
        {
            return Form::Union(variants);
        }
        if whole
            .choices
            .iter()
            .all(|(owner, keyword)| self.only_requires(*owner, keyword))
        {
            for (owner, keyword) in &whole.choices {
                self.report_choice(*owner, keyword, "what its schemas require is not asked for");
            }
            let merged = self.merge(&whole.parts);
            return self.form_of_types(id, types, merged);
        }
        for (owner, keyword) in &whole.choices {
            self.report_choice(*owner, keyword, "the value is taken as it is");
        }
        Form::Plain(Shape::Any, Box::default())
    }

    /// Whether the parts assert nothing but types.
    fn says_nothing_besides(&mut self, whole: &Conjunction) -> bool {
        whole.parts.iter().all(|part| {
            let schema = self.arena.schema(*part);
            schema.number.is_empty()
                && schema.string.is_empty()
                && schema.array.is_empty()
                && schema.object.is_empty()
                && schema.enumeration.is_none()
                && schema.constant.is_none()
        })
    }

    /// The variants by type; `None` where two schemas admit one type.
    fn variants(
        &mut self,
        owner: SchemaId,
        keyword: &str,
        types: TypeSet,
    ) -> Option<Vec<(JsonType, SchemaId)>> {
        let mut taken = TypeSet::NONE;
        let mut variants = Vec::new();
        for member in self.members(owner, keyword) {
            let admitted = self.admitted(member).without(JsonType::Null);
            if !taken.is_disjoint(admitted) {
                return None;
            }
            taken = taken.union(admitted);
            let admitted = admitted.intersection(types);
            match admitted.single() {
                Some(json_type) => variants.push((json_type, member)),
                None => variants.extend(
                    admitted
                        .iter()
                        .map(|json_type| (json_type, self.only(member, json_type))),
                ),
            }
        }
        Some(variants)
    }

    /// Whether the alternatives only say which properties must be there together.
    fn only_requires(&self, owner: SchemaId, keyword: &str) -> bool {
        self.members(owner, keyword).iter().all(|member| {
            let schema = self.arena.schema(*member);
            let object = &schema.object;
            schema.reference.is_none()
                && schema.array.is_empty()
                && schema.enumeration.is_none()
                && schema.constant.is_none()
                && schema.all_of.is_empty()
                && schema.any_of.is_empty()
                && schema.one_of.is_empty()
                && object.properties.is_empty()
                && object.additional_properties.is_none()
                && schema
                    .types
                    .is_none_or(|types| types == TypeSet::of(JsonType::Object))
                && (!object.required.is_empty() || schema.unmodelled.contains(&"not"))
        })
    }

    fn members(&self, owner: SchemaId, keyword: &str) -> Vec<SchemaId> {
        let schema = self.arena.schema(owner);
        if keyword == "anyOf" {
            schema.any_of.clone()
        } else {
            schema.one_of.clone()
        }
    }

    fn report_choice(&mut self, owner: SchemaId, keyword: &str, consequence: &str) {
        let span = self.arena.keyword_span(owner, keyword);
        self.arena.report(
            Diagnostic::warning(
                Code::NotEnforced,
                format!("`{keyword}` not enforced: {consequence}"),
            )
            .at(
                span,
                "its schemas cannot be told apart by the JSON type of the value; not supported yet",
            ),
        );
    }
}
