//! Items in another order than the one that was asked for.

use countersign_json::Value;

use super::{Exchange, Problem, problem};
use crate::plan::{Direction, sorting};

/// The first pair of items that are in another order. Only numbers are looked at: texts have many orders.
pub(super) fn broken(
    exchange: &Exchange<'_>,
    query: &[(String, String)],
    items: &[Value],
) -> Option<Problem> {
    let api = exchange.subject.api();
    let parameters = exchange.operation.parameters.iter();
    parameters.into_iter().find_map(|parameter| {
        let mut given = query.iter().filter(|(name, _)| *name == parameter.name);
        let (_, text) = given.next().filter(|_| given.next().is_none())?;
        let (member, direction) = sorting(api, parameter, text)?;
        let numbers = items
            .iter()
            .map(|item| item.get(member).and_then(Value::as_f64));
        let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
        let rises = numbers.windows(2).find(|pair| pair[0] < pair[1]);
        let falls = numbers.windows(2).find(|pair| pair[0] > pair[1]);
        let wrong = match direction {
            Direction::Rising => falls,
            Direction::Falling => rises,
            Direction::Either => rises.and(falls),
        }?;
        let message = "the list is not in the order that was asked for";
        let expected = format!("items by `{member}`, as `{}={text}` asks", parameter.name);
        let got = format!("{} before {}", wrong[0], wrong[1]);
        Some(problem(exchange, (message, "sort"), member, expected, got))
    })
}
