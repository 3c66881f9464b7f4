//! Each assertion as its keyword.

use serde_json::{Map, Value};

use super::{Conversion, object::Object};
use crate::{
    report::Written,
    schema::{Assertion, Bound, Literal, Presence, Property},
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
            Assertion::Items(link) => object.insert("items", self.value(link)),
            Assertion::AdditionalProperties(link) => {
                object.insert("additionalProperties", self.value(link));
            }
            Assertion::Properties(properties) => self.properties(properties, object),
            Assertion::Nullable(link) => {
                let inside = self.link(link).or_null();
                object.merge(inside);
            }
            Assertion::Ref(link) => {
                let inside = self.link(link);
                object.merge(inside);
            }
            Assertion::AllOf(links) => {
                for link in *links {
                    let inside = self.link(link);
                    object.merge(inside);
                }
            }
            Assertion::OneOfByType(links) => {
                let variants: Vec<_> = links.iter().map(|link| self.value(link)).collect();
                object.insert("anyOf", variants.into());
            }
            _ => {}
        }
    }

    fn value(&mut self, link: &crate::schema::Link) -> Value {
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
