//! [`Reader`]: the walk through a schema's text, each fault at its JSON Pointer.

use std::fmt;

use countersign_json::{Limits, Value, escape_pointer_token};
use proc_macro2::Span;

use crate::{errors::Errors, nearest::nearest};

use super::{JsonType, Table, Tables, Target, keywords};

/// The members of a schema object.
pub(super) type Members = [(String, Value)];

/// Reads a schema; every fault is an error at `span`, which is the place of the text.
pub(crate) fn read(text: &str, span: Span, errors: &mut Errors) -> Tables {
    let mut reader = Reader {
        span,
        errors,
        tables: Vec::new(),
        pointer: String::new(),
    };
    match countersign_json::read(text, Limits::default()) {
        Ok(value) => reader.whole(&value),
        Err(error) => {
            let (line, column) = error.line_column(text);
            let message = format!("not JSON, line {line} column {column}: {}", error.message);
            reader.errors.at(span, message);
        }
    }
    Tables {
        tables: reader.tables,
        span,
    }
}

/// A schema's text that is being read.
pub(super) struct Reader<'e> {
    span: Span,
    errors: &'e mut Errors,
    tables: Vec<Table>,
    pointer: String,
}

impl Reader<'_> {
    fn whole(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                self.table(members);
            }
            Value::Bool(true) => self.tables.push(Table {
                types: None,
                keywords: Vec::new(),
            }),
            Value::Bool(false) => self.tables.push(Table {
                types: Some(Vec::new()),
                keywords: Vec::new(),
            }),
            _ => self.fault("a schema is an object, `true` or `false`"),
        }
    }

    /// Reads a subschema.
    pub(super) fn target(&mut self, value: &Value) -> Option<Target> {
        match value {
            Value::Bool(true) => Some(Target::Any),
            Value::Bool(false) => Some(Target::Never),
            Value::Object(members) => match members.as_slice() {
                [] => Some(Target::Any),
                [(name, reference)] if name == "$ref" => {
                    self.within("$ref", |reader| reader.reference(reference))
                }
                members => Some(Target::Table(self.table(members))),
            },
            _ => {
                self.fault("a schema is an object, `true` or `false`");
                None
            }
        }
    }

    /// The type that a `$ref` names.
    pub(super) fn reference(&mut self, value: &Value) -> Option<Target> {
        let path = match value {
            Value::String(text) => {
                syn::LitStr::new(text, self.span).parse_with(syn::Path::parse_mod_style)
            }
            _ => {
                self.fault("`$ref` takes the name of a Rust type");
                return None;
            }
        };
        match path {
            Ok(path) => Some(Target::Type(path)),
            Err(_) => {
                self.fault(format_args!(
                    "`$ref` takes the path of a Rust type, and {value} is none"
                ));
                None
            }
        }
    }

    fn table(&mut self, members: &Members) -> usize {
        let index = self.tables.len();
        // The place is taken first: the whole comes before its parts.
        self.tables.push(Table {
            types: None,
            keywords: Vec::new(),
        });
        let table = Table {
            types: self.types(members),
            keywords: self.keywords(members),
        };
        if let Some(place) = self.tables.get_mut(index) {
            *place = table;
        }
        index
    }

    fn types(&mut self, members: &Members) -> Option<Vec<JsonType>> {
        let value = member(members, "type")?;
        self.within("type", |reader| match value {
            Value::String(_) => Some(reader.json_type(value).into_iter().collect()),
            Value::Array(names) if !names.is_empty() => Some(
                names
                    .iter()
                    .filter_map(|name| reader.json_type(name))
                    .collect(),
            ),
            _ => {
                reader.fault("`type` takes the name of a type, or a list of names");
                None
            }
        })
    }

    fn json_type(&mut self, value: &Value) -> Option<JsonType> {
        let parsed = match value {
            Value::String(name) => JsonType::parse(name),
            _ => None,
        };
        if parsed.is_none() {
            self.fault(format_args!("{value} is no type of JSON Schema"));
        }
        parsed
    }

    fn keywords(&mut self, members: &Members) -> Vec<super::Keyword> {
        let mut read = Vec::new();
        for (index, (name, value)) in members.iter().enumerate() {
            let earlier = members.get(..index).unwrap_or_default();
            if member(earlier, name).is_some() {
                self.within(name, |reader| reader.fault("the keyword stands twice"));
            } else if let Some(keyword) = keywords::find(name) {
                let found = self.within(name, |reader| keyword(reader, members, value));
                read.extend(found);
            } else {
                self.within(name, |reader| reader.unknown(name));
            }
        }
        read.sort_by_key(super::Keyword::comes_last);
        read
    }

    fn unknown(&mut self, name: &str) {
        let help = match name {
            "$defs" | "definitions" => {
                ": give each schema a type of its own, and name that in a `$ref`".to_owned()
            }
            _ => nearest(name, &keywords::names())
                .map(|near| format!(": did you mean `{near}`?"))
                .unwrap_or_default(),
        };
        self.fault(format_args!("unknown keyword `{name}`{help}"));
    }

    /// Reads what stands under `token`.
    pub(super) fn within<T>(&mut self, token: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&escape_pointer_token(token));
        let found = read(self);
        self.pointer.truncate(length);
        found
    }

    /// Reads what stands under a sibling of the keyword that is being read.
    pub(super) fn beside<T>(&mut self, token: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let here = self.pointer.clone();
        let parent = here.rfind('/').unwrap_or_default();
        self.pointer.truncate(parent);
        let found = self.within(token, read);
        self.pointer = here;
        found
    }

    /// Reads what has no meaning where it stands, for its faults alone.
    pub(super) fn unused(&mut self, value: &Value) {
        let length = self.tables.len();
        self.target(value);
        self.tables.truncate(length);
    }

    /// Reports what is wrong here.
    pub(super) fn fault(&mut self, message: impl fmt::Display) {
        let place = match self.pointer.as_str() {
            "" => "(root)",
            pointer => pointer,
        };
        self.errors
            .at(self.span, format_args!("{place}: {message}"));
    }
}

/// The value of a keyword.
pub(super) fn member<'m>(members: &'m Members, name: &str) -> Option<&'m Value> {
    members
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}
