//! Unions with a tag: a property of the instance chooses the variant.

use std::collections::BTreeMap;

use syn::Ident;

use crate::{
    errors::Errors,
    parse::{Assertions, FieldAttributes, InputVariant, Written},
};

use super::{Case, Kind, Scope, Tagged, contract::check_no_property, place::last_segment, union};

pub(super) fn check(
    tag: Written<String>,
    variants: Vec<InputVariant>,
    scope: &Scope,
    errors: &mut Errors,
) -> Tagged {
    let mut tagged = Tagged {
        property: tag.value,
        cases: Vec::new(),
        other: None,
    };
    let mut owners = BTreeMap::new();
    for variant in variants {
        if variant.attributes.other.is_some() {
            other(variant, &mut tagged.other, errors);
        } else {
            let tags = tags(&variant, &mut owners, errors);
            tagged.cases.extend(case(variant, tags, scope, errors));
        }
    }
    if let (Some(other), true) = (&tagged.other, tagged.cases.is_empty()) {
        errors.at(other.span(), "`other` than what: no variant has a tag");
    }
    tagged
}

/// The tags of a variant; each belongs to one alone.
fn tags(
    variant: &InputVariant,
    owners: &mut BTreeMap<String, Ident>,
    errors: &mut Errors,
) -> Vec<String> {
    let Some(tags) = &variant.attributes.tags else {
        errors.at(
            variant.ident.span(),
            format_args!(
                "`{}` has no tag: `#[contract(tags(\"..\"))]`",
                variant.ident
            ),
        );
        return Vec::new();
    };
    for tag in &tags.value {
        if let Some(owner) = owners.insert(tag.value.clone(), variant.ident.clone()) {
            errors.at(
                tag.span,
                format_args!("the tag `{}` is that of `{owner}` already", tag.value),
            );
        }
    }
    tags.value.iter().map(|tag| tag.value.clone()).collect()
}

fn case(
    variant: InputVariant,
    tags: Vec<String>,
    scope: &Scope,
    errors: &mut Errors,
) -> Option<Case> {
    let (variant, field) = union::value(variant, errors)?;
    refuse_attributes(&field.attributes, errors);
    let kind = Kind::of(&field.ty, scope);
    if !matches!(kind, Kind::Object | Kind::Unknown) {
        errors.at(
            field.span,
            format_args!(
                "the tag is a property of an object, and this is {}",
                kind.name()
            ),
        );
    }
    Some(Case {
        variant,
        ty: field.ty,
        tags,
    })
}

fn refuse_attributes(attributes: &FieldAttributes, errors: &mut Errors) {
    check_no_property(attributes, "the value of a variant", errors);
    for span in spans(&attributes.assertions) {
        errors.at(span, "assertions on a variant with tags belong on its type");
    }
}

/// Where assertions stand.
pub(super) fn spans(assertions: &Assertions) -> impl Iterator<Item = proc_macro2::Span> {
    let inside = [&assertions.items, &assertions.additional_properties];
    let own = assertions.own.iter().map(|written| written.span);
    own.chain(inside.into_iter().flatten().map(|written| written.span))
}

fn other(variant: InputVariant, open: &mut Option<Ident>, errors: &mut Errors) {
    if let Some(tags) = &variant.attributes.tags {
        errors.at(
            tags.span,
            "`other` stands for every other tag and has none of its own",
        );
    }
    if open.is_some() {
        errors.at(variant.ident.span(), "a second `other`");
    }
    let ident = variant.ident.clone();
    if let Some((_, field)) = union::value(variant, errors) {
        refuse_attributes(&field.attributes, errors);
        if last_segment(&field.ty).is_none_or(|last| last.ident != "Value") {
            errors.at(
                field.span,
                format_args!("`other` keeps the instance that it was: `{ident}(Value)`"),
            );
        }
    }
    *open = Some(ident);
}
