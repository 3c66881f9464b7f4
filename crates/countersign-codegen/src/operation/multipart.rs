//! Multipart bodies: which parts are files, and which are values (OpenAPI 3.1, section 4.8.15.1).

use std::collections::BTreeSet;

use countersign_model::{
    Definition, Encoding, JsonType, MediaType, Property, SchemaId, Shape, TypeSet,
};

use super::Kind;
use crate::name::{Named, field_names, named_type};

/// A multipart body as a struct of its own.
pub(crate) struct Multipart<'a> {
    /// The name of the struct.
    pub(crate) name: String,
    /// The parts, in the order of the schema.
    pub(crate) parts: Vec<Part<'a>>,
}

/// One part, or several of one name.
pub(crate) struct Part<'a> {
    /// The property.
    pub(crate) property: &'a Property,
    /// Its field.
    pub(crate) field: String,
    /// What it holds.
    pub(crate) holds: Holds,
    /// The schema of the object.
    pub(crate) schema: SchemaId,
}

/// What a part holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Holds {
    /// A value: text where it is a scalar, else JSON.
    Value,
    /// A part for each item.
    Values,
    /// A file.
    File,
    /// A part for each file.
    Files,
}

/// The parts of a body, if its schema is an object of known properties.
pub(super) fn of<'a>(
    named: &'a Named<'a>,
    media: &'a MediaType,
    newtype: &str,
) -> Option<Multipart<'a>> {
    let (definition, _) = named.get(named_type(media.slot.as_ref()?)?)?;
    let Definition::Object(object) = &definition.definition else {
        return None;
    };
    let names: Vec<String> = object
        .properties
        .iter()
        .map(|property| property.name.clone())
        .collect();
    let fields = field_names(&names, &BTreeSet::new());
    let parts = object.properties.iter().zip(fields);
    let part = |(property, field): (&'a Property, String)| {
        let encodings = media.encoding.iter();
        let mut of_property = encodings.filter(|(name, _)| *name == property.name);
        let encoding = of_property.next().map(|(_, encoding)| encoding);
        Part {
            property,
            field,
            holds: holds(named, definition.schema, property, encoding),
            schema: definition.schema,
        }
    };
    Some(Multipart {
        name: match newtype {
            "Body" => "Multipart".to_owned(),
            other => other.to_owned(),
        },
        parts: parts.map(part).collect(),
    })
}

fn holds(
    named: &Named<'_>,
    object: SchemaId,
    property: &Property,
    encoding: Option<&Encoding>,
) -> Holds {
    let schema = property_schema(named, object, &property.name);
    let is_file = |schema: Option<SchemaId>| is_file(named, schema, encoding);
    match &property.slot.shape {
        Shape::Array(_) => {
            let items = schema
                .and_then(|id| named.api().schema(id))
                .and_then(|schema| schema.array.items);
            match is_file(items) {
                true => Holds::Files,
                false => Holds::Values,
            }
        }
        _ if is_file(schema) => Holds::File,
        _ => Holds::Value,
    }
}

/// The schema of a property, behind references.
fn property_schema(named: &Named<'_>, object: SchemaId, name: &str) -> Option<SchemaId> {
    let object = behind(named, object)?;
    let properties = &named.api().schema(object)?.object.properties;
    let (_, id) = properties.iter().find(|(property, _)| property == name)?;
    behind(named, *id)
}

/// A schema without the references before it; they cannot be many.
fn behind(named: &Named<'_>, mut id: SchemaId) -> Option<SchemaId> {
    for _ in 0..32 {
        match named.api().schema(id)?.reference {
            Some(next) => id = next,
            None => return Some(id),
        }
    }
    None
}

/// `format: binary`, no schema at all, or a string in a media type that is not text.
fn is_file(named: &Named<'_>, schema: Option<SchemaId>, encoding: Option<&Encoding>) -> bool {
    let Some(schema) = schema
        .and_then(|id| behind(named, id))
        .and_then(|id| named.api().schema(id))
    else {
        return false;
    };
    let is_string = schema.types == Some(TypeSet::of(JsonType::String));
    let says_nothing = schema.types.is_none()
        && schema.reference.is_none()
        && schema.subschemas().next().is_none()
        && schema.enumeration.is_none()
        && schema.constant.is_none();
    let of_bytes = encoding
        .and_then(|encoding| encoding.content_type.as_deref())
        .and_then(|list| list.split(',').next())
        .is_some_and(|name| Kind::of(name) == Kind::Bytes);
    let is_binary = schema.string.format.as_deref() == Some("binary");
    (is_string && (is_binary || of_bytes)) || says_nothing
}
