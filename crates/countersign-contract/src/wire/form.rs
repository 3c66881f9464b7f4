//! Bodies of type `application/x-www-form-urlencoded`: each property as a pair, by its encoding (OpenAPI 3.1, section
//! 4.8.15).

use countersign_json::{Limits, Value};
use countersign_model::{Encoding, MediaType, Style};

use super::medium::Medium;
use super::percent::{Plus, decode, encode};
use super::reading::{Reading, candidates, candidates_or_json};
use super::style::{Spelling, property};

/// Writes an object; `None` where a property has no form that every reader takes for the same.
pub(super) fn write(media_type: &MediaType, value: &Value) -> Option<String> {
    let Value::Object(members) = value else {
        return None;
    };
    let mut pairs = Vec::new();
    for (name, member) in members {
        pairs.extend(member_of(name, member, encoding(media_type, name))?);
    }
    let pairs = pairs.iter().map(|(name, text)| format!("{name}={text}"));
    Some(pairs.collect::<Vec<_>>().join("&"))
}

/// The encoding of a property.
pub(super) fn encoding<'m>(media_type: &'m MediaType, name: &str) -> Option<&'m Encoding> {
    let mut encodings = media_type.encoding.iter();
    encodings
        .find(|(known, _)| known == name)
        .map(|(_, encoding)| encoding)
}

/// Whether a style decides, and not a content type.
fn has_style(encoding: Option<&Encoding>) -> bool {
    encoding.is_some_and(|it| it.style.is_some() || it.explode.is_some() || it.allow_reserved)
}

/// Whether a value is a text that some readers take for an array or an object.
pub(super) fn is_like_json(value: &Value) -> bool {
    let Value::String(text) = value else {
        return false;
    };
    let read = countersign_json::read(text, Limits::default());
    matches!(read, Ok(Value::Array(_) | Value::Object(_)))
}

fn is_json(encoding: Option<&Encoding>) -> bool {
    let named = encoding.and_then(|encoding| encoding.content_type.as_deref());
    named.is_some_and(|name| Medium::of(name) == Some(Medium::Json))
}

fn member_of(
    name: &str,
    value: &Value,
    encoding: Option<&Encoding>,
) -> Option<Vec<(String, String)>> {
    if is_like_json(value) {
        return None;
    }
    let pair = |value: &Value| (encode(name), encode(&value.to_string()));
    let spelling = Spelling::of_property(name, encoding);
    if has_style(encoding) {
        let is_spread = matches!(value, Value::Object(_)) && spelling.spreads_members();
        return property(&spelling, value).filter(|_| !is_spread);
    }
    match value {
        _ if is_json(encoding) => Some(vec![pair(value)]),
        Value::Object(_) => Some(vec![pair(value)]),
        Value::Array(items) if items.iter().any(|item| matches!(item, Value::Object(_))) => {
            let all = items.iter().all(|item| matches!(item, Value::Object(_)));
            all.then(|| items.iter().map(pair).collect())
        }
        plain => property(&spelling, plain),
    }
}

/// The ways of reading a form.
pub(super) fn readings(media_type: &MediaType, text: &str) -> Vec<Reading> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let Some(name) = decode(name, Plus::Space) else {
            return Vec::new();
        };
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, texts)) => texts.push(text),
            None => groups.push((name, vec![text])),
        }
    }
    let groups = nested(media_type, groups);
    let members = groups.into_iter().map(|(name, group)| {
        let values = match group {
            Group::Texts(texts) => values(media_type, &name, &texts)?,
            Group::Members(members) => object(&members)?,
        };
        Some((name, values))
    });
    let members = members.collect::<Option<Vec<_>>>();
    members.map(Reading::Object).into_iter().collect()
}

enum Group<'t> {
    Texts(Vec<&'t str>),
    Members(Vec<(String, &'t str)>),
}

/// `name[a]=1`, each, as one member where the style of the property is `deepObject`.
fn nested<'t>(
    media_type: &MediaType,
    groups: Vec<(String, Vec<&'t str>)>,
) -> Vec<(String, Group<'t>)> {
    let mut all: Vec<(String, Group<'t>)> = Vec::new();
    for (name, texts) in groups {
        let deep = name.split_once('[').and_then(|(outer, inner)| {
            let style = encoding(media_type, outer)?.style?;
            let inner = inner.strip_suffix(']')?.to_owned();
            (style == Style::DeepObject).then(|| (outer.to_owned(), inner))
        });
        match (deep, texts.as_slice()) {
            (Some((outer, inner)), [text]) => {
                match all.iter_mut().find(|(known, _)| *known == outer) {
                    Some((_, Group::Members(members))) => members.push((inner, text)),
                    _ => all.push((outer, Group::Members(vec![(inner, text)]))),
                }
            }
            _ => all.push((name, Group::Texts(texts))),
        }
    }
    all
}

/// What the texts under one name may stand for; `None` where they are no text.
fn values(media_type: &MediaType, name: &str, texts: &[&str]) -> Option<Vec<Value>> {
    let plain = |text: &&str| decode(text, Plus::Space);
    let decoded: Vec<String> = texts.iter().map(plain).collect::<Option<_>>()?;
    let mut list = match decoded.as_slice() {
        [text] => candidates_or_json(text),
        _ => Vec::new(),
    };
    let spelling = Spelling::of_property(name, encoding(media_type, name));
    if texts.len() > 1 || spelling.spreads() {
        list.extend(arrays(&decoded));
    } else if let [text] = texts {
        for parts in spelling.splits(text) {
            let parts: Vec<String> = parts.iter().map(plain).collect::<Option<_>>()?;
            let (pairs, rest) = parts.as_chunks::<2>();
            list.extend(arrays(&parts));
            if rest.is_empty() {
                let members = pairs
                    .iter()
                    .map(|[name, text]| (name.clone(), text.clone()));
                list.extend(objects(&members.collect::<Vec<_>>()));
            }
        }
    }
    Some(list)
}

fn object(members: &[(String, &str)]) -> Option<Vec<Value>> {
    let decoded = members
        .iter()
        .map(|(name, text)| Some((name.clone(), decode(text, Plus::Space)?)));
    Some(objects(&decoded.collect::<Option<Vec<_>>>()?))
}

/// An object, its members at their likeliest, and as strings.
fn objects(members: &[(String, String)]) -> Vec<Value> {
    let with = |value: fn(&str) -> Value| {
        let members = members.iter();
        Value::Object(
            members
                .map(|(name, text)| (name.clone(), value(text)))
                .collect(),
        )
    };
    vec![with(likeliest), with(string)]
}

/// Arrays of texts: at their likeliest, as strings, and as JSON.
pub(super) fn arrays(texts: &[String]) -> Vec<Value> {
    let with =
        |value: fn(&str) -> Value| Value::Array(texts.iter().map(|text| value(text)).collect());
    let json = |text: &String| countersign_json::read(text, Limits::default()).ok();
    let read: Option<Vec<Value>> = texts.iter().map(json).collect();
    let mut list = vec![with(likeliest), with(string)];
    list.extend(read.map(Value::Array));
    list.dedup();
    list
}

fn likeliest(text: &str) -> Value {
    candidates(text).into_iter().next().unwrap_or_default()
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}
