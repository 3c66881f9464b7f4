//! Schema tables built from JSON, for the tests of the judge: what `#[contract(schema = "..")]` does at compile time.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may say what it means"
)]

use std::{cell::RefCell, collections::HashMap};

use countersign::{
    Value,
    schema::{
        Assertion, Bound, Link, Literal, Nullable, Presence, Property, Schema, Target, Types, any,
        never,
    },
};

/// A link is a function without surroundings, so that each table which is being built needs one of its own.
type Slot = fn() -> &'static Schema;

thread_local! {
    static TABLES: RefCell<Vec<&'static Schema>> = const { RefCell::new(Vec::new()) };
}

fn at<const N: usize>() -> &'static Schema {
    TABLES.with_borrow(|tables| tables[N])
}

macro_rules! row {
    ($row:literal: $($column:literal)*) => { [$(at::<{ $row * 16 + $column }>),*] };
    ($row:literal) => { row!($row: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15) };
}

const SLOTS: [[Slot; 16]; 8] = [
    row!(0),
    row!(1),
    row!(2),
    row!(3),
    row!(4),
    row!(5),
    row!(6),
    row!(7),
];

/// The table of a schema. The tables of the schema before it are lost with their slots.
pub(crate) fn of(schema: &Value) -> &'static Schema {
    TABLES.with_borrow_mut(Vec::clear);
    let mut builder = Builder {
        root: schema,
        slots: HashMap::new(),
    };
    builder.slot("")()
}

struct Builder<'r> {
    root: &'r Value,
    slots: HashMap<String, Slot>,
}

impl Builder<'_> {
    fn link(&mut self, pointer: &str) -> Link {
        Link {
            schema: Target::Type(self.slot(pointer)),
            nullable: Nullable::No,
            assertions: &[],
        }
    }

    fn slot(&mut self, pointer: &str) -> Slot {
        if let Some(slot) = self.slots.get(pointer) {
            return *slot;
        }
        let index = TABLES.with_borrow_mut(|tables| {
            tables.push(any());
            tables.len() - 1
        });
        let slot = SLOTS[index / 16][index % 16];
        self.slots.insert(pointer.to_owned(), slot);
        let table = self.table(pointer);
        TABLES.with_borrow_mut(|tables| tables[index] = table);
        slot
    }

    fn table(&mut self, pointer: &str) -> &'static Schema {
        let schema = self.root.pointer(pointer).unwrap();
        match schema {
            Value::Bool(true) => any(),
            Value::Bool(false) => never(),
            Value::Object(members) => {
                let assertions = members.iter().filter_map(|(keyword, value)| {
                    let place = format!("{pointer}/{}", token(keyword));
                    self.assertion(keyword, value, schema, &place)
                });
                let assertions = leak(assertions.collect());
                Box::leak(Box::new(Schema {
                    name: None,
                    types: types(&schema["type"]),
                    assertions,
                }))
            }
            other => panic!("{other} is no schema"),
        }
    }

    fn assertion(
        &mut self,
        keyword: &str,
        value: &Value,
        schema: &Value,
        place: &str,
    ) -> Option<Assertion> {
        Some(match keyword {
            "enum" => literals(value),
            "const" => constant(value),
            "multipleOf" => Assertion::MultipleOf(bound(value)),
            "maximum" => Assertion::Maximum(bound(value)),
            "exclusiveMaximum" => Assertion::ExclusiveMaximum(bound(value)),
            "minimum" => Assertion::Minimum(bound(value)),
            "exclusiveMinimum" => Assertion::ExclusiveMinimum(bound(value)),
            "maxLength" => Assertion::MaxLength(count(value)),
            "minLength" => Assertion::MinLength(count(value)),
            "pattern" => Assertion::Pattern(text(value)),
            "maxItems" => Assertion::MaxItems(count(value)),
            "minItems" => Assertion::MinItems(count(value)),
            "uniqueItems" if *value == true => Assertion::UniqueItems,
            "maxProperties" => Assertion::MaxProperties(count(value)),
            "minProperties" => Assertion::MinProperties(count(value)),
            "required" => Assertion::Required(texts(value)),
            "dependentRequired" => {
                let members = value.as_object().unwrap().iter();
                Assertion::DependentRequired(leak(
                    members
                        .map(|(name, names)| (leaked(name), texts(names)))
                        .collect(),
                ))
            }
            _ => return self.applicator(keyword, value, schema, place),
        })
    }

    fn applicator(
        &mut self,
        keyword: &str,
        value: &Value,
        schema: &Value,
        place: &str,
    ) -> Option<Assertion> {
        Some(match keyword {
            "$ref" => {
                let reference = value.as_str().unwrap();
                Assertion::Ref(self.link(&percent_decoded(reference.strip_prefix('#').unwrap())))
            }
            "allOf" => Assertion::AllOf(self.links(value, place)),
            "anyOf" => Assertion::AnyOf(self.links(value, place)),
            "oneOf" => Assertion::OneOf(self.links(value, place)),
            "not" => Assertion::Not(self.link(place)),
            "if" => {
                let parent = place.strip_suffix("/if").unwrap();
                let mut branch = |keyword| {
                    schema
                        .get(keyword)
                        .map(|_| self.link(&format!("{parent}/{keyword}")))
                };
                let (then, otherwise) = (branch("then"), branch("else"));
                Assertion::IfThenElse {
                    condition: self.link(place),
                    then,
                    otherwise,
                }
            }
            "prefixItems" => Assertion::PrefixItems(self.links(value, place)),
            "items" => match &schema["prefixItems"] {
                Value::Array(prefix) => Assertion::ItemsAfter(prefix.len(), self.link(place)),
                _ => Assertion::Items(self.link(place)),
            },
            "contains" => Assertion::Contains {
                link: self.link(place),
                min: schema.get("minContains").map_or(1, count),
                max: schema.get("maxContains").map(count),
            },
            "properties" => Assertion::Properties(leak(
                self.named(value, place)
                    .map(|(name, link)| Property {
                        name,
                        link,
                        presence: Presence::Optional,
                    })
                    .collect(),
            )),
            "patternProperties" => {
                Assertion::PatternProperties(leak(self.named(value, place).collect()))
            }
            "additionalProperties" if *value == false => Assertion::NoAdditionalProperties,
            "additionalProperties" => Assertion::AdditionalProperties(self.link(place)),
            "propertyNames" => Assertion::PropertyNames(self.link(place)),
            "dependentSchemas" => {
                Assertion::DependentSchemas(leak(self.named(value, place).collect()))
            }
            "unevaluatedProperties" => Assertion::UnevaluatedProperties(self.link(place)),
            "unevaluatedItems" => Assertion::UnevaluatedItems(self.link(place)),
            _ => return None,
        })
    }

    fn links(&mut self, value: &Value, place: &str) -> &'static [Link] {
        let count = value.as_array().unwrap().len();
        leak(
            (0..count)
                .map(|index| self.link(&format!("{place}/{index}")))
                .collect(),
        )
    }

    fn named(&mut self, value: &Value, place: &str) -> impl Iterator<Item = (&'static str, Link)> {
        let members = value.as_object().unwrap().iter();
        members.map(move |(name, _)| (leaked(name), self.link(&format!("{place}/{}", token(name)))))
    }
}

fn types(value: &Value) -> Types {
    let names = match value {
        Value::Null => return Types::ANY,
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    names.iter().fold(Types::NONE, |types, name| {
        types.with(match name.as_str().unwrap() {
            "null" => Types::NULL,
            "boolean" => Types::BOOLEAN,
            "object" => Types::OBJECT,
            "array" => Types::ARRAY,
            "integer" => Types::INTEGER,
            "number" => Types::NUMBER,
            "string" => Types::STRING,
            other => panic!("{other} is no type"),
        })
    })
}

fn literals(value: &Value) -> Assertion {
    let values = value.as_array().unwrap();
    match values.iter().map(literal).collect::<Option<Vec<_>>>() {
        Some(literals) => Assertion::Enum(leak(literals)),
        None => Assertion::EnumJson(leak(
            values
                .iter()
                .map(|value| leaked(&value.to_string()))
                .collect(),
        )),
    }
}

fn constant(value: &Value) -> Assertion {
    match literal(value) {
        Some(literal) => Assertion::Const(literal),
        None => Assertion::ConstJson(leaked(&value.to_string())),
    }
}

fn literal(value: &Value) -> Option<Literal> {
    Some(match value {
        Value::Null => Literal::Null,
        Value::Bool(boolean) => Literal::Bool(*boolean),
        Value::Number(_) => Literal::Number(bound(value)),
        Value::String(text) => Literal::String(leaked(text)),
        Value::Array(_) | Value::Object(_) => return None,
    })
}

fn bound(value: &Value) -> Bound {
    match value.as_i64() {
        Some(integer) => Bound::Integer(integer.into()),
        None => Bound::Decimal(leaked(value.as_number().unwrap().text())),
    }
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn text(value: &Value) -> &'static str {
    leaked(value.as_str().unwrap())
}

fn texts(value: &Value) -> &'static [&'static str] {
    leak(value.as_array().unwrap().iter().map(text).collect())
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn leak<T>(items: Vec<T>) -> &'static [T] {
    Box::leak(items.into_boxed_slice())
}

/// A name as a token of a JSON Pointer.
fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A URI fragment as the JSON Pointer that it stands for.
fn percent_decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = tail.get(..2).filter(|_| *first == b'%');
        let byte =
            escaped.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        rest = if byte.is_some() { &tail[2..] } else { tail };
        bytes.push(byte.unwrap_or(*first));
    }
    String::from_utf8(bytes).unwrap()
}
