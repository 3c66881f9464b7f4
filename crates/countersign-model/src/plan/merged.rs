//! The assertions of several schemas that hold together, as those of one.

use std::collections::{HashMap, HashSet};

use countersign_json::{Decimal, Value};
use countersign_spec::{Code, Diagnostic};

use super::Planner;
use crate::{Checks, NumberAssertions, Reading, Schema, SchemaId};

/// What all parts say.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) checks: Checks,
    /// What holds for each item.
    pub(super) items: Vec<SchemaId>,
    /// Each property with all schemas that hold for it.
    pub(super) properties: Vec<(String, Vec<SchemaId>)>,
    /// Each required name with the schema that requires it.
    pub(super) required: Vec<(String, SchemaId)>,
    /// What holds for members that no property names.
    pub(super) additional: Vec<SchemaId>,
    /// Whether something is said that one set of checks cannot hold.
    pub(super) beyond_checks: bool,
}

impl Planner<'_, '_> {
    /// Merges parts; the tightest bound counts.
    pub(super) fn merge(&mut self, parts: &[SchemaId]) -> Merged {
        let mut merged = Merged::default();
        for part in parts {
            let conflicts = merged.take_assertions(self.arena.schema(*part));
            merged.take_applicators(*part, self.arena.schema(*part));
            for keyword in conflicts {
                if keyword == "format" {
                    self.report_unmerged(*part, keyword);
                } else {
                    merged.beyond_checks = true;
                }
            }
        }
        if let [only] = parts {
            let properties = &self.arena.schema(*only).object.properties;
            merged.properties = properties
                .iter()
                .map(|(name, id)| (name.clone(), vec![*id]))
                .collect();
        } else {
            self.merge_properties(parts, &mut merged);
            let mut seen = HashSet::new();
            merged
                .required
                .retain(|(name, _)| seen.insert(name.clone()));
        }
        merged
    }

    fn merge_properties(&mut self, parts: &[SchemaId], merged: &mut Merged) {
        let mut places: HashMap<String, usize> = HashMap::new();
        for part in parts {
            let properties = &self.arena.schema(*part).object.properties;
            self.merges_left = self.merges_left.saturating_sub(properties.len() * 4);
            for (name, id) in properties {
                let place = *places.entry(name.clone()).or_insert_with(|| {
                    merged.properties.push((name.clone(), Vec::new()));
                    merged.properties.len() - 1
                });
                merged.properties[place].1.push(*id);
            }
        }
        for part in parts {
            self.apply_additional(*part, merged);
        }
    }

    /// `additionalProperties` holds for what `properties` beside it does not name, and so for properties of other parts.
    fn apply_additional(&mut self, part: SchemaId, merged: &mut Merged) {
        let object = &self.arena.schema(part).object;
        let Some(additional) = object.additional_properties else {
            return;
        };
        if self.arena.schema(additional).boolean == Some(true) {
            return;
        }
        let own: HashSet<&String> = object.properties.iter().map(|(name, _)| name).collect();
        self.merges_left = self.merges_left.saturating_sub(merged.properties.len());
        let refused = self.arena.schema(additional).boolean == Some(false);
        let mut first_refused = None;
        for (name, ids) in merged
            .properties
            .iter_mut()
            .filter(|(name, _)| !own.contains(name))
        {
            if refused {
                first_refused =
                    first_refused.or_else(|| Some((name.clone(), ids.first().copied())));
            } else {
                ids.push(additional);
            }
        }
        if self.arena.reading == Reading::Literal {
            merged.beyond_checks |= first_refused.is_some();
        } else if let Some((name, Some(property))) = first_refused {
            self.report_refused_property(part, &name, property);
        }
    }

    fn report_refused_property(&mut self, part: SchemaId, name: &str, property: SchemaId) {
        let span = self.arena.keyword_span(part, "additionalProperties");
        let declared = self.arena.span(property);
        let message = format!(
            "`additionalProperties: false` refuses `{name}` of the same object: not enforced"
        );
        self.arena.report(
            Diagnostic::warning(Code::UnmergedAllOf, message)
                .at(
                    span,
                    "this speaks of every property that is not declared right beside it",
                )
                .related(declared, "declared here")
                .help("move it to the outermost schema as `unevaluatedProperties: false`"),
        );
    }

    fn report_unmerged(&mut self, part: SchemaId, keyword: &str) {
        let span = self.arena.keyword_span(part, keyword);
        let message = format!(
            "`{keyword}` differs between schemas that hold together: only the first is enforced"
        );
        self.arena.report(
            Diagnostic::warning(Code::UnmergedAllOf, message)
                .at(span, "this one is not enforced")
                .help(format!("give one `{keyword}` that says both")),
        );
    }
}

impl Merged {
    /// Whether the members of an object are counted: then each has to be kept as it was, there or not.
    pub(super) fn is_counted(&self) -> bool {
        self.checks.min_properties.is_some() || self.checks.max_properties.is_some()
    }

    /// Takes the assertions of a part; gives the keywords of which only the first is kept.
    fn take_assertions(&mut self, schema: &Schema) -> Vec<&'static str> {
        let mut conflicts = Vec::new();
        let checks = &mut self.checks;
        if !schema.number.is_empty() && take_numbers(&mut checks.number, &schema.number) {
            conflicts.push("multipleOf");
        }
        let (string, array, object) = (&schema.string, &schema.array, &schema.object);
        if !string.is_empty() {
            tighten(&mut checks.string.min_length, string.min_length, Ord::max);
            tighten(&mut checks.string.max_length, string.max_length, Ord::min);
            if keep_first(&mut checks.string.pattern, string.pattern.as_ref()) {
                conflicts.push("pattern");
            }
            if keep_first(&mut checks.string.format, string.format.as_ref()) {
                conflicts.push("format");
            }
        }
        tighten(&mut checks.min_items, array.min_items, Ord::max);
        tighten(&mut checks.max_items, array.max_items, Ord::min);
        checks.unique_items |= array.unique_items;
        tighten(&mut checks.min_properties, object.min_properties, Ord::max);
        tighten(&mut checks.max_properties, object.max_properties, Ord::min);
        if let Some(values) = &schema.enumeration {
            take_values(&mut checks.enumeration, values);
        }
        if keep_first(&mut checks.constant, schema.constant.as_ref()) {
            conflicts.push("const");
        }
        conflicts
    }

    /// Takes the values that a choice lists.
    pub(super) fn take_listed(&mut self, values: &[Value]) {
        take_values(&mut self.checks.enumeration, values);
    }

    fn take_applicators(&mut self, id: SchemaId, schema: &Schema) {
        self.items.extend(schema.array.items);
        self.required
            .extend(schema.object.required.iter().map(|name| (name.clone(), id)));
        self.additional.extend(schema.object.additional_properties);
    }
}

/// Whether two steps were there of which neither divides the other.
fn take_numbers(kept: &mut NumberAssertions, new: &NumberAssertions) -> bool {
    tighten(&mut kept.minimum, new.minimum.clone(), Ord::max);
    tighten(
        &mut kept.exclusive_minimum,
        new.exclusive_minimum.clone(),
        Ord::max,
    );
    tighten(&mut kept.maximum, new.maximum.clone(), Ord::min);
    tighten(
        &mut kept.exclusive_maximum,
        new.exclusive_maximum.clone(),
        Ord::min,
    );
    let Some(step) = &new.multiple_of else {
        return false;
    };
    match &kept.multiple_of {
        Some(known) if known.is_multiple_of(step) => false,
        Some(known) if !step.is_multiple_of(known) => true,
        _ => {
            kept.multiple_of = Some(Decimal::clone(step));
            false
        }
    }
}

fn tighten<T>(kept: &mut Option<T>, new: Option<T>, tighter: fn(T, T) -> T) {
    *kept = match (kept.take(), new) {
        (Some(a), Some(b)) => Some(tighter(a, b)),
        (a, b) => a.or(b),
    };
}

/// Whether another one was there already.
fn keep_first<T: Clone + PartialEq>(kept: &mut Option<T>, new: Option<&T>) -> bool {
    match (&kept, new) {
        (Some(known), Some(new)) => known != new,
        (None, Some(new)) => {
            *kept = Some(new.clone());
            false
        }
        (_, None) => false,
    }
}

fn take_values(kept: &mut Option<Vec<Value>>, new: &[Value]) {
    match kept {
        None => *kept = Some(new.to_vec()),
        Some(known) => {
            let admitted: HashSet<String> = new.iter().map(Value::canonical).collect();
            known.retain(|value| admitted.contains(&value.canonical()));
        }
    }
}
