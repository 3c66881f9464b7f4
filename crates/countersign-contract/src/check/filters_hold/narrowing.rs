//! Items of another value than the one that was asked for.

use countersign_json::Value;
use countersign_model::SchemaId;

use super::{Exchange, Problem, agreement, problem};
use crate::plan::{is_same_range, narrowing};

/// The first item that a parameter of the query does not ask for.
pub(super) fn broken(
    exchange: &Exchange<'_>,
    query: &[(String, String)],
    items: &[Value],
    schemas: &[SchemaId],
) -> Option<Problem> {
    let api = exchange.subject.api();
    let parameters = exchange.operation.parameters.iter();
    let wanted = parameters.flat_map(|parameter| narrowing(api, parameter));
    wanted.into_iter().find_map(|wanted| {
        let mut given = query.iter().filter(|(name, _)| *name == wanted.written);
        let (_, text) = given.next().filter(|_| given.next().is_none())?;
        let declared = agreement::property(exchange, schemas, wanted.member);
        if !is_same_range(api, &wanted.schemas, &declared) {
            return None;
        }
        let is_other = |shown: &&Value| match shown {
            Value::String(shown) => shown != text,
            Value::Number(_) | Value::Bool(_) => {
                let wanted = countersign_json::read(text, countersign_json::Limits::default());
                wanted.is_ok_and(|wanted| wanted != **shown)
            }
            _ => false,
        };
        let shown = items.iter().filter_map(|item| item.get(wanted.member));
        let other = shown.into_iter().find(is_other)?;
        let message = "the list has an item that was not asked for";
        let expected = format!("items of which `{}` is {text}", wanted.member);
        Some(problem(
            exchange,
            (message, "filter"),
            wanted.member,
            expected,
            other.to_string(),
        ))
    })
}
