//! Awkward values in every place of a JSON body, written as no writer of JSON would.

use countersign_json::{Value, escape_pointer_token};
use countersign_model::{JsonType, SchemaId};
use hyper::body::Bytes;

use super::super::{Awkward, DEPTHS, Judged};
use super::NUMBERS;
use crate::generate::Instances;
use crate::judge::Judgement;
use crate::plan::body::Body;
use crate::plan::draft::Draft;
use crate::plan::{Intent, protocol};

/// How many awkward bodies one operation gets.
const MOST: usize = 400;
/// How deep places are looked for.
const MOST_DEPTH: usize = 4;
/// The length of a very long text, in characters.
const LONG: usize = 20_000;

/// Texts that readers differ on, as they are written in JSON.
const TEXTS: [(&str, &str); 8] = [
    ("NUL", "\"\\u0000\""),
    ("half of a surrogate pair", "\"\\ud800\""),
    ("a character beyond the basic plane", "\"\u{1f511}\""),
    ("a lone combining mark", "\"\u{301}\""),
    ("a mark that turns the direction", "\"\u{202e}a\""),
    ("a byte order mark within", "\"\u{feff}a\""),
    ("quotes and backslashes", "\"'\\\"\\\\;--\""),
    ("a character that is none", "\"\u{ffff}\""),
];

/// Bytes that UTF-8 does not have.
const BYTES: [&[u8]; 4] = [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"];

/// A place of a body that holds a scalar or an array.
struct Place {
    pointer: String,
    schemas: Vec<SchemaId>,
}

pub(super) fn add(draft: &mut Draft<'_>, body: &Body<'_>) {
    let bodies = bodies(&draft.instances(), body);
    for awkward in bodies.into_iter().take(MOST) {
        add_body(draft, body, awkward);
    }
}

fn bodies(instances: &Instances<'_>, body: &Body<'_>) -> Vec<Awkward> {
    let mut places = Vec::new();
    collect(
        instances,
        &[body.content.schema],
        &body.full,
        "",
        &mut places,
    );
    let mut list = vec![Awkward {
        what: "a byte order mark before it".to_owned(),
        bytes: format!("\u{feff}{}", body.base).into_bytes().into(),
    }];
    list.extend(DEPTHS.map(|depth| Awkward {
        what: format!("{depth} nested arrays as a whole"),
        bytes: nested(depth).into(),
    }));
    for (index, place) in places.iter().enumerate() {
        list.extend(texts_and_numbers(instances, &body.full, place));
        list.extend(broken_bytes(instances, &body.full, place, index));
    }
    for place in places
        .iter()
        .filter(|place| place.pointer.matches('/').count() == 1)
    {
        list.extend(with_token(
            &body.full,
            &place.pointer,
            &nested(600),
            "600 nested arrays",
        ));
    }
    list.extend(twice(&body.full));
    list
}

fn collect(
    instances: &Instances<'_>,
    schemas: &[SchemaId],
    value: &Value,
    pointer: &str,
    places: &mut Vec<Place>,
) {
    places.push(Place {
        pointer: pointer.to_owned(),
        schemas: schemas.to_vec(),
    });
    if pointer.matches('/').count() >= MOST_DEPTH {
        return;
    }
    let Some(way) = instances.fitting(schemas, value) else {
        return;
    };
    let facets = &way.facets;
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let declared = facets.properties.iter().find(|(known, _)| known == name);
                let schemas = declared.map_or(&facets.additional, |(_, ids)| ids);
                let at = format!("{pointer}/{}", escape_pointer_token(name));
                collect(instances, schemas, member, &at, places);
            }
        }
        Value::Array(items) => {
            if let Some(item) = items.first() {
                collect(
                    instances,
                    &facets.items,
                    item,
                    &format!("{pointer}/0"),
                    places,
                );
            }
        }
        _ => {}
    }
}

/// Whether values of a type may stand at a place.
fn allows(instances: &Instances<'_>, place: &Place, json_type: JsonType) -> bool {
    let ways = instances.ways(&place.schemas);
    let mut facets = ways.iter().map(|way| &way.facets);
    facets.any(|facets| facets.allows(json_type) && facets.values.is_none())
}

fn texts_and_numbers(instances: &Instances<'_>, value: &Value, place: &Place) -> Vec<Awkward> {
    let mut list = Vec::new();
    if allows(instances, place, JsonType::Integer) {
        let made = NUMBERS
            .iter()
            .filter_map(|number| with_token(value, &place.pointer, number, number));
        list.extend(made);
    }
    if allows(instances, place, JsonType::String) {
        let made = TEXTS
            .iter()
            .filter_map(|(what, text)| with_token(value, &place.pointer, text, what));
        list.extend(made);
        let long = format!("\"{}\"", "a".repeat(LONG));
        list.extend(with_token(value, &place.pointer, &long, "a very long text"));
    }
    list
}

/// A text with bytes in it that UTF-8 does not have: every kind at the first place, one at each other.
fn broken_bytes(
    instances: &Instances<'_>,
    value: &Value,
    place: &Place,
    index: usize,
) -> Vec<Awkward> {
    let Some(text) = value.pointer(&place.pointer).and_then(Value::as_str) else {
        return Vec::new();
    };
    if !allows(instances, place, JsonType::String) {
        return Vec::new();
    }
    let made = |bytes: &&[u8]| {
        let marked = with_token(value, &place.pointer, "\"countersign-bytes\"", "")?;
        let marked = std::str::from_utf8(&marked.bytes).ok()?.to_owned();
        let (before, after) = marked.split_once("countersign-bytes")?;
        // One character of the text is broken, so that its length stays right.
        let rest: String = text.chars().skip(1).collect();
        let rest = Value::String(rest).to_string();
        let rest = rest.trim_start_matches('"').strip_suffix('"')?.to_owned();
        let all = [before.as_bytes(), bytes, rest.as_bytes(), after.as_bytes()].concat();
        Some(Awkward {
            what: format!("{}: bytes that are not UTF-8", place.pointer),
            bytes: all.into(),
        })
    };
    let kinds = if index <= 1 {
        BYTES.as_slice()
    } else {
        &BYTES[index % BYTES.len()..][..1]
    };
    kinds.iter().filter_map(made).collect()
}

/// A value with one place written as a token.
fn with_token(value: &Value, pointer: &str, token: &str, what: &str) -> Option<Awkward> {
    const MARK: &str = "countersign-mark";
    let mut marked = value.clone();
    *crate::vary::place(&mut marked, pointer)? = Value::String(MARK.to_owned());
    let text = marked
        .to_string()
        .replacen(&format!("\"{MARK}\""), token, 1);
    Some(Awkward {
        what: format!(
            "{}: {what}",
            if pointer.is_empty() { "body" } else { pointer }
        ),
        bytes: Bytes::from(text),
    })
}

/// Each member twice: as it is, and as null the second time.
fn twice(value: &Value) -> Vec<Awkward> {
    let Value::Object(members) = value else {
        return Vec::new();
    };
    let made = |(name, member): &(String, Value)| {
        [member.clone(), Value::Null].map(|again| {
            let mut whole = members.clone();
            whole.push((name.clone(), again));
            Awkward {
                what: format!("`{name}` twice"),
                bytes: Value::Object(whole).to_string().into_bytes().into(),
            }
        })
    };
    members.iter().flat_map(made).collect()
}

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

fn add_body(draft: &mut Draft<'_>, body: &Body<'_>, awkward: Awkward) {
    if draft.is_full() {
        return;
    }
    let intent = match awkward.judge(draft.subject, body.content.schema) {
        Judged::NotJson(sent) => Some(Intent::Invalid(protocol::not_json(draft, sent))),
        Judged::Schema(Judgement::Undecided(_)) => Some(Intent::Unclear),
        Judged::Schema(judgement) => draft.intent(judgement, "body", ("", ""), &awkward.what),
    };
    let request = draft.with_body(body.content.media_type, awkward.bytes);
    if let (Some(intent), Some(request)) = (intent, request) {
        draft.add(awkward.what, intent, request);
    }
}
