//! What the requests of the booking service may carry, checked by hand.

use regress::Regex;
use serde_json::{Map, Number, Value};

use super::Bug;

pub(super) const CODE: &str = r"^[\p{L}0-9][\p{L}0-9/ -]{0,11}$";
pub(super) const FEATURES: [&str; 4] = ["projector", "whiteboard", "phone", "sofa"];
const DECIMAL: &str = r"^(0|[1-9][0-9]{0,6})\.[0-9]{2}$";
const PHONE: &str = r"^\+[0-9]{7,15}$";

type Members = Map<String, Value>;

/// Whether a text is what a pattern says.
pub(super) fn matches(text: &str, pattern: &str) -> bool {
    Regex::with_flags(pattern, "u").is_ok_and(|regex| regex.find(text).is_some())
}

/// A whole number, however it is written.
pub(super) fn whole(value: &Value) -> Option<i128> {
    let number = value.as_number()?;
    let exact = number
        .as_u64()
        .map(i128::from)
        .or(number.as_i64().map(i128::from));
    exact.or_else(|| {
        number
            .as_f64()
            .filter(|it| it.fract() == 0.0 && it.abs() < 1e30)
            .map(|it| it as i128)
    })
}

pub(super) fn is_between(value: &Value, least: i128, most: i128) -> bool {
    whole(value).is_some_and(|it| (least..=most).contains(&it))
}

/// Whether a number is a multiple of a step of so many parts of one.
fn has_step(number: &Number, parts: f64, digits: usize) -> bool {
    let text = number.to_string();
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    let is_short = !text.contains(['e', 'E']) && fraction.trim_end_matches('0').len() <= digits;
    let scaled = number.as_f64().unwrap_or(0.5) * parts;
    is_short && (scaled - scaled.round()).abs() < 1e-6
}

fn is_text(value: &Value, least: usize, most: usize) -> bool {
    value
        .as_str()
        .is_some_and(|text| (least..=most).contains(&text.chars().count()))
}

fn is_like(value: &Value, pattern: &str) -> bool {
    value.as_str().is_some_and(|text| matches(text, pattern))
}

fn is_listed(value: &Value, listed: &[&str]) -> bool {
    value.as_str().is_some_and(|text| listed.contains(&text))
}

fn is_unique(items: &[Value]) -> bool {
    items
        .iter()
        .enumerate()
        .all(|(at, item)| !items[..at].contains(item))
}

/// Whether an object has all that is required, and of what it has, nothing that is unknown or wrong.
fn is_object(value: &Value, required: &[&str], member: impl Fn(&str, &Value) -> bool) -> bool {
    value.as_object().is_some_and(|members| {
        required.iter().all(|name| members.contains_key(*name))
            && members.iter().all(|(name, value)| member(name, value))
    })
}

pub(super) fn features(value: &Value, bug: Bug) -> bool {
    let checked = if bug == Bug::SecondFeatureUnchecked {
        1
    } else {
        usize::MAX
    };
    value.as_array().is_some_and(|items| {
        !items.is_empty()
            && is_unique(items)
            && items
                .iter()
                .take(checked)
                .all(|item| is_listed(item, &FEATURES))
    })
}

fn layout(value: &Value, bug: Bug) -> bool {
    let (required, listed): (&[&str], &[&str]) = match value["kind"].as_str() {
        Some("theatre") => (
            &["rows", "seats_per_row"],
            &["kind", "rows", "seats_per_row"],
        ),
        Some("boardroom") => (&["table"], &["kind", "table"]),
        Some("open") => (&["area_m2"], &["kind", "area_m2"]),
        Some(_) => return bug == Bug::UnknownLayoutAccepted,
        None => return false,
    };
    is_object(value, required, |name, value| match name {
        _ if !listed.contains(&name) => bug == Bug::MemberOfOtherBranchAccepted,
        "rows" => is_between(value, 1, 40),
        "seats_per_row" => is_between(value, 1, 30),
        "table" if bug == Bug::TableCaseIgnored => value.as_str().is_some_and(|text| {
            ["oval", "round", "square"].contains(&text.to_lowercase().as_str())
        }),
        "table" => is_listed(value, &["oval", "round", "square"]),
        "area_m2" => value.as_number().is_some_and(|number| {
            has_step(number, 2.0, 1)
                && number
                    .as_f64()
                    .is_some_and(|area| area > 0.0 && area <= 1000.0)
        }),
        _ => true,
    })
}

fn rate(value: &Value, bug: Bug) -> bool {
    value.as_number().is_some_and(|number| {
        let amount = number.as_f64().unwrap_or(-1.0);
        (has_step(number, 100.0, 2) || bug == Bug::RateStepIgnored)
            && (amount >= 0.0 || bug == Bug::RateNegativeAccepted)
            && amount <= 9999.0
    })
}

fn slot(value: &Value, bug: Bug) -> bool {
    let last = if bug == Bug::SlotEndUnbounded {
        i128::MAX
    } else {
        1440
    };
    is_object(value, &["from", "to"], |name, value| match name {
        "from" => is_between(value, 0, 1439),
        "to" => is_between(value, 1, last),
        _ => false,
    })
}

fn opening(value: &Value, bug: Bug) -> bool {
    let day = |value: &Value| {
        is_object(value, &["day", "slots"], |name, value| match name {
            "day" => is_listed(value, &["mo", "tu", "we", "th", "fr", "sa", "su"]),
            "slots" => value
                .as_array()
                .is_some_and(|slots| slots.len() <= 3 && slots.iter().all(|it| slot(it, bug))),
            _ => false,
        })
    };
    value
        .as_array()
        .is_some_and(|days| days.len() <= 7 && is_unique(days) && days.iter().all(day))
}

/// A room: all that has to be there, but for what only answers have.
pub(super) fn room(value: &Value, bug: Bug) -> bool {
    is_object(
        value,
        &["code", "door_code", "capacity", "layout", "rates"],
        |name, value| match name {
            "code" => is_like(value, CODE),
            "door_code" => is_like(value, "^[0-9]{4}$"),
            "created_at" => value.as_str().is_some_and(|text| is_time(text, bug)),
            "features" => features(value, Bug::None),
            "layout" => layout(value, bug),
            "rates" => value.as_object().is_some_and(|rates| {
                (!rates.is_empty() || bug == Bug::RatesEmptyAccepted)
                    && rates
                        .iter()
                        .all(|(name, value)| matches(name, "^[A-Z]{3}$") && rate(value, bug))
            }),
            "labels" => value.as_object().is_some_and(|labels| {
                let is_name =
                    |name: &str| matches(name, "^[a-z]{1,8}$") || bug == Bug::LabelNameUnchecked;
                labels.len() <= 3
                    && labels
                        .iter()
                        .all(|(name, value)| is_name(name) && is_text(value, 0, 16))
            }),
            "opening" => opening(value, bug),
            _ => changeable(name, value, bug),
        },
    )
}

/// What a patch may change.
fn changeable(name: &str, value: &Value, bug: Bug) -> bool {
    let note = |text: &str| {
        let length = if bug == Bug::NoteCountedInUtf16 {
            text.encode_utf16().count()
        } else {
            text.chars().count()
        };
        length <= 30
    };
    match name {
        "capacity" => is_between(value, 1, 500),
        "floor" => value.is_null() || is_between(value, -2, 40),
        "note" => value.is_null() || value.as_str().is_some_and(note),
        _ => false,
    }
}

pub(super) fn patch(value: &Value, bug: Bug) -> bool {
    value.as_object().is_some_and(|members| !members.is_empty())
        && is_object(value, &[], |name, value| changeable(name, value, bug))
}

pub(super) fn equipment(value: &Value, _bug: Bug) -> bool {
    is_object(value, &["name", "serial"], |name, value| match name {
        "name" => is_text(value, 1, 20),
        "serial" => is_between(value, 1, i128::from(u64::MAX)),
        _ => false,
    })
}

fn guests(value: &Value, bug: Bug) -> bool {
    let guest = |value: &Value| {
        is_object(value, &["name"], |name, value| match name {
            "name" => is_text(value, 1, 40),
            "phone" => is_like(value, PHONE),
            _ => false,
        })
    };
    let checked = if bug == Bug::SecondGuestUnchecked {
        1
    } else {
        usize::MAX
    };
    value.as_array().is_some_and(|items| {
        (1..=20).contains(&items.len())
            && (is_unique(items) || bug == Bug::GuestTwiceAccepted)
            && items.iter().take(checked).all(guest)
    })
}

fn payment(value: &Value, bug: Bug) -> bool {
    let expiry = if bug == Bug::CardMonth13Accepted {
        "^[0-9]{2}/[0-9]{2}$"
    } else {
        "^(0[1-9]|1[0-2])/[0-9]{2}$"
    };
    let most = if bug == Bug::ThirdVoucherRefused {
        2
    } else {
        3
    };
    match value["method"].as_str() {
        Some("card") => is_object(value, &["number", "expiry"], |name, value| match name {
            "number" => is_like(value, "^[0-9]{12,19}$"),
            "expiry" => is_like(value, expiry),
            _ => name == "method",
        }),
        Some("invoice") => is_object(value, &["vat_id", "address"], |name, value| match name {
            "vat_id" => is_like(value, "^[A-Z]{2}[0-9]{8,10}$"),
            "address" => address(value),
            _ => name == "method",
        }),
        Some("voucher") => is_object(value, &["codes"], |name, value| match name {
            "codes" => value.as_array().is_some_and(|codes| {
                let is_code = |code: &Value| {
                    is_like(code, "^[A-Z0-9]{6}$") || bug == Bug::VoucherCodesUnchecked
                };
                (1..=most).contains(&codes.len()) && codes.iter().all(is_code)
            }),
            _ => name == "method",
        }),
        _ => false,
    }
}

fn address(value: &Value) -> bool {
    is_object(value, &["street", "zip"], |name, value| match name {
        "street" => is_text(value, 1, 40),
        "zip" => is_like(value, "^[0-9]{5}$"),
        _ => false,
    })
}

pub(super) fn booking(value: &Value, bug: Bug) -> bool {
    let decimal = if bug == Bug::DepositDecimalsIgnored {
        r"^[0-9]{1,7}(\.[0-9]+)?$"
    } else {
        DECIMAL
    };
    let has_members = is_object(
        value,
        &["code", "starts_at", "guests", "payment", "terms"],
        |name, value| match name {
            "code" => is_like(value, CODE),
            "starts_at" => value.as_str().is_some_and(|text| is_time(text, bug)),
            "minutes" => {
                is_between(value, 15, 480)
                    && (whole(value).is_some_and(|it| it % 15 == 0)
                        || bug == Bug::MinutesStepIgnored)
            }
            "guests" => guests(value, bug),
            "payment" => payment(value, bug),
            "deposit" => is_like(value, decimal),
            "contact_phone" => is_like(value, PHONE),
            "recurring" => value.is_boolean(),
            "occurrences" => is_between(value, 2, 12),
            "remark" => value.is_null() || is_text(value, 0, 60),
            "terms" => {
                *value == Value::Bool(true)
                    || (bug == Bug::TermsFalseAccepted && value.is_boolean())
            }
            _ => false,
        },
    );
    has_members
        && value
            .as_object()
            .is_some_and(|members| depends(members, bug))
}

fn depends(members: &Members, bug: Bug) -> bool {
    let has = |name: &str| members.contains_key(name);
    let is_recurring = members.get("recurring") == Some(&Value::Bool(true));
    (!has("deposit") || has("contact_phone") || bug == Bug::DepositWithoutPhone)
        && (!is_recurring || has("occurrences") || bug == Bug::OccurrencesMissingAccepted)
}

/// A date of the Gregorian calendar (RFC 3339, `full-date`).
pub(super) fn is_date(text: &str) -> bool {
    if !matches(text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") {
        return false;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A moment (RFC 3339, `date-time`), with leap seconds at the end of a day of UTC.
pub(super) fn is_time(text: &str, bug: Bug) -> bool {
    let form = r"^[0-9-]{10}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$";
    if !matches(text, form) || !is_date(&text[..10]) {
        return false;
    }
    let two = |at: usize| text[at..at + 2].parse::<i32>().unwrap_or(99);
    let (hour, minute, second) = (two(11), two(14), two(17));
    let is_utc = text.ends_with(['Z', 'z']);
    let (offset_hour, offset_minute) = if is_utc {
        (0, 0)
    } else {
        (two(text.len() - 5), two(text.len() - 2))
    };
    let is_behind = text.as_bytes()[text.len().saturating_sub(6)] == b'-' && !is_utc;
    let offset = (offset_hour * 60 + offset_minute) * if is_behind { -1 } else { 1 };
    let is_last = (hour * 60 + minute - offset).rem_euclid(1440) == 1439;
    let is_second = second < 60 || (second == 60 && is_last && bug != Bug::LeapSecondRefused);
    let is_refused = (bug == Bug::OffsetRefused && !is_utc)
        || (bug == Bug::LowerCaseTimeRefused && text.contains(['t', 'z']));
    hour < 24 && minute < 60 && is_second && offset_hour < 24 && offset_minute < 60 && !is_refused
}
