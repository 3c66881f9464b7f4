//! [`Answer`] and [`Reply`]: a response that has come, and how a generated enum is made of it.

use ::http::header;

use super::{Failure, draft::framing};
use crate::{
    Contract, Location, Value, Violation, Violations,
    http::{
        Body, Bytes, Case, Content, HeaderMap, Items, Media, Operation, Response, StatusCode,
        Undocumented,
        style::{self, Guide, Raw},
    },
    lenient, lenient_from_value,
    schema::{Schema, Types},
};

/// A response enum that can be read. Codegen writes it: a match on the documented case, and nothing else.
pub trait Answer: Response + Sized {
    /// Reads the case that the reply belongs to.
    ///
    /// # Errors
    /// What of it could not be decoded.
    fn read(reply: &mut Reply) -> Result<Self, Unreadable>;
}

/// What of a response could not be decoded.
#[derive(Debug)]
pub enum Unreadable {
    /// The body.
    Body(crate::Error),
    /// The header fields.
    Headers(Violations),
}

/// A response that has come. Its body is whole, unless the document says that it is a stream.
#[derive(Debug)]
pub struct Reply {
    pub(super) operation: &'static Operation,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// The documented response, by index.
    pub(super) case: Option<usize>,
    /// The documented media type of it, by index.
    pub(super) media: usize,
    pub(super) whole: Bytes,
    /// The body, where it is a stream.
    pub(super) stream: Option<Body>,
    /// The longest item of a stream.
    pub(super) limit: usize,
}

impl Reply {
    /// The documented response, by index; `None` where the document does not have the status.
    #[must_use]
    pub const fn case(&self) -> Option<usize> {
        self.case
    }

    /// The documented media type of the body, by index.
    #[must_use]
    pub const fn media(&self) -> usize {
        self.media
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The response as it is.
    #[must_use]
    pub fn undocumented(&self) -> Undocumented {
        Undocumented {
            status: self.status,
            headers: self.headers.clone(),
            body: self.whole.clone(),
        }
    }

    /// The documented header fields.
    ///
    /// # Errors
    /// A required one that is missing, and one that is not of its shape.
    pub fn headers<T: Contract>(&self) -> Result<T, Unreadable> {
        let value = self.header_object().map_err(Unreadable::Headers)?;
        lenient_from_value(&value).map_err(Unreadable::Headers)
    }

    /// A JSON body.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, text that is not JSON, and JSON of another shape.
    pub fn json<T: Contract>(&self) -> Result<T, Unreadable> {
        lenient(self.str()?).map_err(Unreadable::Body)
    }

    /// A JSON body as a variant.
    ///
    /// # Errors
    /// As [`Reply::json`].
    pub fn json_as<T: Contract, R>(&self, variant: fn(T) -> R) -> Result<R, Unreadable> {
        self.json().map(variant)
    }

    /// A JSON body as a variant of several statuses, which keeps the status as well.
    ///
    /// # Errors
    /// As [`Reply::json`].
    pub fn json_of<T: Contract, R>(
        &self,
        variant: fn(StatusCode, T) -> R,
    ) -> Result<R, Unreadable> {
        Ok(variant(self.status, self.json()?))
    }

    /// A body of text: a string, or another scalar as JSON spells it.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, and text that the type has no value for.
    pub fn text<T: Contract>(&self) -> Result<T, Unreadable> {
        let value = text_value(self.str()?, T::schema());
        let invalid = |violations| Unreadable::Body(crate::Error::Invalid(violations));
        lenient_from_value(&value).map_err(invalid)
    }

    /// A stream of items.
    pub fn items<T: Contract + 'static>(&mut self) -> Items<T> {
        let kind = self.described().map(|media| framing(media.kind));
        let framing = kind.unwrap_or(crate::http::Framing::Lines);
        Items::of_body(self.bytes(), framing, self.limit)
    }

    /// The body as bytes, which may still be on their way.
    pub fn bytes(&mut self) -> Body {
        match self.stream.take() {
            Some(body) => body,
            None => self.whole.clone().into(),
        }
    }

    /// The body with its media type.
    pub fn content(&mut self) -> Content {
        let media_type = content_type(&self.headers).unwrap_or("application/octet-stream");
        Content {
            media_type: media_type.to_owned(),
            body: self.bytes(),
        }
    }

    /// The failure that an unreadable response is, which keeps the response.
    pub(super) fn failure(&self, reason: Unreadable) -> Failure {
        let response = Box::new(self.undocumented());
        match reason {
            Unreadable::Body(reason) => Failure::Undecodable { response, reason },
            Unreadable::Headers(violations) => Failure::Headers {
                response,
                violations,
            },
        }
    }

    fn str(&self) -> Result<&str, Unreadable> {
        std::str::from_utf8(&self.whole).map_err(|error| {
            Unreadable::Body(crate::input::not_utf8(&self.whole, error.valid_up_to()))
        })
    }

    fn documented(&self) -> Option<&'static Case> {
        self.operation.responses.get(self.case?)
    }

    fn described(&self) -> Option<&'static Media> {
        self.documented()?.content.get(self.media)
    }

    fn header_object(&self) -> Result<Value, Violations> {
        let mut members = Vec::new();
        let Some(case) = self.documented() else {
            return Ok(Value::Object(members));
        };
        let guide = Guide::of((case.schema)());
        for header in case.headers {
            let fields = self.headers.get_all(header.name).into_iter();
            let fields: Vec<&str> = fields.filter_map(|value| value.to_str().ok()).collect();
            let guide = guide.member(header.member);
            match style::decode(header, Raw::Header(&fields), &guide, &[]) {
                Ok(value) => {
                    members.extend(value.map(|value| (header.member.to_owned(), value)));
                }
                Err(malformed) => return Err(unreadable(header.name, malformed.0)),
            }
        }
        Ok(Value::Object(members))
    }
}

/// A header that breaks the syntax of its place.
fn unreadable(name: &str, message: &str) -> Violations {
    let mut violations = Violations::new();
    let root = Location::root();
    violations.push(Violation::new(&root.property(name), "type", message));
    violations
}

/// A string where the schema takes one, else the scalar that the text spells.
fn text_value(text: &str, schema: &'static Schema) -> Value {
    let string = || Value::String(text.to_owned());
    if Guide::of(schema).types().meets(Types::STRING) {
        return string();
    }
    match text.trim().parse() {
        Ok(value @ (Value::Null | Value::Bool(_) | Value::Number(_))) => value,
        _ => string(),
    }
}

/// The media type of a body.
pub(super) fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}
