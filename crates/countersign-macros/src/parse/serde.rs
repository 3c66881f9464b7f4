//! The part of `#[serde(..)]` that decides where a field stands in the JSON. Serde's own derive reports its errors.

use syn::{Expr, Token, parse::ParseStream, token::Paren};

use crate::rename::Rule;

use super::literal::read_string;

/// How serde lays out a type or a variant.
#[derive(Debug, Default)]
pub(crate) struct SerdeContainer {
    pub(crate) rename: Option<String>,
    pub(crate) rename_all: Option<Rule>,
    pub(crate) rename_all_fields: Option<Rule>,
    pub(crate) tag: Option<String>,
    pub(crate) content: Option<String>,
    pub(crate) untagged: Option<()>,
    pub(crate) skip: Option<()>,
}

/// How serde lays out a field.
#[derive(Debug, Default)]
pub(crate) struct SerdeField {
    pub(crate) rename: Option<String>,
    pub(crate) flatten: Option<()>,
    pub(crate) skip: Option<()>,
}

pub(super) fn container(attributes: &[syn::Attribute]) -> SerdeContainer {
    let mut read = SerdeContainer::default();
    for (key, text) in pairs(attributes) {
        let rule = text.as_deref().and_then(Rule::parse);
        match key.as_str() {
            "rename" => read.rename = text,
            "rename_all" => read.rename_all = rule,
            "rename_all_fields" => read.rename_all_fields = rule,
            "tag" => read.tag = text,
            "content" => read.content = text,
            "untagged" => read.untagged = Some(()),
            "skip" | "skip_deserializing" => read.skip = Some(()),
            _ => {}
        }
    }
    read
}

pub(super) fn field(attributes: &[syn::Attribute]) -> SerdeField {
    let mut read = SerdeField::default();
    for (key, text) in pairs(attributes) {
        match key.as_str() {
            "rename" => read.rename = text,
            "flatten" => read.flatten = Some(()),
            "skip" | "skip_deserializing" => read.skip = Some(()),
            _ => {}
        }
    }
    read
}

/// `key`, `key = "text"` and `key(deserialize = "text")`, which is what an instance is read by.
fn pairs(attributes: &[syn::Attribute]) -> Vec<(String, Option<String>)> {
    let mut pairs = Vec::new();
    for attribute in attributes {
        if !attribute.path().is_ident("serde") {
            continue;
        }
        // What cannot be read here is an error of serde's derive, at the same place and in its own words.
        let _ = attribute.parse_nested_meta(|meta| {
            let Some(key) = meta.path.get_ident().map(ToString::to_string) else {
                return Ok(());
            };
            if meta.input.peek(Token![=]) {
                pairs.push((key, text(meta.value()?)?));
            } else if meta.input.peek(Paren) {
                meta.parse_nested_meta(|inner| {
                    let text = text(inner.value()?)?;
                    if inner.path.is_ident("deserialize") {
                        pairs.push((key.clone(), text));
                    }
                    Ok(())
                })?;
            } else {
                pairs.push((key, None));
            }
            Ok(())
        });
    }
    pairs
}

fn text(input: ParseStream<'_>) -> syn::Result<Option<String>> {
    Ok(read_string(&input.parse::<Expr>()?))
}
