//! `application/x-www-form-urlencoded`: objects as pairs, by the encoding of each property (OpenAPI 3.2, section 4.15).
//!
//! Without an encoding a scalar is its text, an array is a pair for each item, and an object, alone or as an item, is
//! its JSON text. A property that is null, or an array without items, is not sent.

use super::{
    super::{
        Encoding, Kind, Malformed, Media, Unsayable, media_type,
        percent::{self, Plus},
    },
    Guide, Pairs, content,
    escape::{Escape, Part},
    read::Reader,
    scalar,
    write::{self, Writer},
    written::Written,
};
use crate::{json::Value, schema::Types};

/// Writes an object as a form.
///
/// # Errors
/// A value that is no object, and what the style of a property has no text for.
pub fn write(media: &Media, value: &Value) -> Result<String, Unsayable> {
    let Value::Object(members) = value else {
        return Err(Unsayable("only an object can be a form"));
    };
    let mut pairs = Vec::with_capacity(members.len());
    for (name, value) in members {
        let encoding = encoding(media, name);
        match encoding.and_then(Written::property) {
            Some(written) => pairs.extend(Writer::of(written).value(value)?),
            None if encoding.is_some_and(is_json) => pairs.push(pair(name, &value.to_string())?),
            None => plain(name, value, &mut pairs)?,
        }
    }
    Ok(pairs.join("&"))
}

/// A property by the defaults.
fn plain(name: &str, value: &Value, pairs: &mut Vec<String>) -> Result<(), Unsayable> {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for item in items {
                pairs.push(pair(name, &text(item)?)?);
            }
        }
        one => pairs.push(pair(name, &text(one)?)?),
    }
    Ok(())
}

fn text(value: &Value) -> Result<String, Unsayable> {
    match value {
        Value::Object(_) | Value::Array(_) => Ok(value.to_string()),
        scalar => write::scalar(scalar),
    }
}

fn pair(name: &str, text: &str) -> Result<String, Unsayable> {
    let encoded = |text| Escape::ENCODED.write(text, Part::Whole);
    Ok(format!("{}={}", encoded(name)?, encoded(text)?))
}

/// Reads a form as the object that it stands for.
///
/// # Errors
/// Percent-encoding that is none or not UTF-8, and what breaks the style or the content type of a property.
pub fn read(media: &Media, guide: &Guide, text: &str) -> Result<Value, Malformed> {
    let pairs = Pairs::of_query(text)?;
    let mut members = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for written in media.encoding.iter().filter_map(Written::property) {
        let guide = guide.member(written.name);
        if let Some(value) = Reader::of(written, &guide, &[]).named(&pairs)? {
            members.push((written.name.to_owned(), value));
            taken.extend(guide.names());
        }
        taken.push(written.name);
    }
    for (name, texts) in pairs.iter() {
        let stem = name.split_once('[').map_or(name, |(stem, _)| stem);
        if !taken.contains(&name) && !taken.contains(&stem) {
            let value = property(encoding(media, name), &guide.member(name), texts)?;
            members.push((name.to_owned(), value));
        }
    }
    Ok(Value::Object(members))
}

/// A property by its content type or the defaults.
fn property(
    encoding: Option<&Encoding>,
    guide: &Guide,
    texts: &[&str],
) -> Result<Value, Malformed> {
    let decoded = |text: &&str| Ok(percent::decode(text, Plus::Space)?.into_owned());
    let texts = texts
        .iter()
        .map(decoded)
        .collect::<Result<Vec<_>, Malformed>>()?;
    property_of(encoding, guide, &texts)
}

/// A property from the texts that stand under its name, in a form of either kind.
pub(crate) fn property_of(
    encoding: Option<&Encoding>,
    guide: &Guide,
    texts: &[String],
) -> Result<Value, Malformed> {
    match texts {
        [text] if encoding.is_some_and(is_json) => content::json(text),
        [text] if !guide.wants(Types::ARRAY) || scalar::fits(text, guide) => Ok(value(text, guide)),
        [empty] if empty.is_empty() && !guide.takes_an_empty_item() => Ok(Value::Array(Vec::new())),
        several => {
            let items = several.iter().enumerate();
            let items = items.map(|(index, text)| value(text, &guide.item(index)));
            Ok(Value::Array(items.collect()))
        }
    }
}

/// A scalar; JSON where the schema takes no string, but objects or arrays.
fn value(text: &str, guide: &Guide) -> Value {
    let composed = Types::OBJECT.with(Types::ARRAY);
    if guide.wants(composed) && !guide.types().meets(Types::STRING) {
        if let Ok(value) = content::json(text) {
            return value;
        }
    }
    scalar::read(text, guide)
}

fn encoding<'m>(media: &'m Media, name: &str) -> Option<&'m Encoding> {
    media
        .encoding
        .iter()
        .find(|encoding| encoding.property == name)
}

fn is_json(encoding: &Encoding) -> bool {
    encoding
        .content_type
        .is_some_and(|name| media_type::kind(name) == Kind::Json)
}
