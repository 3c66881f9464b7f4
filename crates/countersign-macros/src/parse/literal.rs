//! Literals of attributes: exact numbers, and the constants of `const` and `enum`.

use std::cmp::Ordering;

use countersign_json::Decimal;
use proc_macro2::TokenStream;
use syn::{
    Expr, ExprLit, ExprUnary, Lit, Token, UnOp, parse::Parser as _, punctuated::Punctuated,
    spanned::Spanned as _,
};

use crate::errors::Errors;

use super::{
    Written,
    attribute::{Attribute, Form},
};

/// An exact number.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Number(pub(crate) Decimal);

impl Number {
    /// Which is greater, exactly.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

/// A constant instance.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
}

impl Literal {
    /// Its JSON type, with an article.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
        }
    }
}

/// The value of `key = value`.
pub(super) fn value<'a>(
    attribute: &'a Attribute,
    example: &str,
    errors: &mut Errors,
) -> Option<&'a Expr> {
    if let Form::Value(value) = &attribute.form {
        return Some(value);
    }
    let key = &attribute.key;
    errors.at(
        key.span,
        format_args!("`{0}` needs a value: `{0} = {example}`", key.value),
    );
    None
}

/// A key that stands alone.
pub(super) fn word(attribute: &Attribute, errors: &mut Errors) -> Option<()> {
    if let Form::Word = attribute.form {
        return Some(());
    }
    let key = &attribute.key;
    errors.at(
        attribute.span(),
        format_args!("`{0}` stands alone: `#[contract({0})]`", key.value),
    );
    None
}

/// A number: a literal, or its text where Rust has no such literal.
pub(super) fn number(attribute: &Attribute, errors: &mut Errors) -> Option<Number> {
    let value = value(attribute, "1", errors)?;
    if let Some(number) = read_number(value).or_else(|| read_number_text(value)) {
        return Some(number);
    }
    errors.at(
        value.span(),
        format_args!(
            "`{}` takes a number: `1`, `-0.5`, or \"1e400\" where Rust has no such literal",
            attribute.key.value
        ),
    );
    None
}

/// A count: a whole number from 0 on.
pub(super) fn count(attribute: &Attribute, errors: &mut Errors) -> Option<u64> {
    let value = value(attribute, "1", errors)?;
    let count = read_number(value).and_then(|number| number.0.to_u64());
    if count.is_none() {
        errors.at(
            value.span(),
            format_args!(
                "`{}` takes a whole number from 0 to 2^64 - 1",
                attribute.key.value
            ),
        );
    }
    count
}

/// A string literal.
pub(super) fn string(attribute: &Attribute, errors: &mut Errors) -> Option<String> {
    let value = value(attribute, "\"..\"", errors)?;
    let text = read_string(value);
    if text.is_none() {
        errors.at(
            value.span(),
            format_args!("`{}` takes a string literal", attribute.key.value),
        );
    }
    text
}

/// A list of string literals, at least one, each with its place. What is wrong with it is left out.
pub(super) fn strings(attribute: &Attribute, errors: &mut Errors) -> Vec<Written<String>> {
    let key = &attribute.key;
    let values = match &attribute.form {
        Form::List(tokens) => expressions(tokens.clone(), errors),
        Form::Word | Form::Value(_) => Some(Vec::new()),
    };
    if values.as_ref().is_some_and(Vec::is_empty) {
        errors.at(
            key.span,
            format_args!("`{0}` takes strings: `{0}(\"a\", \"b\")`", key.value),
        );
    }
    let mut texts = Vec::new();
    for value in values.into_iter().flatten() {
        let span = value.span();
        match read_string(&value) {
            Some(value) => texts.push(Written { value, span }),
            None => errors.at(span, "expected a string literal"),
        }
    }
    texts
}

/// Expressions with commas between them.
pub(super) fn expressions(tokens: TokenStream, errors: &mut Errors) -> Option<Vec<Expr>> {
    match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens) {
        Ok(values) => Some(values.into_iter().collect()),
        Err(error) => {
            errors.add(error);
            None
        }
    }
}

/// A constant: a number, a string, `true`, `false` or `null`.
pub(super) fn constant(expression: &Expr, errors: &mut Errors) -> Option<Literal> {
    let literal = read_number(expression)
        .map(Literal::Number)
        .or_else(|| read_string(expression).map(Literal::String))
        .or_else(|| read_bool(expression).map(Literal::Bool))
        .or_else(|| is_null(expression).then_some(Literal::Null));
    if literal.is_none() {
        errors.at(
            expression.span(),
            "expected a constant: a number, a string, `true`, `false` or `null`",
        );
    }
    literal
}

/// `true` or `false`.
pub(super) fn read_bool(expression: &Expr) -> Option<bool> {
    match literal(expression)? {
        Lit::Bool(literal) => Some(literal.value),
        _ => None,
    }
}

/// A string.
pub(super) fn read_string(expression: &Expr) -> Option<String> {
    match literal(expression)? {
        Lit::Str(literal) => Some(literal.value()),
        _ => None,
    }
}

/// A number with its sign.
pub(crate) fn read_number(expression: &Expr) -> Option<Number> {
    match expression {
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => Some(Number(Decimal::parse(&format!("-{}", digits(expr)?))?)),
        Expr::Group(group) => read_number(&group.expr),
        positive => Some(Number(Decimal::parse(&digits(positive)?)?)),
    }
}

fn read_number_text(expression: &Expr) -> Option<Number> {
    Decimal::parse(&read_string(expression)?).map(Number)
}

/// The JSON text of a literal without sign and suffix.
fn digits(expression: &Expr) -> Option<String> {
    match literal(expression)? {
        Lit::Int(literal) if literal.suffix().is_empty() => {
            Some(literal.base10_digits().to_owned())
        }
        Lit::Float(literal) if literal.suffix().is_empty() => {
            let digits = literal.base10_digits();
            let point = digits.strip_suffix('.').unwrap_or(digits);
            Some(point.to_owned())
        }
        _ => None,
    }
}

fn is_null(expression: &Expr) -> bool {
    matches!(expression, Expr::Path(path) if path.path.is_ident("null"))
}

fn literal(expression: &Expr) -> Option<&Lit> {
    match expression {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}
