//! Literals: numbers as the document says them, strings that stay strings.

use std::str::FromStr;

use countersign_model::{Decimal, Value};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// An exact number: a whole one as an integer, another one as a decimal, and as a string where Rust has no such literal.
pub(super) fn number(value: &Decimal) -> TokenStream {
    if let Some(whole) = value.to_i128() {
        return signed(whole);
    }
    let text = value.to_string();
    let digits = text.trim_start_matches('-');
    match float(digits) {
        Some(literal) if text.starts_with('-') => quote!(-#literal),
        Some(literal) => quote!(#literal),
        None => quote!(#text),
    }
}

/// Whether Rust has a literal for a number, rather than a string for its text.
pub(super) fn is_literal(value: &Decimal) -> bool {
    value.to_i128().is_some() || float(value.to_string().trim_start_matches('-')).is_some()
}

/// A whole number, with its sign as a token of its own.
pub(super) fn signed(value: i128) -> TokenStream {
    let literal = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// A float literal of JSON's digits, if `f64` has a number near it.
fn float(digits: &str) -> Option<Literal> {
    let near: f64 = digits.parse().ok()?;
    let literal: Literal = digits.parse().ok()?;
    (near.is_finite() && near != 0.0).then_some(literal)
}

/// A scalar as a literal of `const` and `enum`; arrays and objects have none.
pub(super) fn scalar(value: &Value) -> Option<TokenStream> {
    match value {
        Value::Null => Some(quote!(null)),
        Value::Bool(value) => Some(quote!(#value)),
        Value::Number(value) => Some(number(&value.decimal())),
        Value::String(value) => Some(quote!(#value)),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// A raw string literal, with as many `#` as it takes.
pub(super) fn raw(text: &str) -> Literal {
    let mut hashes = String::from("#");
    while hashes.len() < 255 && text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = Literal::from_str(&format!("r{hashes}\"{text}\"{hashes}"));
    literal.unwrap_or_else(|_| Literal::string(text))
}
