//! Enums: of strings, or unions.

use std::collections::BTreeSet;

use syn::{Ident, ext::IdentExt as _};

use crate::{
    errors::Errors,
    parse::{Body as Fields, ContainerAttributes, InputVariant, Style, Written},
    rename::Rule,
};

use super::{Body, Scope, Word, Words, tagged, union};

pub(super) fn check(
    variants: Vec<InputVariant>,
    attributes: ContainerAttributes,
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
    let ContainerAttributes {
        rename_all,
        tag,
        one_of,
        text,
        ..
    } = attributes;
    if let (Some(one_of), Some(_)) = (&one_of, &tag) {
        errors.at(
            one_of.span,
            "`one_of` or `tag`: either every variant is tried, or a property chooses",
        );
    }
    if tag.is_none() {
        refuse_tags(&variants, errors);
    }
    let is_words = variants
        .iter()
        .any(|variant| variant.body.style == Style::Unit || variant.attributes.other.is_some());
    if tag.is_none() && one_of.is_none() && is_words {
        let rule = rename_all.map(|rule| rule.value);
        let texts = text.is_none().then_some(());
        return words(variants, rule, texts, errors).map(Body::Words);
    }
    refuse_rule(rename_all.as_ref(), errors);
    if let Some(text) = text {
        errors.at(text.span, "`text` is for enums of strings");
    }
    Some(match (tag, one_of) {
        (Some(tag), _) => Body::Tagged(tagged::check(tag, variants, scope, errors)),
        (None, Some(_)) => Body::OneOf(union::one_of(variants, scope, errors)),
        (None, None) => Body::Union(union::by_type(variants, scope, errors)),
    })
}

fn refuse_tags(variants: &[InputVariant], errors: &mut Errors) {
    for variant in variants {
        if let Some(tags) = &variant.attributes.tags {
            errors.at(
                tags.span,
                "`tags` of which property? Say so on the enum: `#[contract(tag = \"..\")]`",
            );
        }
    }
}

fn refuse_rule(rule: Option<&Written<Rule>>, errors: &mut Errors) {
    if let Some(rule) = rule {
        errors.at(
            rule.span,
            "`rename_all` has nothing to rename: the variants of a union have no JSON names",
        );
    }
}

fn words(
    variants: Vec<InputVariant>,
    rule: Option<Rule>,
    texts: Option<()>,
    errors: &mut Errors,
) -> Option<Words> {
    let mut seen = BTreeSet::new();
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
        if !seen.insert(text.clone()) {
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
    Some(Words {
        words,
        other: open,
        texts,
    })
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
