//! The parameters of a request as one object, by the descriptions of the operation.

use axum::http::{HeaderMap, header::COOKIE, request::Parts};

use super::{Objection, Refusal, Source};
use crate::{
    Location, Violation, Violations,
    http::{
        self, Operation, Parameter, Piece,
        style::{Guide, Pairs, Raw, decode},
    },
    json::Value,
};

/// The object that an operation's `Parameters` are decoded from; absent parameters are no members.
pub(super) fn read(
    operation: &'static Operation,
    parts: &Parts,
    captures: &[String],
) -> Result<Value, Refusal> {
    let query = Pairs::of_query(parts.uri.query().unwrap_or_default())
        .map_err(|error| Refusal::malformed(Source::Part(http::Location::Query), error))?;
    let cookies = cookies(&parts.headers)
        .ok_or_else(|| Refusal::malformed(Source::Part(http::Location::Cookie), "not UTF-8"))?;
    let cookies = Pairs::of_cookies(&cookies);
    let guide = Guide::of((operation.schema)());
    let mut members = Vec::with_capacity(operation.parameters.len());
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let malformed = |error| Refusal::malformed(Source::of(parameter), error);
        let fields = fields(&parts.headers, parameter)
            .ok_or_else(|| malformed(http::Malformed("not UTF-8")))?;
        let raw = match parameter.location {
            http::Location::Path => Raw::Path(captured(operation, captures, index)),
            http::Location::Query => Raw::Query(&query),
            http::Location::QueryString => Raw::QueryString(parts.uri.query()),
            http::Location::Header => Raw::Header(&fields),
            http::Location::Cookie => Raw::Cookie(&cookies),
        };
        let own = guide.member(parameter.member);
        let value = decode(parameter, raw, &own, operation.parameters).map_err(malformed)?;
        members.extend(value.map(|value| (parameter.member.to_owned(), value)));
    }
    Ok(Value::Object(members))
}

/// What stands at the place of the path parameter of that index.
fn captured<'c>(operation: &Operation, captures: &'c [String], index: usize) -> &'c str {
    let parameters = operation.pieces().filter_map(|piece| match piece {
        Piece::Parameter(index) => Some(index),
        Piece::Text(_) => None,
    });
    let mut places = parameters.zip(captures);
    let place = places.find(|(parameter, _)| *parameter == index);
    place.map_or("", |(_, text)| text.as_str())
}

/// The values of a header parameter's fields.
fn fields<'h>(headers: &'h HeaderMap, parameter: &Parameter) -> Option<Vec<&'h str>> {
    match parameter.location {
        http::Location::Header => texts(headers, parameter.name),
        _ => Some(Vec::new()),
    }
}

/// The `Cookie` fields; `None` where one is not UTF-8.
pub(super) fn cookies(headers: &HeaderMap) -> Option<Vec<&str>> {
    texts(headers, COOKIE.as_str())
}

fn texts<'h>(headers: &'h HeaderMap, name: &str) -> Option<Vec<&'h str>> {
    let values = headers.get_all(name).iter();
    values
        .map(|value| std::str::from_utf8(value.as_bytes()).ok())
        .collect()
}

/// What is wrong with the parameters, each violation with its parameter.
pub(super) fn refusal(operation: &Operation, value: &Value, violations: Violations) -> Refusal {
    let omitted = violations.omitted();
    let missing =
        |parameter: &&Parameter| parameter.required && value.get(parameter.member).is_none();
    let mut objections: Vec<_> = operation
        .parameters
        .iter()
        .filter(missing)
        .map(absent)
        .collect();
    for violation in violations {
        if let Some((parameter, pointer)) = owner(operation, violation.instance_location()) {
            let source = Source::of(parameter);
            let pointer = pointer.to_owned();
            objections.push(Objection {
                source,
                violation: violation.at_pointer(pointer),
            });
        }
    }
    Refusal::Invalid {
        objections,
        omitted,
    }
}

fn absent(parameter: &Parameter) -> Objection {
    let source = Source::of(parameter);
    Objection {
        source,
        violation: Violation::new(
            &Location::root(),
            "required",
            format!("{source} is missing"),
        ),
    }
}

/// The parameter that a pointer leads into, and the way from there.
fn owner<'p>(operation: &Operation, pointer: &'p str) -> Option<(&'static Parameter, &'p str)> {
    let path = pointer.strip_prefix('/')?;
    let (token, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
    let member = token.replace("~1", "/").replace("~0", "~");
    let parameter = operation
        .parameters
        .iter()
        .find(|parameter| parameter.member == member)?;
    Some((parameter, rest))
}
