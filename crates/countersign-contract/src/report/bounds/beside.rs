//! The bounds that the values of a request are beside: told from what was sent.

use countersign_json::{Decimal, Value, escape_pointer_token};
use countersign_model::SchemaId;

use super::{Side, given, is_upper};
use crate::check::Exchange;
use crate::generate::{Contains, Facets, Inclusion, Instances};
use crate::plan::{Breach, Intent, is_json};
use crate::run::generic;

/// How deep bounds of a body are looked for.
const MOST_DEPTH: usize = 8;
/// How many items of an array are looked at.
const MOST_ITEMS: usize = 3;

/// A value beside a bound.
pub(super) struct Beside {
    pub(super) pointer: String,
    pub(super) keyword: &'static str,
    pub(super) limit: String,
    pub(super) side: Side,
}

/// The parts of a request with the bounds that their values are beside.
pub(super) fn told_by(instances: &Instances<'_>, exchange: &Exchange<'_>) -> Vec<(String, Beside)> {
    match &exchange.case.intent {
        Intent::Invalid(breach) => outside(breach)
            .map(|beside| (breach.part.clone(), beside))
            .into_iter()
            .collect(),
        Intent::Valid => inside(instances, exchange),
        _ => Vec::new(),
    }
}

/// The bound that an invalid request breaks.
fn outside(breach: &Breach) -> Option<Beside> {
    const KEYWORDS: [&str; 13] = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "contains",
        "minContains",
        "maxContains",
        "minProperties",
        "maxProperties",
    ];
    let keyword = *KEYWORDS
        .iter()
        .find(|keyword| **keyword == breach.keyword)?;
    let is_at = keyword.starts_with("exclusive")
        && Decimal::parse(&breach.sent)
            .is_some_and(|sent| Some(sent) == Decimal::parse(&breach.limit));
    let side = match (is_at, is_upper(keyword)) {
        (true, _) => Side::At,
        (false, true) => Side::Above,
        (false, false) => Side::Below,
    };
    Some(Beside {
        pointer: generic(&breach.pointer),
        keyword,
        limit: breach.limit.clone(),
        side,
    })
}

/// The bounds that the values of a valid request are at, or inside of.
fn inside(instances: &Instances<'_>, exchange: &Exchange<'_>) -> Vec<(String, Beside)> {
    let mut found = Vec::new();
    let body = exchange.operation.request_body.as_ref();
    let schema = body.and_then(|body| {
        let mut content = body.content.iter();
        content.find(|media_type| is_json(&media_type.name))?.schema
    });
    let sent = &exchange.performed.sent;
    let value = sent.body.as_ref().and_then(|body| crate::run::json(body));
    if let (Some(schema), Some(value)) = (schema, value) {
        let mut list = Vec::new();
        walk(instances, &[schema], &value, "", &mut list);
        found.extend(list.into_iter().map(|beside| ("body".to_owned(), beside)));
    }
    for (parameter, text) in given::texts(exchange.operation, sent) {
        let Some(schema) = parameter.schema else {
            continue;
        };
        let readings = crate::wire::readings_of(parameter, &text);
        let judge = instances.judge();
        if let Some(value) = readings
            .iter()
            .find(|value| judge.accepts(&[schema], value))
        {
            let mut list = Vec::new();
            walk(instances, &[schema], value, "", &mut list);
            let part = crate::plan::describe(parameter);
            found.extend(list.into_iter().map(|beside| (part.clone(), beside)));
        }
    }
    found
}

fn walk(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    value: &Value,
    pointer: &str,
    list: &mut Vec<Beside>,
) {
    if schemas.is_empty() || pointer.matches('/').count() > MOST_DEPTH {
        return;
    }
    let Some(way) = instances.fitting(schemas, value) else {
        return;
    };
    let facets = &way.facets;
    match value {
        Value::Number(number) => {
            let value = Decimal::parse(number.text());
            list.extend(
                value
                    .into_iter()
                    .flat_map(|value| numeric(facets, &value, pointer)),
            );
        }
        Value::String(text) => {
            let length = text.chars().count() as u64;
            list.extend(counted(
                pointer,
                ["minLength", "maxLength"],
                facets.length,
                length,
            ));
        }
        Value::Array(items) => {
            let count = items.len() as u64;
            list.extend(counted(
                pointer,
                ["minItems", "maxItems"],
                facets.count,
                count,
            ));
            list.extend(contained(instances, facets, items, pointer));
            for (index, item) in items.iter().enumerate().take(MOST_ITEMS) {
                let at = format!("{pointer}/*");
                walk(instances, facets.item(index), item, &at, list);
            }
        }
        Value::Object(members) => {
            let count = members.len() as u64;
            let keywords = ["minProperties", "maxProperties"];
            list.extend(counted(pointer, keywords, facets.members, count));
            for (name, member) in members {
                let at = format!("{pointer}/{}", escape_pointer_token(name));
                walk(instances, &facets.member(name), member, &at, list);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// How many items satisfy each `contains`, beside what it asks for and allows.
fn contained(
    instances: &Instances<'_>,
    facets: &Facets<'_>,
    items: &[Value],
    pointer: &str,
) -> Vec<Beside> {
    let judge = instances.judge();
    let one = |contains: &Contains| {
        let fits = |item: &&Value| judge.accepts(&[contains.schema], item);
        let count = items.iter().filter(fits).count() as u64;
        let keywords = [contains.keyword(), "maxContains"];
        counted(pointer, keywords, (contains.least, contains.most), count)
    };
    facets.contains.iter().flat_map(one).collect()
}

fn numeric(facets: &Facets<'_>, value: &Decimal, pointer: &str) -> Vec<Beside> {
    let names = [
        (facets.low, "minimum", "exclusiveMinimum"),
        (facets.high, "maximum", "exclusiveMaximum"),
    ];
    let one = |(bound, inclusive, exclusive): (Option<(&Decimal, Inclusion)>, _, _)| {
        let (limit, inclusion) = bound?;
        Some(Beside {
            pointer: pointer.to_owned(),
            keyword: if inclusion == Inclusion::Inclusive {
                inclusive
            } else {
                exclusive
            },
            limit: limit.to_string(),
            side: side(value, limit),
        })
    };
    names.into_iter().filter_map(one).collect()
}

fn counted(
    pointer: &str,
    [low, high]: [&'static str; 2],
    (least, most): (u64, Option<u64>),
    count: u64,
) -> Vec<Beside> {
    let one = |keyword, limit: u64| Beside {
        pointer: pointer.to_owned(),
        keyword,
        limit: limit.to_string(),
        side: side(&count, &limit),
    };
    let least = (least > 0).then(|| one(low, least));
    least
        .into_iter()
        .chain(most.map(|most| one(high, most)))
        .collect()
}

fn side<T: PartialOrd>(value: &T, bound: &T) -> Side {
    if value < bound {
        Side::Below
    } else if value > bound {
        Side::Above
    } else {
        Side::At
    }
}
