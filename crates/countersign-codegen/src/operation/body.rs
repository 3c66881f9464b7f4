//! Bodies: one form for each media type, and the Rust value that it stands for.

use countersign_model::{Definition, MediaType, Operation, SchemaId, Shape, Slot};

use super::{Kind, Multipart, multipart};
use crate::name::{Named, variant_names};

/// A request body.
pub(crate) struct Body<'a> {
    /// `required`
    pub(crate) required: bool,
    /// One for each media type, in document order; never empty. Several make an enum `Body`.
    pub(crate) forms: Vec<Form<'a>>,
}

/// A body in one media type.
pub(crate) struct Form<'a> {
    /// What the document says.
    pub(crate) media: &'a MediaType,
    /// How it is read and written.
    pub(crate) kind: Kind,
    /// Its variant, where there are several.
    pub(crate) variant: String,
    /// The Rust value.
    pub(crate) value: Value<'a>,
}

/// The Rust value of a body.
pub(crate) enum Value<'a> {
    /// A value of a schema: JSON, a form, or text.
    Typed(Typed<'a>),
    /// Items, each of a schema.
    Items(Typed<'a>),
    /// A multipart body with its parts.
    Multipart(Multipart<'a>),
    /// `http::Body`.
    Bytes,
    /// `http::Content`: bytes with a media type, where the document has a range.
    Content,
}

/// A value with a type of its own module, or of the types.
#[derive(Clone)]
pub(crate) struct Typed<'a> {
    /// Its place; `None` where the document has no schema: any value, or any string where it is text.
    pub(crate) slot: Option<&'a Slot>,
    /// The schema, where there is one.
    pub(crate) schema: Option<SchemaId>,
    /// The name of a newtype, where the place has assertions of its own.
    pub(crate) newtype: Option<String>,
}

impl<'a> Body<'a> {
    /// Whether there is one media type only.
    pub(crate) fn single(&self) -> Option<&Form<'a>> {
        single(&self.forms)
    }
}

/// The only form.
pub(crate) fn single<'f, 'a>(forms: &'f [Form<'a>]) -> Option<&'f Form<'a>> {
    match forms {
        [form] => Some(form),
        _ => None,
    }
}

pub(super) fn of_request<'a>(named: &'a Named<'a>, operation: &'a Operation) -> Option<Body<'a>> {
    let body = operation.request_body.as_ref()?;
    let forms = forms(named, &body.content, "Body", Direction::Request);
    (!forms.is_empty()).then_some(Body {
        required: body.required,
        forms,
    })
}

/// Which way a body goes: what is received as multipart is not taken apart.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// The forms of a body; `name` is that of its enum, or of its newtype where there is one form.
pub(super) fn forms<'a>(
    named: &'a Named<'a>,
    content: &'a [MediaType],
    name: &str,
    direction: Direction,
) -> Vec<Form<'a>> {
    let variants = variant_names(content.iter().map(|media| words(&media.name)).collect());
    let named_forms = content.iter().zip(variants);
    named_forms
        .map(|(media, variant)| {
            let newtype = match content.len() {
                1 => name.to_owned(),
                _ => format!("{}{variant}Body", name.trim_end_matches("Body")),
            };
            form(named, media, variant, newtype, direction)
        })
        .collect()
}

fn form<'a>(
    named: &'a Named<'a>,
    media: &'a MediaType,
    variant: String,
    newtype: String,
    direction: Direction,
) -> Form<'a> {
    let mut kind = Kind::of(&media.name);
    if kind == Kind::EventData && media.item_slot.is_some() {
        kind = Kind::Events;
    }
    let value = match kind {
        _ if is_range(&media.name) => Value::Content,
        Kind::Bytes => Value::Bytes,
        Kind::Multipart if direction == Direction::Request => {
            match multipart::of(named, media, &newtype) {
                Some(parts) => Value::Multipart(parts),
                None => Value::Content,
            }
        }
        Kind::Multipart => Value::Content,
        // A form of a server's own is nobody's custom.
        Kind::Form if direction == Direction::Response => Value::Bytes,
        // XML and CSV are text, and no JSON.
        Kind::Text
            if !media
                .slot
                .as_ref()
                .is_none_or(|slot| is_scalar(named, slot)) =>
        {
            Value::Bytes
        }
        Kind::Json | Kind::Form | Kind::Text => {
            Value::Typed(typed(media.slot.as_ref(), media.schema, newtype))
        }
        Kind::Events | Kind::EventData | Kind::Lines | Kind::Sequence => {
            let (slot, schema) = item(media);
            Value::Items(typed(slot, schema, newtype))
        }
    };
    let kind = match value {
        Value::Bytes | Value::Content => Kind::Bytes,
        _ => kind,
    };
    Form {
        media,
        kind,
        variant,
        value,
    }
}

fn typed(slot: Option<&Slot>, schema: Option<SchemaId>, newtype: String) -> Typed<'_> {
    let asserts = slot.is_some_and(asserts);
    Typed {
        slot,
        schema,
        newtype: asserts.then_some(newtype),
    }
}

/// Whether a text can be a value of this place.
fn is_scalar(named: &Named<'_>, slot: &Slot) -> bool {
    match &slot.shape {
        Shape::Array(_) | Shape::Map(_) => false,
        Shape::Named(id) => named
            .get(*id)
            .is_none_or(|(definition, _)| !matches!(definition.definition, Definition::Object(_))),
        _ => true,
    }
}

/// Whether a place has assertions that its Rust type does not know.
fn asserts(slot: &Slot) -> bool {
    let inside = match &slot.shape {
        Shape::Array(inner) | Shape::Map(inner) => asserts(inner),
        _ => false,
    };
    inside || !slot.checks.is_empty()
}

/// The place of an item: `itemSchema`, the items of a `schema` that is an array (OpenAPI 3.2, section 4.14.3), or the
/// `schema` itself, as documents of older versions write it.
fn item(media: &MediaType) -> (Option<&Slot>, Option<SchemaId>) {
    match (&media.item_slot, &media.slot) {
        (Some(slot), _) => (Some(slot), media.item_schema),
        (None, Some(slot)) => match &slot.shape {
            Shape::Array(item) => (Some(item), media.schema),
            _ => (Some(slot), media.schema),
        },
        (None, None) => (None, None),
    }
}

/// Whether a media type is a range: `image/*`.
fn is_range(name: &str) -> bool {
    name.split(';').next().unwrap_or_default().contains('*')
}

/// The words of a variant.
fn words(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default().trim();
    match (Kind::of(name), essence.to_ascii_lowercase().as_str()) {
        (_, "*/*") => "any".to_owned(),
        (_, "application/json") => "json".to_owned(),
        (Kind::Form, _) => "form".to_owned(),
        (Kind::Multipart, _) => "multipart".to_owned(),
        (Kind::EventData, _) => "events".to_owned(),
        (_, "text/plain") => "text".to_owned(),
        (_, "application/octet-stream") => "bytes".to_owned(),
        (_, lower) => {
            let (of_type, subtype) = lower.split_once('/').unwrap_or(("", lower));
            match subtype {
                "*" => of_type.to_owned(),
                _ => subtype.to_owned(),
            }
        }
    }
}
