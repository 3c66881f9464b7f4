//! `#[derive(Validate)]`: where serde puts each field, and what is checked there.

use proc_macro2::Span;
use syn::{Member, ext::IdentExt as _};

use crate::{
    errors::Errors,
    parse::{
        Body, ContainerAttributes, FieldAttributes, Input, InputField, InputVariant,
        SerdeContainer, Shape, Style,
    },
    rename::Rule,
};

use super::{
    Checked, Place, Scope, Step, Validated, ValidatedBody, ValidatedVariant, assertions,
    contract::{check_no_debug, check_no_enum, check_no_object, check_no_schema},
    crate_path,
};

/// Where most keys on a type belong.
const CONTRACT: &str = "`derive(Contract)`";

/// Checks a type; `None` where errors leave nothing to emit.
pub(crate) fn validated(input: Input, errors: &mut Errors) -> Option<Validated> {
    let Input {
        ident,
        generics,
        mut attributes,
        serde,
        shape,
        ..
    } = input;
    let scope = Scope {
        krate: crate_path(attributes.krate.take().map(|path| path.value)),
        ident,
        generics,
    };
    check_container(&attributes, errors);
    let body = match shape {
        Shape::Struct(body) => {
            ValidatedBody::Struct(fields(body, serde.rename_all, &scope, errors))
        }
        Shape::Enum(variants) => ValidatedBody::Enum(
            variants
                .into_iter()
                .map(|variant| self::variant(variant, &serde, &scope, errors))
                .collect(),
        ),
        Shape::Union => {
            errors.at(scope.ident.span(), "a `union` of Rust cannot be checked");
            return None;
        }
    };
    Some(Validated { scope, body })
}

fn check_container(attributes: &ContainerAttributes, errors: &mut Errors) {
    check_no_object(attributes, CONTRACT, errors);
    check_no_enum(attributes, CONTRACT, errors);
    check_no_schema(attributes, CONTRACT, errors);
    check_no_debug(attributes, CONTRACT, errors);
    if let Some(rule) = &attributes.rename_all {
        errors.at(
            rule.span,
            "with `derive(Validate)` names are serde's: `#[serde(rename_all = \"..\")]`",
        );
    }
}

fn variant(
    variant: InputVariant,
    enumeration: &SerdeContainer,
    scope: &Scope,
    errors: &mut Errors,
) -> ValidatedVariant {
    for written in [
        variant.attributes.rename.as_ref().map(|key| key.span),
        variant.attributes.other.as_ref().map(|key| key.span),
        variant.attributes.tags.as_ref().map(|key| key.span),
    ]
    .into_iter()
    .flatten()
    {
        errors.at(
            written,
            "with `derive(Validate)` variants are serde's: `#[serde(..)]`",
        );
    }
    let within = within(&variant, enumeration);
    let rule = variant.serde.rename_all.or(enumeration.rename_all_fields);
    let fields = match variant.serde.skip {
        Some(()) => Vec::new(),
        None => fields(variant.body, rule, scope, errors),
    };
    ValidatedVariant {
        variant: variant.ident,
        within,
        fields,
    }
}

/// The member that holds the variant's content, by the four ways in which serde tags an enum.
fn within(variant: &InputVariant, enumeration: &SerdeContainer) -> Option<String> {
    if enumeration.untagged.is_some() || variant.serde.untagged.is_some() {
        return None;
    }
    if enumeration.tag.is_some() {
        return enumeration.content.clone();
    }
    let ident = variant.ident.unraw().to_string();
    Some(match (&variant.serde.rename, enumeration.rename_all) {
        (Some(name), _) => name.clone(),
        (None, Some(rule)) => rule.variant(&ident),
        (None, None) => ident,
    })
}

fn fields(body: Body, rule: Option<Rule>, scope: &Scope, errors: &mut Errors) -> Vec<Checked> {
    let is_newtype = body.style == Style::Tuple && body.fields.len() == 1;
    let mut checked = Vec::new();
    for field in body.fields {
        check_attributes(&field.attributes, errors);
        if field.serde.skip.is_some() || field.attributes.skip.is_some() {
            continue;
        }
        assertions::check(&field.attributes.assertions, &field.ty, scope, errors);
        checked.push(Checked {
            step: step(&field, rule, is_newtype),
            member: field.member,
            place: Place {
                ty: field.ty,
                assertions: field.attributes.assertions,
            },
        });
    }
    checked
}

fn check_attributes(attributes: &FieldAttributes, errors: &mut Errors) {
    let spans: [(&str, Option<Span>, &str); 4] = [
        (
            "rename",
            attributes.rename.as_ref().map(|key| key.span),
            "`#[serde(rename = \"..\")]`",
        ),
        (
            "default",
            attributes.default.as_ref().map(|key| key.span),
            "`#[serde(default)]`",
        ),
        (
            "flatten",
            attributes.flatten.as_ref().map(|key| key.span),
            "`#[serde(flatten)]`",
        ),
        (
            "required",
            attributes.required.as_ref().map(|key| key.span),
            "serde requires what has no default",
        ),
    ];
    for (key, span, instead) in spans {
        if let Some(span) = span {
            errors.at(
                span,
                format_args!("`{key}` is for `derive(Contract)`; here: {instead}"),
            );
        }
    }
}

fn step(field: &InputField, rule: Option<Rule>, is_newtype: bool) -> Step {
    match &field.member {
        _ if field.serde.flatten.is_some() => Step::Here,
        Member::Unnamed(_) if is_newtype => Step::Here,
        Member::Unnamed(index) => Step::Item(index.index as usize),
        Member::Named(ident) => {
            let ident = ident.unraw().to_string();
            Step::Property(match (&field.serde.rename, rule) {
                (Some(name), _) => name.clone(),
                (None, Some(rule)) => rule.field(&ident),
                (None, None) => ident,
            })
        }
    }
}
