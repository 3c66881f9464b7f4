//! `JsonSchema` for derived types, made from the same constants that the checks use (law 9).
//!
//! Derived code calls this; people call `schemars::schema_for!`. Named types become `$ref`s into the generator's
//! definitions, whatever its setting on inlining, and what a field adds stands beside them. Bounds are exact as far as
//! `serde_json` is: one that neither 64 bits nor a float say exactly becomes the nearest float, and one beyond all
//! floats, which no value of a Rust float type could tell apart from its absence, is left out.

mod keywords;
mod object;

use std::{borrow::Cow, collections::HashMap};

use serde_json::Value;

pub use schemars::{JsonSchema, Schema, SchemaGenerator};

use self::object::Object;
use crate::{
    Contract,
    schema::{Link, Nullable, Schema as Table, Types},
};

/// The name of a derived type in `$defs`.
#[must_use]
pub fn schema_name<T: Contract>() -> Cow<'static, str> {
    Cow::Borrowed(T::schema().name.unwrap_or("Instance"))
}

/// The schema of a derived type; what it refers to goes into the generator's definitions.
pub fn json_schema(schema: fn() -> &'static Table, generator: &mut SchemaGenerator) -> Schema {
    let table = schema();
    let mut names = HashMap::new();
    // A type that the generator is at work on is referred to by the name that it has there.
    if let Some(name) = table
        .name
        .filter(|name| generator.definitions().contains_key(*name))
    {
        names.insert(identity(table), name.to_owned());
    }
    let mut conversion = Conversion { generator, names };
    conversion.table(table).into()
}

/// What makes a table itself: two types with one name have two tables.
fn identity(table: &'static Table) -> usize {
    std::ptr::from_ref(table).addr()
}

struct Conversion<'g> {
    generator: &'g mut SchemaGenerator,
    /// The names of the tables that have been met, by identity.
    names: HashMap<usize, String>,
}

impl Conversion<'_> {
    fn table(&mut self, table: &'static Table) -> Object {
        let mut object = Object::of_types(table.types);
        for assertion in table.assertions {
            self.assertion(assertion, &mut object);
        }
        object
    }

    fn link(&mut self, link: &Link) -> Object {
        let table = link.schema();
        let mut object = match table.name {
            Some(name) => Object::reference(&self.reference(table, name)),
            None => self.table(table),
        };
        if link.nullable == Nullable::Yes {
            object = object.or_null();
        }
        let mut beside = Object::default();
        for assertion in link.assertions {
            self.assertion(assertion, &mut beside);
        }
        if link.nullable == Nullable::Yes {
            beside = beside.or_null();
        }
        object.merge(beside);
        object
    }

    /// A reference to a named type, whose definition is there afterwards.
    fn reference(&mut self, table: &'static Table, name: &str) -> String {
        let name = match self.names.get(&identity(table)) {
            Some(name) => name.clone(),
            None => self.define(table, name),
        };
        let path = self.generator.settings().definitions_path.clone();
        let path = path.trim_start_matches('#').trim_end_matches('/');
        let token = countersign_json::escape_pointer_token(&name);
        crate::report::fragment(&format!("{path}/{token}"))
    }

    /// Puts a type under its name, or under the first numbered one that no other type has.
    fn define(&mut self, table: &'static Table, name: &str) -> String {
        let mut number = 1;
        loop {
            let candidate = match number {
                1 => name.to_owned(),
                number => format!("{name}{number}"),
            };
            self.names.insert(identity(table), candidate.clone());
            let definition: Value = Value::Object(self.table(table).into_map());
            match self.generator.definitions().get(&candidate) {
                // The generator is at work on it: it holds `false` in its place.
                Some(taken) if *taken == definition || *taken == Value::Bool(false) => {
                    return candidate;
                }
                Some(_) => number += 1,
                None => {
                    self.generator
                        .definitions_mut()
                        .insert(candidate.clone(), definition);
                    return candidate;
                }
            }
        }
    }
}

macro_rules! inline {
    ($($type:ident),*) => { $(
        impl JsonSchema for crate::$type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($type))
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                json_schema(<Self as Contract>::schema, generator)
            }
        }
    )* };
}

inline!(Date, DateTime);

/// The schema of what is inside.
impl<T: JsonSchema> JsonSchema for crate::Valid<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl Object {
    fn of_types(types: Types) -> Self {
        let mut object = Self::default();
        match types.names().as_slice() {
            _ if types == Types::ANY => {}
            [] => object.insert("not", Value::Object(serde_json::Map::new())),
            [name] => object.insert("type", Value::from(*name)),
            names => object.insert("type", Value::from(names)),
        }
        object
    }
}
