//! Values into text, by the style of their parameter.

use super::super::{Location, Parameter, Style, Unsayable};
use super::written::{Explode, Written};
use super::{
    content, deep,
    escape::{Escape, Part},
    operator::{Name, Operator},
};
use crate::json::Value;

/// Writes a value as its parameter is written: a path segment or the part of one, pairs of a query, a field's value,
/// pairs of cookies. `None` where nothing is sent, which is how RFC 6570 (section 2.3) says null, an empty array and
/// an empty object.
///
/// # Errors
/// What the style has no text for: null, arrays and objects inside of others (but in `deepObject`), a path segment
/// that is empty or made of dots, and characters that delimit where nothing can be encoded.
pub fn encode(parameter: &Parameter, value: &Value) -> Result<Option<String>, Unsayable> {
    let text = match &parameter.content {
        Some(media) => content::write(parameter, media, value)?,
        None => Writer::of(Written::parameter(parameter)).value(value)?,
    };
    match parameter.location {
        Location::Path => segment(text).map(Some),
        _ => Ok(text),
    }
}

/// A segment that survives the way: neither empty, nor one that URL libraries take for `.` or `..`.
fn segment(text: Option<String>) -> Result<String, Unsayable> {
    let text = text.unwrap_or_default();
    let dots = text.to_ascii_lowercase().replace("%2e", ".");
    match dots.as_str() {
        "" => Err(Unsayable("a path parameter cannot be empty")),
        "." | ".." => Err(Unsayable("a path segment cannot be `.` or `..`")),
        _ => Ok(text),
    }
}

/// What writing one value needs.
pub(super) struct Writer {
    written: Written,
    operator: Operator,
    escape: Escape,
}

impl Writer {
    pub(super) fn of(written: Written) -> Self {
        Self {
            written,
            operator: Operator::of(written.style, written.location),
            escape: Escape::of(&written),
        }
    }

    pub(super) fn value(&self, value: &Value) -> Result<Option<String>, Unsayable> {
        if self.written.style == Style::DeepObject {
            return deep::write(self.written.name, value, &self.escape);
        }
        match value {
            Value::Null => Ok(None),
            Value::Array(items) if items.is_empty() => Ok(None),
            Value::Object(members) if members.is_empty() => Ok(None),
            Value::Array(items) => self.array(items).map(Some),
            Value::Object(members) => self.object(members).map(Some),
            _ => {
                let text = self.escape.write(&scalar(value)?, Part::Whole)?;
                Ok(Some(self.whole(&text)?))
            }
        }
    }

    fn array(&self, items: &[Value]) -> Result<String, Unsayable> {
        let text = |item| self.escape.write(&scalar(item)?, Part::Item);
        let texts = items.iter().map(text).collect::<Result<Vec<_>, _>>()?;
        match (self.written.explode, self.operator.name) {
            (Explode::No, _) => self.whole(&texts.join(self.operator.inner)),
            (Explode::Yes, Name::Unwritten) => Ok(self.after_first(&texts)),
            (Explode::Yes, _) => {
                let name = self.own_name()?;
                let pairs: Vec<_> = texts.iter().map(|text| self.pair(&name, text)).collect();
                Ok(self.after_first(&pairs))
            }
        }
    }

    fn object(&self, members: &[(String, Value)]) -> Result<String, Unsayable> {
        let mut parts = Vec::with_capacity(members.len());
        for (name, value) in members {
            let name = self.escape.write(name, Part::Name)?;
            let value = self.escape.write(&scalar(value)?, Part::Item)?;
            match self.written.explode {
                Explode::No => parts.extend([name, value]),
                Explode::Yes => parts.push(self.pair(&name, &value)),
            }
        }
        match self.written.explode {
            Explode::No => self.whole(&parts.join(self.operator.inner)),
            Explode::Yes => Ok(self.after_first(&parts)),
        }
    }

    fn after_first(&self, parts: &[String]) -> String {
        format!(
            "{}{}",
            self.operator.first,
            parts.join(self.operator.between)
        )
    }

    /// A value in one piece, under its name where the style writes it.
    fn whole(&self, text: &str) -> Result<String, Unsayable> {
        let first = self.operator.first;
        match self.operator.name {
            Name::Unwritten => Ok(format!("{first}{text}")),
            _ => Ok(format!("{first}{}", self.pair(&self.own_name()?, text))),
        }
    }

    fn pair(&self, name: &str, text: &str) -> String {
        match self.operator.name {
            Name::Bare if text.is_empty() => name.to_owned(),
            _ => format!("{name}={text}"),
        }
    }

    fn own_name(&self) -> Result<String, Unsayable> {
        match self.written.location {
            Location::Cookie => Ok(self.written.name.to_owned()),
            _ => self.escape.write(self.written.name, Part::Name),
        }
    }
}

/// The text of a scalar: a number as it is spelled.
pub(super) fn scalar(value: &Value) -> Result<String, Unsayable> {
    match value {
        Value::Bool(boolean) => Ok(boolean.to_string()),
        Value::Number(number) => Ok(number.text().to_owned()),
        Value::String(string) => Ok(string.clone()),
        Value::Null => Err(Unsayable("null inside of an array or object has no text")),
        Value::Array(_) | Value::Object(_) => Err(Unsayable(
            "the style has no text for arrays and objects inside of others",
        )),
    }
}
