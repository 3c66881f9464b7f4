//! A service that lets rooms by the hour, written by hand: correct, or with exactly one bug switched on.

#[path = "book.rs"]
mod book;
#[path = "bug.rs"]
mod bug;
#[path = "rooms.rs"]
mod rooms;
#[path = "rules.rs"]
mod rules;

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

pub(crate) use bug::{BUGS, Bug};
use rules::{is_between, is_date, matches, whole};

/// The tokens of two callers.
pub(crate) const TOKENS: [&str; 2] = ["Bearer walnut", "Bearer almond"];

/// What one caller has.
#[derive(Default)]
struct Desk {
    rooms: Vec<rooms::Room>,
    /// The codes of rooms that were deleted.
    gone: Vec<String>,
    bookings: Vec<book::Booking>,
    /// Each idempotency key with its body and the id of what it made.
    keys: Vec<(String, Bytes, String)>,
    count: u64,
}

#[derive(Clone)]
struct Service {
    bug: Bug,
    desks: Arc<[Mutex<Desk>; 2]>,
    /// Which caller asks.
    who: usize,
}

/// One request.
struct Asked {
    method: Method,
    /// The path as it was sent.
    raw: String,
    headers: HeaderMap,
    query: Vec<(String, String)>,
    body: Bytes,
}

type Answered = Result<Response, Response>;

/// The service, with one bug or none.
pub(crate) fn service(bug: Bug) -> Router {
    let service = Service {
        bug,
        desks: Arc::default(),
        who: 0,
    };
    Router::new()
        .fallback(answer)
        .layer(DefaultBodyLimit::disable())
        .with_state(service)
}

async fn answer(
    State(service): State<Service>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let method = if method == Method::HEAD {
        Method::GET
    } else {
        method
    };
    let (Ok(response) | Err(response)) = service.routed(method, &uri, headers, body);
    response
}

impl Service {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desks[self.who]
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn is(&self, bug: Bug) -> bool {
        self.bug == bug
    }

    fn routed(&self, method: Method, uri: &Uri, headers: HeaderMap, body: Bytes) -> Answered {
        let path: Option<Vec<String>> = uri
            .path()
            .trim_start_matches('/')
            .split('/')
            .map(|part| decoded(part, Plus::Itself))
            .collect();
        let path = path.ok_or_else(|| self.problem(400, "the path is not encoded"))?;
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let allow = allowed(&path).ok_or_else(|| self.problem(404, "there is no such path"))?;
        if !allow.split(", ").any(|known| known == method.as_str()) {
            return Err(self
                .problem(405, "not this method")
                .with(header::ALLOW, allow));
        }
        let query = self.pairs(uri.query().unwrap_or_default())?;
        let who = self.caller(&headers, &query, &path)?;
        if body.len() > 65_536 {
            let status = if self.is(Bug::CrashOnLargeBody) {
                500
            } else {
                413
            };
            return Err(self.problem(status, "the body is too large"));
        }
        let asked = Asked {
            method,
            raw: uri.path().to_owned(),
            headers,
            query,
            body,
        };
        Service {
            who,
            ..self.clone()
        }
        .dispatched(&asked, &path)
    }

    fn dispatched(&self, asked: &Asked, path: &[&str]) -> Answered {
        let is_post = asked.method == Method::POST;
        match path {
            ["rooms"] if is_post => self.create_room(asked),
            ["rooms"] => self.list_rooms(asked),
            ["rooms", code] => self.room(asked, code),
            ["rooms", code, _] => self.equipment(asked, code),
            ["availability", day, hours] => self.availability(day, hours),
            ["bookings"] if is_post => self.create_booking(asked),
            ["bookings"] => self.list_bookings(asked),
            ["bookings", id, step @ ..] => self.booking(id, step.first().copied()),
            ["feedback"] => self.feedback(asked),
            _ => self.import(asked),
        }
    }

    /// The pairs of a query or a form.
    fn pairs(&self, text: &str) -> Result<Vec<(String, String)>, Response> {
        let pairs: Option<Vec<_>> = text
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                decoded(name, Plus::Space).zip(decoded(value, Plus::Space))
            })
            .collect();
        pairs.ok_or_else(|| self.problem(400, "the pairs are not encoded"))
    }

    fn caller(
        &self,
        headers: &HeaderMap,
        query: &[(String, String)],
        path: &[&str],
    ) -> Result<usize, Response> {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let known = |token: &str| TOKENS.iter().position(|known| *known == token);
        if let Some(who) = token.and_then(known) {
            return Ok(who);
        }
        let in_query = query.iter().find(|(name, _)| name == "access_token");
        if let Some(who) = in_query
            .and_then(|(_, token)| known(&format!("Bearer {token}")))
            .filter(|_| self.is(Bug::TokenInQueryAccepted))
        {
            return Ok(who);
        }
        if self.is(Bug::ConfirmNeedsNoToken) && path.last() == Some(&"confirm") {
            return Ok(0);
        }
        Err(self
            .problem(401, "there is no token")
            .with(header::WWW_AUTHENTICATE, "Bearer"))
    }

    fn problem(&self, status: u16, title: &str) -> Response {
        self.detailed(status, title, "see the document")
    }

    fn detailed(&self, status: u16, title: &str, detail: &str) -> Response {
        let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if status == 404 && self.is(Bug::ErrorIsHtml) {
            return (code, axum::response::Html("<h1>Not found</h1>")).into_response();
        }
        let body = json!({ "title": title, "status": status, "detail": detail }).to_string();
        (
            code,
            [(header::CONTENT_TYPE, "application/problem+json")],
            body,
        )
            .into_response()
    }

    fn absent(&self) -> Response {
        self.problem(404, "there is no such thing")
    }

    fn wrong(&self, name: &str) -> Response {
        self.problem(400, &format!("`{name}` is wrong"))
    }

    /// A header, of which there may be one.
    fn header(
        &self,
        asked: &Asked,
        name: &str,
        is_right: impl Fn(&str) -> bool,
    ) -> Result<Option<String>, Response> {
        let mut values = asked.headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => match value.to_str() {
                Ok(text) if is_right(text) => Ok(Some(text.to_owned())),
                _ => Err(self.wrong(name)),
            },
            _ => Err(self.wrong(name)),
        }
    }

    /// A parameter of the query, of which there may be one.
    fn parameter<'a>(
        &self,
        asked: &'a Asked,
        name: &str,
        is_right: impl Fn(&str) -> bool,
    ) -> Result<Option<&'a str>, Response> {
        let mut values = asked.query.iter().filter(|(known, _)| known == name);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some((_, value)), None) if is_right(value) => Ok(Some(value)),
            _ => Err(self.wrong(name)),
        }
    }

    fn number(
        &self,
        asked: &Asked,
        name: &str,
        least: i64,
        most: i64,
    ) -> Result<Option<i64>, Response> {
        let read = |text: &str| {
            serde_json::from_str::<Value>(text)
                .ok()
                .filter(|it| is_between(it, least.into(), most.into()))
        };
        let text = self.parameter(asked, name, |text| read(text).is_some())?;
        Ok(text
            .and_then(read)
            .as_ref()
            .and_then(whole)
            .and_then(|it| i64::try_from(it).ok()))
    }

    /// The text of a body of a media type.
    fn text<'a>(&self, asked: &'a Asked, wanted: &str) -> Result<&'a str, Response> {
        let given = asked
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let mut parts = given.split(';').map(|part| part.trim().to_lowercase());
        let is_wanted = parts.next().is_some_and(|essence| essence == wanted);
        let is_utf8 = parts.all(|part| {
            !part.starts_with("charset=")
                || (part.trim_matches(['"']).contains("utf-8") && !self.is(Bug::CharsetRefused))
        });
        let is_ignored = self.is(Bug::FormMediaTypeIgnored) && wanted.ends_with("urlencoded");
        if !(is_wanted && is_utf8 || is_ignored) {
            return Err(self.problem(415, "another media type"));
        }
        std::str::from_utf8(&asked.body).map_err(|_| self.wrong("body"))
    }

    /// The JSON of a body that keeps its rules.
    fn json(
        &self,
        asked: &Asked,
        wanted: &str,
        is_right: fn(&Value, Bug) -> bool,
    ) -> Result<Value, Response> {
        let text = self.text(asked, wanted)?;
        let value = serde_json::from_str(text).map_err(|_| self.wrong("body"))?;
        if is_right(&value, self.bug) {
            Ok(value)
        } else {
            Err(self.wrong("body"))
        }
    }

    fn availability(&self, day: &str, hours: &str) -> Answered {
        let day = day
            .strip_prefix('.')
            .filter(|day| is_date(day))
            .ok_or_else(|| self.wrong("day"))?;
        let last = if self.is(Bug::HourUnbounded) {
            i128::MAX
        } else {
            23
        };
        let texts = hours.strip_prefix(";hours=").unwrap_or_default().split(',');
        let hours: Option<Vec<i128>> = texts
            .map(|text| {
                serde_json::from_str::<Value>(text)
                    .ok()
                    .filter(|it| is_between(it, 0, last))
                    .as_ref()
                    .and_then(whole)
            })
            .collect();
        let is_right = |hours: &Vec<i128>| {
            let is_unique = hours
                .iter()
                .enumerate()
                .all(|(at, hour)| !hours[..at].contains(hour));
            hours.len() <= 4 && (is_unique || self.is(Bug::HoursTwiceAccepted))
        };
        let hours = hours.filter(is_right).ok_or_else(|| self.wrong("hours"))?;
        if self.is(Bug::CrashOnLeapDayMidnight) && day.ends_with("-02-29") && hours.contains(&0) {
            return Err(self.problem(500, "it is broken"));
        }
        let hours: Vec<u64> = hours
            .into_iter()
            .map(|hour| hour.unsigned_abs().try_into().unwrap_or(0))
            .collect();
        Ok(
            axum::Json(json!({ "day": day, "hours": hours, "free": self.desk().rooms.len() }))
                .into_response(),
        )
    }

    fn feedback(&self, asked: &Asked) -> Answered {
        let pairs = self.pairs(self.text(asked, "application/x-www-form-urlencoded")?)?;
        let count = |wanted: &str| pairs.iter().filter(|(name, _)| name == wanted).count();
        let is_right = pairs.iter().all(|(name, value)| match name.as_str() {
            "stars" => {
                serde_json::from_str::<Value>(value).is_ok_and(|stars| is_between(&stars, 1, 5))
            }
            "comment" => (1..=100).contains(&value.chars().count()),
            "topics" => {
                ["price", "staff", "cleanliness"].contains(&value.as_str())
                    || self.is(Bug::TopicUnchecked)
            }
            _ => false,
        });
        if !is_right || count("stars") != 1 || count("comment") != 1 {
            return Err(self.wrong("body"));
        }
        let body = if self.is(Bug::NoContentHasBody) {
            "{\"thanks\":true}"
        } else {
            ""
        };
        Ok((StatusCode::NO_CONTENT, body.to_owned())
            .into_response()
            .without_type(body.is_empty()))
    }

    fn import(&self, asked: &Asked) -> Answered {
        let text = self.text(asked, "text/csv")?;
        let pattern = if self.is(Bug::SecondLineUnchecked) {
            r"^[a-z0-9]{1,8},[1-9][0-9]{0,2}\n"
        } else {
            r"^([a-z0-9]{1,8},[1-9][0-9]{0,2}\n){1,20}$"
        };
        if !matches(text, pattern) {
            return Err(self.wrong("body"));
        }
        let accepted = text.lines().count().min(20);
        Ok((
            StatusCode::ACCEPTED,
            axum::Json(json!({ "accepted": accepted })),
        )
            .into_response())
    }
}

/// The methods of a path.
fn allowed(path: &[&str]) -> Option<&'static str> {
    match path {
        ["rooms" | "bookings"] | ["rooms", _, "equipment"] => Some("GET, HEAD, POST"),
        ["rooms", _] => Some("GET, HEAD, PATCH, DELETE"),
        ["availability", _, _] | ["bookings", _] => Some("GET, HEAD"),
        ["bookings", _, "confirm" | "cancel"] | ["feedback" | "imports"] => Some("POST"),
        _ => None,
    }
}

/// What a `+` means.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Plus {
    Space,
    Itself,
}

/// A text without its percent encoding; `None` where that is broken.
fn decoded(text: &str, plus: Plus) -> Option<String> {
    let mut bytes = Vec::new();
    let mut given = text.bytes();
    while let Some(byte) = given.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(given.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            b'+' if plus == Plus::Space => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A text as a segment of a path.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// Answers with headers.
trait With {
    /// The answer with one header more.
    fn with(self, name: header::HeaderName, value: &str) -> Self;
    /// The answer, without the media type of a body where there is none.
    fn without_type(self, is_empty: bool) -> Self;
}

impl With for Response {
    fn with(mut self, name: header::HeaderName, value: &str) -> Self {
        self.headers_mut()
            .insert(name, value.parse().expect("a header"));
        self
    }

    fn without_type(mut self, is_empty: bool) -> Self {
        if is_empty {
            self.headers_mut().remove(header::CONTENT_TYPE);
        }
        self
    }
}
