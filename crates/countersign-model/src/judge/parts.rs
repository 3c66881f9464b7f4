//! The parts of a value: items by position, members by name.

use countersign_json::Value;

use super::{Judge, Verdict};
use crate::{Schema, SchemaId};

impl<'a> Judge<'a, '_> {
    pub(super) fn parts(&mut self, schema: &'a Schema, value: &Value) -> Verdict {
        match value {
            Value::Array(items) => self
                .items(schema, items)
                .and(|| self.contained(schema, items)),
            Value::Object(members) => self
                .members(schema, members)
                .and(|| self.names(schema, members))
                .and(|| self.dependents(schema, value, members)),
            _ => Verdict::Accepts,
        }
    }

    /// Core, section 10.3.1; `unevaluatedItems` is left undecided.
    fn items(&mut self, schema: &Schema, items: &[Value]) -> Verdict {
        let rules = &schema.array;
        let mut verdict = Verdict::Accepts;
        for (index, item) in items.iter().enumerate() {
            let Some(id) = rules.prefix_items.get(index).copied().or(rules.items) else {
                break;
            };
            verdict = verdict.and(|| self.judge(id, item).within(&index.to_string()));
        }
        if rules.unevaluated_items.is_some() && !items.is_empty() {
            return verdict.and(|| Verdict::Undecided);
        }
        verdict
    }

    /// Core, section 10.3.1.3.
    fn contained(&mut self, schema: &Schema, items: &[Value]) -> Verdict {
        let rules = &schema.array;
        let Some(id) = rules.contains else {
            return Verdict::Accepts;
        };
        let (mut accepted, mut undecided) = (0, 0);
        for item in items {
            match self.judge(id, item) {
                Verdict::Accepts => accepted += 1,
                Verdict::Undecided => undecided += 1,
                Verdict::Refuses(_) => {}
            }
        }
        let (least, most) = (rules.min_contains.unwrap_or(1), rules.max_contains);
        let too_many = |count: u64| most.is_some_and(|most| count > most);
        if accepted + undecided < least {
            Verdict::refuses(format!("fewer than {least} items satisfy `contains`"))
        } else if too_many(accepted) {
            Verdict::refuses("too many items satisfy `contains`")
        } else if accepted < least || too_many(accepted + undecided) {
            Verdict::Undecided
        } else {
            Verdict::Accepts
        }
    }

    /// Core, section 10.3.2; patterns are not read, and `unevaluatedProperties` is left undecided.
    fn members(&mut self, schema: &Schema, members: &[(String, Value)]) -> Verdict {
        let rules = &schema.object;
        let mut verdict = Verdict::Accepts;
        for (name, member) in members {
            if let Some(id) = schema_of_member(schema, name) {
                verdict = verdict.and(|| self.judge(id, member).within(name));
            }
        }
        let unread = !rules.pattern_properties.is_empty() || rules.unevaluated_properties.is_some();
        if unread && !members.is_empty() {
            return verdict.and(|| Verdict::Undecided);
        }
        verdict
    }

    /// Core, section 10.3.2.4.
    fn names(&mut self, schema: &Schema, members: &[(String, Value)]) -> Verdict {
        let Some(id) = schema.object.property_names else {
            return Verdict::Accepts;
        };
        members.iter().fold(Verdict::Accepts, |verdict, (name, _)| {
            verdict.and(|| match self.judge(id, &Value::String(name.clone())) {
                Verdict::Refuses(refusal) => {
                    Verdict::refuses(format!("the name `{name}` is refused: {refusal}"))
                }
                known => known,
            })
        })
    }

    /// Validation, section 6.5.4; core, section 10.2.2.4.
    fn dependents(
        &mut self,
        schema: &Schema,
        value: &Value,
        members: &[(String, Value)],
    ) -> Verdict {
        let rules = &schema.object;
        let is_there = |name: &String| members.iter().any(|(member, _)| member == name);
        for (name, required) in &rules.dependent_required {
            if let Some(missing) = required.iter().find(|name| !is_there(name))
                && is_there(name)
            {
                let reason = format!("`{missing}` is missing, which `{name}` requires");
                return Verdict::refuses(reason);
            }
        }
        let mut verdict = Verdict::Accepts;
        for (name, id) in &rules.dependent_schemas {
            if is_there(name) {
                verdict = verdict.and(|| self.judge(*id, value));
            }
        }
        verdict
    }
}

fn schema_of_member(schema: &Schema, name: &str) -> Option<SchemaId> {
    let rules = &schema.object;
    let declared = rules
        .properties
        .iter()
        .find(|(declared, _)| declared == name);
    match declared {
        Some((_, id)) => Some(*id),
        None if rules.pattern_properties.is_empty() => rules.additional_properties,
        None => None,
    }
}
