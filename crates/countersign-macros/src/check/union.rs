//! Unions: of values whose JSON types are disjoint, and of those that exactly one variant takes.

use crate::{
    errors::Errors,
    parse::{InputField, InputVariant, Style},
};

use super::{Alternative, Kind, Layer, Scope, contract::place, place::layer};

/// A union whose variants are chosen by JSON type.
pub(super) fn by_type(
    variants: Vec<InputVariant>,
    scope: &Scope,
    errors: &mut Errors,
) -> Vec<Alternative> {
    let mut alternatives: Vec<Alternative> = Vec::new();
    for (variant, field) in values(variants, errors) {
        let kind = Kind::of(&field.ty, scope);
        if let Some(earlier) = alternatives
            .iter()
            .find(|earlier| Kind::of(&earlier.place.ty, scope).overlaps(kind))
        {
            errors.at(
                field.span,
                format_args!(
                    "`{}` takes {} already: the variants of a union have different JSON types. \
                     Where exactly one variant takes each instance: `#[contract(one_of)]`",
                    earlier.variant,
                    kind.name()
                ),
            );
        }
        alternatives.push(alternative(variant, field, scope, errors));
    }
    alternatives
}

/// A union whose variants are tried, all of them.
pub(super) fn one_of(
    variants: Vec<InputVariant>,
    scope: &Scope,
    errors: &mut Errors,
) -> Vec<Alternative> {
    values(variants, errors)
        .into_iter()
        .map(|(variant, field)| alternative(variant, field, scope, errors))
        .collect()
}

fn alternative(
    variant: syn::Ident,
    field: InputField,
    scope: &Scope,
    errors: &mut Errors,
) -> Alternative {
    Alternative {
        place: place(field, "the value of a variant", scope, errors),
        variant,
    }
}

/// The variants that hold one value each.
fn values(variants: Vec<InputVariant>, errors: &mut Errors) -> Vec<(syn::Ident, InputField)> {
    let mut values = Vec::new();
    for variant in variants {
        if let Some(other) = &variant.attributes.other {
            errors.at(
                other.span,
                "`other` is for enums of strings, and for unions with a `tag`",
            );
        }
        values.extend(value(variant, errors));
    }
    values
}

/// What a variant of a union holds.
pub(super) fn value(
    variant: InputVariant,
    errors: &mut Errors,
) -> Option<(syn::Ident, InputField)> {
    if let Some(rename) = &variant.attributes.rename {
        errors.at(
            rename.span,
            "a variant of a union has no JSON name: the instance decides which one it is",
        );
    }
    let count = variant.body.fields.len();
    let field = variant
        .body
        .fields
        .into_iter()
        .next()
        .filter(|_| count == 1 && variant.body.style == Style::Tuple);
    let Some(field) = field else {
        errors.at(
            variant.ident.span(),
            "a variant of a union holds one value: `Name(Type)`",
        );
        return None;
    };
    if let Some((Layer::Option | Layer::Maybe, _)) = layer(&field.ty) {
        errors.at(
            field.span,
            "null is a JSON type of its own: give it a variant `Null(())`",
        );
    }
    Some((variant.ident, field))
}
