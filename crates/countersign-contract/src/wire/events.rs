//! Bodies of type `text/event-stream`: server-sent events (HTML, section 9.2), each an object of `data`, `event`, `id` and
//! `retry` (OpenAPI 3.2, section 4.14.4).

use countersign_json::Value;

use super::form::is_like_json;
use super::reading::{Reading, candidates, candidates_or_json};
use super::style::scalar;

/// The members that an event may have, in the order in which they are written.
const FIELDS: [&str; 4] = ["event", "id", "retry", "data"];

/// Writes one event; `None` where a member has no form that every reader takes for the same.
///
/// An event without data is none, and fields with other names are passed over (HTML, section 9.2.6).
pub(super) fn write(value: &Value) -> Option<String> {
    let Value::Object(members) = value else {
        return None;
    };
    let is_known = |(name, _): &(String, Value)| FIELDS.contains(&name.as_str());
    if !members.iter().all(is_known) || value.get("data").is_none() {
        return None;
    }
    let mut event = String::new();
    for name in FIELDS {
        let Some(value) = value.get(name) else {
            continue;
        };
        for line in text(name, value)?.split('\n') {
            event.push_str(&format!("{name}: {line}\n"));
        }
    }
    Some(event + "\n")
}

/// What stands for the value of a field.
fn text(name: &str, value: &Value) -> Option<String> {
    let text = match (name, value) {
        ("data", Value::Object(_) | Value::Array(_)) => value.to_string(),
        _ => scalar(value).filter(|_| !is_like_json(value))?,
    };
    let is_read = match name {
        "data" => true,
        "retry" => is_number(&text),
        // An empty name is the default one, an empty id none.
        _ => !text.is_empty() && !text.contains(['\n', '\0']),
    };
    (is_read && !text.contains('\r')).then_some(text)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The fields of an event, by name.
type Event = Vec<(String, String)>;

/// The events of a body, each with the ways of reading it.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    events(text).iter().map(|event| reading(event)).collect()
}

/// The data of each event of a body.
pub(super) fn data(text: &str) -> Vec<String> {
    let fields = events(text).into_iter().flatten();
    let data = fields.filter(|(name, _)| name == "data");
    data.map(|(_, text)| text).collect()
}

fn events(text: &str) -> Vec<Event> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut events = Vec::new();
    let mut event = Event::new();
    for line in text.split('\n') {
        if line.is_empty() {
            let event = std::mem::take(&mut event);
            events.extend(Some(event).filter(|event| event.iter().any(|(name, _)| name == "data")));
        } else {
            take(&mut event, line);
        }
    }
    events
}

/// Takes a line into an event; comments, and what readers pass over, are not.
fn take(event: &mut Event, line: &str) {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    let value = value.strip_prefix(' ').unwrap_or(value);
    let is_read = match name {
        "retry" => is_number(value),
        "id" => !value.contains('\0'),
        name => FIELDS.contains(&name),
    };
    let known = event.iter_mut().find(|(known, _)| known == name);
    match (known, name) {
        _ if !is_read => {}
        (Some((_, data)), "data") => {
            data.push('\n');
            data.push_str(value);
        }
        (Some((_, last)), _) => value.clone_into(last),
        (None, _) => event.push((name.to_owned(), value.to_owned())),
    }
}

/// What the fields of an event may stand for: they are texts, of which services take the data for JSON as well.
fn reading(event: &[(String, String)]) -> Reading {
    let member = |(name, text): &(String, String)| {
        let values = match name.as_str() {
            "data" => candidates_or_json(text),
            _ => candidates(text),
        };
        (name.clone(), values)
    };
    Reading::Object(event.iter().map(member).collect())
}

#[cfg(test)]
mod tests {
    use countersign_json::Value;

    use super::{readings, write};

    fn written(json: &str) -> Option<String> {
        write(&countersign_json::read(json, countersign_json::Limits::default()).unwrap())
    }

    #[test]
    fn an_event_is_written_field_by_field() {
        assert_eq!(
            written(r#"{"data":"a\n b","retry":10,"event":"e"}"#).as_deref(),
            Some("event: e\nretry: 10\ndata: a\ndata:  b\n\n")
        );
        assert_eq!(
            written(r#"{"data":{"a":[1]}}"#).as_deref(),
            Some("data: {\"a\":[1]}\n\n")
        );
        for none in [
            r#"{"event":"e"}"#,
            r#"{"data":"a","more":1}"#,
            r#"{"data":"a\rb"}"#,
            r#"{"data":"[1]"}"#,
            r#"{"data":"a","retry":-1}"#,
            r#"{"data":"a","id":"1\n2"}"#,
            r#"{"data":"a","event":""}"#,
            r#""data""#,
        ] {
            assert_eq!(written(none), None, "{none}");
        }
    }

    #[test]
    fn a_stream_is_read_as_browsers_do() {
        let text = "\u{feff}: hello\r\nid: 7\rdata:a\ndata: b\nother: c\nretry: x\n\nevent: lost\n\ndata\n\ndata: cut";
        let text_of = |value: &Value| value.to_string();
        let strings: Vec<String> = readings(text)
            .iter()
            .filter_map(|reading| reading.values(|_| Vec::new()).get(1).map(text_of))
            .collect();
        assert_eq!(strings, [r#"{"id":"7","data":"a\nb"}"#, r#"{"data":null}"#]);
    }
}
