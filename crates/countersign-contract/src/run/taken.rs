//! Values that are taken from an answer for later requests.

use countersign_json::{Limits, Value};

use crate::check::Answer;
use crate::setup::{Source, Take};
use crate::wire::{Outgoing, Plus, decode};

/// The value of a variable: the first source that has a scalar.
pub(super) fn value(take: &Take, request: &Outgoing, answer: &Answer) -> Option<(String, Value)> {
    let body = json(&answer.body);
    let found = take.from.iter().find_map(|source| match source {
        Source::Body(pointer) => body.as_ref()?.pointer(pointer).cloned(),
        Source::Sent(pointer) => json(request.body.as_ref()?)?.pointer(pointer).cloned(),
        Source::Location(template) => {
            let location = answer.headers.get(http::header::LOCATION)?.to_str().ok()?;
            last_segment(template, location).map(Value::String)
        }
        Source::Header(name) => {
            let text = answer.headers.get(name)?.to_str().ok()?;
            Some(Value::String(text.to_owned()))
        }
        Source::Chosen(_) => None,
    });
    let scalar = found.filter(|value| matches!(value, Value::String(_) | Value::Number(_)))?;
    Some((take.variable.clone(), scalar))
}

/// The JSON value of a body, as far as it is one.
pub(crate) fn json(body: &[u8]) -> Option<Value> {
    countersign_json::read(std::str::from_utf8(body).ok()?, Limits::default()).ok()
}

/// The last variable of a path template, read from a URL whose path ends like it.
fn last_segment(template: &str, location: &str) -> Option<String> {
    let path = location.split(['?', '#']).next()?.trim_end_matches('/');
    let mut given = path.rsplit('/');
    let mut wanted = template.trim_end_matches('/').rsplit('/');
    let last = given.next().filter(|last| !last.is_empty())?;
    wanted.next()?;
    let literal = wanted.next().filter(|segment| !segment.contains('{'));
    if literal.is_some_and(|literal| !literal.is_empty() && given.next() != Some(literal)) {
        return None;
    }
    decode(last, Plus::Plus)
}

#[cfg(test)]
mod tests {
    use super::last_segment;

    #[test]
    fn locations() {
        let of = |location: &str| last_segment("/v1/orders/{id}", location);
        assert_eq!(of("/v1/orders/17").as_deref(), Some("17"));
        assert_eq!(
            of("https://example.com/api/orders/a%20b?x=1").as_deref(),
            Some("a b")
        );
        assert_eq!(of("orders/17/").as_deref(), Some("17"));
        assert_eq!(of("/v1/users/17"), None);
        assert_eq!(of(""), None);
    }
}
