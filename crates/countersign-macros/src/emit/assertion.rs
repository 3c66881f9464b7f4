//! Bounds and constants as the runtime's types.

use countersign_json::Value;
use proc_macro2::TokenStream;
use syn::{Expr, Path};

use crate::parse::{Assertion, Literal, Number, read_number};

/// `Bound::..`
pub(super) fn bound(number: &Number, krate: &Path) -> TokenStream {
    match number.0.to_i128() {
        Some(integer) => {
            let integer = proc_macro2::Literal::i128_unsuffixed(integer);
            ours!(#krate::schema::Bound::Integer(#integer))
        }
        None => {
            let text = number.0.to_string();
            ours!(#krate::schema::Bound::Decimal(#text))
        }
    }
}

/// `Literal::..`
pub(super) fn literal(literal: &Literal, krate: &Path) -> TokenStream {
    match literal {
        Literal::Null => ours!(#krate::schema::Literal::Null),
        Literal::Bool(value) => ours!(#krate::schema::Literal::Bool(#value)),
        Literal::Number(number) => {
            let bound = bound(number, krate);
            ours!(#krate::schema::Literal::Number(#bound))
        }
        Literal::String(text) => ours!(#krate::schema::Literal::String(#text)),
    }
}

/// `Assertion::..`
pub(super) fn assertion(assertion: &Assertion, krate: &Path) -> TokenStream {
    let plain = plain(assertion, krate);
    ours!(#krate::schema::Assertion::#plain)
}

/// What follows `Assertion::`.
pub(super) fn plain(assertion: &Assertion, krate: &Path) -> TokenStream {
    match assertion {
        Assertion::Minimum(number) => call("Minimum", &bound(number, krate)),
        Assertion::Maximum(number) => call("Maximum", &bound(number, krate)),
        Assertion::ExclusiveMinimum(number) => call("ExclusiveMinimum", &bound(number, krate)),
        Assertion::ExclusiveMaximum(number) => call("ExclusiveMaximum", &bound(number, krate)),
        Assertion::MultipleOf(number) => call("MultipleOf", &bound(number, krate)),
        Assertion::MinLength(count) => call("MinLength", &ours!(#count)),
        Assertion::MaxLength(count) => call("MaxLength", &ours!(#count)),
        Assertion::Pattern(text) => call("Pattern", &ours!(#text)),
        Assertion::Format(text) => call("Format", &ours!(#text)),
        Assertion::MinItems(count) => call("MinItems", &ours!(#count)),
        Assertion::MaxItems(count) => call("MaxItems", &ours!(#count)),
        Assertion::UniqueItems => ours!(UniqueItems),
        Assertion::MinProperties(count) => call("MinProperties", &ours!(#count)),
        Assertion::MaxProperties(count) => call("MaxProperties", &ours!(#count)),
        Assertion::Const(value) => call("Const", &literal(value, krate)),
        Assertion::Enum(values) => {
            let values = values.iter().map(|value| literal(value, krate));
            call("Enum", &ours!(&[#(#values),*]))
        }
    }
}

fn call(name: &str, value: &TokenStream) -> TokenStream {
    let name = proc_macro2::Ident::new(name, proc_macro2::Span::mixed_site());
    ours!(#name(#value))
}

/// The JSON text of a default that is a literal.
pub(super) fn json_text(default: &Expr) -> Option<String> {
    if let Some(number) = read_number(default) {
        return Some(number.0.to_string());
    }
    match default {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Bool(value) => Some(value.value.to_string()),
            syn::Lit::Str(text) => Some(Value::String(text.value()).to_string()),
            _ => None,
        },
        Expr::Path(path) if path.path.is_ident("None") => Some("null".to_owned()),
        Expr::Call(call) => call
            .args
            .first()
            .filter(|_| call.args.len() == 1)
            .and_then(json_text),
        _ => None,
    }
}
