//! `#[derive(Contract)]`: which JSON a type stands for.

use proc_macro2::Span;

use crate::{
    errors::Errors,
    parse::{
        Body as Written, ContainerAttributes, FieldAttributes, Input, InputField, Shape, Style,
    },
};

use super::{Body, Contract, Place, Scope, assertions, crate_path, judged, object, variants};

/// Where keys about members belong.
const NAMED: &str = "structs with named fields";

/// Where the text of a schema belongs.
const NEWTYPES: &str = "newtypes: `struct Name(pub Value);`";

/// Where keys about variants belong.
const ENUMS: &str = "enums";

/// Checks a type; `None` where errors leave nothing to emit.
pub(crate) fn contract(input: Input, errors: &mut Errors) -> Option<Contract> {
    let Input {
        ident,
        vis,
        generics,
        mut attributes,
        shape,
        ..
    } = input;
    let scope = Scope {
        krate: crate_path(attributes.krate.take().map(|path| path.value)),
        ident,
        generics,
    };
    let debug = attributes.debug.take().map(|_| ());
    let body = match shape {
        Shape::Struct(written) => structure(written, attributes, &scope, errors),
        Shape::Enum(written) => {
            check_no_object(&attributes, NAMED, errors);
            check_no_schema(&attributes, NEWTYPES, errors);
            variants::check(written, attributes, &scope, errors)
        }
        Shape::Union => {
            errors.at(
                scope.ident.span(),
                "a `union` of Rust is no contract: write an enum",
            );
            None
        }
    }?;
    Some(Contract {
        scope,
        vis,
        debug,
        body,
    })
}

fn structure(
    written: Written,
    attributes: ContainerAttributes,
    scope: &Scope,
    errors: &mut Errors,
) -> Option<Body> {
    check_no_enum(&attributes, ENUMS, errors);
    match written.style {
        Style::Named => {
            check_no_schema(&attributes, NEWTYPES, errors);
            let object = object::check(written.fields, attributes, scope, errors);
            Some(Body::Object(object))
        }
        Style::Tuple => {
            check_no_object(&attributes, NAMED, errors);
            let field = single(written.fields, scope, errors)?;
            Some(match &attributes.schema {
                Some(schema) => Body::Judged(judged::check(schema, field, errors)),
                None => Body::Newtype(Box::new(place(
                    field,
                    "the field of a newtype",
                    scope,
                    errors,
                ))),
            })
        }
        Style::Unit => {
            errors.at(
                scope.ident.span(),
                "a unit struct holds no instance: for an object without properties write `{}`, for null `(pub ())`",
            );
            None
        }
    }
}

/// The one field of a tuple struct.
fn single(fields: Vec<InputField>, scope: &Scope, errors: &mut Errors) -> Option<InputField> {
    let count = fields.len();
    let field = fields.into_iter().next().filter(|_| count == 1);
    if field.is_none() {
        errors.at(
            scope.ident.span(),
            "a tuple struct has one field, and is what that is: name the fields for an object",
        );
    }
    field
}

/// A field that is a value, not a property: of a newtype or of a union's variant.
pub(super) fn place(field: InputField, what: &str, scope: &Scope, errors: &mut Errors) -> Place {
    check_no_property(&field.attributes, what, errors);
    assertions::check(&field.attributes.assertions, &field.ty, scope, errors);
    if is_maybe(&field.ty) {
        errors.at(
            field.span,
            "`Maybe` is for properties: only they can be absent",
        );
    }
    Place {
        ty: field.ty,
        assertions: field.attributes.assertions,
    }
}

fn is_maybe(ty: &syn::Type) -> bool {
    matches!(super::layer(ty), Some((super::Layer::Maybe, _)))
}

pub(super) fn check_no_property(attributes: &FieldAttributes, what: &str, errors: &mut Errors) {
    let spans = [
        ("rename", attributes.rename.as_ref().map(|key| key.span)),
        ("default", attributes.default.as_ref().map(|key| key.span)),
        ("required", attributes.required.as_ref().map(|key| key.span)),
        ("flatten", attributes.flatten.as_ref().map(|key| key.span)),
        ("skip", attributes.skip.as_ref().map(|key| key.span)),
    ];
    for (key, span) in spans {
        if let Some(span) = span {
            errors.at(
                span,
                format_args!("`{key}` is for properties, and this is {what}"),
            );
        }
    }
}

/// Reports the keys that only a contract with named fields can have.
pub(super) fn check_no_object(attributes: &ContainerAttributes, wanted: &str, errors: &mut Errors) {
    let others = attributes.additional_properties.as_ref();
    let spans = [
        ("builder", attributes.builder.as_ref().map(|key| key.span)),
        ("additional_properties", others.map(|key| key.span)),
        (
            "min_properties",
            attributes.min_properties.as_ref().map(|key| key.span),
        ),
        (
            "max_properties",
            attributes.max_properties.as_ref().map(|key| key.span),
        ),
    ];
    refuse(spans, wanted, errors);
}

/// Reports the keys that only a contract on an enum can have.
pub(super) fn check_no_enum(attributes: &ContainerAttributes, wanted: &str, errors: &mut Errors) {
    let spans = [
        ("tag", attributes.tag.as_ref().map(|key| key.span)),
        ("one_of", attributes.one_of.as_ref().map(|key| key.span)),
        ("text", attributes.text.as_ref().map(|key| key.span)),
    ];
    refuse(spans, wanted, errors);
}

/// Reports the key that only a checked value can have.
pub(super) fn check_no_schema(attributes: &ContainerAttributes, wanted: &str, errors: &mut Errors) {
    let span = attributes.schema.as_ref().map(|key| key.span);
    refuse([("schema", span)], wanted, errors);
}

/// Reports the key that only what can write itself can have.
pub(super) fn check_no_debug(attributes: &ContainerAttributes, wanted: &str, errors: &mut Errors) {
    let span = attributes.debug.as_ref().map(|key| key.span);
    refuse([("debug", span)], wanted, errors);
}

fn refuse<const N: usize>(spans: [(&str, Option<Span>); N], wanted: &str, errors: &mut Errors) {
    for (key, span) in spans {
        if let Some(span) = span {
            errors.at(span, format_args!("`{key}` is for {wanted}"));
        }
    }
}
