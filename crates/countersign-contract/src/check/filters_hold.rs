//! `filters_hold`: a list that is asked for some items has those alone, and in the order that was asked for.

mod narrowing;
mod order;

use countersign_json::{Value, escape_pointer_token};
use countersign_model::SchemaId;

use super::{Check, Exchange, Problem, agreement};
use crate::generate::Facets;
use crate::judge::Role;
use crate::plan::Intent;
use crate::run::items;

pub(super) const CHECK: Check = Check {
    name: "filters_hold",
    assumes: "a query parameter with the name and the values of a member of the items asks for items of that value, and one \
              named `sort` or `order_by` for their order by the member that its value names",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange
        .answer()
        .filter(|answer| answer.status.is_success())?;
    if exchange.performed.sent.method != http::Method::GET || exchange.case.intent != Intent::Valid
    {
        return None;
    }
    let body = crate::run::json(&answer.body)?;
    // Where the list was read page by page, every page is asked for the same.
    let items: Vec<Value> = match exchange.listing() {
        Some(listing) => listing.items().cloned().collect(),
        None => items(&body)?.to_vec(),
    };
    let schemas = item_schemas(exchange, &body);
    if items.is_empty() || schemas.is_empty() {
        return None;
    }
    let query = query(exchange);
    narrowing::broken(exchange, &query, &items, &schemas)
        .or_else(|| order::broken(exchange, &query, &items))
}

/// The schemas of the items of a list, or of the first list in an object.
fn item_schemas(exchange: &Exchange<'_>, body: &Value) -> Vec<SchemaId> {
    let api = exchange.subject.api();
    let Some(schema) = exchange.media_type().and_then(|it| it.schema) else {
        return Vec::new();
    };
    let list = match body {
        Value::Object(members) => {
            let name = members
                .iter()
                .find(|(_, member)| member.as_array().is_some());
            name.map(|(name, _)| agreement::property(exchange, &[schema], name))
                .unwrap_or_default()
        }
        _ => vec![schema],
    };
    let mut facets = Facets::alternatives(api, &list, Role::Response).into_iter();
    facets.next().map(|facets| facets.items).unwrap_or_default()
}

/// The pairs of the query, without their encoding.
fn query(exchange: &Exchange<'_>) -> Vec<(String, String)> {
    use crate::wire::{Plus, decode};
    let target = &exchange.performed.sent.target;
    let query = target
        .split_once('?')
        .map(|(_, query)| query)
        .unwrap_or_default();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter_map(|(name, text)| Some((decode(name, Plus::Space)?, decode(text, Plus::Space)?)))
        .collect()
}

fn problem(
    exchange: &Exchange<'_>,
    (message, keyword): (&str, &str),
    member: &str,
    expected: String,
    got: String,
) -> Problem {
    Problem {
        message: message.to_owned(),
        keyword: keyword.to_owned(),
        pointer: format!("/{}", escape_pointer_token(member)),
        expected,
        got,
        span: Some(exchange.operation.span),
    }
}
