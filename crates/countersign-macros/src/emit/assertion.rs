//! Bounds, constants and assertions: as the runtime's types for checks, and as text for tables.

use countersign_json::Value;
use proc_macro2::TokenStream;
use syn::Expr;

use crate::parse::{Assertion, Literal, Number, read_number};

use super::table::Text;

/// `Bound::..`
pub(super) fn bound(number: &Number) -> TokenStream {
    match number.0.to_i128() {
        Some(integer) => {
            let integer = proc_macro2::Literal::i128_unsuffixed(integer);
            ours!(__Bound::Integer(#integer))
        }
        None => {
            let text = number.0.to_string();
            ours!(__Bound::Decimal(#text))
        }
    }
}

/// `Literal::..`
pub(super) fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Null => ours!(__Literal::Null),
        Literal::Bool(value) => ours!(__Literal::Bool(#value)),
        Literal::Number(number) => {
            let bound = bound(number);
            ours!(__Literal::Number(#bound))
        }
        Literal::String(text) => ours!(__Literal::String(#text)),
    }
}

/// Writes an assertion into a table.
pub(super) fn write(assertion: &Assertion, text: &mut Text) {
    let text = text.name(name(assertion));
    match assertion {
        Assertion::Minimum(number)
        | Assertion::Maximum(number)
        | Assertion::ExclusiveMinimum(number)
        | Assertion::ExclusiveMaximum(number)
        | Assertion::MultipleOf(number) => {
            write_bound(number, text);
        }
        Assertion::MinLength(count)
        | Assertion::MaxLength(count)
        | Assertion::MinItems(count)
        | Assertion::MaxItems(count)
        | Assertion::MinProperties(count)
        | Assertion::MaxProperties(count) => {
            text.number(count);
        }
        Assertion::Pattern(value) | Assertion::Format(value) => {
            text.text(value);
        }
        Assertion::UniqueItems => {}
        Assertion::Const(value) => write_literal(value, text),
        Assertion::Enum(values) => {
            text.list(values, |text, value| write_literal(value, text));
        }
    }
}

/// The name of the runtime's assertion.
fn name(assertion: &Assertion) -> &'static str {
    match assertion {
        Assertion::Minimum(_) => "Minimum",
        Assertion::Maximum(_) => "Maximum",
        Assertion::ExclusiveMinimum(_) => "ExclusiveMinimum",
        Assertion::ExclusiveMaximum(_) => "ExclusiveMaximum",
        Assertion::MultipleOf(_) => "MultipleOf",
        Assertion::MinLength(_) => "MinLength",
        Assertion::MaxLength(_) => "MaxLength",
        Assertion::Pattern(_) => "Pattern",
        Assertion::Format(_) => "Format",
        Assertion::MinItems(_) => "MinItems",
        Assertion::MaxItems(_) => "MaxItems",
        Assertion::UniqueItems => "UniqueItems",
        Assertion::MinProperties(_) => "MinProperties",
        Assertion::MaxProperties(_) => "MaxProperties",
        Assertion::Const(_) => "Const",
        Assertion::Enum(_) => "Enum",
    }
}

/// A whole number in its digits, and any other one in its shortest text: that is how the two are told apart.
fn write_bound<'t>(number: &Number, text: &'t mut Text) -> &'t mut Text {
    match number.0.to_i128() {
        Some(integer) => text.number(integer),
        None => text.number(&number.0),
    }
}

fn write_literal(literal: &Literal, text: &mut Text) {
    match literal {
        Literal::Null => text.push("n"),
        Literal::Bool(true) => text.push("t"),
        Literal::Bool(false) => text.push("f"),
        Literal::Number(number) => write_bound(number, text.push("#")),
        Literal::String(value) => text.text(value),
    };
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
