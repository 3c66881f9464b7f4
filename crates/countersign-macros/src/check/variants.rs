//! Enums: of strings, or of values whose JSON types are disjoint.

use std::collections::BTreeSet;

use syn::{Ident, ext::IdentExt as _};

use crate::{
    errors::Errors,
    parse::{Body as Fields, InputVariant, Style, Written},
    rename::Rule,
};

use super::{Alternative, Body, Kind, Layer, Scope, Word, Words, contract::place, place::layer};

pub(super) fn check(
    variants: Vec<InputVariant>,
    rule: Option<Written<Rule>>,
    scope: &Scope,
    errors: &mut Errors,
) -> Option<Body> {
    if variants.is_empty() {
        errors.at(
            scope.ident.span(),
            "an enum without variants has no instance",
        );
        return None;
    }
    let is_words = variants
        .iter()
        .any(|variant| variant.body.style == Style::Unit || variant.attributes.other.is_some());
    if is_words {
        words(variants, rule.map(|rule| rule.value), errors).map(Body::Words)
    } else {
        refuse_rule(rule.as_ref(), errors);
        Some(Body::Union(union(variants, scope, errors)))
    }
}

fn refuse_rule(rule: Option<&Written<Rule>>, errors: &mut Errors) {
    if let Some(rule) = rule {
        errors.at(
            rule.span,
            "`rename_all` has nothing to rename: the variants of a union are chosen by JSON type",
        );
    }
}

fn words(variants: Vec<InputVariant>, rule: Option<Rule>, errors: &mut Errors) -> Option<Words> {
    let mut texts = BTreeSet::new();
    let mut words = Vec::new();
    let mut open: Option<Ident> = None;
    for variant in variants {
        if variant.attributes.other.is_some() {
            other(variant, &mut open, errors);
            continue;
        }
        if variant.body.style != Style::Unit {
            errors.at(
                variant.ident.span(),
                "an enum is either of strings (variants without fields) or a union (variants with one field each)",
            );
            continue;
        }
        let text = text(&variant, rule);
        if !texts.insert(text.clone()) {
            errors.at(
                variant.ident.span(),
                format_args!("two variants have the JSON name `{text}`"),
            );
        }
        words.push(Word {
            variant: variant.ident,
            text,
        });
    }
    if let (Some(open), true) = (&open, words.is_empty()) {
        errors.at(open.span(), "`other` than what: no variant has a word");
        return None;
    }
    Some(Words { words, other: open })
}

fn text(variant: &InputVariant, rule: Option<Rule>) -> String {
    let ident = variant.ident.unraw().to_string();
    match (&variant.attributes.rename, rule) {
        (Some(text), _) => text.value.clone(),
        (None, Some(rule)) => rule.variant(&ident),
        (None, None) => ident,
    }
}

fn other(variant: InputVariant, open: &mut Option<Ident>, errors: &mut Errors) {
    if !holds_string(&variant.body) {
        errors.at(
            variant.ident.span(),
            format_args!(
                "`other` keeps the string that it was: `{}(String)`",
                variant.ident
            ),
        );
    }
    if let Some(rename) = &variant.attributes.rename {
        errors.at(
            rename.span,
            "`other` stands for every other string and has no name of its own",
        );
    }
    if open.is_some() {
        errors.at(variant.ident.span(), "a second `other`");
    }
    *open = Some(variant.ident);
}

fn holds_string(fields: &Fields) -> bool {
    match fields.fields.as_slice() {
        [field] if fields.style == Style::Tuple => {
            super::place::last_segment(&field.ty).is_some_and(|last| last.ident == "String")
        }
        _ => false,
    }
}

fn union(variants: Vec<InputVariant>, scope: &Scope, errors: &mut Errors) -> Vec<Alternative> {
    let mut alternatives: Vec<Alternative> = Vec::new();
    for variant in variants {
        if let Some(rename) = &variant.attributes.rename {
            errors.at(
                rename.span,
                "a variant of a union has no JSON name: it is chosen by JSON type",
            );
        }
        let count = variant.body.fields.len();
        let Some(field) = variant
            .body
            .fields
            .into_iter()
            .next()
            .filter(|_| count == 1 && variant.body.style == Style::Tuple)
        else {
            errors.at(
                variant.ident.span(),
                "a variant of a union holds one value: `Name(Type)`",
            );
            continue;
        };
        if let Some((Layer::Option | Layer::Maybe, _)) = layer(&field.ty) {
            errors.at(
                field.span,
                "null is a JSON type of its own: give it a variant `Null(())`",
            );
        }
        let kind = Kind::of(&field.ty, scope);
        if let Some(earlier) = alternatives
            .iter()
            .find(|earlier| Kind::of(&earlier.place.ty, scope).overlaps(kind))
        {
            errors.at(
                field.span,
                format_args!(
                    "`{}` takes {} already: the variants of a union have different JSON types",
                    earlier.variant,
                    kind.name()
                ),
            );
        }
        alternatives.push(Alternative {
            place: place(field, "the value of a variant", scope, errors),
            variant: variant.ident,
        });
    }
    alternatives
}
