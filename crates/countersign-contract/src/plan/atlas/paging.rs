//! How the pages of a list follow each other, by the names of its query parameters.

use countersign_json::{Number, Value};
use countersign_model::{Operation, Parameter, ParameterLocation, Presence};

use super::names::plain;
use crate::Subject;
use crate::judge::{Judge, Role};
use crate::setup::{PageBy, Paging};

const LIMITS: [&str; 11] = [
    "limit",
    "pagesize",
    "perpage",
    "size",
    "count",
    "maxresults",
    "maxitems",
    "top",
    "first",
    "take",
    "pagelimit",
];
const OFFSETS: [&str; 5] = ["offset", "skip", "start", "startindex", "pageoffset"];
const PAGES: [&str; 4] = ["page", "pagenumber", "pageno", "pageindex"];
const CURSORS: [&str; 9] = [
    "cursor",
    "after",
    "pagetoken",
    "startingafter",
    "nexttoken",
    "continuationtoken",
    "marker",
    "pagecursor",
    "nextcursor",
];

/// How much of a list a page is to have.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Extent {
    /// As little as shows how pages follow each other.
    Small,
    /// As much as the list allows.
    Large,
}

/// How a list is read to its end.
pub(crate) fn paging(subject: &Subject, list: &Operation, extent: Extent) -> Paging {
    let named = |names: &[&str]| {
        let queries = list.parameters.iter().filter(|parameter| {
            parameter.location == ParameterLocation::Query && parameter.schema.is_some()
        });
        queries
            .into_iter()
            .find(|parameter| names.contains(&plain(&parameter.name).as_str()))
    };
    let limit = named(&LIMITS).and_then(|parameter| {
        let wanted: &[u64] = match extent {
            Extent::Small => &[2, 1, 3, 5, 10],
            Extent::Large => &[1_000, 500, 200, 100, 50, 25, 20, 10, 5],
        };
        let number = wanted
            .iter()
            .find(|number| allows(subject, parameter, **number))?;
        Some((parameter.name.clone(), *number))
    });
    let by = if let Some(offset) = named(&OFFSETS) {
        PageBy::Offset(offset.name.clone())
    } else if let Some(page) = named(&PAGES) {
        let starts_at_zero = allows(subject, page, 0)
            && matches!(&page.presence, Presence::Default(value) if value.as_u64() == Some(0));
        PageBy::Page(page.name.clone(), u64::from(!starts_at_zero))
    } else if let Some(cursor) = named(&CURSORS) {
        PageBy::Cursor(cursor.name.clone())
    } else {
        PageBy::Link
    };
    Paging { limit, by }
}

fn allows(subject: &Subject, parameter: &Parameter, number: u64) -> bool {
    let value = Number::parse(&number.to_string()).map(Value::Number);
    let judge = Judge::new(subject.api(), Role::Request);
    parameter
        .schema
        .zip(value)
        .is_some_and(|(schema, value)| judge.accepts(&[schema], &value))
}
