//! [`Media`]: a body, or the content of a parameter or header, in one media type.

use super::Style;
use crate::schema::Schema;

/// A media type object (OpenAPI 3.2, section 4.14).
#[derive(Clone, Copy, Debug)]
pub struct Media {
    /// The media type or range: `application/json`.
    pub name: &'static str,
    /// How it is read and written.
    pub kind: Kind,
    /// `schema`; that of an item for streams of items.
    pub schema: fn() -> &'static Schema,
    /// `encoding`, for forms.
    pub encoding: &'static [Encoding],
}

impl Media {
    /// A media type without `encoding`.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, schema: fn() -> &'static Schema) -> Self {
        Self {
            name,
            kind,
            schema,
            encoding: &[],
        }
    }
}

/// How a media type is read and written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// `application/json`, and all that ends in `+json`.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// `text/plain`: a scalar.
    Text,
    /// Everything else.
    Bytes,
    /// `text/event-stream`: server-sent events, each an object of `data`, `event`, `id` and `retry`.
    Events,
    /// `text/event-stream`, of each event the `data` alone, as JSON.
    EventData,
    /// `application/x-ndjson`, `application/jsonl`: a JSON text a line.
    Lines,
    /// `application/json-seq` (RFC 7464).
    Sequence,
}

/// How a property of a form is written (OpenAPI 3.2, section 4.15).
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    /// The property.
    pub property: &'static str,
    /// `contentType`; ignored where one of the other three stands.
    pub content_type: Option<&'static str>,
    /// `style`
    pub style: Option<Style>,
    /// `explode`
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: bool,
}
