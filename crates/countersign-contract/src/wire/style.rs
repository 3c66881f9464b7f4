//! The styles of parameters, as they are written (OpenAPI 3.1, section 4.8.12.3; RFC 6570).
//!
//! Only what every reader takes for the same is written: no null, nothing empty or nested, no delimiter within a value.

mod spelling;

use countersign_json::Value;
use countersign_model::{MediaType, Parameter, ParameterLocation, Style};

use super::medium::Medium;
use super::percent::encode;
use super::written::{Form, Written};
pub(crate) use spelling::Spelling;

/// A value as texts.
enum Parts {
    One(String),
    List(Vec<String>),
    Members(Vec<(String, String)>),
}

impl Parts {
    /// `None` for null, for what is empty or nested, and for what cannot stand between delimiters.
    fn of(spelling: &Spelling<'_>, value: &Value) -> Option<Parts> {
        let between = |value: &Value| scalar(value).filter(|text| spelling.fits_between(text));
        match value {
            Value::Array(items) if !items.is_empty() => {
                let items: Option<Vec<String>> = items.iter().map(between).collect();
                items.map(Parts::List)
            }
            Value::Object(members) if !members.is_empty() => {
                let is_name = |name: &str| {
                    const DELIMITERS: [char; 11] =
                        [',', '=', ';', '&', '[', ']', '\0', '.', ' ', '|', '+'];
                    spelling.fits(name) && !name.contains(DELIMITERS) && !name.is_empty()
                };
                let members: Option<Vec<(String, String)>> = members
                    .iter()
                    .map(|(name, member)| Some((name.clone(), between(member)?)))
                    .collect();
                members
                    .filter(|members| members.iter().all(|(name, _)| is_name(name)))
                    .map(Parts::Members)
            }
            one => scalar(one)
                .filter(|text| spelling.fits(text))
                .map(Parts::One),
        }
    }
}

pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.text().to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Why a parameter cannot be written.
pub(crate) fn unsupported(parameter: &Parameter) -> Option<String> {
    use ParameterLocation::{Cookie, Header, Path, Query, QueryString};
    if let Some(content) = parameter.content.first() {
        let medium = Medium::of(&content.name);
        let is_written = matches!(medium, Some(Medium::Json))
            || (parameter.location == QueryString && medium == Some(Medium::Form));
        return (!is_written).then(|| format!("content of type `{}` is not written", content.name));
    }
    if parameter.schema.is_none() {
        return Some("it has neither `schema` nor `content`".to_owned());
    }
    match (parameter.location, parameter.style) {
        (Path, Style::Simple | Style::Label | Style::Matrix)
        | (Header, Style::Simple)
        | (Query, Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject)
        | (Cookie, Style::Form | Style::Cookie) => None,
        (location, style) => Some(format!(
            "the specification has no style {style:?} in {location:?}"
        )),
    }
}

/// Writes a value by the style or the content of its parameter; `None` where there is no form for it that every reader
/// takes for the same.
pub(crate) fn write(parameter: &Parameter, value: &Value) -> Option<Written> {
    let spelling = Spelling::of(parameter);
    if let Some(content) = spelling.content {
        return content_of(&spelling, content, value);
    }
    let parts = Parts::of(&spelling, value)?;
    let plain = match &parts {
        Parts::One(text) => Some(text.clone()),
        _ => None,
    };
    let form = match spelling.location {
        ParameterLocation::Path | ParameterLocation::Header => text(&spelling, parts),
        ParameterLocation::Query | ParameterLocation::Cookie => {
            Form::Pairs(pairs(&spelling, parts)?)
        }
        ParameterLocation::QueryString => return None,
    };
    Some(Written::new(form, plain))
}

/// The pairs of a property in a form.
pub(super) fn property(spelling: &Spelling<'_>, value: &Value) -> Option<Vec<(String, String)>> {
    pairs(spelling, Parts::of(spelling, value)?)
}

/// In a path or a header.
fn text(spelling: &Spelling<'_>, parts: Parts) -> Form {
    let escaped = |text: &String| spelling.escaped(text);
    let name = encode(spelling.name);
    let before = match spelling.style {
        Style::Label => ".".to_owned(),
        Style::Matrix => match &parts {
            Parts::Members(_) if spelling.explode => ";".to_owned(),
            _ => format!(";{name}="),
        },
        _ => String::new(),
    };
    let between = match spelling.style {
        Style::Label if spelling.explode => ".".to_owned(),
        Style::Matrix if spelling.explode => match &parts {
            Parts::Members(_) => ";".to_owned(),
            _ => format!(";{name}="),
        },
        _ => ",".to_owned(),
    };
    let text = match parts {
        Parts::One(one) => escaped(&one),
        Parts::List(items) => joined(items.iter().map(escaped), &between),
        Parts::Members(members) => {
            let equals = if spelling.explode { "=" } else { "," };
            let member = |(name, text): &(String, String)| {
                format!("{}{equals}{}", escaped(name), escaped(text))
            };
            joined(members.iter().map(member), &between)
        }
    };
    Form::Text { before, text }
}

/// In a query or a cookie; `None` where the specification leaves it undefined, or readers differ.
fn pairs(spelling: &Spelling<'_>, parts: Parts) -> Option<Vec<(String, String)>> {
    let escaped = |text: &String| spelling.escaped(text);
    let name = spelling.escaped(spelling.name);
    let between = spelling.delimiters().first()?;
    let one = |text: String| Some(vec![(name.clone(), text)]);
    match (spelling.style, parts) {
        (Style::DeepObject, Parts::Members(members)) => {
            let member = |(member, text): &(String, String)| {
                let name = encode(&format!("{}[{member}]", spelling.name));
                (name, escaped(text))
            };
            Some(members.iter().map(member).collect())
        }
        (Style::DeepObject, _) => None,
        (_, Parts::One(text)) => one(escaped(&text)),
        (style, Parts::List(items)) if spelling.explode => {
            let is_clear = items.len() == 1
                || spelling.location == ParameterLocation::Query
                || style == Style::Cookie;
            let items = items.iter();
            is_clear.then(|| items.map(|item| (name.clone(), escaped(item))).collect())
        }
        (style, Parts::Members(members)) if spelling.explode => {
            let is_clear = match spelling.location {
                ParameterLocation::Query => style == Style::Form,
                _ => style == Style::Cookie,
            };
            let members = members.iter();
            let pair = |(name, text): &(String, String)| (escaped(name), escaped(text));
            is_clear.then(|| members.map(pair).collect())
        }
        (_, Parts::List(items)) => one(joined(items.iter().map(escaped), between)),
        (_, Parts::Members(members)) => {
            let member = |(name, text): &(String, String)| {
                format!("{}{between}{}", escaped(name), escaped(text))
            };
            one(joined(members.iter().map(member), between))
        }
    }
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}

/// A parameter with `content` (OpenAPI 3.1, section 4.8.12.4), or a whole query (OpenAPI 3.2, section 4.12.1).
fn content_of(spelling: &Spelling<'_>, content: &MediaType, value: &Value) -> Option<Written> {
    let json = value.to_string();
    let is_whole = spelling.location == ParameterLocation::QueryString;
    let form = match (spelling.location, Medium::of(&content.name)?) {
        (ParameterLocation::QueryString, Medium::Form) => {
            Form::Query(super::form::write(content, value)?)
        }
        (_, Medium::Json) if is_whole => Form::Query(encode(&json)),
        (ParameterLocation::Path, Medium::Json) => Form::Text {
            before: String::new(),
            text: encode(Some(&json).filter(|json| !json.contains(['/', '\\', '%']))?),
        },
        (ParameterLocation::Header, Medium::Json) => Form::Text {
            before: String::new(),
            text: Some(json)
                .filter(|json| json.bytes().all(|byte| (b' '..=b'~').contains(&byte)))?,
        },
        (_, Medium::Json) => Form::Pairs(vec![(encode(spelling.name), encode(&json))]),
        _ => return None,
    };
    Some(Written::new(form, None))
}
