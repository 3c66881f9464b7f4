//! What the service did at each bound of the document: to values just below it, at it, and just above it.
//!
//! It is told from what was sent, and not from what a case was meant for: a valid request is at or inside of every bound
//! of its values, an invalid one is outside of the bound that both judges find broken.

mod given;

use std::collections::BTreeMap;

use countersign_json::{Decimal, Value, escape_pointer_token};
use countersign_model::SchemaId;

use crate::Seed;
use crate::check::Exchange;
use crate::generate::{Facets, Inclusion, Instances};
use crate::judge::Role;
use crate::plan::{Breach, Intent, Phase, is_json};
use crate::run::generic;

/// How deep bounds of a body are looked for.
const MOST_DEPTH: usize = 8;
/// How many items of an array are looked at.
const MOST_ITEMS: usize = 3;

/// A bound of a request, and what was answered on either side of it.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct BoundCoverage {
    /// The operation's id.
    pub operation: String,
    /// The part of the request: `body`, or ``query parameter `limit` ``.
    pub part: String,
    /// Where in the part, as a JSON Pointer whose array indices are `*`.
    pub pointer: String,
    /// The keyword, `minimum`.
    pub keyword: String,
    /// The bound, as the document writes it.
    pub limit: String,
    /// What was answered, by [`Side`].
    pub answers: [Answers; 3],
}

/// Where a value is, seen from a bound. Numbers, lengths and counts are compared alike.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum Side {
    /// Less than it.
    Below,
    /// The bound itself.
    At,
    /// Greater than it.
    Above,
}

impl Side {
    /// All of them, from below.
    pub const ALL: [Side; 3] = [Side::Below, Side::At, Side::Above];

    /// The name, `below`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Below => "below",
            Side::At => "at",
            Side::Above => "above",
        }
    }
}

/// How often each status was answered; 0 stands for no answer.
pub type Answers = BTreeMap<u16, usize>;

/// The name of a bound among all: operation, part, pointer, keyword.
type Name = (usize, String, String, &'static str);

/// What is known of bounds while a run goes on.
#[derive(Debug, Default)]
pub(crate) struct Bounds(BTreeMap<Name, (String, [Answers; 3])>);

/// A value beside a bound.
struct Beside {
    pointer: String,
    keyword: &'static str,
    limit: String,
    side: Side,
}

impl BoundCoverage {
    /// Whether the document lets a service take what is on a side.
    #[must_use]
    pub fn allows(&self, side: Side) -> bool {
        match side {
            Side::At => !self.keyword.starts_with("exclusive"),
            Side::Below => is_upper(&self.keyword),
            Side::Above => !is_upper(&self.keyword),
        }
    }

    /// What was answered on a side.
    #[must_use]
    pub fn on(&self, side: Side) -> &Answers {
        match side {
            Side::Below => &self.answers[0],
            Side::At => &self.answers[1],
            Side::Above => &self.answers[2],
        }
    }

    /// Whether an answer on a side is not what the document allows: 2xx outside of the bound, 400 or 422 inside of it.
    #[must_use]
    pub fn is_wrong(&self, side: Side) -> bool {
        let allows = self.allows(side);
        let mut statuses = self.on(side).keys();
        statuses.any(|status| match status {
            200..=299 => !allows,
            400 | 422 => allows,
            status => *status >= 500,
        })
    }

    /// The answers on a side in words: `201 x3, 400 x1`; empty where nothing was tried.
    #[must_use]
    pub fn told(&self, side: Side) -> String {
        let all = self.on(side).iter();
        let words = all.map(|(status, count)| match status {
            0 => format!("no answer x{count}"),
            status => format!("{status} x{count}"),
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Bounds {
    /// Takes in an exchange of the phases that are about bounds; what hid the request's meaning tells nothing.
    pub(crate) fn add(&mut self, exchange: &Exchange<'_>) {
        let case = exchange.case;
        let is_about = matches!(case.phase, Phase::Examples | Phase::Coverage);
        if !is_about || case.sequel.is_some() || crate::run::is_hidden(exchange) {
            return;
        }
        let status = exchange.answer().map_or(0, |answer| answer.status.as_u16());
        for (part, beside) in told_by(exchange) {
            let name = (case.operation, part, beside.pointer, beside.keyword);
            let (_, answers) = self
                .0
                .entry(name)
                .or_insert_with(|| (beside.limit, Default::default()));
            let [below, at, above] = answers;
            let side = match beside.side {
                Side::Below => below,
                Side::At => at,
                Side::Above => above,
            };
            *side.entry(status).or_default() += 1;
        }
    }

    /// The bounds in the order of operations and places.
    pub(crate) fn finish(self, ids: &[String]) -> Vec<BoundCoverage> {
        let one =
            |((operation, part, pointer, keyword), (limit, answers)): (Name, _)| BoundCoverage {
                operation: ids.get(operation).cloned().unwrap_or_default(),
                part,
                pointer,
                keyword: keyword.to_owned(),
                limit,
                answers,
            };
        self.0.into_iter().map(one).collect()
    }
}

fn is_upper(keyword: &str) -> bool {
    keyword.starts_with("max") || keyword == "exclusiveMaximum"
}

/// The parts of a request with the bounds that their values are beside.
fn told_by(exchange: &Exchange<'_>) -> Vec<(String, Beside)> {
    match &exchange.case.intent {
        Intent::Invalid(breach) => outside(breach)
            .map(|beside| (breach.part.clone(), beside))
            .into_iter()
            .collect(),
        Intent::Valid => inside(exchange),
        _ => Vec::new(),
    }
}

/// The bound that an invalid request breaks.
fn outside(breach: &Breach) -> Option<Beside> {
    const KEYWORDS: [&str; 10] = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
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
fn inside(exchange: &Exchange<'_>) -> Vec<(String, Beside)> {
    let api = exchange.subject.api();
    let instances = Instances::new(api, Role::Request, Seed(0));
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
        walk(&instances, &[schema], &value, "", &mut list);
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
            walk(&instances, &[schema], value, "", &mut list);
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
    let facets = instances.fitting(schemas, value);
    match value {
        Value::Number(number) => {
            let value = Decimal::parse(number.text());
            list.extend(
                value
                    .into_iter()
                    .flat_map(|value| numeric(&facets, &value, pointer)),
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
            for item in items.iter().take(MOST_ITEMS) {
                walk(
                    instances,
                    &facets.items,
                    item,
                    &format!("{pointer}/*"),
                    list,
                );
            }
        }
        Value::Object(members) => {
            let count = members.len() as u64;
            let keywords = ["minProperties", "maxProperties"];
            list.extend(counted(pointer, keywords, facets.members, count));
            for (name, member) in members {
                let declared = facets.properties.iter().find(|(known, _)| known == name);
                let schemas = declared.map_or(&facets.additional, |(_, ids)| ids);
                let at = format!("{pointer}/{}", escape_pointer_token(name));
                walk(instances, schemas, member, &at, list);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
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
