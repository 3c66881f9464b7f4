//! Bodies of type `multipart/form-data` (RFC 7578): each property as a part, each item of an array as one of its own
//! (OpenAPI 3.1, section 4.8.15).

use countersign_json::Value;
use countersign_model::{Api, Encoding, JsonType, MediaType, SchemaId};

use super::form::{arrays, encoding, is_like_json};
use super::medium::{Medium, concrete};
use super::reading::{Reading, candidates_or_json};
use super::style::scalar;
use crate::Seed;
use crate::generate::{Extent, Facets, Instances};
use crate::judge::Role;

/// What stands between parts, without the number that makes it another text than every value.
const BOUNDARY: &str = "countersign";

/// One part.
struct Part {
    name: String,
    /// `Content-Type`, and whatever else the encoding asks for.
    headers: Vec<(String, String)>,
    /// Whether it is sent as a file.
    is_file: bool,
    text: String,
}

/// Writes an object; `None` where a property has no form that every reader takes for the same.
pub(super) fn write(
    api: &Api,
    media_type: &MediaType,
    schema: SchemaId,
    value: &Value,
) -> Option<String> {
    let Value::Object(members) = value else {
        return None;
    };
    let mut parts = Vec::new();
    for (name, member) in members {
        let encoding = encoding(media_type, name);
        let file = is_file(api, schema, name, encoding);
        match member {
            Value::Array(items) if !items.is_empty() => {
                for item in items {
                    parts.push(part(api, name, item, encoding, file)?);
                }
            }
            one => parts.push(part(api, name, one, encoding, file)?),
        }
    }
    let boundary = (0..)
        .map(|number| format!("{BOUNDARY}{number}"))
        .find(|boundary| {
            !parts
                .iter()
                .any(|part| part.text.contains(boundary.as_str()))
        })?;
    let mut text: String = parts.iter().map(|part| part.written(&boundary)).collect();
    text.push_str(&format!("--{boundary}--\r\n"));
    Some(text)
}

impl Part {
    fn written(&self, boundary: &str) -> String {
        let file = if self.is_file {
            "; filename=\"file\""
        } else {
            ""
        };
        let headers = self.headers.iter();
        let headers: String = headers
            .map(|(name, text)| format!("{name}: {text}\r\n"))
            .collect();
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"{file}\r\n{headers}\r\n{}\r\n",
            self.name, self.text
        )
    }
}

fn part(
    api: &Api,
    name: &str,
    value: &Value,
    encoding: Option<&Encoding>,
    is_file: bool,
) -> Option<Part> {
    let is_plain = |c: char| !c.is_control() && !matches!(c, '"' | '\\') && c.is_ascii();
    if name.is_empty() || !name.chars().all(is_plain) || is_like_json(value) {
        return None;
    }
    let named = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let named = named.and_then(|names| names.split(',').next());
    let named = named.map(|name| concrete(name.trim()));
    let is_json = named.as_deref().map(Medium::of) == Some(Some(Medium::Json));
    let (text, default) = match value {
        Value::Array(_) | Value::Object(_) => (value.to_string(), Some("application/json")),
        _ if is_json => (value.to_string(), None),
        _ if is_file => (scalar(value)?, Some("application/octet-stream")),
        _ => (scalar(value)?, None),
    };
    let kind = named.or(default.map(str::to_owned));
    let mut headers: Vec<(String, String)> = Vec::new();
    headers.extend(kind.map(|kind| ("Content-Type".to_owned(), kind)));
    headers.extend(required_headers(api, encoding)?);
    Some(Part {
        name: name.to_owned(),
        headers,
        is_file,
        text,
    })
}

/// The headers that every such part needs, each with a valid value.
fn required_headers(api: &Api, encoding: Option<&Encoding>) -> Option<Vec<(String, String)>> {
    let headers = encoding.into_iter().flat_map(|encoding| &encoding.headers);
    let required = headers.filter(|header| {
        header.presence == countersign_model::Presence::Required
            && !header.name.eq_ignore_ascii_case("content-type")
    });
    let instances = Instances::new(api, Role::Request, Seed(0));
    let made = required.map(|header| {
        let value = instances.make(&[header.schema?], Extent::Minimal)?;
        let text = scalar(&value)?;
        let fits = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        fits.then(|| (header.name.clone(), text))
    });
    made.collect()
}

/// Whether a property is sent as a file: its bytes are another medium than text and JSON.
fn is_file(api: &Api, schema: SchemaId, name: &str, encoding: Option<&Encoding>) -> bool {
    let named = encoding.and_then(|encoding| encoding.content_type.as_deref());
    if let Some(named) = named.and_then(|names| names.split(',').next()) {
        return !matches!(Medium::of(named), Some(Medium::Json | Medium::Text));
    }
    let facets = Facets::alternatives(api, &[schema], Role::Request);
    let properties = facets.iter().flat_map(|facets| &facets.properties);
    let mut ids = properties
        .filter(|(known, _)| *known == name)
        .flat_map(|(_, ids)| ids);
    ids.any(|id| {
        let here = Facets::alternatives(api, &[*id], Role::Request);
        let items = here.iter().flat_map(|facets| &facets.items);
        let inner: Vec<SchemaId> = items.chain([id]).copied().collect();
        let inner = inner.iter().filter_map(|id| api.schema(*id));
        let binary =
            |schema: &countersign_model::Schema| schema.string.format.as_deref() == Some("binary");
        let mut inner = inner;
        let allows_text = here
            .iter()
            .any(|it| it.allows(JsonType::String) || it.allows(JsonType::Array));
        allows_text && inner.any(binary)
    })
}

/// The boundary of a body, from its first line.
pub(super) fn boundary(bytes: &[u8]) -> Option<&str> {
    let line = bytes.split(|byte| *byte == b'\r').next()?;
    let boundary = std::str::from_utf8(line).ok()?.strip_prefix("--")?;
    Some(boundary.strip_suffix("--").unwrap_or(boundary))
}

/// The ways of reading a body; none where a part is no text, or the whole is no multipart body.
pub(super) fn readings(bytes: &[u8]) -> Vec<Reading> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    let members = parts(bytes, text).map(|groups| {
        let groups = groups.into_iter();
        groups.map(|(name, parts)| (name, values(&parts))).collect()
    });
    members.map(Reading::Object).into_iter().collect()
}

/// The texts of the parts by name, in order.
fn parts<'t>(bytes: &[u8], text: &'t str) -> Option<Vec<(String, Vec<&'t str>)>> {
    let boundary = boundary(bytes)?;
    let (first, between) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for piece in text.strip_prefix(&first)?.split(&between) {
        let Some(piece) = piece.strip_prefix("\r\n") else {
            break;
        };
        let (head, text) = piece.split_once("\r\n\r\n")?;
        let is_disposition = |line: &&str| {
            line.to_ascii_lowercase()
                .starts_with("content-disposition:")
        };
        let disposition = head.split("\r\n").find(is_disposition)?;
        let (_, name) = disposition.split_once("name=\"")?;
        let (name, _) = name.split_once('"')?;
        match groups.iter_mut().find(|(known, _)| known == name) {
            Some((_, parts)) => parts.push(text),
            None => groups.push((name.to_owned(), vec![text])),
        }
    }
    Some(groups)
}

/// What the parts under one name may stand for.
fn values(parts: &[&str]) -> Vec<Value> {
    let mut list = match parts {
        // A service may take the text of a part for a string whatever type it says it has.
        [text] => candidates_or_json(text),
        _ => Vec::new(),
    };
    let texts: Vec<String> = parts.iter().map(|text| (*text).to_owned()).collect();
    list.extend(arrays(&texts));
    list
}
