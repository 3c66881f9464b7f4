//! The report as an HTTP archive (HAR 1.2): every exchange that was recorded, for the tools that browsers have for them.
//!
//! Times count from the start of the run, as if that had been the first moment of 1970: durations matter, days do not.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use serde_json::{Value, json};

use super::Report;
use crate::run::Mask;
use crate::send::{Record, Recorded};

/// An archive as it is written: without secrets.
#[derive(Clone, Debug)]
pub(crate) struct Archive {
    entries: Vec<Value>,
    left_out: usize,
}

impl Archive {
    pub(crate) fn of(record: &Record, mask: &Mask) -> Archive {
        Archive {
            entries: record
                .exchanges
                .iter()
                .map(|one| entry(one, mask))
                .collect(),
            left_out: record.left_out,
        }
    }
}

pub(super) fn report(report: &Report) -> String {
    let (entries, left_out) = match &report.archive {
        Some(archive) => (archive.entries.clone(), archive.left_out),
        None => (Vec::new(), 0),
    };
    let comment = match left_out {
        0 => "times count from the start of the run".to_owned(),
        more => format!("times count from the start of the run; {more} exchanges more had no room"),
    };
    let log = json!({ "log": {
        "version": "1.2",
        "creator": { "name": "countersign", "version": env!("CARGO_PKG_VERSION") },
        "entries": entries,
        "comment": comment,
    } });
    format!("{log:#}\n")
}

fn entry(exchange: &Recorded, mask: &Mask) -> Value {
    let milliseconds = exchange.took.as_secs_f64() * 1e3;
    json!({
        "startedDateTime": moment(exchange.after),
        "time": milliseconds,
        "request": request(exchange, mask),
        "response": response(exchange, mask),
        "cache": {},
        "timings": { "send": 0, "wait": milliseconds, "receive": 0 },
    })
}

fn request(exchange: &Recorded, mask: &Mask) -> Value {
    let (_, query) = exchange.target.split_once('?').unwrap_or_default();
    let pairs = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            json!({ "name": mask.text(name), "value": mask.text(value) })
        });
    let mut request = json!({
        "method": exchange.method.as_str(),
        "url": mask.text(&format!("{}{}", exchange.base, exchange.target)),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(&exchange.headers, mask),
        "queryString": pairs.collect::<Vec<_>>(),
        "headersSize": -1,
        "bodySize": exchange.body.len(),
    });
    if let (false, Some(request)) = (exchange.body.is_empty(), request.as_object_mut()) {
        let mut post = content(&exchange.headers, &exchange.body, mask);
        if let Some(post) = post.as_object_mut() {
            post.insert("params".to_owned(), json!([]));
        }
        request.insert("postData".to_owned(), post);
    }
    request
}

fn response(exchange: &Recorded, mask: &Mask) -> Value {
    let none = HeaderMap::new();
    let (status, text, fields, body) = match &exchange.outcome {
        Ok((status, fields, body)) => (
            status.as_u16(),
            status.canonical_reason().unwrap_or_default().to_owned(),
            fields,
            body.as_ref(),
        ),
        Err(error) => (0, mask.text(&error.to_string()), &none, &[][..]),
    };
    let mut content = content(fields, body, mask);
    if let Some(content) = content.as_object_mut() {
        content.insert("size".to_owned(), json!(body.len()));
    }
    let location = fields.get(http::header::LOCATION);
    json!({
        "status": status,
        "statusText": text,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(fields, mask),
        "content": content,
        "redirectURL": location.map(|url| mask.text(&String::from_utf8_lossy(url.as_bytes()))).unwrap_or_default(),
        "headersSize": -1,
        "bodySize": body.len(),
    })
}

fn headers(fields: &HeaderMap, mask: &Mask) -> Vec<Value> {
    let pair = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        let value = mask.text(&String::from_utf8_lossy(value.as_bytes()));
        json!({ "name": name.as_str(), "value": value })
    };
    fields.iter().map(pair).collect()
}

/// A body as text; base64 (RFC 4648, section 4) where it is none.
fn content(fields: &HeaderMap, body: &[u8], mask: &Mask) -> Value {
    let media_type = fields
        .get(http::header::CONTENT_TYPE)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .unwrap_or_default();
    match std::str::from_utf8(body) {
        Ok(text) => json!({ "mimeType": media_type, "text": mask.text(text) }),
        Err(_) => {
            // What has a secret among bytes that are no text is shown without either.
            let lossy = String::from_utf8_lossy(body);
            let masked = mask.text(&lossy);
            if masked == lossy {
                json!({ "mimeType": media_type, "text": STANDARD.encode(body), "encoding": "base64" })
            } else {
                json!({ "mimeType": media_type, "text": masked })
            }
        }
    }
}

/// A moment so long after the first one of 1970 (ISO 8601).
fn moment(after: Duration) -> String {
    let seconds = after.as_secs();
    let (day, hour) = (seconds / 86_400 + 1, seconds / 3_600 % 24);
    let (minute, second) = (seconds / 60 % 60, seconds % 60);
    let milliseconds = after.subsec_millis();
    format!("1970-01-{day:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::moment;

    #[test]
    fn moments_count_from_the_start() {
        assert_eq!(moment(Duration::from_millis(7)), "1970-01-01T00:00:00.007Z");
        let long = Duration::from_secs(86_400 + 3_661);
        assert_eq!(moment(long), "1970-01-02T01:01:01.000Z");
    }
}
