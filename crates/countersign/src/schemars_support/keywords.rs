//! Each assertion as its keyword.

use serde_json::{Map, Value, json};

use super::{Conversion, object::Object};
use crate::{
    report::Written,
    schema::{Assertion, Bound, Link, Literal, Presence, Property},
};

impl Conversion<'_> {
    pub(super) fn assertion(&mut self, assertion: &'static Assertion, object: &mut Object) {
        if let Some((keyword, value)) = scalar(assertion) {
            if let Some(value) = value {
                object.insert(keyword, value);
            }
            return;
        }
        match assertion {
            Assertion::Items(link) | Assertion::ItemsAfter(_, link) => {
                object.insert("items", self.value(link));
            }
            Assertion::PrefixItems(links) => object.insert("prefixItems", self.values(links)),
            Assertion::AdditionalProperties(link) => {
                object.insert("additionalProperties", self.value(link));
            }
            Assertion::Properties(properties) => self.properties(properties, object),
            Assertion::Ref(link) => {
                let inside = self.link(link);
                object.merge(inside);
            }
            Assertion::Nullable(link) => {
                let inside = self.link(link).or_null();
                object.merge(inside);
            }
            Assertion::OneOfByType(links) => object.insert("anyOf", self.values(links)),
            Assertion::Tagged { property, variants } => self.tagged(property, variants, object),
            _ => self.applicator(assertion, object),
        }
    }

    /// The keywords of JSON Schema that stand in tables as they are.
    fn applicator(&mut self, assertion: &'static Assertion, object: &mut Object) {
        match assertion {
            Assertion::AllOf(links) => object.insert("allOf", self.values(links)),
            Assertion::AnyOf(links) => object.insert("anyOf", self.values(links)),
            Assertion::OneOf(links) => object.insert("oneOf", self.values(links)),
            Assertion::Not(link) => object.insert("not", self.value(link)),
            Assertion::IfThenElse {
                condition,
                then,
                otherwise,
            } => self.if_then_else(condition, [then.as_ref(), otherwise.as_ref()], object),
            Assertion::Contains { link, min, max } => {
                self.contains(link, (*min, *max), object);
            }
            Assertion::PatternProperties(patterns) => {
                object.insert("patternProperties", self.named(patterns));
            }
            Assertion::PropertyNames(link) => object.insert("propertyNames", self.value(link)),
            Assertion::DependentSchemas(schemas) => {
                object.insert("dependentSchemas", self.named(schemas));
            }
            Assertion::UnevaluatedProperties(link) => {
                object.insert("unevaluatedProperties", self.value(link));
            }
            Assertion::UnevaluatedItems(link) => {
                object.insert("unevaluatedItems", self.value(link));
            }
            _ => {}
        }
    }

    /// `if`, `then` and `else` belong together: another `if` of the same schema goes to `allOf` with its own.
    fn if_then_else(
        &mut self,
        condition: &Link,
        [then, otherwise]: [Option<&Link>; 2],
        object: &mut Object,
    ) {
        let mut all = vec![("if", self.value(condition))];
        all.extend(then.map(|link| ("then", self.value(link))));
        all.extend(otherwise.map(|link| ("else", self.value(link))));
        object.insert_together(all);
    }

    /// So do `contains`, `minContains` and `maxContains`.
    fn contains(&mut self, link: &Link, (min, max): (u64, Option<u64>), object: &mut Object) {
        let mut all = vec![("contains", self.value(link))];
        all.extend((min != 1).then(|| ("minContains", Value::from(min))));
        all.extend(max.map(|max| ("maxContains", Value::from(max))));
        object.insert_together(all);
    }

    /// A union by tag is a `oneOf` whose branches say their tags.
    fn tagged(
        &mut self,
        property: &str,
        variants: &'static [(&'static [&'static str], Link)],
        object: &mut Object,
    ) {
        let branches = variants.iter().map(|(tags, link)| {
            let mut branch = self.link(link);
            let tags = json!({
                "type": "object",
                "properties": { property: { "enum": tags } },
                "required": [property],
            });
            branch.insert("allOf", json!([tags]));
            Value::Object(branch.into_map())
        });
        let branches = branches.collect();
        object.insert("oneOf", branches);
    }

    fn values(&mut self, links: &[Link]) -> Value {
        links.iter().map(|link| self.value(link)).collect()
    }

    fn named(&mut self, links: &[(&str, Link)]) -> Value {
        let named = links.iter().map(|(name, link)| (*name, self.value(link)));
        named.collect()
    }

    fn value(&mut self, link: &Link) -> Value {
        Value::Object(self.link(link).into_map())
    }

    fn properties(&mut self, properties: &'static [Property], object: &mut Object) {
        let mut schemas = Map::new();
        let mut required = Vec::new();
        for property in properties {
            let mut schema = self.link(&property.link);
            match property.presence {
                Presence::Required => required.push(Value::from(property.name)),
                Presence::Optional => {}
                Presence::Default(default) => {
                    if let Some(default) = default.and_then(|text| serde_json::from_str(text).ok())
                    {
                        schema.insert("default", default);
                    }
                }
            }
            schemas.insert(property.name.to_owned(), Value::Object(schema.into_map()));
        }
        object.insert("properties", Value::Object(schemas));
        if !required.is_empty() {
            object.insert("required", Value::Array(required));
        }
    }
}

/// The keywords without subschemas; a value that JSON numbers of `serde_json` cannot say is `None`.
fn scalar(assertion: &Assertion) -> Option<(&'static str, Option<Value>)> {
    let count = |limit: &u64| Some(Value::from(*limit));
    Some(match assertion {
        Assertion::Enum(literals) => ("enum", literals.iter().map(literal).collect()),
        Assertion::Const(constant) => ("const", literal(constant)),
        Assertion::MultipleOf(bound) => ("multipleOf", number(bound)),
        Assertion::Maximum(bound) => ("maximum", number(bound)),
        Assertion::ExclusiveMaximum(bound) => ("exclusiveMaximum", number(bound)),
        Assertion::Minimum(bound) => ("minimum", number(bound)),
        Assertion::ExclusiveMinimum(bound) => ("exclusiveMinimum", number(bound)),
        Assertion::MaxLength(limit) => ("maxLength", count(limit)),
        Assertion::MinLength(limit) => ("minLength", count(limit)),
        Assertion::Pattern(pattern) => ("pattern", Some(Value::from(*pattern))),
        Assertion::Format(format) => ("format", Some(Value::from(*format))),
        Assertion::MaxItems(limit) => ("maxItems", count(limit)),
        Assertion::MinItems(limit) => ("minItems", count(limit)),
        Assertion::UniqueItems => ("uniqueItems", Some(Value::Bool(true))),
        Assertion::MaxProperties(limit) => ("maxProperties", count(limit)),
        Assertion::MinProperties(limit) => ("minProperties", count(limit)),
        Assertion::NoAdditionalProperties => ("additionalProperties", Some(Value::Bool(false))),
        Assertion::Fits(width) => ("format", Some(Value::from(width.format()))),
        Assertion::Required(names) => ("required", Some(Value::from(*names))),
        Assertion::DependentRequired(names) => {
            let names = names
                .iter()
                .map(|(name, required)| (*name, Value::from(*required)));
            ("dependentRequired", Some(names.collect()))
        }
        Assertion::ConstJson(text) => ("const", serde_json::from_str(text).ok()),
        Assertion::EnumJson(texts) => {
            let values = texts.iter().map(|text| serde_json::from_str(text).ok());
            let values: Option<Vec<Value>> = values.collect();
            ("enum", values.map(Value::from))
        }
        _ => return None,
    })
}

fn literal(literal: &Literal) -> Option<Value> {
    match literal {
        Literal::Number(bound) => number(bound),
        Literal::Null => Some(Value::Null),
        Literal::Bool(boolean) => Some(Value::Bool(*boolean)),
        Literal::String(text) => Some(Value::from(*text)),
    }
}

/// Exactly, or as the nearest float.
fn number(bound: &Bound) -> Option<Value> {
    match serde_json::to_value(Written(&bound.to_value())).ok()? {
        number @ Value::Number(_) => Some(number),
        _ => bound.decimal()?.to_f64().map(Value::from),
    }
}
