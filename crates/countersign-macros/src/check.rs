//! The checked form: what is here can be emitted without a further question.

mod assertions;
mod contract;
mod judged;
mod object;
mod place;
mod scope;
mod tagged;
mod union;
mod validated;
mod variants;

use syn::{Expr, Ident, Path, Type, Visibility};

use crate::{parse::Assertions, schema_text::Tables};

pub(crate) use self::{
    assertions::inside,
    contract::contract,
    place::{Kind, Layer, layer},
    scope::Scope,
    validated::validated,
};

/// A type for `#[derive(Contract)]`.
#[derive(Debug)]
pub(crate) struct Contract {
    pub(crate) scope: Scope,
    pub(crate) vis: Visibility,
    /// Whether its `Debug` is the instance that it writes.
    pub(crate) debug: Option<()>,
    pub(crate) body: Body,
}

/// What a contract is in JSON.
#[derive(Debug)]
pub(crate) enum Body {
    Object(Object),
    Newtype(Box<Place>),
    Words(Words),
    /// Chosen by JSON type.
    Union(Vec<Alternative>),
    /// Chosen by a property.
    Tagged(Tagged),
    /// Chosen by trial: the one that takes the instance.
    OneOf(Vec<Alternative>),
    Judged(Judged),
}

/// A JSON object.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    pub(crate) others: Others,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
    pub(crate) builder: Option<()>,
}

/// What becomes of members that are no properties.
#[derive(Debug)]
pub(crate) enum Others {
    Ignored,
    Refused,
    Captured(Box<Captured>),
}

/// The field that captures members.
#[derive(Debug)]
pub(crate) struct Captured {
    pub(crate) field: Ident,
    pub(crate) ty: Type,
    pub(crate) assertions: Assertions,
}

/// A property.
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) field: Ident,
    pub(crate) name: String,
    pub(crate) form: Form,
    pub(crate) place: Place,
}

/// What absence and null are to a property.
#[derive(Debug)]
pub(crate) enum Form {
    /// `T`, and `Option<T>` with `required`, where null is a value.
    Required,
    /// `Option<T>`: `None` is absence.
    Optional,
    /// `Maybe<T>`.
    Maybe,
    /// `T` with a default, and `Option<T>` with one, where null is a value.
    Default(Expr),
}

/// A place where a value stands.
#[derive(Debug)]
pub(crate) struct Place {
    /// The type as written.
    pub(crate) ty: Type,
    pub(crate) assertions: Assertions,
}

/// A string enum.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    /// The variant for every other string, in an open enum.
    pub(crate) other: Option<Ident>,
    /// Whether it has `as_str`, `Display` and `FromStr`.
    pub(crate) texts: Option<()>,
}

/// A word of an enum.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) variant: Ident,
    pub(crate) text: String,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct Alternative {
    pub(crate) variant: Ident,
    pub(crate) place: Place,
}

/// A union with a tag.
#[derive(Debug)]
pub(crate) struct Tagged {
    /// The property that holds the tag.
    pub(crate) property: String,
    pub(crate) cases: Vec<Case>,
    /// The variant for every other tag, in an open union.
    pub(crate) other: Option<Ident>,
}

/// A variant with its tags.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) variant: Ident,
    pub(crate) ty: Type,
    pub(crate) tags: Vec<String>,
}

/// A value that a schema judges as a whole.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) ty: Type,
    pub(crate) tables: Tables,
}

/// A type for `#[derive(Validate)]`.
#[derive(Debug)]
pub(crate) struct Validated {
    pub(crate) scope: Scope,
    pub(crate) body: ValidatedBody,
}

/// The fields that are checked.
#[derive(Debug)]
pub(crate) enum ValidatedBody {
    Struct(Vec<Checked>),
    Enum(Vec<ValidatedVariant>),
}

/// A variant, with the way from the enum to its fields.
#[derive(Debug)]
pub(crate) struct ValidatedVariant {
    pub(crate) variant: Ident,
    pub(crate) within: Option<String>,
    pub(crate) fields: Vec<Checked>,
}

/// A field with its place in the JSON.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) member: syn::Member,
    pub(crate) step: Step,
    pub(crate) place: Place,
}

/// The way from a type to a field.
#[derive(Debug)]
pub(crate) enum Step {
    Property(String),
    Item(usize),
    Here,
}

/// The crate that the output names.
pub(crate) fn crate_path(written: Option<Path>) -> Path {
    written.unwrap_or_else(|| syn::parse_quote!(::countersign))
}
