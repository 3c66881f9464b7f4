//! Requests as they go over the wire: parameters written by their style, and read back as a service would.

use countersign_json::{Number, Value};
use countersign_model::{Header, Parameter, ParameterLocation, Style};
use hyper::body::Bytes;

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

/// The value of a parameter as text.
#[derive(Clone, Eq, PartialEq, Debug)]
pub(crate) struct Written {
    /// Several where the parameter's name is repeated.
    pub(crate) texts: Vec<String>,
    /// What stands between the items of an array within one text.
    delimiter: Option<char>,
    /// The variable that stands for the one text until it is sent.
    variable: Option<String>,
}

impl Written {
    /// A text that came over the wire.
    pub(crate) fn of_text(text: &str) -> Written {
        Written {
            texts: vec![text.to_owned()],
            delimiter: None,
            variable: None,
        }
    }

    /// The same, for which a variable stands until it is sent.
    pub(crate) fn bound(self, variable: &str) -> Written {
        Written {
            variable: Some(variable.to_owned()),
            ..self
        }
    }

    /// Whether a variable stands for it.
    pub(crate) fn is_bound(&self) -> bool {
        self.variable.is_some()
    }

    /// One text for a URL: the commas between items stay as they are, all else is percent-encoded.
    fn encoded(&self, text: &str) -> String {
        if let Some(variable) = &self.variable {
            return format!("<{variable}>");
        }
        match self.delimiter {
            Some(',') => text.split(',').map(encode).collect::<Vec<_>>().join(","),
            _ => encode(text),
        }
    }
}

/// Why a parameter cannot be written.
pub(crate) fn unsupported(parameter: &Parameter) -> Option<String> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    if parameter.schema.is_none() {
        return Some("it has no `schema`".to_owned());
    }
    match (parameter.location, parameter.style) {
        (Path | Header, Style::Simple)
        | (Query | Cookie, Style::Form)
        | (Cookie, Style::Cookie) => None,
        (Query, Style::SpaceDelimited | Style::PipeDelimited) if !parameter.explode => None,
        (location, style) => Some(format!(
            "style {style:?} in {location:?} is not written yet"
        )),
    }
}

/// Writes a value by the style of its parameter (OpenAPI 3.1, section 4.8.12.3); `None` where the style has no form
/// for it: objects, null, nested arrays, an empty path segment, characters that a header cannot have.
pub(crate) fn write(parameter: &Parameter, value: &Value) -> Option<Written> {
    let mut delimited = None;
    let texts = match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(scalar).collect::<Option<_>>()?;
            if items.is_empty()
                || items
                    .iter()
                    .any(|item| item.is_empty() || item.contains(delimiter(parameter)))
            {
                return None;
            }
            if repeats(parameter) {
                items
            } else {
                delimited = Some(delimiter(parameter));
                vec![items.join(&delimiter(parameter).to_string())]
            }
        }
        scalar_value => vec![scalar(scalar_value)?],
    };
    let fit = texts.iter().all(|text| fits(parameter, text));
    fit.then_some(Written {
        texts,
        delimiter: delimited,
        variable: None,
    })
}

fn repeats(parameter: &Parameter) -> bool {
    parameter.explode && matches!(parameter.location, ParameterLocation::Query)
}

fn delimiter(parameter: &Parameter) -> char {
    match parameter.style {
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        _ => ',',
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.text().to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn fits(parameter: &Parameter, text: &str) -> bool {
    match parameter.location {
        ParameterLocation::Path => {
            !matches!(text, "" | "." | "..") && !text.contains(['/', '\\', '\0', '%', '\n', '\r'])
        }
        ParameterLocation::Header => {
            text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
                && text.trim() == text
                && !text.is_empty()
        }
        ParameterLocation::Cookie => {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:+".contains(&byte))
        }
        ParameterLocation::Query | ParameterLocation::QueryString => !text.contains('\0'),
    }
}

/// What a service may take the texts for: each is a value that the schema has to refuse before the texts are wrong.
pub(crate) fn readings(parameter: &Parameter, written: &Written) -> Vec<Value> {
    let typed = |text: &String| plain(text).unwrap_or_else(|| Value::String(text.clone()));
    let untyped = |text: &String| Value::String(text.clone());
    let texts = &written.texts;
    let mut list = Vec::new();
    if let [text] = texts.as_slice() {
        list.extend([typed(text), untyped(text)]);
        list.extend((text.is_empty() || text == "null").then_some(Value::Null));
    }
    let items: Vec<String> = match texts.as_slice() {
        [text] if !repeats(parameter) => text
            .split(delimiter(parameter))
            .map(str::to_owned)
            .collect(),
        several => several.to_vec(),
    };
    list.push(Value::Array(items.iter().map(typed).collect()));
    list.push(Value::Array(items.iter().map(untyped).collect()));
    list
}

/// The values that a service may take the text of a parameter for: the text is valid where one of them is.
///
/// A text that is a number or a boolean as JSON writes it may be one, `05` and `+5` may not (RFC 8259, section 6).
#[must_use]
pub fn readings_of(parameter: &Parameter, text: &str) -> Vec<Value> {
    readings(parameter, &Written::of_text(text))
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
        content: Vec::new(),
        examples: Vec::new(),
    }
}

/// The number or boolean that a text spells.
fn plain(text: &str) -> Option<Value> {
    match text {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        number => Number::parse(number).map(Value::Number),
    }
}

/// Percent-encodes everything but the unreserved characters (RFC 3986, section 2.3).
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The parameters of a request, put into their places of a path template.
pub(crate) fn place(
    path: &str,
    parameters: &[(&Parameter, Written)],
) -> Option<(String, Vec<(String, String)>)> {
    let mut target = path.to_owned();
    let mut query: Vec<String> = Vec::new();
    let mut headers = Vec::new();
    let mut cookies: Vec<String> = Vec::new();
    for (parameter, written) in parameters {
        let (name, texts) = (&parameter.name, &written.texts);
        match parameter.location {
            ParameterLocation::Path => {
                target = target.replace(&format!("{{{name}}}"), &written.encoded(texts.first()?));
            }
            ParameterLocation::Query | ParameterLocation::QueryString => {
                query.extend(
                    texts
                        .iter()
                        .map(|text| format!("{}={}", encode(name), written.encoded(text))),
                );
            }
            ParameterLocation::Header => headers.push((name.clone(), texts.first()?.clone())),
            ParameterLocation::Cookie => cookies.push(format!("{name}={}", texts.first()?)),
        }
    }
    if target.contains(['{', '}']) || !target.starts_with('/') {
        return None;
    }
    if !cookies.is_empty() {
        headers.push(("cookie".to_owned(), cookies.join("; ")));
    }
    let separator = if query.is_empty() { "" } else { "?" };
    Some((format!("{target}{separator}{}", query.join("&")), headers))
}
