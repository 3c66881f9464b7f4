//! Whether what a service shows is what it was sent: the members that both have, by value.

use countersign_json::{Value, escape_pointer_token};
use countersign_model::SchemaId;

use super::{Exchange, Problem, moment};
use crate::generate::Facets;
use crate::judge::{Judge, Role};

/// A difference: where, what was sent, what is shown.
pub(super) struct Difference {
    pub(super) pointer: String,
    pub(super) sent: String,
    pub(super) shown: String,
}

/// The first member that was sent and is shown otherwise, or not at all though the answer has a place for it.
pub(super) fn difference(exchange: &Exchange<'_>, sent: &Value) -> Option<Difference> {
    let shown = crate::run::json(&exchange.answer()?.body)?;
    let schema = exchange
        .media_type()
        .and_then(|media_type| media_type.schema);
    let (prefix, shown, schemas) = entity(exchange, sent, &shown, schema)?;
    compare(exchange, sent, shown, &schemas, &prefix)
}

/// The part of an answer that shows what was sent: the whole, or the member that has most of it.
fn entity<'v>(
    exchange: &Exchange<'_>,
    sent: &Value,
    shown: &'v Value,
    schema: Option<SchemaId>,
) -> Option<(String, &'v Value, Vec<SchemaId>)> {
    let Value::Object(members) = shown else {
        return None;
    };
    let wanted = sent.as_object()?;
    let common = |value: &Value| {
        wanted
            .iter()
            .filter(|(name, _)| value.get(name).is_some())
            .count()
    };
    let whole = (String::new(), shown, schema.into_iter().collect::<Vec<_>>());
    let mut best = (common(shown), whole);
    for (name, member) in members {
        if common(member) > best.0 {
            let schemas = property(exchange, &best.1.2, name);
            let pointer = format!("/{}", escape_pointer_token(name));
            best = (common(member), (pointer, member, schemas));
        }
    }
    (best.0 > 0).then_some(best.1)
}

fn compare(
    exchange: &Exchange<'_>,
    sent: &Value,
    shown: &Value,
    schemas: &[SchemaId],
    pointer: &str,
) -> Option<Difference> {
    let differ = |pointer: &str, shown: Option<&Value>| {
        Some(Difference {
            pointer: pointer.to_owned(),
            sent: sent.to_string(),
            shown: shown.map_or_else(|| "nothing".to_owned(), ToString::to_string),
        })
    };
    match (sent, shown) {
        (Value::Object(wanted), Value::Object(_)) => wanted.iter().find_map(|(name, member)| {
            let at = format!("{pointer}/{}", escape_pointer_token(name));
            let declared = property(exchange, schemas, name);
            match shown.get(name) {
                _ if is_exempt(exchange, Role::Request, &declared) => None,
                Some(there) => compare(exchange, member, there, &declared, &at),
                None if declared.is_empty()
                    || member.is_null()
                    || is_exempt(exchange, Role::Response, &declared) =>
                {
                    None
                }
                None => Some(Difference {
                    pointer: at,
                    sent: member.to_string(),
                    shown: "nothing".to_owned(),
                }),
            }
        }),
        (Value::Array(wanted), Value::Array(there)) => {
            if wanted
                .iter()
                .any(|item| matches!(item, Value::Object(_) | Value::Array(_)))
            {
                return (wanted.len() != there.len()).then(|| differ(pointer, Some(shown)))?;
            }
            let sorted = |items: &[Value]| {
                let mut list: Vec<String> = items.iter().map(Value::canonical).collect();
                list.sort();
                list
            };
            (sorted(wanted) != sorted(there)).then(|| differ(pointer, Some(shown)))?
        }
        (Value::String(one), Value::String(other)) if moment::is_same(one, other) => None,
        (Value::Number(_), Value::Number(_)) if is_same_number(sent, shown) => None,
        _ => (sent.canonical() != shown.canonical()).then(|| differ(pointer, Some(shown)))?,
    }
}

/// The schemas of a property, as far as the answer's schema declares it.
pub(super) fn property(exchange: &Exchange<'_>, schemas: &[SchemaId], name: &str) -> Vec<SchemaId> {
    Facets::declared(exchange.subject.api(), schemas, Role::Response, name)
}

/// Whether a side of an exchange need not send a member (`readOnly`, `writeOnly`).
fn is_exempt(exchange: &Exchange<'_>, role: Role, schemas: &[SchemaId]) -> bool {
    let judge = Judge::new(exchange.subject.api(), role);
    schemas.iter().any(|schema| judge.exempt(*schema))
}

/// Whether two numbers are the same: whole ones of 64 bits to the last digit, others as far as a double has them
/// (RFC 8259, section 6).
fn is_same_number(one: &Value, other: &Value) -> bool {
    let is_exact = one.as_i64().is_some() || one.as_u64().is_some();
    one == other || (!is_exact && one.as_f64() == other.as_f64())
}

/// The problem that a difference is.
pub(super) fn problem(exchange: &Exchange<'_>, message: String, difference: Difference) -> Problem {
    Problem {
        message,
        keyword: "state".to_owned(),
        pointer: difference.pointer,
        expected: difference.sent,
        got: difference.shown,
        span: Some(exchange.operation.span),
    }
}
