//! Types from forms: the parts of objects, unions and newtypes.

use countersign_json::Value;
use countersign_spec::{Code, Diagnostic};

use super::Planner;
use super::branch::Branch;
use super::form::Form;
use super::merged::Merged;
use super::names::{self, Name};
use crate::{
    Additional, Annotations, Checked, Definition, Enumeration, Object, Presence, Property, Reading,
    SchemaId, Shape, Slot, Union, Variant, judge,
};

impl Planner<'_, '_> {
    /// Defines every type that has been named, and those that they need. No recursion from type to type.
    pub(super) fn define_pending(&mut self) {
        while let Some((id, form)) = self.queue.pop_front() {
            let Some(def) = self.types.get(id.index()) else {
                continue;
            };
            let (schema, name) = (
                def.schema,
                Name {
                    words: def.name.clone(),
                    parent: Some(id),
                },
            );
            self.inlining = vec![schema];
            let form = match form {
                Some(form) => form,
                None => self.form(schema),
            };
            let definition = self.define(schema, form, &name);
            self.inlining.clear();
            let nullable = !holds_null(&definition) && self.admits_null(schema);
            if let Some(def) = self.types.get_mut(id.index()) {
                def.definition = definition;
                def.nullable = nullable;
            }
        }
    }

    fn define(&mut self, schema: SchemaId, form: Form, name: &Name) -> Definition {
        match form {
            Form::Object(merged) => Definition::Object(self.object(*merged, name)),
            Form::Enumeration(values) => Definition::Enumeration(Enumeration {
                values,
                open: false,
            }),
            Form::Union(union) => Definition::Union(Union {
                rule: union.rule,
                variants: self.variants_of(union.branches, name),
                open: false,
            }),
            Form::Checked => Definition::Checked(Checked {
                schema,
                uses: self.uses_of(schema),
            }),
            form @ (Form::Plain(..) | Form::Use(..) | Form::Array(..) | Form::Map(..)) => {
                Definition::Newtype(self.slot_of_form(schema, form, name))
            }
        }
    }

    fn variants_of(&mut self, branches: Vec<Branch>, name: &Name) -> Vec<Variant> {
        let mut planned = Vec::with_capacity(branches.len());
        for branch in branches {
            let name = names::for_schema(self.arena, branch.schema, &name.then(&branch.word));
            let mut slot = self.slot(branch.schema, &name);
            // Null is admitted, or not, by the union as a whole.
            slot.nullable = false;
            planned.push(Variant {
                name: capitalized(&branch.word),
                tags: branch.tags,
                slot,
            });
        }
        planned
    }

    fn object(&mut self, merged: Merged, name: &Name) -> Object {
        let mut properties = Vec::with_capacity(merged.properties.len());
        let required: std::collections::HashSet<&str> = merged
            .required
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        for (property, ids) in &merged.properties {
            let required = required.contains(property.as_str());
            let mut planned = self.property(property, ids, required, name);
            if merged.is_counted() && matches!(planned.presence, Presence::Default(_)) {
                self.report_unused_default(property, ids);
                planned.presence = Presence::Optional;
            }
            properties.push(planned);
        }
        self.add_undeclared(&merged, &mut properties, name);
        let additional = self.additional(&merged, name);
        Object {
            properties,
            additional,
            min_properties: merged.checks.min_properties,
            max_properties: merged.checks.max_properties,
        }
    }

    fn property(
        &mut self,
        property: &str,
        ids: &[SchemaId],
        required: bool,
        owner: &Name,
    ) -> Property {
        let Some(id) = self.intersection(ids) else {
            let presence = if required {
                Presence::Required
            } else {
                Presence::Optional
            };
            return property_of(
                property,
                Slot::new(Shape::Any),
                presence,
                Annotations::default(),
            );
        };
        let name = names::for_schema(self.arena, id, &owner.then(property));
        let slot = self.slot(id, &name);
        let presence = if required {
            Presence::Required
        } else {
            self.presence(id)
        };
        let annotations = (*self.arena.schema(id).annotations).clone();
        property_of(property, slot, presence, annotations)
    }

    /// A default that was filled in would count as a member that is there.
    fn report_unused_default(&mut self, property: &str, ids: &[SchemaId]) {
        let mut owners = ids.iter().copied();
        let owner = owners.find(|id| self.arena.schema(*id).annotations.default.is_some());
        let Some(id) = owner.or(ids.first().copied()) else {
            return;
        };
        let span = self.arena.keyword_span(id, "default");
        let message = format!("`default` of `{property}` not filled in");
        let label = "`minProperties` and `maxProperties` count the members that are there";
        self.arena
            .report(Diagnostic::note(Code::NotEnforced, message).at(span, label));
    }

    /// What absence means: the default, where there is one that the schema accepts.
    pub(crate) fn presence(&mut self, id: SchemaId) -> Presence {
        match self.default_of(id) {
            Some(value) if judge::refusal(self.arena, id, &value).is_none() => {
                Presence::Default(value)
            }
            _ => Presence::Optional,
        }
    }

    /// The default of a schema, or of what it stands for: annotations of referenced schemas apply (core, section 7.7).
    fn default_of(&mut self, id: SchemaId) -> Option<Value> {
        let mut id = id;
        for _ in 0..32 {
            let schema = self.arena.schema(id);
            if let Some(value) = &schema.annotations.default {
                return Some(value.clone());
            }
            id = match (
                schema.reference,
                schema.all_of.as_slice(),
                schema.any_of.as_slice(),
            ) {
                (Some(target), _, _) => target,
                (None, [first], _) => *first,
                // What was split for `nullable`: see the dialect.
                (None, [], [rest, _]) if self.arena.is_made(*rest) => *rest,
                _ => return None,
            };
        }
        None
    }

    /// Names that `required` has and `properties` has not.
    fn add_undeclared(&mut self, merged: &Merged, properties: &mut Vec<Property>, name: &Name) {
        let declared: std::collections::HashSet<&str> = merged
            .properties
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        for (required, owner) in &merged.required {
            if declared.contains(required.as_str()) {
                continue;
            }
            let refused = merged
                .additional
                .iter()
                .any(|id| self.arena.schema(*id).boolean == Some(false));
            self.report_undeclared(required, *owner, &declared, refused);
            let values = if refused {
                &[]
            } else {
                merged.additional.as_slice()
            };
            let slot = self.slot_of_all(values, &name.then(required));
            properties.push(property_of(
                required,
                slot,
                Presence::Required,
                Annotations::default(),
            ));
        }
    }

    /// Required names that nothing declares, where nothing else may be there.
    pub(super) fn report_missing(&mut self, merged: &Merged) {
        let names = merged.properties.iter().map(|(name, _)| name.as_str());
        let declared: std::collections::HashSet<&str> = names.collect();
        for (name, owner) in &merged.required {
            if !declared.contains(name.as_str()) {
                self.report_undeclared(name, *owner, &declared, true);
            }
        }
    }

    fn report_undeclared(
        &mut self,
        required: &str,
        owner: SchemaId,
        declared: &std::collections::HashSet<&str>,
        refused: bool,
    ) {
        let list = self.arena.node(owner).get("required");
        let item = list.and_then(|list| list.items().find(|item| item.as_str() == Some(required)));
        let span = item.map_or_else(|| self.arena.span(owner), countersign_spec::Node::span);
        let message = format!("`required` names `{required}`, which `properties` does not declare");
        let diagnostic = if refused {
            Diagnostic::warning(Code::UndeclaredRequired, message).at(
                span,
                "`additionalProperties: false` refuses it, so that no object is valid",
            )
        } else {
            Diagnostic::note(Code::UndeclaredRequired, message)
                .at(span, "any value is accepted for it")
        };
        let mut candidates: Vec<&str> = declared.iter().copied().collect();
        candidates.sort_unstable();
        self.arena
            .report(match countersign_spec::nearest(required, candidates) {
                Some(similar) => diagnostic.help(format!(
                    "a property with a similar name exists: `{similar}`"
                )),
                None => diagnostic,
            });
    }

    fn additional(&mut self, merged: &Merged, name: &Name) -> Additional {
        if merged.additional.is_empty() {
            return if merged.is_counted() || self.arena.reading == Reading::Literal {
                Additional::Captured(Slot::new(Shape::Any)) // a member that is dropped could not be counted
            } else {
                Additional::Ignored
            };
        }
        if merged
            .additional
            .iter()
            .any(|id| self.arena.schema(*id).boolean == Some(false))
        {
            return Additional::Refused;
        }
        Additional::Captured(self.slot_of_all(&merged.additional, &name.then("value")))
    }
}

/// Whether a type decides about null itself.
fn holds_null(definition: &Definition) -> bool {
    match definition {
        Definition::Checked(_) => true,
        Definition::Newtype(slot) => matches!(slot.shape, Shape::Any | Shape::Null),
        Definition::Object(_) | Definition::Enumeration(_) | Definition::Union(_) => false,
    }
}

fn property_of(name: &str, slot: Slot, presence: Presence, annotations: Annotations) -> Property {
    Property {
        name: name.to_owned(),
        slot,
        presence,
        annotations,
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
