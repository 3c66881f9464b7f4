//! `#[contract(..)]` as a list of `key`, `key = value` and `key(..)`, with recovery after each broken item.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{
    Expr, Ident, Meta, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _},
    spanned::Spanned as _,
};

use crate::{errors::Errors, nearest::nearest};

use super::Written;

/// One item of an attribute.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) key: Written<String>,
    pub(crate) form: Form,
}

/// What follows the key of an item.
#[derive(Debug)]
pub(crate) enum Form {
    Word,
    Value(Expr),
    List(TokenStream),
}

impl Attribute {
    /// The place of the value, or of the key if it has none.
    pub(crate) fn span(&self) -> Span {
        match &self.form {
            Form::Value(value) => value.span(),
            Form::Word | Form::List(_) => self.key.span,
        }
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let form = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Form::Value(input.parse()?)
        } else if input.peek(syn::token::Paren) {
            let list;
            syn::parenthesized!(list in input);
            Form::List(list.parse()?)
        } else {
            Form::Word
        };
        Ok(Self {
            key: Written {
                value: key.to_string(),
                span: key.span(),
            },
            form,
        })
    }
}

/// All items of all `#[contract(..)]` in `attributes`.
pub(super) fn contract(attributes: &[syn::Attribute], errors: &mut Errors) -> Vec<Attribute> {
    let mut items = Vec::new();
    for attribute in attributes {
        if !attribute.path().is_ident("contract") {
            continue;
        }
        match &attribute.meta {
            Meta::List(meta) => items.extend(list(meta.tokens.clone(), errors)),
            other => errors.at(
                other.span(),
                "expected a list: `#[contract(minimum = 1, ..)]`",
            ),
        }
    }
    items
}

/// The items of a list; a broken item is an error, and the items after it are read all the same.
pub(super) fn list(tokens: TokenStream, errors: &mut Errors) -> Vec<Attribute> {
    let mut items = Vec::new();
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            match input.parse() {
                Ok(item) => items.push(item),
                Err(error) => errors.add(error),
            }
            if !input.is_empty() && !input.peek(Token![,]) {
                errors.at(input.span(), "expected `,`");
                skip_item(input)?;
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(tokens) {
        errors.add(error);
    }
    items
}

fn skip_item(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

/// Reports a key that does not belong here.
pub(super) fn unknown(key: &Written<String>, place: &str, known: &[&str], errors: &mut Errors) {
    let help = nearest(&key.value, known)
        .map(|near| format!(": did you mean `{near}`?"))
        .unwrap_or_default();
    errors.at(
        key.span,
        format_args!("unknown key `{}` on {place}{help}", key.value),
    );
}

/// Fills a slot, unless the key stood before.
pub(super) fn set<T>(
    slot: &mut Option<Written<T>>,
    key: &Written<String>,
    value: Option<T>,
    errors: &mut Errors,
) {
    if slot.is_some() {
        repeated(key, errors);
    } else if let Some(value) = value {
        *slot = Some(Written {
            value,
            span: key.span,
        });
    }
}

/// Reports a key that stands twice.
pub(super) fn repeated(key: &Written<String>, errors: &mut Errors) {
    errors.at(key.span, format_args!("`{}` stands twice", key.value));
}
