//! A body in one media type: written from a value, and judged from its bytes.

use std::fmt::Write;

use countersign_json::Value;
use countersign_model::{JsonType, MediaType, Operation, SchemaId};
use hyper::body::Bytes;

use super::medium::{Medium, concrete, essence};
use super::reading::{self, Reading};
use super::style::scalar;
use super::{Outgoing, events, form, multipart, reading::candidates};
use crate::Subject;
use crate::check::media_type_matches;
use crate::generate::Facets;
use crate::judge::{Judge, Judgement, Opinion, Role};

/// A media type whose bodies are made from values of a schema.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Content<'s> {
    pub(crate) media_type: &'s MediaType,
    pub(crate) medium: Medium,
    /// That of the whole, or of one item of a sequence.
    pub(crate) schema: SchemaId,
}

impl<'s> Content<'s> {
    /// The content of a documented media type.
    ///
    /// # Errors
    /// Why no body is made from its schema.
    pub(crate) fn of(subject: &Subject, media_type: &'s MediaType) -> Result<Content<'s>, String> {
        let medium = Medium::of(&media_type.name).ok_or_else(|| {
            format!(
                "not tested: the tester writes no {}",
                kind(&media_type.name)
            )
        })?;
        let is_sequence = matches!(medium, Medium::Lines | Medium::Sequence | Medium::Events);
        let schema = match (is_sequence, media_type.item_schema) {
            (true, Some(item)) => item,
            (false, Some(_)) => {
                return Err("only lines, sequences and events have items".to_owned());
            }
            (_, None) => media_type.schema.ok_or("it has no `schema`")?,
        };
        let facets = Facets::alternatives(subject.api(), &[schema], Role::Request);
        let is_list = |facets: &Facets<'_>| facets.types.single() == Some(JsonType::Array);
        if is_sequence && media_type.item_schema.is_none() && facets.iter().all(is_list) {
            return Err("whether `schema` is of one item or of all is not told".to_owned());
        }
        let has_data =
            |facets: &Facets<'_>| facets.properties.iter().any(|(name, _)| *name == "data");
        let medium = match (medium, media_type.item_schema) {
            (Medium::Events, None) if facets.iter().any(has_data) => {
                return Err("whether `schema` is of an event or of its data is not told".to_owned());
            }
            (Medium::Events, None) => Medium::EventData,
            _ => medium,
        };
        Ok(Content {
            media_type,
            medium,
            schema,
        })
    }

    /// The content that a request to an operation has, by its `Content-Type`.
    pub(crate) fn of_request(
        subject: &'s Subject,
        operation: &'s Operation,
        request: &Outgoing,
    ) -> Option<Content<'s>> {
        let name = request.content_type()?;
        let contents = &operation.request_body.as_ref()?.content;
        let mut fitting = contents
            .iter()
            .filter(|media_type| media_type_matches(&media_type.name, name));
        fitting.find_map(|media_type| Content::of(subject, media_type).ok())
    }

    /// Whether its bodies are JSON texts.
    pub(crate) fn is_json(&self) -> bool {
        self.medium == Medium::Json
    }

    /// Whether a service may refuse what the schema allows: text of a form that the media type has and the schema does not tell.
    pub(crate) fn is_vague(&self, subject: &Subject) -> bool {
        let has_form = self.medium == Medium::Text
            && !matches!(
                essence(&self.media_type.name).as_str(),
                "text/plain" | "text/*"
            );
        let facets = Facets::alternatives(subject.api(), &[self.schema], Role::Request);
        let tells = |facets: &Facets<'_>| facets.values.is_some() || !facets.patterns.is_empty();
        has_form && !facets.iter().all(tells)
    }

    /// The body of a value; `None` where there is no form for it that every reader takes for the same.
    pub(crate) fn write(&self, subject: &Subject, value: &Value) -> Option<Bytes> {
        let text = match self.medium {
            Medium::Json => json(value),
            Medium::Form => form::write(self.media_type, value)?,
            Medium::Multipart => {
                multipart::write(subject.api(), self.media_type, self.schema, value)?
            }
            Medium::Text => scalar(value).filter(|text| !text.is_empty())?,
            Medium::Lines => format!("{value}\n"),
            Medium::Sequence => format!("\u{1e}{value}\n"),
            Medium::Events => events::write(value)?,
            Medium::EventData => format!("data: {value}\n\n"),
            Medium::Octets => return None,
        };
        (!text.is_empty()).then(|| Bytes::from(text))
    }

    /// What both judges say about the bytes of a body, read back as services do.
    pub(crate) fn judge(&self, subject: &Subject, bytes: &[u8]) -> Judgement {
        let read =
            |readings: Vec<Reading>| reading::judge(subject, self.schema, Role::Request, &readings);
        let text = std::str::from_utf8(bytes);
        match (self.medium, text) {
            (Medium::Json, _) => self.judge_json(subject, bytes),
            (Medium::Multipart, _) => read(multipart::readings(bytes)),
            (Medium::Octets, _) => Judgement::Undecided("bytes are judged by nobody".to_owned()),
            (_, Err(error)) => Judgement::Undecided(format!("it is not UTF-8: {error}")),
            (Medium::Form, Ok(text)) => read(form::readings(self.media_type, text)),
            (Medium::Text, Ok(text)) => read(vec![Reading::One(candidates(text))]),
            (Medium::Lines, Ok(text)) => self.judge_items(subject, text.lines()),
            (Medium::Sequence, Ok(text)) => self.judge_items(subject, text.split('\u{1e}')),
            (Medium::EventData, Ok(text)) => {
                let data = events::data(text);
                self.judge_items(subject, data.iter().map(String::as_str))
            }
            (Medium::Events, Ok(text)) => {
                let events = events::readings(text).into_iter();
                all(events.map(|event| read(vec![event])))
            }
        }
    }

    /// The value that is written as these bytes, by what the schema asks for where they may stand for several.
    pub(crate) fn read(&self, subject: &Subject, bytes: &[u8]) -> Option<Value> {
        let ours = Judge::new(subject.api(), Role::Request);
        let breaks = |value: &Value| match ours.judge(&[self.schema], value) {
            Opinion::Invalid(violations) => violations.into_iter().map(|it| it.pointer).collect(),
            Opinion::Valid | Opinion::Undecided(_) => Vec::new(),
        };
        let is_it = |value: &Value| self.write(subject, value).is_some_and(|it| it == bytes);
        self.values(bytes, breaks).into_iter().find(is_it)
    }

    /// The values that the bytes of a body may be read as.
    pub(super) fn values(
        &self,
        bytes: &[u8],
        breaks: impl Fn(&Value) -> Vec<String>,
    ) -> Vec<Value> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let readings = match self.medium {
            Medium::Form => form::readings(self.media_type, text),
            Medium::Multipart => multipart::readings(bytes),
            Medium::Text => vec![Reading::One(candidates(text))],
            Medium::Events => events::readings(text),
            Medium::Json
            | Medium::Lines
            | Medium::Sequence
            | Medium::EventData
            | Medium::Octets => {
                let text = text.trim_start_matches('\u{1e}');
                let text = text.strip_prefix("data: ").unwrap_or(text).trim();
                let json = countersign_json::read(text, countersign_json::Limits::default());
                let one = json.ok().map(|value| Reading::One(vec![value]));
                one.into_iter().collect()
            }
        };
        let values = readings.iter().map(|reading| reading.values(&breaks));
        values.flatten().collect()
    }

    fn judge_json(&self, subject: &Subject, bytes: &[u8]) -> Judgement {
        subject
            .judge(self.schema, Role::Request, bytes)
            .unwrap_or_else(Judgement::Undecided)
    }

    /// Every item is valid, or the first one that is not decides.
    fn judge_items<'t>(
        &self,
        subject: &Subject,
        items: impl Iterator<Item = &'t str>,
    ) -> Judgement {
        let items = items.map(str::trim).filter(|item| !item.is_empty());
        all(items.map(|item| self.judge_json(subject, item.as_bytes())))
    }
}

/// All is valid, or the first that is not decides.
fn all(judged: impl Iterator<Item = Judgement>) -> Judgement {
    let mut wrong = judged.filter(|judgement| !matches!(judgement, Judgement::Valid));
    wrong.next().unwrap_or(Judgement::Valid)
}

/// What a media type is, where nothing is written in it.
fn kind(name: &str) -> &'static str {
    let essence = essence(name);
    if essence.ends_with("/xml") || essence.ends_with("+xml") {
        "XML"
    } else {
        "bodies of this type"
    }
}

/// A value as text, in room that most bodies fit in.
fn json(value: &Value) -> String {
    const USUAL: usize = 1_024;
    let mut text = String::with_capacity(USUAL);
    let _infallible = write!(text, "{value}");
    text
}

/// The `Content-Type` of a body.
pub(crate) fn content_type(media_type: &MediaType, bytes: &[u8]) -> String {
    let name = concrete(&media_type.name);
    match Medium::of(&media_type.name) {
        Some(Medium::Multipart) => match multipart::boundary(bytes) {
            Some(boundary) => format!("{name}; boundary={boundary}"),
            None => name,
        },
        Some(Medium::Text) if !bytes.is_ascii() && !name.contains("charset") => {
            format!("{name}; charset=utf-8")
        }
        _ => name,
    }
}
