//! Assertions against the type that they stand on, and against each other.

use std::cmp::Ordering;

use proc_macro2::Span;
use syn::Type;

use crate::{
    errors::Errors,
    parse::{Assertion, Assertions, Literal, Number, Written},
};

use super::{
    Kind, Scope,
    place::{argument, last_segment, layer},
};

/// Checks all assertions at a place of type `ty`.
pub(super) fn check(assertions: &Assertions, ty: &Type, scope: &Scope, errors: &mut Errors) {
    let kind = Kind::of(ty, scope);
    for assertion in &assertions.own {
        check_kind(assertion, kind, is_nullable(ty), errors);
        check_value(assertion, errors);
    }
    check_range(&assertions.own, kind, errors);
    check_counts(&assertions.own, errors);
    check_inside(assertions, ty, scope, errors);
}

fn is_nullable(ty: &Type) -> bool {
    use super::Layer;
    match layer(ty) {
        Some((Layer::Option | Layer::Maybe, _)) => true,
        Some((Layer::Box, inside)) => is_nullable(inside),
        None => false,
    }
}

/// The JSON types that a keyword speaks of.
fn speaks_of(assertion: &Assertion) -> Option<(&'static [Kind], &'static str)> {
    match assertion {
        Assertion::Minimum(_)
        | Assertion::Maximum(_)
        | Assertion::ExclusiveMinimum(_)
        | Assertion::ExclusiveMaximum(_)
        | Assertion::MultipleOf(_) => Some((&[Kind::Integer, Kind::Number], "numbers")),
        Assertion::MinLength(_)
        | Assertion::MaxLength(_)
        | Assertion::Pattern(_)
        | Assertion::Format(_) => Some((&[Kind::String], "strings")),
        Assertion::MinItems(_) | Assertion::MaxItems(_) | Assertion::UniqueItems => {
            Some((&[Kind::Array], "arrays"))
        }
        Assertion::MinProperties(_) | Assertion::MaxProperties(_) => {
            Some((&[Kind::Object], "objects"))
        }
        Assertion::Const(_) | Assertion::Enum(_) => None,
    }
}

fn check_kind(assertion: &Written<Assertion>, kind: Kind, nullable: bool, errors: &mut Errors) {
    if kind == Kind::Unknown {
        return;
    }
    match speaks_of(&assertion.value) {
        Some((kinds, name)) if !kinds.contains(&kind) => errors.at(
            assertion.span,
            format_args!(
                "`{}` is for {name}, and this is {}",
                assertion.value.keyword(),
                kind.name()
            ),
        ),
        _ => {}
    }
    let literals = match &assertion.value {
        Assertion::Const(literal) => std::slice::from_ref(literal),
        Assertion::Enum(literals) => literals,
        _ => return,
    };
    for literal in literals {
        check_literal(literal, assertion, kind, nullable, errors);
    }
}

fn check_literal(
    literal: &Literal,
    assertion: &Written<Assertion>,
    kind: Kind,
    nullable: bool,
    errors: &mut Errors,
) {
    let fits = match literal {
        Literal::Null => nullable || kind == Kind::Null,
        Literal::Bool(_) => kind == Kind::Boolean,
        Literal::Number(number) => {
            kind == Kind::Number || kind == Kind::Integer && number.0.is_integer()
        }
        Literal::String(_) => kind == Kind::String,
    };
    if fits {
        return;
    }
    let keyword = assertion.value.keyword();
    let found = match (literal, kind) {
        (Literal::Number(number), Kind::Integer) => format!("`{}`", number.0),
        _ => literal.kind().to_owned(),
    };
    errors.at(
        assertion.span,
        format_args!("`{keyword}` has {found}, and this is {}", kind.name()),
    );
}

fn check_value(assertion: &Written<Assertion>, errors: &mut Errors) {
    match &assertion.value {
        Assertion::MultipleOf(step) if step.0.is_negative() || step.0.is_zero() => {
            errors.at(assertion.span, "`multiple_of` takes a number above 0");
        }
        _ => {}
    }
}

/// A bound of a range.
#[derive(Clone, Copy)]
struct End<'a> {
    number: &'a Number,
    keyword: &'static str,
    exclusive: Exclusive,
    span: Span,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Exclusive {
    Yes,
    No,
}

fn end(
    assertion: &Written<Assertion>,
    choose: fn(&Assertion) -> Option<(&Number, Exclusive)>,
) -> Option<End<'_>> {
    choose(&assertion.value).map(|(number, exclusive)| End {
        number,
        keyword: assertion.value.keyword(),
        exclusive,
        span: assertion.span,
    })
}

fn lower(assertion: &Assertion) -> Option<(&Number, Exclusive)> {
    match assertion {
        Assertion::Minimum(number) => Some((number, Exclusive::No)),
        Assertion::ExclusiveMinimum(number) => Some((number, Exclusive::Yes)),
        _ => None,
    }
}

fn upper(assertion: &Assertion) -> Option<(&Number, Exclusive)> {
    match assertion {
        Assertion::Maximum(number) => Some((number, Exclusive::No)),
        Assertion::ExclusiveMaximum(number) => Some((number, Exclusive::Yes)),
        _ => None,
    }
}

fn check_range(assertions: &[Written<Assertion>], kind: Kind, errors: &mut Errors) {
    for low in assertions.iter().filter_map(|written| end(written, lower)) {
        for high in assertions.iter().filter_map(|written| end(written, upper)) {
            if is_empty(low, high, kind) {
                errors.at(
                    low.span,
                    format_args!(
                        "empty range: no {} is within `{} = {}` and `{} = {}`",
                        if kind == Kind::Integer {
                            "integer"
                        } else {
                            "number"
                        },
                        low.keyword,
                        low.number.0,
                        high.keyword,
                        high.number.0
                    ),
                );
            }
        }
    }
}

fn is_empty(low: End<'_>, high: End<'_>, kind: Kind) -> bool {
    let open = low.exclusive == Exclusive::Yes || high.exclusive == Exclusive::Yes;
    match low.number.compare(high.number) {
        Ordering::Greater => true,
        Ordering::Equal => open,
        Ordering::Less => kind == Kind::Integer && has_no_integer(low, high),
    }
}

/// Whether two whole bounds leave no integer between them.
fn has_no_integer(low: End<'_>, high: End<'_>) -> bool {
    let (Some(first), Some(last)) = (low.number.0.to_i128(), high.number.0.to_i128()) else {
        return false;
    };
    let first = first.saturating_add(i128::from(low.exclusive == Exclusive::Yes));
    let last = last.saturating_sub(i128::from(high.exclusive == Exclusive::Yes));
    first > last
}

fn check_counts(assertions: &[Written<Assertion>], errors: &mut Errors) {
    for low in assertions {
        for high in assertions {
            let (least, most) = match (&low.value, &high.value) {
                (Assertion::MinLength(least), Assertion::MaxLength(most))
                | (Assertion::MinItems(least), Assertion::MaxItems(most))
                | (Assertion::MinProperties(least), Assertion::MaxProperties(most)) => {
                    (least, most)
                }
                _ => continue,
            };
            if least > most {
                errors.at(
                    low.span,
                    format_args!(
                        "empty range: `{} = {least}` is above `{} = {most}`",
                        low.value.keyword(),
                        high.value.keyword()
                    ),
                );
            }
        }
    }
}

fn check_inside(assertions: &Assertions, ty: &Type, scope: &Scope, errors: &mut Errors) {
    let kind = Kind::of(ty, scope);
    if let Some(items) = &assertions.items {
        check_holder("items", Kind::Array, kind, items.span, errors);
        check_nested(&items.value, inside(ty, 0), scope, errors);
    }
    if let Some(values) = &assertions.additional_properties {
        check_holder(
            "additional_properties",
            Kind::Object,
            kind,
            values.span,
            errors,
        );
        check_nested(&values.value, inside(ty, 1), scope, errors);
    }
}

fn check_holder(keyword: &str, wanted: Kind, kind: Kind, span: Span, errors: &mut Errors) {
    if kind != Kind::Unknown && kind != wanted {
        errors.at(
            span,
            format_args!(
                "`{keyword}(..)` is for {}s, and this is {}",
                plural(wanted),
                kind.name()
            ),
        );
    }
}

fn plural(kind: Kind) -> &'static str {
    kind.name()
        .split_once(' ')
        .map_or(kind.name(), |(_, noun)| noun)
}

fn check_nested(nested: &Assertions, ty: Option<&Type>, scope: &Scope, errors: &mut Errors) {
    match ty {
        Some(ty) => check(nested, ty, scope, errors),
        None => check_unknown(nested, errors),
    }
}

/// What can be said without a type.
fn check_unknown(assertions: &Assertions, errors: &mut Errors) {
    for assertion in &assertions.own {
        check_value(assertion, errors);
    }
    check_range(&assertions.own, Kind::Unknown, errors);
    check_counts(&assertions.own, errors);
}

/// The type of the items of an array (argument 0) or of the values of a map (argument 1), through all wrappers.
pub(crate) fn inside(ty: &Type, index: usize) -> Option<&Type> {
    if let Some((_, inner)) = layer(ty) {
        return inside(inner, index);
    }
    match ty {
        Type::Array(array) => Some(&array.elem),
        Type::Slice(slice) => Some(&slice.elem),
        _ => argument(last_segment(ty)?, index),
    }
}
