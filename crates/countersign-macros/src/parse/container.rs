//! `#[contract(..)]` on a type.

use syn::{Path, spanned::Spanned as _};

use crate::{errors::Errors, rename::Rule};

use super::{
    Written,
    attribute::{self, Attribute, Form},
    literal::{count, read_bool, string, word},
};

/// The attributes of a type.
#[derive(Debug, Default)]
pub(crate) struct ContainerAttributes {
    pub(crate) builder: Option<Written<()>>,
    pub(crate) debug: Option<Written<()>>,
    pub(crate) additional_properties: Option<Written<Off>>,
    pub(crate) min_properties: Option<Written<u64>>,
    pub(crate) max_properties: Option<Written<u64>>,
    pub(crate) rename_all: Option<Written<Rule>>,
    pub(crate) krate: Option<Written<Path>>,
    pub(crate) schema: Option<Written<Text>>,
    pub(crate) tag: Option<Written<String>>,
    pub(crate) one_of: Option<Written<()>>,
    pub(crate) text: Option<Written<Off>>,
}

/// A string with the place of its literal.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) literal: proc_macro2::Span,
}

/// `key = false`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Off;

const KEYS: &[&str] = &[
    "additional_properties",
    "builder",
    "crate",
    "debug",
    "max_properties",
    "min_properties",
    "one_of",
    "rename_all",
    "schema",
    "tag",
    "text",
];

pub(super) fn read(attributes: &[syn::Attribute], errors: &mut Errors) -> ContainerAttributes {
    let mut read = ContainerAttributes::default();
    for item in attribute::contract(attributes, errors) {
        let key = &item.key;
        match key.value.as_str() {
            "builder" => {
                let word = word(&item, errors);
                attribute::set(&mut read.builder, key, word, errors);
            }
            "debug" => {
                let word = word(&item, errors);
                attribute::set(&mut read.debug, key, word, errors);
            }
            "additional_properties" => {
                let refused = refused(&item, errors);
                attribute::set(&mut read.additional_properties, key, refused, errors);
            }
            "min_properties" => {
                let count = count(&item, errors);
                attribute::set(&mut read.min_properties, key, count, errors);
            }
            "max_properties" => {
                let count = count(&item, errors);
                attribute::set(&mut read.max_properties, key, count, errors);
            }
            "rename_all" => {
                let rule = rule(&item, errors);
                attribute::set(&mut read.rename_all, key, rule, errors);
            }
            "crate" => {
                let path = path(&item, errors);
                attribute::set(&mut read.krate, key, path, errors);
            }
            "schema" => {
                let text = schema(&item, errors);
                attribute::set(&mut read.schema, key, text, errors);
            }
            "tag" => {
                let property = string(&item, errors);
                attribute::set(&mut read.tag, key, property, errors);
            }
            "one_of" => {
                let word = word(&item, errors);
                attribute::set(&mut read.one_of, key, word, errors);
            }
            "text" => {
                let off = no_text(&item, errors);
                attribute::set(&mut read.text, key, off, errors);
            }
            _ => attribute::unknown(key, "a type", KEYS, errors),
        }
    }
    read
}

fn refused(item: &Attribute, errors: &mut Errors) -> Option<Off> {
    off(
        item,
        "on a type this is `additional_properties = false`: other members are refused. \
         To keep them, give a map field `#[contract(flatten)]`",
        errors,
    )
}

fn no_text(item: &Attribute, errors: &mut Errors) -> Option<Off> {
    off(
        item,
        "this is `text = false`: the enum has no `as_str`, `Display` and `FromStr` of ours",
        errors,
    )
}

fn off(item: &Attribute, otherwise: &str, errors: &mut Errors) -> Option<Off> {
    match &item.form {
        Form::Value(value) if read_bool(value) == Some(false) => Some(Off),
        _ => {
            errors.at(item.span(), otherwise);
            None
        }
    }
}

fn schema(item: &Attribute, errors: &mut Errors) -> Option<Text> {
    Some(Text {
        text: string(item, errors)?,
        literal: item.span(),
    })
}

fn rule(item: &Attribute, errors: &mut Errors) -> Option<Rule> {
    let name = string(item, errors)?;
    let rule = Rule::parse(&name);
    if rule.is_none() {
        errors.at(
            item.span(),
            format_args!("unknown rule `{name}`: one of {}", Rule::names()),
        );
    }
    rule
}

fn path(item: &Attribute, errors: &mut Errors) -> Option<Path> {
    let text = string(item, errors)?;
    match syn::parse_str::<Path>(&text) {
        Ok(path) => Some(at_span(path, item)),
        Err(_) => {
            errors.at(item.span(), format_args!("`{text}` is not a path"));
            None
        }
    }
}

/// The path as if it had been written where its text stands.
fn at_span(path: Path, item: &Attribute) -> Path {
    let span = match &item.form {
        Form::Value(value) => value.span(),
        Form::Word | Form::List(_) => item.key.span,
    };
    let mut path = path;
    for segment in &mut path.segments {
        segment.ident.set_span(span);
    }
    path
}
