//! [`Media`]: a body, or the content of a parameter or header, in one media type.

use super::Style;
use crate::{Contract, schema::Schema};

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
    /// A media type without `schema` and `encoding`.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            schema: crate::schema::any,
            encoding: &[],
        }
    }

    /// `application/json`
    #[must_use]
    pub const fn json<T: Contract>() -> Self {
        Self::new("application/json", Kind::Json).of::<T>()
    }

    /// `application/problem+json` (RFC 9457)
    #[must_use]
    pub const fn problem<T: Contract>() -> Self {
        Self::new("application/problem+json", Kind::Json).of::<T>()
    }

    /// `application/x-www-form-urlencoded`
    #[must_use]
    pub const fn form<T: Contract>() -> Self {
        Self::new("application/x-www-form-urlencoded", Kind::Form).of::<T>()
    }

    /// `schema`: that of this type.
    #[must_use]
    pub const fn of<T: Contract>(mut self) -> Self {
        self.schema = T::schema;
        self
    }

    /// `encoding`
    #[must_use]
    pub const fn encoding(mut self, encoding: &'static [Encoding]) -> Self {
        self.encoding = encoding;
        self
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

impl Encoding {
    /// A property of which nothing is said.
    #[must_use]
    pub const fn new(property: &'static str) -> Self {
        Self {
            property,
            content_type: None,
            style: None,
            explode: None,
            allow_reserved: false,
        }
    }

    /// `style: deepObject, explode: true`
    #[must_use]
    pub const fn deep_object(property: &'static str) -> Self {
        Self::new(property).style(Style::DeepObject).exploded()
    }

    /// `contentType`
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// `style`
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// `explode: true`
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = Some(true);
        self
    }

    /// `explode: false`
    #[must_use]
    pub const fn joined(mut self) -> Self {
        self.explode = Some(false);
        self
    }

    /// `allowReserved: true`
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }
}
