//! The schema of a checked value as JSON Schema text.

use std::collections::HashMap;

use countersign_json::{Value, formats::is_asserted};

use crate::{Api, Definition, JsonType, Schema, SchemaId, TypeId, TypeSet};

/// The text of a type's schema: JSON Schema 2020-12, compact, the same for the same schema, numbers exact, without
/// annotations.
///
/// A reference to a type is `{"$ref": NAME}`, with the name that `name` gives it; everything else stands in place. Formats
/// that assert nothing are left out. The text of an unknown id is `true`.
#[must_use]
pub fn text(api: &Api, id: TypeId, name: &dyn Fn(TypeId) -> String) -> String {
    let Some(def) = api.type_def(id) else {
        return "true".to_owned();
    };
    let (types, own) = match &def.definition {
        Definition::Checked(checked) => (checked.uses.iter().copied().collect(), Some(id)),
        _ => (
            api.types.iter().map(|def| (def.schema, def.id)).collect(),
            None,
        ),
    };
    let mut writer = Writer {
        api,
        types,
        own,
        name,
        depth: 0,
        text: String::new(),
    };
    writer.schema(def.schema, Place::Root);
    writer.text
}

/// Where a schema stands in the text.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Place {
    /// It is what the value itself is judged by.
    Root,
    /// It is part of another.
    Inside,
}

struct Writer<'a> {
    api: &'a Api,
    /// The types that references lead to.
    types: HashMap<SchemaId, TypeId>,
    /// The type whose text this is.
    own: Option<TypeId>,
    name: &'a dyn Fn(TypeId) -> String,
    depth: u32,
    text: String,
}

/// Documents nest less: this ends what refers to itself and is no type.
const DEEPEST: u32 = 1_000;

impl Writer<'_> {
    fn schema(&mut self, id: SchemaId, place: Place) {
        let api = self.api;
        let Some(schema) = api.schema(id).filter(|_| self.depth < DEEPEST) else {
            return self.text.push_str("true");
        };
        self.depth += 1;
        self.keywords(schema, place);
        self.depth -= 1;
    }

    fn keywords(&mut self, schema: &Schema, place: Place) {
        let takes_nothing = schema.enumeration.as_ref().is_some_and(Vec::is_empty);
        if let Some(boolean) = takes_nothing.then_some(false).or(schema.boolean) {
            return self.text.push_str(if boolean { "true" } else { "false" });
        }
        self.text.push('{');
        let start = self.text.len();
        self.values(schema);
        self.numbers(schema);
        self.strings(schema);
        self.arrays(schema);
        self.objects(schema);
        self.composed(schema, place);
        self.logic(schema);
        // Each keyword ends in a comma.
        if self.text.len() > start {
            self.text.pop();
        }
        self.text.push('}');
    }

    fn values(&mut self, schema: &Schema) {
        if let Some(types) = schema.types {
            self.literal("type", &type_text(types));
        }
        if let Some(values) = &schema.enumeration {
            self.literal("enum", &Value::Array(values.clone()).to_string());
        }
        if let Some(constant) = &schema.constant {
            self.literal("const", &constant.to_string());
        }
    }

    fn numbers(&mut self, schema: &Schema) {
        let number = &schema.number;
        for (keyword, bound) in [
            ("minimum", &number.minimum),
            ("exclusiveMinimum", &number.exclusive_minimum),
            ("maximum", &number.maximum),
            ("exclusiveMaximum", &number.exclusive_maximum),
            ("multipleOf", &number.multiple_of),
        ] {
            if let Some(bound) = bound {
                self.literal(keyword, &bound.to_string());
            }
        }
    }

    fn strings(&mut self, schema: &Schema) {
        let string = &schema.string;
        self.count("minLength", string.min_length);
        self.count("maxLength", string.max_length);
        if let Some(pattern) = &string.pattern {
            self.literal("pattern", &quoted(pattern));
        }
        let format = string.format.as_deref();
        if let Some(format) = format.filter(|format| is_asserted(format)) {
            self.literal("format", &quoted(format));
        }
    }

    fn arrays(&mut self, schema: &Schema) {
        let array = &schema.array;
        self.count("minItems", array.min_items);
        self.count("maxItems", array.max_items);
        if array.unique_items {
            self.literal("uniqueItems", "true");
        }
        self.list("prefixItems", &array.prefix_items);
        self.one("items", array.items);
        self.one("contains", array.contains);
        if array.contains.is_some() {
            self.count("minContains", array.min_contains);
            self.count("maxContains", array.max_contains);
        }
        self.one("unevaluatedItems", array.unevaluated_items);
    }

    fn objects(&mut self, schema: &Schema) {
        let object = &schema.object;
        self.count("minProperties", object.min_properties);
        self.count("maxProperties", object.max_properties);
        if !object.required.is_empty() {
            self.literal("required", &names_text(&object.required));
        }
        if !object.dependent_required.is_empty() {
            let entries = object.dependent_required.iter();
            let entries: Vec<String> = entries
                .map(|(name, names)| format!("{}:{}", quoted(name), names_text(names)))
                .collect();
            self.literal("dependentRequired", &format!("{{{}}}", entries.join(",")));
        }
        self.map("properties", &object.properties);
        self.map("patternProperties", &object.pattern_properties);
        self.one("additionalProperties", object.additional_properties);
        self.one("propertyNames", object.property_names);
        self.map("dependentSchemas", &object.dependent_schemas);
        self.one("unevaluatedProperties", object.unevaluated_properties);
    }

    fn composed(&mut self, schema: &Schema, place: Place) {
        let mut all = schema.all_of.clone();
        match self.referred(schema, place) {
            None => {}
            // What gives its name to a chain of references is each of them.
            Some(Referred::InPlace(target)) if place == Place::Root => {
                let target = self.apart(target, place);
                return self.composed_with(&target, schema);
            }
            Some(Referred::InPlace(target)) => all.insert(0, target),
            Some(Referred::Type(name)) => self.literal("$ref", &quoted(&name)),
            Some(Referred::TypeOrNull(name)) => {
                let either = format!(
                    r#"{{"anyOf":[{{"$ref":{}}},{{"type":"null"}}]}}"#,
                    quoted(&name)
                );
                return self.composed_with(&either, schema);
            }
        }
        self.list("allOf", &all);
        self.list("anyOf", &schema.any_of);
        self.list("oneOf", &schema.one_of);
    }

    /// The text of a schema by itself.
    fn apart(&mut self, id: SchemaId, place: Place) -> String {
        let around = std::mem::take(&mut self.text);
        self.schema(id, place);
        std::mem::replace(&mut self.text, around)
    }

    /// The same with one schema more in `allOf`, given as text.
    fn composed_with(&mut self, first: &str, schema: &Schema) {
        self.key("allOf");
        self.text.push('[');
        self.text.push_str(first);
        for id in &schema.all_of {
            self.text.push(',');
            self.schema(*id, Place::Inside);
        }
        self.text.push_str("],");
        self.list("anyOf", &schema.any_of);
        self.list("oneOf", &schema.one_of);
    }

    /// What a `$ref` becomes: the type that it leads to holds no null of its own where the slot of a use would.
    fn referred(&self, schema: &Schema, place: Place) -> Option<Referred> {
        let target = schema.reference?;
        let Some(id) = self.types.get(&target).copied() else {
            return Some(Referred::InPlace(target));
        };
        if place == Place::Root && Some(id) == self.own {
            return Some(Referred::InPlace(target));
        }
        let name = (self.name)(id);
        let nullable = self.api.type_def(id).is_some_and(|def| def.nullable);
        Some(if nullable {
            Referred::TypeOrNull(name)
        } else {
            Referred::Type(name)
        })
    }

    fn logic(&mut self, schema: &Schema) {
        let logic = &schema.logic;
        self.one("not", logic.not);
        if logic.condition.is_some() {
            self.one("if", logic.condition);
            self.one("then", logic.then);
            self.one("else", logic.otherwise);
        }
    }

    fn key(&mut self, keyword: &str) {
        self.text.push_str(&quoted(keyword));
        self.text.push(':');
    }

    fn literal(&mut self, keyword: &str, text: &str) {
        self.key(keyword);
        self.text.push_str(text);
        self.text.push(',');
    }

    fn count(&mut self, keyword: &str, count: Option<u64>) {
        if let Some(count) = count {
            self.literal(keyword, &count.to_string());
        }
    }

    fn one(&mut self, keyword: &str, id: Option<SchemaId>) {
        if let Some(id) = id {
            self.key(keyword);
            self.schema(id, Place::Inside);
            self.text.push(',');
        }
    }

    fn list(&mut self, keyword: &str, ids: &[SchemaId]) {
        if ids.is_empty() {
            return;
        }
        self.key(keyword);
        for (index, id) in ids.iter().enumerate() {
            self.text.push(if index == 0 { '[' } else { ',' });
            self.schema(*id, Place::Inside);
        }
        self.text.push_str("],");
    }

    fn map(&mut self, keyword: &str, named: &[(String, SchemaId)]) {
        if named.is_empty() {
            return;
        }
        self.key(keyword);
        for (index, (name, id)) in named.iter().enumerate() {
            self.text.push(if index == 0 { '{' } else { ',' });
            self.key(name);
            self.schema(*id, Place::Inside);
        }
        self.text.push_str("},");
    }
}

enum Referred {
    /// No type: the schema itself.
    InPlace(SchemaId),
    /// A type of this name.
    Type(String),
    /// A type of this name, which leaves null to its uses.
    TypeOrNull(String),
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn names_text(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("[{}]", names.join(","))
}

fn type_text(types: TypeSet) -> String {
    let names: Vec<String> = types.iter().map(JsonType::as_str).map(quoted).collect();
    match names.as_slice() {
        [only] => only.clone(),
        several => format!("[{}]", several.join(",")),
    }
}
