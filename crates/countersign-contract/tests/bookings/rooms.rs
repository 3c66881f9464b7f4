//! Rooms, and what is in them.

use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::rules::{self, CODE, is_between, matches, whole};
use super::{Answered, Asked, Bug, Service, With, encoded};

/// A room of a caller.
pub(super) struct Room {
    pub(super) code: String,
    members: Map<String, Value>,
    equipment: Vec<Value>,
    version: u64,
}

const TAG: &str = "^\"[0-9]{1,9}\"$";

impl Service {
    pub(super) fn create_room(&self, asked: &Asked) -> Answered {
        let body = self.json(asked, "application/json", rules::room)?;
        let mut members = body.as_object().cloned().unwrap_or_default();
        let code = body["code"].as_str().unwrap_or_default().to_owned();
        let mut desk = self.desk();
        if desk.rooms.iter().any(|room| room.code == code) {
            return Err(self.problem(409, "there is one already"));
        }
        if !self.is(Bug::DoorCodeShown) {
            members.remove("door_code");
        }
        if !(self.is(Bug::ReadOnlyTaken) && members.contains_key("created_at")) {
            members.insert("created_at".to_owned(), json!("2026-01-02T03:04:05Z"));
        }
        desk.count += 1;
        let room = Room {
            code: code.clone(),
            members,
            equipment: Vec::new(),
            version: desk.count,
        };
        let folder = if self.is(Bug::LocationLeadsNowhere) {
            "room"
        } else {
            "rooms"
        };
        let response = (StatusCode::CREATED, self.shown(&room)).into_response();
        desk.rooms.push(room);
        Ok(response.with(header::LOCATION, &format!("/{folder}/{}", encoded(&code))))
    }

    /// A room as an answer, with its tag.
    fn shown(&self, room: &Room) -> Response {
        let version = if self.is(Bug::TagNeverChanges) {
            1
        } else {
            room.version
        };
        axum::Json(room.members.clone())
            .into_response()
            .with(header::ETAG, &format!("\"{version}\""))
    }

    fn code<'a>(&self, asked: &Asked, code: &'a str) -> Result<&'a str, Response> {
        if self.is(Bug::CrashOnEncodedSlash) && asked.raw.to_lowercase().contains("%2f") {
            return Err(self.problem(500, "it is broken"));
        }
        if !matches(code, CODE) {
            return Err(self.wrong("code"));
        }
        if self.is(Bug::LettersBeyondAsciiAbsent) && !code.is_ascii() {
            Err(self.absent())
        } else {
            Ok(code)
        }
    }

    pub(super) fn room(&self, asked: &Asked, code: &str) -> Answered {
        let code = self.code(asked, code)?;
        let is_tag = |text: &str| matches(text, TAG);
        let (if_match, if_none) = match asked.method {
            Method::PATCH => (self.header(asked, "if-match", is_tag)?, None),
            Method::GET => (None, self.header(asked, "if-none-match", is_tag)?),
            _ => (None, None),
        };
        let mut desk = self.desk();
        let at = desk
            .rooms
            .iter()
            .position(|room| room.code == code)
            .ok_or_else(|| self.absent())?;
        let tag = format!("\"{}\"", desk.rooms[at].version);
        if asked.method == Method::DELETE {
            desk.rooms.remove(at);
            desk.gone.push(code.to_owned());
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        if asked.method == Method::GET {
            let is_known = if_none.is_some_and(|it| it == tag) && !self.is(Bug::IfNoneMatchIgnored);
            return Ok(if is_known {
                StatusCode::NOT_MODIFIED.into_response()
            } else {
                self.shown(&desk.rooms[at])
            });
        }
        let patch = self.json(asked, "application/merge-patch+json", rules::patch)?;
        if if_match.is_some_and(|it| it != tag) && !self.is(Bug::IfMatchIgnored) {
            return Err(self.problem(412, "it has changed since"));
        }
        desk.count += 1;
        desk.rooms[at].version = desk.count;
        self.merge(&mut desk.rooms[at].members, &patch);
        Ok(self.shown(&desk.rooms[at]))
    }

    /// A merge patch (RFC 7396): null clears, what is absent stays.
    fn merge(&self, members: &mut Map<String, Value>, patch: &Value) {
        if self.is(Bug::PatchAbsentClears) && patch.get("note").is_none() {
            members.remove("note");
        }
        for (name, value) in patch.as_object().into_iter().flatten() {
            if !value.is_null() {
                members.insert(name.clone(), value.clone());
            } else if !self.is(Bug::PatchNullKeeps) {
                members.remove(name);
            }
        }
    }

    pub(super) fn equipment(&self, asked: &Asked, code: &str) -> Answered {
        let code = self.code(asked, code)?;
        let mut desk = self.desk();
        let is_gone = desk.gone.iter().any(|gone| gone == code);
        let at = desk.rooms.iter().position(|room| room.code == code);
        if asked.method == Method::GET {
            let items = match at {
                Some(at) => desk.rooms[at].equipment.clone(),
                None if is_gone && self.is(Bug::EquipmentOutlivesRoom) => Vec::new(),
                None => return Err(self.absent()),
            };
            return Ok(axum::Json(items).into_response());
        }
        let mut item = self.json(asked, "application/json", rules::equipment)?;
        if self.is(Bug::SerialRounded) {
            item["serial"] = json!(item["serial"].as_f64().unwrap_or(1.0) as u64);
        }
        match at {
            Some(at) => desk.rooms[at].equipment.push(item.clone()),
            None if is_gone && self.is(Bug::EquipmentOfDeletedRoom) => {}
            None => return Err(self.absent()),
        }
        Ok((StatusCode::CREATED, axum::Json(item)).into_response())
    }

    pub(super) fn list_rooms(&self, asked: &Asked) -> Answered {
        let limit = self.number(asked, "limit", 1, 50)?.unwrap_or(10);
        let offset = self.number(asked, "offset", 0, 100_000)?.unwrap_or(0);
        let sort = self.parameter(asked, "sort", |it| {
            ["code", "-code", "capacity", "-capacity"].contains(&it)
        })?;
        let least = self.number(asked, "filter[min_capacity]", 1, 500)?;
        let floor = self.number(asked, "filter[floor]", -2, 40)?;
        let is_known = |name: &str| ["filter[min_capacity]", "filter[floor]"].contains(&name);
        if asked
            .query
            .iter()
            .any(|(name, _)| name.starts_with("filter") && !is_known(name))
        {
            return Err(self.wrong("filter"));
        }
        let features = self.features(asked)?;
        self.header(asked, "x-correlation-id", |it| {
            matches(it, "^[a-z0-9]{8}(-[a-z0-9]{4})?$") || self.is(Bug::CorrelationUnchecked)
        })?;
        self.currency(asked)?;
        if self.is(Bug::CrashOnBasementWithSofa)
            && floor == Some(-2)
            && features.iter().any(|it| it == "sofa")
        {
            return Err(self.problem(500, "it is broken"));
        }
        let fits = |room: &&Room| {
            let at_least = least.is_none_or(|least| {
                whole(&room.members["capacity"]).is_some_and(|it| it >= least.into())
            });
            let on_floor = floor.is_none_or(|floor| {
                room.members
                    .get("floor")
                    .is_some_and(|it| is_between(it, floor.into(), floor.into()))
            });
            let has = |feature: &String| {
                room.members.get("features").is_some_and(|known| {
                    known
                        .as_array()
                        .is_some_and(|known| known.contains(&json!(feature)))
                })
            };
            at_least && (on_floor || self.is(Bug::FloorFilterIgnored)) && features.iter().all(has)
        };
        let mut desk = self.desk();
        desk.count += 1;
        let is_odd = desk.count % 2 == 1;
        let mut found: Vec<&Room> = desk.rooms.iter().filter(fits).collect();
        let total = if self.is(Bug::TotalIgnoresFilter) {
            desk.rooms.len()
        } else {
            found.len()
        };
        self.sort(&mut found, sort.unwrap_or("code"), is_odd);
        let page = found
            .into_iter()
            .skip(offset.unsigned_abs() as usize)
            .take(limit.unsigned_abs() as usize);
        let mut rooms: Vec<Value> = page
            .map(|room| Value::Object(room.members.clone()))
            .collect();
        if let Some(sixth) = rooms.get_mut(5).filter(|_| self.is(Bug::SixthItemWrong)) {
            sixth["capacity"] = json!(sixth["capacity"].to_string());
        }
        Ok(axum::Json(json!({ "rooms": rooms, "total": total })).into_response())
    }

    fn sort(&self, found: &mut [&Room], sort: &str, is_odd: bool) {
        let capacity = |room: &Room| whole(&room.members["capacity"]).unwrap_or(0);
        if self.is(Bug::SortNotStable) && is_odd {
            found.reverse();
        } else if !self.is(Bug::SortNotStable) {
            found.sort_by(|one, other| one.code.cmp(&other.code));
        }
        match sort {
            _ if self.is(Bug::SortIgnored) => {}
            "code" => found.sort_by(|one, other| one.code.cmp(&other.code)),
            "-code" => found.sort_by(|one, other| other.code.cmp(&one.code)),
            "capacity" => found.sort_by_key(|room| capacity(room)),
            _ => found.sort_by_key(|room| std::cmp::Reverse(capacity(room))),
        }
    }

    fn features(&self, asked: &Asked) -> Result<Vec<String>, Response> {
        let read = |text: &str| -> Vec<String> { text.split('|').map(str::to_owned).collect() };
        let text = self.parameter(asked, "features", |text| {
            rules::features(&json!(read(text)), self.bug)
        })?;
        Ok(text.map(read).unwrap_or_default())
    }

    fn currency(&self, asked: &Asked) -> Result<(), Response> {
        let cookies = asked
            .headers
            .get_all(header::COOKIE)
            .iter()
            .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
        let mut values = cookies.filter_map(|pair| pair.trim_ascii().strip_prefix(b"currency="));
        let is_currency =
            |value: &[u8]| std::str::from_utf8(value).is_ok_and(|text| matches(text, "^[A-Z]{3}$"));
        match (values.next(), values.next()) {
            (Some(value), None) if !is_currency(value) && !self.is(Bug::CurrencyUnchecked) => {
                Err(self.wrong("currency"))
            }
            (_, Some(_)) => Err(self.wrong("currency")),
            _ => Ok(()),
        }
    }
}
