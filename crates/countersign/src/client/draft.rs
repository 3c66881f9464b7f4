//! [`Draft`]: a request that is being written, its parts checked as they come (law 5).

use ::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::{Checked, Executor, Failure, Part, Parts};
use crate::{
    Contract, Validate, Value,
    http::{
        Body, Content, Framing, Items, Kind, Location, Operation, Parameter, Piece, style, to_value,
    },
};

/// A request that is being written. The first thing that is wrong with it is kept, and the request is not sent.
#[derive(Debug)]
pub struct Draft {
    pub(super) executor: Executor,
    pub(super) operation: &'static Operation,
    /// The path, percent-encoded.
    pub(super) path: String,
    /// Pairs of the query string, encoded.
    pub(super) query: Vec<String>,
    pub(super) cookies: Vec<String>,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) failure: Option<Failure>,
}

impl Draft {
    /// An empty request of an operation.
    pub(super) fn new(executor: Executor, operation: &'static Operation) -> Self {
        Self {
            executor,
            operation,
            path: path(operation, &[]),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: Body::empty(),
            failure: None,
        }
    }

    /// The parameters, all of them in one object.
    pub fn parameters<T: Contract>(&mut self, parameters: &T) {
        if self.is_valid(Part::Parameters, parameters) {
            self.place(to_value(parameters));
        }
    }

    /// A JSON body, of the documented media type of this index.
    pub fn json<T: Contract>(&mut self, media: usize, body: &T) {
        if self.is_valid(Part::Body, body) {
            match crate::to_json(body) {
                Ok(text) => self.whole(media, text.into()),
                Err(error) => self.unsendable("body", error.to_string()),
            }
        }
    }

    /// A form, `application/x-www-form-urlencoded`.
    pub fn form<T: Contract>(&mut self, media: usize, body: &T) {
        if self.is_valid(Part::Body, body) {
            self.write_form(media, to_value(body));
        }
    }

    /// Text: a string as it is, another scalar as JSON spells it.
    pub fn text<T: Contract>(&mut self, media: usize, body: &T) {
        if self.is_valid(Part::Body, body) {
            self.write_text(media, to_value(body));
        }
    }

    /// Bytes.
    pub fn bytes(&mut self, media: usize, body: Body) {
        self.whole(media, body);
    }

    /// Bytes that say themselves what they are.
    pub fn content(&mut self, content: Content) {
        self.content_type(&content.media_type);
        self.body = content.body;
    }

    /// A stream of items, each checked before it is sent.
    pub fn items<T: Contract + 'static>(&mut self, media: usize, items: Items<T>) {
        let framing = self.framing(media);
        self.whole(media, items.into_request(framing));
    }

    /// A multipart body: its checks, and its parts.
    pub fn multipart<T: Validate>(&mut self, media: usize, body: &T) -> Parts {
        let _reported = self.is_valid(Part::Body, body);
        Parts::new(self.media(media).map_or(&[][..], |media| media.encoding))
    }

    /// The parts of a multipart body, all of which have been added.
    pub fn parts(&mut self, parts: Parts) {
        match parts.finish() {
            Ok((content_type, body)) => {
                self.content_type(&content_type);
                self.body = body;
            }
            Err((place, reason)) => self.unsendable(&place, reason),
        }
    }

    /// Whether a part may be sent; what is wrong with it is kept.
    fn is_valid<T: Validate>(&mut self, part: Part, value: &T) -> bool {
        if self.failure.is_some() {
            return false;
        }
        if self.executor.requests() == Checked::No {
            return true;
        }
        match value.validate() {
            Ok(()) => true,
            Err(violations) => {
                self.failure = Some(Failure::Invalid { part, violations });
                false
            }
        }
    }

    fn place(&mut self, parameters: Result<Value, String>) {
        let parameters = match parameters {
            Ok(parameters) => parameters,
            Err(reason) => return self.unsendable("parameters", reason),
        };
        let mut texts = Vec::with_capacity(self.operation.parameters.len());
        for parameter in self.operation.parameters {
            let value = parameters.get(parameter.member);
            let text = value
                .map(|value| style::encode(parameter, value))
                .transpose();
            match text {
                Ok(text) => texts.push(text.flatten()),
                Err(error) => return self.unsendable(parameter.name, error.to_string()),
            }
        }
        self.path = path(self.operation, &texts);
        for (parameter, text) in self.operation.parameters.iter().zip(texts) {
            if let Some(text) = text {
                self.add(parameter, text);
            }
        }
    }

    fn add(&mut self, parameter: &Parameter, text: String) {
        match parameter.location {
            Location::Path => {}
            Location::Query | Location::QueryString => {
                if !text.is_empty() {
                    self.query.push(text);
                }
            }
            Location::Cookie => self.cookies.push(text),
            Location::Header => self.header(parameter.name, &text),
        }
    }

    pub(super) fn header(&mut self, name: &str, text: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(text)) {
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            _ => self.unsendable(name, "a header field cannot hold it".to_owned()),
        }
    }

    fn write_form(&mut self, media: usize, value: Result<Value, String>) {
        let Some(described) = self.media(media) else {
            return;
        };
        let text = value.and_then(|value| {
            style::form::write(described, &value).map_err(|error| error.to_string())
        });
        match text {
            Ok(text) => self.whole(media, text.into()),
            Err(reason) => self.unsendable("body", reason),
        }
    }

    fn write_text(&mut self, media: usize, value: Result<Value, String>) {
        match value {
            Ok(Value::String(text)) => self.whole(media, text.into()),
            Ok(value @ (Value::Null | Value::Bool(_) | Value::Number(_))) => {
                self.whole(media, value.to_string().into());
            }
            Ok(_) => self.unsendable("body", "only a scalar can be text".to_owned()),
            Err(reason) => self.unsendable("body", reason),
        }
    }

    fn whole(&mut self, media: usize, body: Body) {
        if let Some(media) = self.media(media) {
            self.content_type(media.name);
        }
        self.body = body;
    }

    fn content_type(&mut self, name: &str) {
        match HeaderValue::try_from(name) {
            Ok(value) => {
                self.headers.insert(header::CONTENT_TYPE, value);
            }
            Err(_) => self.unsendable("body", format!("{name:?} is no media type")),
        }
    }

    fn media(&self, index: usize) -> Option<&'static crate::http::Media> {
        self.operation.body.as_ref()?.content.get(index)
    }

    fn framing(&self, media: usize) -> Framing {
        self.media(media)
            .map_or(Framing::Lines, |media| framing(media.kind))
    }

    pub(super) fn unsendable(&mut self, place: &str, reason: String) {
        let place = place.to_owned();
        self.failure
            .get_or_insert(Failure::Unsendable { place, reason });
    }
}

/// How the items of a kind of body stand in it.
pub(super) fn framing(kind: Kind) -> Framing {
    match kind {
        Kind::Events => Framing::Events,
        Kind::EventData => Framing::EventData,
        Kind::Sequence => Framing::Sequence,
        _ => Framing::Lines,
    }
}

/// The path with these texts at the places of the parameters.
fn path(operation: &Operation, texts: &[Option<String>]) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => text,
        Piece::Parameter(index) => texts
            .get(index)
            .and_then(Option::as_deref)
            .unwrap_or_default(),
    };
    operation.pieces().map(piece).collect()
}
