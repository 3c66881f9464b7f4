//! The input as written: Rust syntax and attributes, each attribute read but none yet held against another.

mod assertion;
mod attribute;
mod container;
mod field;
mod literal;
mod serde;
mod variant;

use proc_macro2::Span;
use syn::{Data, DeriveInput, Fields, spanned::Spanned as _};

use crate::errors::Errors;

pub(crate) use self::{
    assertion::{Assertion, Assertions},
    container::{ContainerAttributes, Text},
    field::FieldAttributes,
    literal::{Literal, Number, read_number},
    serde::{SerdeContainer, SerdeField},
    variant::VariantAttributes,
};

/// Something together with the place where it was written.
#[derive(Clone, Debug)]
pub(crate) struct Written<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A type as written.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) ident: syn::Ident,
    pub(crate) vis: syn::Visibility,
    pub(crate) generics: syn::Generics,
    pub(crate) attributes: ContainerAttributes,
    pub(crate) serde: SerdeContainer,
    pub(crate) shape: Shape,
}

/// What stands between a type's braces.
#[derive(Debug)]
pub(crate) enum Shape {
    Struct(Body),
    Enum(Vec<InputVariant>),
    Union,
}

/// The fields of a struct or of a variant.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) style: Style,
    pub(crate) fields: Vec<InputField>,
}

/// How fields are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Style {
    Named,
    Tuple,
    Unit,
}

/// A field as written.
#[derive(Debug)]
pub(crate) struct InputField {
    pub(crate) member: syn::Member,
    pub(crate) ty: syn::Type,
    pub(crate) span: Span,
    pub(crate) attributes: FieldAttributes,
    pub(crate) serde: SerdeField,
}

/// A variant as written.
#[derive(Debug)]
pub(crate) struct InputVariant {
    pub(crate) ident: syn::Ident,
    pub(crate) attributes: VariantAttributes,
    pub(crate) serde: SerdeContainer,
    pub(crate) body: Body,
}

/// Reads a type and all of its attributes.
pub(crate) fn parse(input: DeriveInput, errors: &mut Errors) -> Input {
    let shape = match input.data {
        Data::Struct(data) => Shape::Struct(body(&data.fields, errors)),
        Data::Enum(data) => Shape::Enum(
            data.variants
                .iter()
                .map(|variant| self::variant(variant, errors))
                .collect(),
        ),
        Data::Union(_) => Shape::Union,
    };
    Input {
        attributes: container::read(&input.attrs, errors),
        serde: serde::container(&input.attrs),
        ident: input.ident,
        vis: input.vis,
        generics: input.generics,
        shape,
    }
}

fn variant(variant: &syn::Variant, errors: &mut Errors) -> InputVariant {
    InputVariant {
        ident: variant.ident.clone(),
        attributes: variant::read(&variant.attrs, errors),
        serde: serde::container(&variant.attrs),
        body: body(&variant.fields, errors),
    }
}

fn body(fields: &Fields, errors: &mut Errors) -> Body {
    let style = match fields {
        Fields::Named(_) => Style::Named,
        Fields::Unnamed(_) => Style::Tuple,
        Fields::Unit => Style::Unit,
    };
    let fields = fields
        .iter()
        .zip(fields.members())
        .map(|(field, member)| InputField {
            member,
            ty: field.ty.clone(),
            span: field
                .ident
                .as_ref()
                .map_or_else(|| field.ty.span(), |ident| ident.span()),
            attributes: field::read(&field.attrs, errors),
            serde: serde::field(&field.attrs),
        })
        .collect();
    Body { style, fields }
}
