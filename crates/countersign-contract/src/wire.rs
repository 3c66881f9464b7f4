//! Requests as they go over the wire: parameters and bodies written by their styles and media types, and read back as a
//! service would. It shares nothing with the runtime's codecs, which are what it tests.

mod content;
mod events;
mod form;
mod medium;
mod multipart;
mod percent;
mod place;
mod read;
mod reading;
mod style;
mod written;

#[cfg(test)]
mod laws;

use countersign_json::Value;
use countersign_model::{Header, Parameter, ParameterLocation, Style};
use hyper::body::Bytes;

pub(crate) use content::{Content, content_type};
pub(crate) use medium::Medium;
pub(crate) use percent::{Plus, decode, encode};
pub(crate) use place::place;
pub(crate) use read::readings;
pub(crate) use reading::judge;
pub(crate) use style::{Spelling, unsupported, write};
pub(crate) use written::Written;

/// A request without the service's address.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Outgoing {
    /// The method.
    pub method: http::Method,
    /// Path and query, percent-encoded, from its slash on; each `<name>` stands for a variable of a [`Setup`](crate::Setup).
    pub target: String,
    /// The headers besides the credentials, in order.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte.
    pub body: Option<Bytes>,
    /// What stands for the credentials.
    pub credentials: Credentials,
}

impl Outgoing {
    /// The `Content-Type` that it goes with.
    pub(crate) fn content_type(&self) -> Option<&str> {
        let mut headers = self.headers.iter();
        let header = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        header.map(|(_, value)| value.as_str())
    }
}

/// Which credentials a request carries.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum Credentials {
    /// Those that the user gave.
    Given,
    /// Those that the user gave for a second identity.
    Other,
    /// All that the user gave but these headers, with these others instead.
    Replaced {
        /// The names of the headers that are left out, in lower case.
        without: Vec<String>,
        /// The headers that stand there instead.
        with: Vec<(String, String)>,
    },
}

/// The values that a service may take the text of a parameter for: the text is valid where one of them is.
///
/// A text that is a number or a boolean as JSON writes it may be one, `05` and `+5` may not (RFC 8259, section 6).
#[must_use]
pub fn readings_of(parameter: &Parameter, text: &str) -> Vec<Value> {
    let written = match parameter.location {
        ParameterLocation::Header => Written::of_header(text),
        _ => Written::of_text(&parameter.name, parameter.location, text),
    };
    let readings = readings(parameter, &written);
    let values = readings.iter().flat_map(|it| it.values(|_| Vec::new()));
    values.collect()
}

/// The values that a client may take the text of a response's header for, in the same way.
#[must_use]
pub fn readings_of_header(header: &Header, text: &str) -> Vec<Value> {
    readings_of(&as_parameter(header), text)
}

/// A header of a response is written as a parameter in a header is (OpenAPI 3.1, section 4.8.21).
pub(crate) fn as_parameter(header: &Header) -> Parameter {
    Parameter {
        name: header.name.clone(),
        location: ParameterLocation::Header,
        presence: header.presence.clone(),
        deprecated: header.deprecated,
        description: None,
        style: Style::Simple,
        explode: header.explode,
        allow_reserved: false,
        allow_empty_value: false,
        schema: header.schema,
        slot: None,
        content: header.content.clone(),
        examples: Vec::new(),
    }
}
