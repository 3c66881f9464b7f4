//! Parameters that are documents of a media type: `content`, and the whole query string.

use std::borrow::Cow;

use super::{
    super::{
        Kind, Location, Malformed, Media, Parameter, Unsayable,
        percent::{self, Plus},
    },
    Guide, Raw,
    escape::{Escape, Part},
    form, scalar, write,
};
use crate::json::{Limits, Value};

/// The parameter's text at its place.
pub(super) fn write(
    parameter: &Parameter,
    media: &Media,
    value: &Value,
) -> Result<Option<String>, Unsayable> {
    if media.kind == Kind::Form {
        let text = form::write(media, value)?;
        return match parameter.location {
            Location::QueryString => Ok((!text.is_empty()).then_some(text)),
            _ => placed(parameter, &text).map(Some),
        };
    }
    placed(parameter, &document(media, value)?).map(Some)
}

fn placed(parameter: &Parameter, text: &str) -> Result<String, Unsayable> {
    let escape = match parameter.location {
        Location::Header => Escape::Field,
        _ => Escape::ENCODED,
    };
    let text = escape.write(text, Part::Whole)?;
    match parameter.location {
        Location::Query => {
            let name = escape.write(parameter.name, Part::Name)?;
            Ok(format!("{name}={text}"))
        }
        Location::Cookie => Ok(format!("{}={text}", parameter.name)),
        Location::Path | Location::QueryString | Location::Header => Ok(text),
    }
}

/// A value as a document in one text.
pub(super) fn document(media: &Media, value: &Value) -> Result<String, Unsayable> {
    match media.kind {
        Kind::Json => Ok(value.to_string()),
        Kind::Form => form::write(media, value),
        _ => write::scalar(value),
    }
}

/// The value of a parameter whose place holds a document.
pub(super) fn read(
    parameter: &Parameter,
    media: &Media,
    raw: Raw<'_>,
    guide: &Guide,
) -> Result<Option<Value>, Malformed> {
    if let (Raw::QueryString(query), Kind::Form) = (raw, media.kind) {
        return query.map(|text| form::read(media, guide, text)).transpose();
    }
    let Some(text) = text(parameter, raw)? else {
        return Ok(None);
    };
    value(media, guide, &text).map(Some)
}

/// The text of the place, decoded.
fn text<'a>(parameter: &Parameter, raw: Raw<'a>) -> Result<Option<Cow<'a, str>>, Malformed> {
    let decoded = |text: &'a str, plus| percent::decode(text, plus).map(Some);
    match raw {
        Raw::Path(text) => decoded(text, Plus::Plus),
        Raw::QueryString(text) => text
            .map(|text| percent::decode(text, Plus::Plus))
            .transpose(),
        Raw::Query(pairs) => match pairs.values(parameter.name) {
            [] => Ok(None),
            [text] => decoded(text, Plus::Space),
            _ => Err(Malformed("a document that stands twice")),
        },
        Raw::Cookie(pairs) => match pairs.values(parameter.name) {
            [] => Ok(None),
            [text] => decoded(text, Plus::Plus),
            _ => Err(Malformed("a document that stands twice")),
        },
        Raw::Header([]) => Ok(None),
        Raw::Header([text]) => Ok(Some(Cow::Borrowed(text))),
        Raw::Header(several) => Ok(Some(Cow::Owned(several.join(", ")))),
    }
}

/// The value of a document.
pub(super) fn value(media: &Media, guide: &Guide, text: &str) -> Result<Value, Malformed> {
    match media.kind {
        Kind::Json => json(text),
        Kind::Form => form::read(media, guide, text),
        _ => Ok(scalar::read(text, guide)),
    }
}

/// A JSON text.
pub(super) fn json(text: &str) -> Result<Value, Malformed> {
    crate::json::read(text, Limits::default()).map_err(|_| Malformed("not JSON"))
}
