//! Structs with named fields: properties, their presence, and the members beyond them.

use std::collections::BTreeSet;

use syn::{Expr, ExprLit, Ident, Lit, LitFloat, Member, ext::IdentExt as _, parse_quote};

use crate::{
    errors::Errors,
    parse::{ContainerAttributes, FieldAttributes, InputField},
    rename::Rule,
};

use super::{
    Captured, Form, Kind, Layer, Object, Others, Place, Property, Scope, assertions, place::layer,
};

pub(super) fn check(
    fields: Vec<InputField>,
    attributes: ContainerAttributes,
    scope: &Scope,
    errors: &mut Errors,
) -> Object {
    let rule = attributes.rename_all.as_ref().map(|rule| rule.value);
    let mut names = BTreeSet::new();
    let mut properties = Vec::new();
    let mut captured = None;
    for field in fields {
        let Member::Named(ident) = field.member.clone() else {
            continue;
        };
        refuse_skip(&field.attributes, errors);
        if field.attributes.flatten.is_some() {
            capture(field, ident, &mut captured, scope, errors);
            continue;
        }
        let span = field.span;
        let property = property(field, ident, rule, scope, errors);
        if !names.insert(property.name.clone()) {
            errors.at(
                span,
                format_args!("two fields have the JSON name `{}`", property.name),
            );
        }
        properties.push(property);
    }
    check_counts(&attributes, errors);
    Object {
        properties,
        others: others(captured, &attributes, errors),
        min_properties: attributes.min_properties.map(|count| count.value),
        max_properties: attributes.max_properties.map(|count| count.value),
        builder: attributes.builder.map(|_| ()),
    }
}

fn refuse_skip(attributes: &FieldAttributes, errors: &mut Errors) {
    if let Some(skip) = &attributes.skip {
        errors.at(
            skip.span,
            "`skip` is for `derive(Validate)`: a contract has no field outside the JSON",
        );
    }
}

fn check_counts(attributes: &ContainerAttributes, errors: &mut Errors) {
    let (Some(least), Some(most)) = (&attributes.min_properties, &attributes.max_properties) else {
        return;
    };
    if least.value > most.value {
        errors.at(
            least.span,
            format_args!(
                "empty range: `min_properties = {}` is above `max_properties = {}`",
                least.value, most.value
            ),
        );
    }
}

fn others(
    captured: Option<Captured>,
    attributes: &ContainerAttributes,
    errors: &mut Errors,
) -> Others {
    match (captured, &attributes.additional_properties) {
        (Some(_), Some(refused)) => {
            errors.at(
                refused.span,
                "other members are refused here, and captured by a `flatten` field below",
            );
            Others::Refused
        }
        (Some(captured), None) => Others::Captured(Box::new(captured)),
        (None, Some(_)) => Others::Refused,
        (None, None) => Others::Ignored,
    }
}

fn capture(
    field: InputField,
    ident: Ident,
    captured: &mut Option<Captured>,
    scope: &Scope,
    errors: &mut Errors,
) {
    let attributes = field.attributes;
    let spans = [
        ("rename", attributes.rename.as_ref().map(|key| key.span)),
        ("default", attributes.default.as_ref().map(|key| key.span)),
        ("required", attributes.required.as_ref().map(|key| key.span)),
        (
            "items",
            attributes.assertions.items.as_ref().map(|key| key.span),
        ),
    ];
    for (key, span) in spans {
        if let Some(span) = span {
            errors.at(
                span,
                format_args!("`{key}` has no meaning beside `flatten`"),
            );
        }
    }
    for assertion in &attributes.assertions.own {
        errors.at(
            assertion.span,
            "beside `flatten` stand assertions on the values only: `additional_properties(..)`",
        );
    }
    let kind = Kind::of(&field.ty, scope);
    if layer(&field.ty).is_some() || !matches!(kind, Kind::Object | Kind::Unknown) {
        errors.at(
            field.span,
            "`flatten` captures other members, in a `BTreeMap<String, _>` or a `HashMap<String, _>`",
        );
    }
    if captured.is_some() {
        errors.at(
            field.span,
            "a second `flatten`: the first one has captured all members",
        );
        return;
    }
    assertions::check(&attributes.assertions, &field.ty, scope, errors);
    *captured = Some(Captured {
        field: ident,
        ty: field.ty,
        assertions: attributes.assertions,
    });
}

fn property(
    field: InputField,
    ident: Ident,
    rule: Option<Rule>,
    scope: &Scope,
    errors: &mut Errors,
) -> Property {
    let name = match (&field.attributes.rename, rule) {
        (Some(name), _) => name.value.clone(),
        (None, Some(rule)) => rule.field(&ident.unraw().to_string()),
        (None, None) => ident.unraw().to_string(),
    };
    let form = form(&field, scope, errors);
    check_nesting(&field, errors);
    assertions::check(&field.attributes.assertions, &field.ty, scope, errors);
    Property {
        field: ident,
        name,
        form,
        place: Place {
            ty: field.ty,
            assertions: field.attributes.assertions,
        },
    }
}

fn form(field: &InputField, scope: &Scope, errors: &mut Errors) -> Form {
    let attributes = &field.attributes;
    let outer = layer(&field.ty).map(|(layer, _)| layer);
    if let (Some(required), Some(_)) = (&attributes.required, &attributes.default) {
        errors.at(
            required.span,
            "a property with a default is not required: its absence means the default",
        );
    }
    match (outer, &attributes.default) {
        (Some(Layer::Maybe), Some(default)) => {
            errors.at(
                default.span,
                "`Maybe` keeps absence, which a default would fill: use `Option<..>`, where only null is `None`",
            );
            Form::Maybe
        }
        (Some(Layer::Maybe), None) => {
            refuse_required(attributes, errors);
            Form::Maybe
        }
        (Some(Layer::Option), Some(default)) => {
            Form::Default(nullable_default(&default.value, &field.ty, scope))
        }
        (Some(Layer::Option), None) if attributes.required.is_some() => Form::Required,
        (Some(Layer::Option), None) => Form::Optional,
        (_, Some(default)) => {
            Form::Default(plain_default(&default.value, Kind::of(&field.ty, scope)))
        }
        (_, None) => {
            refuse_required(attributes, errors);
            Form::Required
        }
    }
}

fn refuse_required(attributes: &FieldAttributes, errors: &mut Errors) {
    if let Some(required) = &attributes.required {
        errors.at(
            required.span,
            "`required` is for `Option<..>`, where it makes `None` mean null; every other property without a default is required anyway",
        );
    }
}

fn check_nesting(field: &InputField, errors: &mut Errors) {
    let Some((Layer::Option | Layer::Maybe, inside)) = layer(&field.ty) else {
        return;
    };
    if let Some((Layer::Option | Layer::Maybe, _)) = layer(inside) {
        errors.at(
            field.span,
            "nested options are read by nobody: `Maybe<..>` is absent, null or a value",
        );
    }
}

/// A default for `Option<..>`: a value is wrapped, `None` and `Some(..)` stand for themselves.
fn nullable_default(default: &Expr, ty: &syn::Type, scope: &Scope) -> Expr {
    let is_option = match default {
        Expr::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "None"),
        Expr::Call(call) => matches!(&*call.func, Expr::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "Some")),
        _ => false,
    };
    if is_option {
        return default.clone();
    }
    let inner = plain_default(default, Kind::of(ty, scope));
    parse_quote!(::core::option::Option::Some(#inner))
}

/// A default as an expression of the field's type: text is converted, and a whole number may stand for a float.
fn plain_default(default: &Expr, kind: Kind) -> Expr {
    match default {
        Expr::Lit(ExprLit {
            lit: Lit::Str(_), ..
        }) => {
            parse_quote!(::core::convert::Into::into(#default))
        }
        Expr::Lit(ExprLit {
            lit: Lit::Int(int), ..
        }) if kind == Kind::Number && int.suffix().is_empty() => {
            let float = LitFloat::new(&format!("{}.0", int.base10_digits()), int.span());
            parse_quote!(#float)
        }
        Expr::Unary(unary) if kind == Kind::Number => {
            let inner = plain_default(&unary.expr, kind);
            let op = unary.op;
            parse_quote!(#op #inner)
        }
        _ => default.clone(),
    }
}
