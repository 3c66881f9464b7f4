//! [`Parameter`]: where a value stands in a request, and how it is written there.

use super::Media;

/// A parameter of an operation (OpenAPI 3.2, section 4.12).
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// `name`, as it stands on the wire.
    pub name: &'static str,
    /// Its member of the operation's `Parameters`, which has its schema.
    pub member: &'static str,
    /// `in`
    pub location: Location,
    /// `style`; without meaning where there is `content`.
    pub style: Style,
    /// `explode`: whether each item or member stands by itself.
    pub explode: bool,
    /// `allowReserved`: reserved characters (RFC 3986, section 2.2) stay as they are, where they delimit nothing.
    pub allow_reserved: bool,
    /// `allowEmptyValue`: an empty value is null where the schema takes null, a flag that is set where it takes
    /// booleans, and no value where it takes no empty string either.
    pub allow_empty: bool,
    /// `required`
    pub required: bool,
    /// `content`: the value is a document of this media type.
    pub content: Option<Media>,
}

/// `in`: the part of a request that holds a parameter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Location {
    /// `path`: a segment of the path, or a part of one.
    Path,
    /// `query`: pairs of the query string.
    Query,
    /// `querystring`: the whole query string (OpenAPI 3.2).
    QueryString,
    /// `header`: a field.
    Header,
    /// `cookie`: pairs of the field `Cookie` (RFC 6265).
    Cookie,
}

impl Location {
    /// The word of the document.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// `style` (OpenAPI 3.2, section 4.12.3): an operator of RFC 6570, or a form of OpenAPI's own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Style {
    /// `matrix`: `;name=value`
    Matrix,
    /// `label`: `.value`
    Label,
    /// `simple`: `value`
    Simple,
    /// `form`: `name=value`, pairs joined by `&`; in cookies by `; `.
    Form,
    /// `spaceDelimited`: `name=a%20b`
    SpaceDelimited,
    /// `pipeDelimited`: `name=a%7Cb`
    PipeDelimited,
    /// `deepObject`: `name%5Bmember%5D=value`
    DeepObject,
    /// `cookie`: `name=value` without percent-encoding (OpenAPI 3.2).
    Cookie,
}

impl Parameter {
    /// A parameter of the path: style `simple`, and required.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple).required()
    }

    /// A parameter of the query: style `form`, which explodes.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form).exploded()
    }

    /// The whole query string.
    #[must_use]
    pub const fn query_string(name: &'static str) -> Self {
        Self::new(name, Location::QueryString, Style::Form).exploded()
    }

    /// A header field, of a request or of a response (OpenAPI 3.2, section 4.21): style `simple`.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple)
    }

    /// A cookie: style `form`, which explodes.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form).exploded()
    }

    const fn new(name: &'static str, location: Location, style: Style) -> Self {
        Self {
            name,
            member: name,
            location,
            style,
            explode: false,
            allow_reserved: false,
            allow_empty: false,
            required: false,
            content: None,
        }
    }

    /// Its member, where that has another name.
    #[must_use]
    pub const fn member(mut self, member: &'static str) -> Self {
        self.member = member;
        self
    }

    /// `style`, with the `explode` that the style has by default: that of `form` and `cookie` explode.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.explode = matches!(style, Style::Form | Style::Cookie);
        self.style = style;
        self
    }

    /// `style: deepObject, explode: true`
    #[must_use]
    pub const fn deep_object(self) -> Self {
        self.style(Style::DeepObject).exploded()
    }

    /// `explode: true`
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// `explode: false`
    #[must_use]
    pub const fn joined(mut self) -> Self {
        self.explode = false;
        self
    }

    /// `allowReserved: true`
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// `allowEmptyValue: true`
    #[must_use]
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }

    /// `required: true`
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// `content`
    #[must_use]
    pub const fn content(mut self, content: Media) -> Self {
        self.content = Some(content);
        self
    }
}
