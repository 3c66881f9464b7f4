//! Bookings: drafts that are confirmed or cancelled.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::rules::{self, is_time, matches, whole};
use super::{Answered, Asked, Bug, Desk, Service, With};

/// A booking of a caller.
pub(super) struct Booking {
    id: String,
    number: u64,
    members: Map<String, Value>,
}

const KEY: &str = "^[A-Za-z0-9-]{8,36}$";

impl Service {
    pub(super) fn create_booking(&self, asked: &Asked) -> Answered {
        let key = self.header(asked, "idempotency-key", |it| matches(it, KEY))?;
        let prefer = self.header(asked, "prefer", |it| {
            ["return=minimal", "return=representation"].contains(&it)
        })?;
        let body = self.json(asked, "application/json", rules::booking)?;
        let is_minimal = prefer.as_deref() == Some("return=minimal");
        if is_minimal && self.is(Bug::CrashOnPreferMinimal) {
            return Err(self.problem(500, "it is broken"));
        }
        let key = key.filter(|_| !self.is(Bug::KeyMakesTwo));
        let mut desk = self.desk();
        if let Some((_, known, id)) = desk
            .keys
            .iter()
            .find(|(known, ..)| Some(known) == key.as_ref())
        {
            let made = desk.bookings.iter().find(|booking| booking.id == *id);
            return match made {
                Some(booking) if *known == asked.body => Ok(self.made(booking, is_minimal)),
                _ => Err(self.problem(409, "the key was for another body")),
            };
        }
        if !desk
            .rooms
            .iter()
            .any(|room| body["code"] == json!(room.code))
        {
            return Err(self.absent());
        }
        let booking = self.drafted(&mut desk, &body);
        if let Some(key) = key {
            desk.keys
                .push((key, asked.body.clone(), booking.id.clone()));
        }
        let response = self.made(&booking, is_minimal);
        desk.bookings.push(booking);
        Ok(response)
    }

    fn made(&self, booking: &Booking, is_minimal: bool) -> Response {
        let response = if is_minimal {
            StatusCode::NO_CONTENT.into_response()
        } else {
            (StatusCode::CREATED, axum::Json(booking.members.clone())).into_response()
        };
        let folder = if self.is(Bug::LocationLeadsNowhere) {
            "booking"
        } else {
            "bookings"
        };
        response.with(header::LOCATION, &format!("/{folder}/{}", booking.id))
    }

    fn drafted(&self, desk: &mut Desk, body: &Value) -> Booking {
        desk.count += 1;
        let id = format!("bk_{:08x}", desk.count * 2 + self.who as u64);
        let mut members = body.as_object().cloned().unwrap_or_default();
        let method = members
            .remove("payment")
            .map_or(Value::Null, |payment| payment["method"].clone());
        members.remove("terms");
        let default = if self.is(Bug::DefaultMinutesWrong) {
            30
        } else {
            60
        };
        let minutes = members.get("minutes").and_then(whole).unwrap_or(default);
        members.entry("minutes").or_insert(json!(default as i64));
        members.entry("recurring").or_insert(json!(false));
        if !(self.is(Bug::InvoiceLacksPrice) && method == "invoice") {
            members.insert("price".to_owned(), json!(format!("{minutes}.00")));
        }
        for (name, value) in [
            ("id", json!(id)),
            ("method", method),
            ("state", json!("draft")),
        ] {
            members.insert(name.to_owned(), value);
        }
        self.rewrite(&mut members);
        Booking {
            id,
            number: desk.count,
            members,
        }
    }

    /// What is kept as something else.
    fn rewrite(&self, members: &mut Map<String, Value>) {
        if let Some(remark) = members.get("remark").and_then(Value::as_str) {
            let kept = match self.bug {
                Bug::RemarkTrimmed => remark.trim().to_owned(),
                Bug::RemarkComposed => remark
                    .replace("e\u{301}", "\u{e9}")
                    .replace("a\u{301}", "\u{e1}")
                    .replace("o\u{301}", "\u{f3}"),
                _ => remark.to_owned(),
            };
            members.insert("remark".to_owned(), json!(kept));
        }
        let starts = members["starts_at"].as_str().unwrap_or_default();
        if self.is(Bug::OffsetForgotten) && !starts.ends_with(['Z', 'z']) {
            let kept = format!("{}Z", &starts[..starts.len() - 6]);
            members.insert("starts_at".to_owned(), json!(kept));
        }
    }

    pub(super) fn booking(&self, id: &str, step: Option<&str>) -> Answered {
        if !matches(id, "^bk_[0-9a-f]{8}$") {
            return Err(self.wrong("booking_id"));
        }
        if step == Some("cancel") && self.is(Bug::BookingOfOthersCancelled) {
            let other = Service {
                who: 1 - self.who,
                ..self.clone()
            };
            if let Some(booking) = other
                .desk()
                .bookings
                .iter_mut()
                .find(|booking| booking.id == id)
            {
                return self.stepped(booking, step);
            }
        }
        let mut desk = self.desk();
        let booking = desk
            .bookings
            .iter_mut()
            .find(|booking| booking.id == id)
            .ok_or_else(|| self.absent())?;
        self.stepped(booking, step)
    }

    /// The booking after a step, or as it is.
    fn stepped(&self, booking: &mut Booking, step: Option<&str>) -> Answered {
        let state = booking.members["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let next = match (step, state.as_str()) {
            (None, _) => state,
            (Some("confirm"), "draft") => "confirmed".to_owned(),
            (Some("confirm"), "cancelled") if self.is(Bug::ConfirmAfterCancel) => {
                "confirmed".to_owned()
            }
            (Some("cancel"), "draft" | "confirmed")
                if self.is(Bug::UndocumentedStateAfterCancel) =>
            {
                "canceled".to_owned()
            }
            (Some("cancel"), "draft" | "confirmed") => "cancelled".to_owned(),
            (Some("cancel"), _) if self.is(Bug::CancelTwiceCrashes) => {
                return Err(self.problem(500, "it is broken"));
            }
            _ if self.is(Bug::PathInConflict) => {
                return Err(self.detailed(
                    409,
                    "not in this state",
                    "assertion failed at /home/ci/build/bookings/src/state.rs:88:5",
                ));
            }
            _ => return Err(self.problem(409, "not in this state")),
        };
        booking.members.insert("state".to_owned(), json!(next));
        Ok(axum::Json(booking.members.clone()).into_response())
    }

    pub(super) fn list_bookings(&self, asked: &Asked) -> Answered {
        let limit = self
            .number(asked, "limit", 1, 50)?
            .unwrap_or(10)
            .unsigned_abs() as usize;
        let cursor = self.parameter(asked, "cursor", |it| matches(it, "^[0-9]{1,9}$"))?;
        let state = self.parameter(asked, "state", |it| {
            ["draft", "confirmed", "cancelled"].contains(&it)
        })?;
        let after = self.parameter(asked, "after", |it| is_time(it, Bug::None))?;
        if self.is(Bug::CrashOnPlusInTime) && after.is_some_and(|it| it.contains('+')) {
            return Err(self.problem(500, "it is broken"));
        }
        let is_forgotten = cursor.is_some() && self.is(Bug::CursorForgetsFilter);
        let state = state.filter(|_| !is_forgotten && !self.is(Bug::StateFilterIgnored));
        let after = after.filter(|_| !is_forgotten && !self.is(Bug::AfterFilterIgnored));
        let from: u64 = cursor.and_then(|it| it.parse().ok()).unwrap_or(0);
        let fits = |booking: &&Booking| {
            let starts = booking.members["starts_at"].as_str().unwrap_or_default();
            booking.number > from
                && state.is_none_or(|state| booking.members["state"] == state)
                && after.is_none_or(|after| instant(starts) > instant(after))
        };
        let desk = self.desk();
        let others = Service {
            who: 1 - self.who,
            ..self.clone()
        };
        let strangers = self.is(Bug::BookingsOfOthersListed).then(|| others.desk());
        let all = desk
            .bookings
            .iter()
            .chain(strangers.iter().flat_map(|desk| desk.bookings.iter()));
        let found: Vec<&Booking> = all.filter(fits).take(limit + 1).collect();
        let next = found
            .get(limit)
            .map(|_| found[limit - 1].number.to_string());
        let items: Vec<Value> = found
            .iter()
            .take(limit)
            .map(|booking| Value::Object(booking.members.clone()))
            .collect();
        Ok(axum::Json(json!({ "items": items, "next_cursor": next })).into_response())
    }
}

/// A moment as the seconds since the year 0 and the digits of its fraction.
fn instant(text: &str) -> (i64, String) {
    let number = |from: usize, to: usize| {
        text.get(from..to)
            .and_then(|it| it.parse::<i64>().ok())
            .unwrap_or(0)
    };
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let (years, months) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = years * 365 + years.div_euclid(4) - years.div_euclid(100)
        + years.div_euclid(400)
        + (months * 153 + 2) / 5
        + day;
    let rest = text.get(19..).unwrap_or_default();
    let digits: String = rest
        .trim_start_matches('.')
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let fraction = if rest.starts_with('.') {
        digits.trim_end_matches('0').to_owned()
    } else {
        String::new()
    };
    let zone = text.len().saturating_sub(6);
    let offset = match text.as_bytes().get(zone) {
        Some(sign @ (b'+' | b'-')) if !text.ends_with(['Z', 'z']) => {
            (number(zone + 1, zone + 3) * 60 + number(zone + 4, zone + 6))
                * if *sign == b'-' { -60 } else { 60 }
        }
        _ => 0,
    };
    (
        days * 86_400 + number(11, 13) * 3600 + number(14, 16) * 60 + number(17, 19) - offset,
        fraction,
    )
}
