//! The form of a schema: what its keywords together make of it, before its parts are planned.

use countersign_json::{Value, formats::is_asserted};
use countersign_spec::{Code, Diagnostic};

use super::Planner;
use super::branch::Alternatives;
use super::conjunction::{Conjunction, References};
use super::merged::Merged;
use crate::judge::type_of;
use crate::{Checks, JsonType, Reading, SchemaId, Shape, Sparse, TypeSet};

/// What a schema makes of its values. Checks are boxed: most forms have none.
#[derive(Debug)]
pub(super) enum Form {
    /// A shape without parts.
    Plain(Shape, Box<Checks>),
    /// The type of another schema, with checks besides.
    Use(SchemaId, Box<Checks>),
    /// An array whose items satisfy all of these.
    Array(Vec<SchemaId>, Box<Checks>),
    /// An object without known properties whose members satisfy all of these.
    Map(Vec<SchemaId>, Box<Checks>),
    /// An object with known properties.
    Object(Box<Merged>),
    /// One of these strings.
    Enumeration(Vec<String>),
    /// One of several alternatives.
    Union(Alternatives),
    /// No shape: the schema judges the value as a whole.
    Checked,
}

impl Form {
    pub(super) fn any() -> Form {
        Form::Plain(Shape::Any, Box::default())
    }
}

impl Planner<'_, '_> {
    /// The form of a schema. Null is not part of it, unless nothing else is admitted.
    pub(super) fn form(&mut self, id: SchemaId) -> Form {
        let admitted = self.admitted(id);
        let types = admitted.without(JsonType::Null);
        if types.is_empty() {
            return self.form_without_values(id, admitted);
        }
        let form = self.form_of_values(id, admitted);
        if matches!(form, Form::Checked) {
            let strict = self.kinds.of(self.arena, id).strict;
            if strict != TypeSet::ALL {
                self.arena.state_types(id, strict);
            }
        }
        form
    }

    fn form_of_values(&mut self, id: SchemaId, admitted: TypeSet) -> Form {
        let types = admitted.without(JsonType::Null);
        let near = self.conjunction(id, References::Keep);
        if let Some(form) = self.form_of_use(id, &near, types) {
            return form;
        }
        let whole = if near.references.is_empty() {
            near
        } else {
            let whole = self.conjunction(id, References::Follow);
            if self.merges_left == 0 {
                self.report_limit(id, "not enforced: the value is taken as it is");
                return Form::any();
            }
            whole
        };
        if whole.cyclic {
            return self.form_of_cycle(id);
        }
        if self.is_shapeless(id, &whole, types) {
            return Form::Checked;
        }
        if !whole.choices.is_empty() {
            return self.form_of_choices(id, admitted, &whole);
        }
        self.report_inferred(id, &whole, types);
        self.form_of_parts(id, admitted, &whole, None)
    }

    /// The form of keywords that hold together, with the values of a choice that lists some.
    pub(super) fn form_of_parts(
        &mut self,
        id: SchemaId,
        admitted: TypeSet,
        whole: &Conjunction,
        listed: Option<&[Value]>,
    ) -> Form {
        let mut merged = self.merge(&whole.parts);
        if merged.beyond_checks {
            return Form::Checked;
        }
        if let Some(values) = listed {
            merged.take_listed(values);
        }
        self.take_unevaluated(id, &whole.parts, &mut merged);
        self.form_of_types(id, admitted, merged)
    }

    /// A use of the type that a reference names, where nothing stands beside it but checks which that type can take.
    fn form_of_use(&mut self, id: SchemaId, near: &Conjunction, types: TypeSet) -> Option<Form> {
        let ([target], []) = (near.references.as_slice(), near.choices.as_slice()) else {
            return None;
        };
        let target = *target;
        if self.named_by.get(&target) == Some(&id)
            || self.is_shapeless(id, near, types)
            || !self.only_checks(near, target, types)
        {
            return None;
        }
        let merged = self.merge(&near.parts);
        let mut checks = merged.checks.for_use(types);
        if merged.beyond_checks || !(checks.is_empty() || self.takes_checks(target)) {
            return None;
        }
        self.drop_unchecked_format(id, &mut checks, types);
        Some(Form::Use(target, Box::new(checks)))
    }

    /// Whether checks can stand at a use of a type: it is a scalar, a string enumeration, an array or a map.
    fn takes_checks(&mut self, target: SchemaId) -> bool {
        const DEEPEST: u32 = 16;
        if self.looking == DEEPEST {
            return false;
        }
        self.looking += 1;
        let takes = match self.form(target) {
            Form::Plain(shape, _) => !matches!(shape, Shape::Any | Shape::Null),
            Form::Array(..) | Form::Map(..) | Form::Enumeration(_) => true,
            Form::Use(next, _) => self.takes_checks(next),
            Form::Object(_) | Form::Union(_) | Form::Checked => false,
        };
        self.looking -= 1;
        takes
    }

    /// Whether what stands beside a reference neither adds parts to the value nor narrows its types.
    fn only_checks(&mut self, near: &Conjunction, target: SchemaId, types: TypeSet) -> bool {
        let adds_parts = near.parts.iter().any(|part| {
            let schema = self.arena.schema(*part);
            let object = &schema.object;
            schema.array.items.is_some()
                || object.additional_properties.is_some()
                || object.unevaluated_properties.is_some()
                || !(object.properties.is_empty() && object.required.is_empty())
        });
        !adds_parts && self.admitted(target).without(JsonType::Null) == types
    }

    /// The form of merged keywords, for values of these types.
    fn form_of_types(&mut self, id: SchemaId, admitted: TypeSet, mut merged: Merged) -> Form {
        let types = admitted.without(JsonType::Null);
        if let Some(strings) = strings_of(&merged.checks, types) {
            return self.form_of_strings(id, strings, &merged.checks);
        }
        let listed = merged.checks.enumeration.is_some() || merged.checks.constant.is_some();
        match types.single() {
            Some(json_type) => {
                merged.checks.drop_null();
                self.form_of_type(id, json_type, merged)
            }
            None if admitted == TypeSet::ALL && !listed && merged.says_nothing() => Form::any(),
            None if listed || admitted == TypeSet::ALL => Form::Checked,
            None => Form::Union(self.by_type(id, types)),
        }
    }

    /// One of these strings; what stands beside `enum` narrows the list.
    fn form_of_strings(&mut self, id: SchemaId, mut strings: Vec<String>, checks: &Checks) -> Form {
        let string = &checks.string;
        strings.retain(|text| {
            let length = text.chars().count() as u64;
            string.min_length.is_none_or(|least| length >= least)
                && string.max_length.is_none_or(|most| length <= most)
        });
        let format = string.format.as_deref().filter(|name| is_asserted(name));
        if strings.is_empty() {
            return self.form_without_values(id, TypeSet::NONE);
        }
        if string.pattern.is_none() && format.is_none() {
            return Form::Enumeration(strings);
        }
        if self.arena.reading == Reading::Literal {
            return Form::Checked;
        }
        let keyword = if string.pattern.is_some() {
            "pattern"
        } else {
            "format"
        };
        let span = self.arena.keyword_span(id, keyword);
        let message = format!("`{keyword}` not enforced: `enum` decides");
        let label = "the values of `enum` are taken to satisfy it";
        self.arena
            .report(Diagnostic::note(Code::NotEnforced, message).at(span, label));
        Form::Enumeration(strings)
    }

    fn form_of_type(&mut self, id: SchemaId, json_type: JsonType, merged: Merged) -> Form {
        let mut checks = merged.checks.for_type(json_type);
        let shape = match json_type {
            JsonType::Null => Shape::Null,
            JsonType::Boolean => Shape::Boolean,
            JsonType::Integer => self.integer(id, &merged.checks),
            JsonType::Number => self.number(id, &merged.checks),
            JsonType::String => self.string(id, &mut checks),
            JsonType::Array => return Form::Array(merged.items, Box::new(checks)),
            JsonType::Object if merged.is_map(self.arena) => {
                return Form::Map(merged.additional, Box::new(checks));
            }
            JsonType::Object if merged.refuses_all(self.arena) => {
                self.report_missing(&merged);
                return Form::Checked;
            }
            JsonType::Object => return Form::Object(Box::new(Merged { checks, ..merged })),
        };
        Form::Plain(shape, Box::new(checks))
    }

    /// Nothing but null, or nothing at all.
    fn form_without_values(&mut self, id: SchemaId, admitted: TypeSet) -> Form {
        if admitted.contains(JsonType::Null) && self.admits_null(id) {
            return Form::Plain(Shape::Null, Box::default());
        }
        if self.arena.schema(id).boolean.is_none() {
            let span = self.arena.span(id);
            let message = "no value satisfies this schema: every value is refused";
            self.arena.report(
                Diagnostic::warning(Code::Unsatisfiable, message)
                    .at(span, "its parts contradict each other"),
            );
        }
        Form::Checked
    }

    fn form_of_cycle(&mut self, id: SchemaId) -> Form {
        let span = self.arena.span(id);
        self.arena.report(
            Diagnostic::error(Code::SchemaCycle, "a schema that is part of itself")
                .at(span, "to satisfy this, a value must already satisfy it")
                .help("a schema may contain itself inside `properties` or `items`, not inside `allOf` or `$ref`"),
        );
        Form::any()
    }

    pub(super) fn report_limit(&mut self, id: SchemaId, consequence: &str) {
        let span = self.arena.span(id);
        self.arena.report(
            Diagnostic::warning(
                Code::TooLargeToPlan,
                format!("too many schemas to merge: {consequence}"),
            )
            .at(span, "the limit was reached here")
            .help("a chain of `allOf` repeats every property at every level; make it shorter"),
        );
    }

    /// The type is a guess where no `type` says it.
    fn report_inferred(&mut self, id: SchemaId, whole: &Conjunction, types: TypeSet) {
        let strict = self.kinds.of(self.arena, id).strict;
        let Some(json_type) = types.single() else {
            return;
        };
        if strict != TypeSet::ALL || !whole.choices.is_empty() || self.arena.is_made(id) {
            return;
        }
        let (name, what) = (json_type.as_str(), json_type.described());
        let span = self.arena.span(id);
        self.arena.report(
            Diagnostic::warning(Code::InferredType, format!("no `type`: taken for `{name}`"))
                .at(
                    span,
                    format!(
                        "a value that is not {what} is refused, which the schema alone would accept"
                    ),
                )
                .help(format!("add `type: {name}`")),
        );
    }
}

/// The strings of `enum` and `const`, where the values are all strings.
fn strings_of(checks: &Checks, types: TypeSet) -> Option<Vec<String>> {
    if types.single() != Some(JsonType::String) {
        return None;
    }
    let constant = checks.constant.as_ref().map(std::slice::from_ref);
    let values = match (&checks.enumeration, constant) {
        (Some(values), Some([only])) if !values.contains(only) => return Some(Vec::new()),
        (_, Some(only)) => only,
        (Some(values), None) => values.as_slice(),
        (None, None) => return None,
    };
    let strings = values.iter().filter_map(|value| match value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    });
    Some(strings.collect())
}

impl Merged {
    fn says_nothing(&self) -> bool {
        self.checks.is_empty()
            && self.items.is_empty()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional.is_empty()
    }

    /// Whether an object has no property that is known by name.
    fn is_map(&self, arena: &crate::lower::Arena<'_>) -> bool {
        let refused = self
            .additional
            .iter()
            .any(|id| arena.schema(*id).boolean == Some(false));
        self.properties.is_empty() && self.required.is_empty() && !refused
    }

    /// Whether a member is required that must not be there.
    fn refuses_all(&self, arena: &crate::lower::Arena<'_>) -> bool {
        let refused = self
            .additional
            .iter()
            .any(|id| arena.schema(*id).boolean == Some(false));
        let declares = |name: &String| self.properties.iter().any(|(known, _)| known == name);
        refused && self.required.iter().any(|(name, _)| !declares(name))
    }
}

impl Checks {
    /// The checks that apply to values of one type.
    fn for_type(&self, json_type: JsonType) -> Checks {
        let mut checks = Checks {
            constant: self.constant.clone(),
            enumeration: self.enumeration.clone(),
            ..Checks::default()
        };
        if let Some(values) = &mut checks.enumeration {
            values.retain(|value| TypeSet::of(json_type).contains(type_of(value)));
        }
        match json_type {
            JsonType::Integer | JsonType::Number => checks.number = self.number.clone(),
            JsonType::String => checks.string = self.string.clone(),
            JsonType::Array => {
                (checks.min_items, checks.max_items) = (self.min_items, self.max_items);
                checks.unique_items = self.unique_items;
            }
            JsonType::Object => {
                (checks.min_properties, checks.max_properties) =
                    (self.min_properties, self.max_properties);
            }
            JsonType::Null | JsonType::Boolean => {}
        }
        checks
    }

    /// The checks beside a use of a type: those about types that it does not admit say nothing.
    fn for_use(&self, types: TypeSet) -> Checks {
        let mut checks = self.clone();
        checks.drop_null();
        if !types.contains(JsonType::Integer) {
            checks.number = Sparse::new();
        }
        if !types.contains(JsonType::String) {
            let format = checks.string.format.take();
            checks.string = Sparse::new();
            if format.is_some() {
                checks.string.format = format;
            }
        }
        checks
    }

    fn drop_null(&mut self) {
        if let Some(values) = &mut self.enumeration {
            values.retain(|value| *value != Value::Null);
        }
    }
}
