//! What the library's document says about bodies, checked by hand: correct, or with one bug.

use serde_json::Value;

use super::Bug;

/// A member of a body: its name, whether it must be there, and what it may be.
pub(crate) type Rule = (&'static str, bool, fn(Bug, &Value) -> bool);

pub(crate) const BOOK: &[Rule] = &[
    ("title", true, title),
    ("isbn", true, isbn),
    ("pages", true, pages),
    ("price", true, price),
    ("author", true, author),
    ("subtitle", false, subtitle),
    ("genre", false, genre),
    ("audience", false, |_, value| {
        is_one_of(value, &["children", "adults"])
    }),
    ("published", false, published),
    ("lendable", false, lendable),
    ("stock", false, |_, value| {
        let is_int64 = value.is_i64() || value.as_f64() < Some(BEYOND_INT64);
        is_int64 && in_range(value, 0, i64::MAX)
    }),
    ("tags", false, tags),
    ("blurb", false, |_, value| value.is_string()),
];
pub(crate) const REVIEW: &[Rule] = &[
    ("stars", true, |_, value| in_range(value, 1, 5)),
    ("text", true, |_, value| {
        length(value).is_some_and(|length| length <= 200)
    }),
];
pub(crate) const MEMBER: &[Rule] = &[
    ("email", true, email),
    ("name", true, name),
    ("level", false, |_, value| in_range(value, 0, 9)),
    ("password", false, |_, value| {
        length(value).is_some_and(|length| (8..=40).contains(&length))
    }),
];
pub(crate) const PATCH: &[Rule] = &[
    ("name", false, name),
    ("level", false, |_, value| in_range(value, 0, 9)),
];
pub(crate) const LOAN: &[Rule] = &[
    ("book_id", true, |_, value| in_range(value, 1, i64::MAX)),
    ("member_id", true, |_, value| {
        length(value).is_some_and(|length| (1..=20).contains(&length))
    }),
    ("days", true, |bug, value| {
        bug == Bug::LoanDaysUnchecked && whole(value).is_some() || in_range(value, 1, 60)
    }),
];
pub(crate) const SETTINGS: &[Rule] = &[
    ("currency", true, |_, value| {
        value.as_str().is_some_and(|text| {
            text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
        })
    }),
    ("opens_at", true, |_, value| in_range(value, 0, 23)),
    ("motto", false, |_, value| {
        length(value).is_some_and(|length| length <= 30)
    }),
];

/// The first member that is not as it has to be.
pub(crate) fn broken(bug: Bug, rules: &[Rule], is_closed: bool, body: &Value) -> Option<String> {
    let Some(members) = body.as_object() else {
        return Some("body".to_owned());
    };
    let unknown = members
        .keys()
        .find(|name| !rules.iter().any(|(known, _, _)| known == name));
    if let Some(unknown) = unknown.filter(|_| is_closed && bug != Bug::UnknownMemberAccepted) {
        return Some(unknown.clone());
    }
    let is_broken = |(name, required, fits): &&Rule| match members.get(*name) {
        Some(value) => !fits(bug, value),
        None if *name == "title" => bug != Bug::TitleMissingAccepted,
        None if *name == "subtitle" => bug == Bug::SubtitleRequired,
        None => *required,
    };
    rules
        .iter()
        .find(is_broken)
        .map(|(name, _, _)| (*name).to_owned())
}

/// An integer as JSON Schema has it: `1.0` is one.
/// The least number that is too large for `format: int64`.
const BEYOND_INT64: f64 = 9_223_372_036_854_775_808.0;

/// An integer, or the greatest and least one there is where it is beyond these: no shelf has as many books.
pub(crate) fn whole(value: &Value) -> Option<i64> {
    let nearest = || {
        let number = value.as_f64()?;
        (number.fract() == 0.0).then_some(number as i64)
    };
    value.as_i64().or_else(nearest)
}

pub(crate) fn in_range(value: &Value, least: i64, most: i64) -> bool {
    whole(value).is_some_and(|number| (least..=most).contains(&number))
}

fn length(value: &Value) -> Option<usize> {
    value.as_str().map(|text| text.chars().count())
}

fn is_one_of(value: &Value, listed: &[&str]) -> bool {
    value.as_str().is_some_and(|text| listed.contains(&text))
}

fn title(bug: Bug, value: &Value) -> bool {
    if value.is_null() {
        return bug == Bug::TitleNullAccepted;
    }
    let Some(text) = value.as_str() else {
        return false;
    };
    let length = if bug == Bug::TitleCountedInBytes {
        text.len()
    } else {
        text.chars().count()
    };
    let least = usize::from(bug != Bug::TitleEmptyAccepted);
    length >= least && (length <= 40 || bug == Bug::TitleTooLongAccepted)
}

fn isbn(bug: Bug, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return false;
    };
    let text = match bug {
        Bug::IsbnNewlineAccepted => text.strip_suffix('\n').unwrap_or(text),
        Bug::IsbnSuffixAccepted => text.get(..6).unwrap_or(text),
        _ => text,
    };
    let bytes = text.as_bytes();
    bytes.len() == 6
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b'-'
        && (bytes[5].is_ascii_digit() || bytes[5] == b'X')
}

fn pages(bug: Bug, value: &Value) -> bool {
    let (least, most) = match bug {
        Bug::PagesMinimumIgnored => (i64::MIN, 5000),
        Bug::PagesMaximumOffByOne => (1, 5001),
        Bug::PagesAtMaximumRefused => (1, 4999),
        _ => (1, 5000),
    };
    if bug == Bug::PagesFractionAccepted {
        return value
            .as_f64()
            .is_some_and(|number| (1.0..=5000.0).contains(&number));
    }
    in_range(value, least, most)
}

fn price(bug: Bug, value: &Value) -> bool {
    let text = value.as_str().filter(|_| bug == Bug::PriceInQuotesAccepted);
    let Some(number) = text.and_then(|text| text.parse().ok()).or(value.as_f64()) else {
        return false;
    };
    let is_above = number > 0.0 || (number == 0.0 && bug == Bug::PriceZeroAccepted);
    is_above
        && number <= 10_000.0
        && ((number * 4.0).fract() == 0.0 || bug == Bug::PriceStepIgnored)
}

fn author(bug: Bug, value: &Value) -> bool {
    let Some(members) = value.as_object() else {
        return false;
    };
    let name = members
        .get("name")
        .map(|name| length(name).is_some_and(|length| length > 0));
    let born = members
        .get("born")
        .is_none_or(|born| in_range(born, 1000, 2100));
    let is_known = members
        .keys()
        .all(|name| ["name", "born"].contains(&name.as_str()));
    name.unwrap_or(bug == Bug::AuthorNameMissingAccepted)
        && (born || bug == Bug::AuthorBornUnchecked)
        && is_known
}

fn subtitle(bug: Bug, value: &Value) -> bool {
    (value.is_null() && bug != Bug::SubtitleNullRefused)
        || length(value).is_some_and(|length| length <= 60)
}

fn genre(bug: Bug, value: &Value) -> bool {
    const GENRES: [&str; 4] = ["novel", "poetry", "science", "travel"];
    match bug {
        Bug::GenreUnknownAccepted => value.is_string(),
        Bug::GenreCaseIgnored => value
            .as_str()
            .is_some_and(|text| GENRES.contains(&text.to_lowercase().as_str())),
        _ => is_one_of(value, &GENRES),
    }
}

/// A date of the Gregorian calendar (RFC 3339).
fn published(bug: Bug, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return false;
    };
    let bytes = text.as_bytes();
    let has_form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !has_form {
        return false;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let is_leap =
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) && bug != Bug::LeapDayRefused;
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    };
    let days = if bug == Bug::ImpossibleDayAccepted {
        31
    } else {
        days
    };
    (1..=12).contains(&month) && (1..=days).contains(&day)
}

fn lendable(bug: Bug, value: &Value) -> bool {
    value.is_boolean()
        || (bug == Bug::BooleanInQuotesAccepted && is_one_of(value, &["true", "false"]))
}

fn tags(bug: Bug, value: &Value) -> bool {
    let Some(items) = value.as_array() else {
        return false;
    };
    let is_unique = items
        .iter()
        .enumerate()
        .all(|(at, item)| !items[..at].contains(item));
    let fits = |item: &Value| {
        length(item)
            .is_some_and(|length| length >= 1 && (length <= 12 || bug == Bug::LongTagAccepted))
    };
    (is_unique || bug == Bug::TagsTwiceAccepted)
        && (items.len() <= 4 || bug == Bug::TooManyTagsAccepted)
        && (!items.is_empty() || bug != Bug::EmptyTagsRefused)
        && items.iter().all(fits)
}

fn email(bug: Bug, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return false;
    };
    let is_email = text.split_once('@').is_some_and(|(local, host)| {
        let is_word = |text: &str| !text.is_empty() && !text.contains([' ', '@']);
        let labels = host.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
        is_word(local) && !local.starts_with('.') && !local.ends_with('.') && labels
    });
    text.chars().count() <= 60 && (is_email || bug == Bug::EmailUnchecked)
}

fn name(_bug: Bug, value: &Value) -> bool {
    length(value).is_some_and(|length| (1..=30).contains(&length))
}
