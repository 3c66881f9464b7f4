//! A small shop, written by hand: correct, or with exactly one bug switched on.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

/// What the shop does wrong.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Bug {
    None,
    MinimumNotEnforced,
    MinimumOffByOne,
    MaximumNotEnforced,
    ExclusiveMinimumInclusive,
    MultipleOfNotEnforced,
    NullAccepted,
    NullRefused,
    NumberInQuotesCoerced,
    FractionTruncated,
    MissingRequiredAccepted,
    AdditionalPropertyAccepted,
    EnumCaseIgnored,
    LengthInBytes,
    MaxLengthOffByOne,
    PatternWithNewline,
    ImpossibleDayAccepted,
    DuplicatesAccepted,
    WrongStatus,
    WrongContentType,
    ResponseBreaksSchema,
    ResponseNotJson,
    LocationMissing,
    WwwAuthenticateMissing,
    CrashOnEmptyTags,
    CrashOnBrokenJson,
    AuthIgnored,
    AnyTokenAccepted,
    WrongMethodServed,
    AllowMissing,
    QueryLimitNotEnforced,
    PathMinimumNotEnforced,
    MediaTypeIgnored,
    CrashOnControlCharacter,
    CrashOnPairOfValues,
    CrashOnHugeNumber,
    CrashOnRepeatedMember,
    CrashOnNesting,
    CrashOnByteOrderMark,
    RoundedIdentity,
}

pub(crate) const TOKEN: &str = "Bearer sesame";

/// The orders that were made, by id from 1 on.
type Orders = Arc<Mutex<Vec<Value>>>;

pub(crate) fn shop(bug: Bug) -> Router {
    let mut orders = get(list).post(create);
    if bug == Bug::WrongMethodServed {
        orders = orders.delete(|| async { StatusCode::OK });
    }
    if bug == Bug::AllowMissing {
        orders = orders.delete(|| async { StatusCode::METHOD_NOT_ALLOWED });
    }
    Router::new()
        .route("/orders", orders)
        .route("/orders/{id}", get(read))
        .with_state((bug, Orders::default()))
}

fn denied(bug: Bug, headers: &HeaderMap) -> Option<Response> {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let known = match bug {
        Bug::AuthIgnored => true,
        Bug::AnyTokenAccepted => token.is_some_and(|token| token.starts_with("Bearer ")),
        _ => token == Some(TOKEN),
    };
    let response = match bug {
        Bug::WwwAuthenticateMissing => StatusCode::UNAUTHORIZED.into_response(),
        _ => (
            StatusCode::UNAUTHORIZED,
            [(header::WWW_AUTHENTICATE, "Bearer")],
        )
            .into_response(),
    };
    (!known).then_some(response)
}

fn bad(title: &str) -> Response {
    let body = json!({ "title": title }).to_string();
    (
        StatusCode::BAD_REQUEST,
        [(header::CONTENT_TYPE, "application/problem+json")],
        body,
    )
        .into_response()
}

fn order(id: u64) -> Value {
    json!({ "id": id, "sku": "ABC", "quantity": 1 })
}

async fn list(
    State((bug, orders)): State<(Bug, Orders)>,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    if let Some(denied) = denied(bug, &headers) {
        return denied;
    }
    for (name, value) in &query {
        let range = if bug == Bug::QueryLimitNotEnforced {
            1..=i64::MAX
        } else {
            1..=100
        };
        let fits = match name.as_str() {
            "limit" => whole(&json_of(value)).is_some_and(|limit| range.contains(&limit)),
            "kind" => ["normal", "express"].contains(&value.as_str()),
            _ => true,
        };
        if !fits {
            return bad(name);
        }
    }
    let limit = query.iter().find(|(name, _)| name == "limit");
    let limit = limit.and_then(|(_, text)| whole(&json_of(text)));
    let most = limit.map_or(usize::MAX, |limit| limit as usize);
    let shown: Vec<Value> = orders.lock().unwrap().iter().take(most).cloned().collect();
    axum::Json(shown).into_response()
}

async fn read(
    State((bug, orders)): State<(Bug, Orders)>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    if let Some(denied) = denied(bug, &headers) {
        return denied;
    }
    match whole(&json_of(&id)) {
        Some(id) if bug == Bug::RoundedIdentity && (id as f64) as i64 != id => {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Some(id) if id >= 1 || bug == Bug::PathMinimumNotEnforced => {
            let id = id.unsigned_abs().max(1);
            let known = orders.lock().unwrap().get(id as usize - 1).cloned();
            axum::Json(known.unwrap_or_else(|| order(id))).into_response()
        }
        _ => bad("id"),
    }
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

/// An integer as JSON Schema has it: `1.0` is one.
fn whole(value: &Value) -> Option<i64> {
    let rounded = || {
        let number = value.as_f64()?;
        (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
    };
    value.as_i64().or_else(rounded)
}

async fn create(
    State((bug, orders)): State<(Bug, Orders)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(denied) = denied(bug, &headers) {
        return denied;
    }
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if media_type != Some("application/json") && bug != Bug::MediaTypeIgnored {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    if crashes(bug, &body) {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let Ok(body) = serde_json::from_slice::<Value>(&body) else {
        return if bug == Bug::CrashOnBrokenJson {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        } else {
            bad("json")
        };
    };
    if bug == Bug::CrashOnEmptyTags && body["tags"].as_array().is_some_and(Vec::is_empty) {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    match wrong(bug, &body) {
        Some(title) => bad(title),
        None => created(bug, &orders, &body),
    }
}

/// What brings the shop down before it reads a body.
fn crashes(bug: Bug, body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    match bug {
        Bug::CrashOnControlCharacter => value["note"]
            .as_str()
            .is_some_and(|note| note.contains('\0')),
        Bug::CrashOnPairOfValues => value["kind"] == "express" && value["gift"] == false,
        Bug::CrashOnHugeNumber => text.contains("1e400"),
        Bug::CrashOnRepeatedMember => value.is_object() && text.matches("\"price\":").count() > 1,
        Bug::CrashOnNesting => text.contains(&"[".repeat(100)),
        Bug::CrashOnByteOrderMark => text.starts_with('\u{feff}'),
        _ => false,
    }
}

fn created(bug: Bug, orders: &Orders, order: &Value) -> Response {
    let mut orders = orders.lock().unwrap();
    let id = orders.len() + 1;
    let made = json!({ "id": id, "sku": order["sku"], "quantity": order["quantity"] });
    if order["sku"].is_string() && whole(&order["quantity"]).is_some_and(|quantity| quantity > 0) {
        orders.push(made.clone());
    }
    let status = if bug == Bug::WrongStatus {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let media_type = if bug == Bug::WrongContentType {
        "text/html"
    } else {
        "application/json"
    };
    let body = match bug {
        Bug::ResponseBreaksSchema => json!({ "id": 0, "sku": "ABC", "quantity": 1 }).to_string(),
        Bug::ResponseNotJson => "{'id': 1}".to_owned(),
        _ => made.to_string(),
    };
    let mut response = (status, [(header::CONTENT_TYPE, media_type)], body).into_response();
    if bug != Bug::LocationMissing {
        response
            .headers_mut()
            .insert(header::LOCATION, format!("/orders/{id}").parse().unwrap());
    }
    response
}

/// The name of the first property that is not as the document has it.
fn wrong(bug: Bug, body: &Value) -> Option<&'static str> {
    const KNOWN: [&str; 8] = [
        "sku", "quantity", "price", "kind", "gift", "note", "due", "tags",
    ];
    let Some(members) = body.as_object() else {
        return Some("body");
    };
    let unknown = members.keys().any(|name| !KNOWN.contains(&name.as_str()));
    if unknown && bug != Bug::AdditionalPropertyAccepted {
        return Some("additional");
    }
    let optional = |name: &str, fits: &dyn Fn(&Value) -> bool| members.get(name).is_none_or(fits);
    let required = |name: &str, fits: &dyn Fn(&Value) -> bool| members.get(name).is_some_and(fits);
    let price = |value: &Value| price(bug, value);
    let price_fits = match bug {
        Bug::MissingRequiredAccepted => optional("price", &price),
        _ => required("price", &price),
    };
    let checks = [
        ("sku", required("sku", &|value| sku(bug, value))),
        (
            "quantity",
            required("quantity", &|value| quantity(bug, value)),
        ),
        ("price", price_fits),
        ("kind", optional("kind", &|value| kind(bug, value))),
        ("gift", optional("gift", &Value::is_boolean)),
        ("note", optional("note", &|value| note(bug, value))),
        ("due", optional("due", &|value| due(bug, value))),
        ("tags", optional("tags", &|value| tags(bug, value))),
    ];
    checks
        .into_iter()
        .find(|(_, fits)| !fits)
        .map(|(name, _)| name)
}

fn sku(bug: Bug, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return bug == Bug::NullAccepted && value.is_null();
    };
    let text = if bug == Bug::PatternWithNewline {
        text.strip_suffix('\n').unwrap_or(text)
    } else {
        text
    };
    (2..=8).contains(&text.chars().count()) && text.chars().all(|c| c.is_ascii_uppercase())
}

fn quantity(bug: Bug, value: &Value) -> bool {
    let number = match (bug, value) {
        (Bug::NumberInQuotesCoerced, Value::String(text)) => text.parse().ok(),
        (Bug::FractionTruncated, value) => value.as_f64().map(|number| number.trunc() as i64),
        _ => whole(value),
    };
    let (least, most) = match bug {
        Bug::MinimumNotEnforced => (i64::MIN, 10),
        Bug::MinimumOffByOne => (2, 10),
        Bug::MaximumNotEnforced => (1, i64::MAX),
        _ => (1, 10),
    };
    number.is_some_and(|number| (least..=most).contains(&number))
}

fn price(bug: Bug, value: &Value) -> bool {
    let Some(number) = value.as_f64() else {
        return false;
    };
    let low = if bug == Bug::ExclusiveMinimumInclusive {
        number >= 0.0
    } else {
        number > 0.0
    };
    low && (bug == Bug::MultipleOfNotEnforced || (number * 2.0).fract() == 0.0)
}

fn kind(bug: Bug, value: &Value) -> bool {
    value.as_str().is_some_and(|text| match bug {
        Bug::EnumCaseIgnored => ["normal", "express"].contains(&text.to_lowercase().as_str()),
        _ => ["normal", "express"].contains(&text),
    })
}

fn note(bug: Bug, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return value.is_null() && bug != Bug::NullRefused;
    };
    match bug {
        Bug::LengthInBytes => text.len() <= 5,
        Bug::MaxLengthOffByOne => text.chars().count() <= 6,
        _ => text.chars().count() <= 5,
    }
}

fn due(bug: Bug, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return false;
    };
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    if [year.len(), month.len(), day.len()] != [4, 2, 2]
        || !parts.concat().bytes().all(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let (year, month, day): (u32, u32, u32) = (
        year.parse().unwrap(),
        month.parse().unwrap(),
        day.parse().unwrap(),
    );
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    (1..=12).contains(&month)
        && (1..=if bug == Bug::ImpossibleDayAccepted {
            31
        } else {
            days
        })
            .contains(&day)
}

fn tags(bug: Bug, value: &Value) -> bool {
    let Some(items) = value.as_array() else {
        return false;
    };
    let unique = items
        .iter()
        .enumerate()
        .all(|(index, item)| !items[..index].contains(item));
    items.len() <= 3
        && items.iter().all(Value::is_string)
        && (unique || bug == Bug::DuplicatesAccepted)
}
