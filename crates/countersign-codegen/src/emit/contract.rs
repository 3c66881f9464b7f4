//! The `#[contract(..)]` attribute: the assertions of a place, in JSON Schema's words.

use countersign_model::{Checks, Code, Shape, Slot, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::literal::{number, scalar};
use super::{Emitter, subject};
use crate::name::ident;

/// The attribute with these arguments; nothing where there are none.
pub(super) fn attribute(arguments: &[TokenStream]) -> TokenStream {
    if arguments.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[contract(#(#arguments),*)])
    }
}

/// The attribute of a type with these arguments: `Debug` is of the contract, and costs no call for each field.
pub(super) fn container(arguments: &[TokenStream]) -> TokenStream {
    quote!(#[contract(debug #(, #arguments)*)])
}

impl Emitter<'_> {
    /// The assertions of a slot, those of its items and values included.
    pub(super) fn assertions(&mut self, slot: &Slot, definition: &TypeDef) -> Vec<TokenStream> {
        let (checks, dropped) = subject::written(self.named, &slot.shape, &slot.checks);
        for keyword in dropped {
            self.unwritten(keyword, definition);
        }
        if let Some(format) = &checks.string.format {
            self.asserts(format);
        }
        let mut arguments = numbers(&checks);
        arguments.extend(strings(&checks));
        arguments.extend(counts(&checks));
        arguments.extend(constants(&checks));
        let (keyword, inner) = match &slot.shape {
            Shape::Array(item) => (quote!(items), item),
            Shape::Map(value) => (quote!(additional_properties), value),
            _ => return arguments,
        };
        let inner = self.assertions(inner, definition);
        if !inner.is_empty() {
            arguments.push(quote!(#keyword(#(#inner),*)));
        }
        arguments
    }

    fn unwritten(&mut self, keyword: &str, definition: &TypeDef) {
        let message =
            format!("`{keyword}` not enforced because it does not fit the Rust type of its place");
        self.warn(
            Code::AssertionNotWritten,
            definition,
            message,
            "in this schema",
        );
    }
}

/// `const` and `enum`; their values are scalars, the others have been sorted out.
fn constants(checks: &Checks) -> Vec<TokenStream> {
    let mut arguments = Vec::new();
    if let Some(literal) = checks.constant.as_ref().and_then(scalar) {
        arguments.push(quote!(const = #literal));
    }
    if let Some(values) = &checks.enumeration {
        let literals = values.iter().filter_map(scalar);
        arguments.push(quote!(enum(#(#literals),*)));
    }
    arguments
}

fn numbers(checks: &Checks) -> Vec<TokenStream> {
    if checks.number.is_empty() {
        return Vec::new();
    }
    let group = &checks.number;
    let bounds = [
        ("minimum", &group.minimum),
        ("maximum", &group.maximum),
        ("exclusive_minimum", &group.exclusive_minimum),
        ("exclusive_maximum", &group.exclusive_maximum),
        ("multiple_of", &group.multiple_of),
    ];
    let argument = |(keyword, bound): (&str, &Option<countersign_model::Decimal>)| {
        let (keyword, literal) = (ident(keyword), number(bound.as_ref()?));
        Some(quote!(#keyword = #literal))
    };
    bounds.into_iter().filter_map(argument).collect()
}

fn strings(checks: &Checks) -> Vec<TokenStream> {
    if checks.string.is_empty() {
        return Vec::new();
    }
    let group = &checks.string;
    let mut arguments = Vec::new();
    arguments.extend(count("min_length", group.min_length));
    arguments.extend(count("max_length", group.max_length));
    let pattern = group.pattern.as_ref();
    arguments.extend(pattern.map(|pattern| quote!(pattern = #pattern)));
    arguments.extend(group.format.as_ref().map(|format| quote!(format = #format)));
    arguments
}

fn counts(checks: &Checks) -> Vec<TokenStream> {
    let mut arguments = Vec::new();
    arguments.extend(count("min_items", checks.min_items));
    arguments.extend(count("max_items", checks.max_items));
    arguments.extend(checks.unique_items.then(|| quote!(unique_items)));
    arguments.extend(count("min_properties", checks.min_properties));
    arguments.extend(count("max_properties", checks.max_properties));
    arguments
}

/// A bound of lengths and counts.
pub(super) fn count(keyword: &str, bound: Option<u64>) -> Option<TokenStream> {
    let literal = proc_macro2::Literal::u64_unsuffixed(bound?);
    let keyword = ident(keyword);
    Some(quote!(#keyword = #literal))
}
