//! Reading a list to its end, page by page.

use countersign_json::Value;

use super::perform::{Performer, text};
use super::taken::json;
use crate::check::Answer;
use crate::send::Transport;
use crate::setup::{PageBy, Paging};
use crate::wire::{Outgoing, encode};

/// How many pages are read; a longer list is not known to its end.
const MOST_PAGES: usize = 40;
/// Members that lead to the next page.
const NEXT: [&str; 8] = [
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "next",
    "cursor",
    "endcursor",
    "continuationtoken",
    "nextpage",
];

/// The items of a list.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The items of each page.
    pub pages: Vec<Vec<Value>>,
    /// How many items the last page says that the list has.
    pub total: Option<u64>,
    /// Whether the last page was reached, and every page was understood.
    pub extent: ListExtent,
}

/// How much of a list was read.
#[derive(Copy, Clone, Eq, PartialEq, Debug, Default)]
pub enum ListExtent {
    /// A part.
    #[default]
    Part,
    /// All of it.
    Whole,
}

impl Listing {
    /// Every item, in order.
    pub fn items(&self) -> impl Iterator<Item = &Value> {
        self.pages.iter().flatten()
    }

    /// How many items have this identity.
    pub(crate) fn count(&self, identity: &str, wanted: &Value) -> usize {
        let same = |item: &&Value| {
            item.get(identity)
                .is_some_and(|id| text(id) == text(wanted))
        };
        self.items().filter(same).count()
    }

    /// Whether its items have identities at all.
    pub(crate) fn is_about(&self, identity: &str) -> bool {
        self.items().all(|item| item.get(identity).is_some())
    }
}

/// Reads a list from its first page on; the first request was sent without its limit, and is sent again with it.
pub(super) async fn walk<T: Transport>(
    performer: &Performer<'_, T>,
    (request, operation): (&Outgoing, usize),
    paging: &Paging,
    first: &Answer,
) -> Listing {
    let mut listing = Listing::default();
    let mut request = request.clone();
    let mut answer = first.clone();
    if let Some((name, limit)) = &paging.limit {
        request.target = with_query(&request.target, name, &limit.to_string());
        match performer.send(&request, operation).await {
            Ok(limited) if limited.status.is_success() => answer = limited,
            _ => return listing,
        }
    }
    loop {
        let body = json(&answer.body);
        let Some(items) = body.as_ref().and_then(items) else {
            return listing;
        };
        let count = items.len();
        listing.total = body.as_ref().and_then(total);
        listing.pages.push(items.to_vec());
        let next = next(&request, paging, &listing, &answer, body.as_ref());
        let Some(target) = next.filter(|_| count > 0) else {
            // A full page that leads nowhere may be one of several.
            let limit = paging.limit.as_ref().map(|(_, limit)| *limit);
            let is_full =
                paging.by == PageBy::Link && limit.is_some_and(|limit| count as u64 >= limit);
            listing.extent = if is_full {
                ListExtent::Part
            } else {
                ListExtent::Whole
            };
            return listing;
        };
        if listing.pages.len() >= MOST_PAGES {
            return listing;
        }
        request.target = target;
        match performer.send(&request, operation).await {
            Ok(next) if next.status.is_success() => answer = next,
            _ => return listing,
        }
    }
}

/// The items of a page: the body itself, or the first array in it.
pub(crate) fn items(body: &Value) -> Option<&[Value]> {
    match body {
        Value::Array(items) => Some(items),
        Value::Object(members) => {
            let direct = members.iter().find_map(|(_, member)| member.as_array());
            let inner = || {
                members.iter().find_map(|(_, member)| match member {
                    Value::Object(_) => items(member),
                    _ => None,
                })
            };
            direct.or_else(inner)
        }
        _ => None,
    }
}

/// The target of the next page; `None` after the last one.
fn next(
    request: &Outgoing,
    paging: &Paging,
    listing: &Listing,
    answer: &Answer,
    body: Option<&Value>,
) -> Option<String> {
    let asked = || listing.pages.len() as u64;
    match &paging.by {
        PageBy::Offset(name) => {
            let seen = listing.items().count();
            Some(with_query(&request.target, name, &seen.to_string()))
        }
        PageBy::Page(name, first) => Some(with_query(
            &request.target,
            name,
            &(first + asked()).to_string(),
        )),
        PageBy::Cursor(name) => {
            let cursor = linked(body?)?;
            match cursor.contains("://") || cursor.starts_with('/') {
                true => relative(&cursor),
                false => Some(with_query(&request.target, name, &cursor)),
            }
        }
        PageBy::Link => {
            let header = answer
                .headers
                .get(http::header::LINK)
                .and_then(|link| link.to_str().ok());
            relative(&header.and_then(link_to_next)?)
        }
    }
}

/// How many items a page says that the whole list has.
fn total(body: &Value) -> Option<u64> {
    const TOTALS: [&str; 3] = ["total", "totalcount", "totalitems"];
    let members = body.as_object()?.iter();
    let mut named = members.filter(|(name, _)| TOTALS.contains(&plain(name).as_str()));
    named.next().and_then(|(_, total)| total.as_u64())
}

/// A name without case and separators.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// What the body says comes next, at the top or one object further in.
fn linked(body: &Value) -> Option<String> {
    let Value::Object(members) = body else {
        return None;
    };
    let here = NEXT.iter().find_map(|wanted| {
        let (_, value) = members.iter().find(|(name, _)| plain(name) == *wanted)?;
        text(value).filter(|text| !text.is_empty() && !matches!(value, Value::Bool(_)))
    });
    here.or_else(|| {
        let mut inner = members
            .iter()
            .filter(|(_, member)| matches!(member, Value::Object(_)));
        inner.find_map(|(_, member)| linked(member))
    })
}

/// The target of `rel="next"` (RFC 8288, section 3).
fn link_to_next(header: &str) -> Option<String> {
    header.split(',').find_map(|link| {
        let (target, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
        let is_next = parameters.contains("rel=\"next\"") || parameters.contains("rel=next");
        is_next.then(|| target.to_owned())
    })
}

/// Path and query of a URL.
fn relative(url: &str) -> Option<String> {
    let rest = match url.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => url,
    };
    rest.starts_with('/').then(|| rest.to_owned())
}

/// A target with one query parameter set.
fn with_query(target: &str, name: &str, value: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let name = encode(name);
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name.as_str());
    let mut pairs: Vec<String> = query
        .split('&')
        .filter(is_other)
        .map(str::to_owned)
        .collect();
    pairs.push(format!("{name}={}", encode(value)));
    format!("{path}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::{items, link_to_next, linked, relative, with_query};
    use countersign_json::{Limits, read};

    #[test]
    fn queries_and_links() {
        assert_eq!(with_query("/a?limit=2&x=1", "limit", "5"), "/a?x=1&limit=5");
        assert_eq!(with_query("/a", "after", "b c"), "/a?after=b%20c");
        let header = "</a?p=1>; rel=\"prev\", <https://h/a?p=3>; rel=\"next\"";
        assert_eq!(link_to_next(header).as_deref(), Some("https://h/a?p=3"));
        assert_eq!(relative("https://h/a?p=3").as_deref(), Some("/a?p=3"));
        assert_eq!(relative("https://h"), None);
    }

    #[test]
    fn items_wherever_they_are() {
        for (text, count) in [
            ("[1,2]", 2),
            (r#"{"total":1,"data":[1]}"#, 1),
            (r#"{"data":{"items":[]}}"#, 0),
        ] {
            let body = read(text, Limits::default()).unwrap();
            assert_eq!(items(&body).map(<[_]>::len), Some(count), "{text}");
        }
        let body = read(
            r#"{"meta":{"next_cursor":"x"},"items":[]}"#,
            Limits::default(),
        )
        .unwrap();
        assert_eq!(linked(&body).as_deref(), Some("x"));
    }
}
