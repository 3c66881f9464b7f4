//! [`Link`]: where a response leads, and with which parameters (OpenAPI 3.1, section 4.8.20).

use crate::{
    Contract, Location, Value, Violation, Violations,
    http::{Operation, StatusCode, style::Guide, to_value},
    json::{Limits, read},
    lenient_from_value,
    schema::Types,
};

/// A link of a response, as generated code holds it: the operation that it leads to, and the parameters that it gives.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The operation that it leads to.
    pub operation: &'static Operation,
    /// Its parameters, by [`member`](crate::http::Parameter::member), and what each of them gets.
    pub parameters: &'static [(&'static str, &'static [Source])],
}

/// A piece of what a parameter gets. A single piece is a value; several are texts, one after the other.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// A constant, as JSON.
    Constant(&'static str),
    /// A parameter of the request, by its member.
    Request(&'static str),
    /// A header field of the response, by its name in the document.
    Header(&'static str),
    /// A part of the response's body, by JSON Pointer (RFC 6901).
    Body(&'static str),
    /// The status of the response.
    Status,
}

/// A response whose link is being followed, and the request that it answers.
#[derive(Debug)]
pub struct Trail {
    link: &'static Link,
    status: StatusCode,
    request: Result<Value, String>,
    headers: Result<Value, String>,
    body: Result<Value, String>,
}

impl Link {
    /// Begins to follow the link of a response.
    #[must_use]
    pub const fn of(&'static self, status: StatusCode) -> Trail {
        Trail {
            link: self,
            status,
            request: Ok(Value::Null),
            headers: Ok(Value::Null),
            body: Ok(Value::Null),
        }
    }
}

impl Trail {
    /// The parameters of the request.
    #[must_use]
    pub fn request<T: Contract>(mut self, parameters: &T) -> Self {
        self.request = to_value(parameters);
        self
    }

    /// The header fields of the response.
    #[must_use]
    pub fn headers<T: Contract>(mut self, headers: &T) -> Self {
        self.headers = to_value(headers);
        self
    }

    /// The body of the response.
    #[must_use]
    pub fn body<T: Contract>(mut self, body: &T) -> Self {
        self.body = to_value(body);
        self
    }

    /// The parameters of the request that the link leads to; `None` where it leads nowhere: nothing of what it takes from
    /// the response is there, as on a last page, or a parameter that must be given is not.
    ///
    /// # Errors
    /// Values whose shape the parameters cannot have. Their constraints are checked when the request is sent.
    pub fn parameters<T: Contract>(self) -> Result<Option<T>, Violations> {
        match self.object(&Guide::of(T::schema()))? {
            Some(object) => lenient_from_value(&object).map(Some),
            None => Ok(None),
        }
    }

    fn object(&self, guide: &Guide) -> Result<Option<Value>, Violations> {
        let mut members = Vec::with_capacity(self.link.parameters.len());
        let (mut asked, mut found) = (false, false);
        for (member, sources) in self.link.parameters {
            let value = self.value(sources)?;
            if sources.iter().any(Source::is_of_response) {
                asked = true;
                found |= value.is_some();
            }
            match value {
                Some(value) => {
                    members.push(((*member).to_owned(), fitting(value, &guide.member(member))));
                }
                None if self.requires(member) => return Ok(None),
                None => {}
            }
        }
        Ok((found || !asked).then_some(Value::Object(members)))
    }

    fn requires(&self, member: &str) -> bool {
        let mut parameters = self.link.operation.parameters.iter();
        parameters.any(|parameter| parameter.member == member && parameter.required)
    }

    /// What a parameter gets; `None` where a piece of it is not there.
    fn value(&self, sources: &[Source]) -> Result<Option<Value>, Violations> {
        if let [source] = sources {
            return self.piece(source);
        }
        let mut text = String::new();
        for source in sources {
            match self.piece(source)? {
                Some(value) => text.push_str(&spelled(value)),
                None => return Ok(None),
            }
        }
        Ok(Some(Value::String(text)))
    }

    /// A piece; `null` is nothing.
    fn piece(&self, source: &Source) -> Result<Option<Value>, Violations> {
        let member =
            |object: &Result<Value, String>, name: &str| Ok(known(object)?.get(name).cloned());
        let value = match source {
            Source::Constant(json) => read(json, Limits::default()).ok(),
            Source::Request(name) => member(&self.request, name)?,
            Source::Header(name) => member(&self.headers, name)?,
            Source::Body(pointer) => known(&self.body)?.pointer(pointer).cloned(),
            Source::Status => Some(Value::String(self.status.as_str().to_owned())),
        };
        Ok(value.filter(|value| !matches!(value, Value::Null)))
    }
}

impl Source {
    const fn is_of_response(&self) -> bool {
        matches!(self, Self::Header(_) | Self::Body(_))
    }
}

/// A value that could be written; one that could not (a float that is no number) is told.
fn known(value: &Result<Value, String>) -> Result<&Value, Violations> {
    value.as_ref().map_err(|reason| {
        let mut violations = Violations::new();
        violations.push(Violation::new(&Location::root(), "type", reason.clone()));
        violations
    })
}

/// A scalar as a place takes it: `7` is the string `7` where only strings are taken, since both are sent as one text.
fn fitting(value: Value, guide: &Guide) -> Value {
    let own = match &value {
        Value::Bool(_) => Types::BOOLEAN,
        Value::Number(_) => Types::NUMBER.with(Types::INTEGER),
        Value::String(_) => Types::STRING,
        Value::Null | Value::Array(_) | Value::Object(_) => return value,
    };
    match guide.types().meets(own) {
        true => value,
        false => guide.text(&spelled(value)),
    }
}

/// A string as it is, everything else as JSON.
fn spelled(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
