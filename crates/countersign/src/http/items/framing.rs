//! Where one item of a stream ends and the next begins: lines, RFC 7464 sequences, server-sent events.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;

use super::ItemError;
use crate::{Value, http::Body, json};

/// How items stand in a body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Framing {
    /// A JSON text a line.
    Lines,
    /// JSON texts between a record separator and a line feed (RFC 7464).
    Sequence,
    /// Server-sent events (HTML, section 9.2), each as an object of `data`, `event`, `id` and `retry`.
    Events,
    /// Server-sent events, of each the data, which is JSON. `[DONE]` ends the stream, as is the custom.
    EventData,
}

/// RFC 7464, section 2.2.
const RECORD_SEPARATOR: u8 = 0x1e;

impl Framing {
    /// An item as it stands in the body; `text` is JSON in one line.
    #[must_use]
    pub fn frame(self, text: &str) -> String {
        match self {
            Self::Lines => format!("{text}\n"),
            Self::Sequence => format!("\u{1e}{text}\n"),
            Self::EventData => format!("data: {text}\n\n"),
            Self::Events => event(text),
        }
    }
}

/// The fields of an event, from the object that stands for it.
fn event(text: &str) -> String {
    let Ok(object) = json::read(text, json::Limits::default()) else {
        return format!("data: {text}\n\n");
    };
    let mut event = String::new();
    for name in ["event", "id", "retry", "data"] {
        let value = match object.get(name) {
            None | Some(Value::Null) => continue,
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        for line in value.split('\n') {
            event.push_str(&format!("{name}: {}\n", line.trim_end_matches('\r')));
        }
    }
    event.push('\n');
    event
}

/// A body, cut into the JSON texts of its items.
pub(super) struct Splitter {
    body: Body,
    framing: Framing,
    limit: usize,
    /// What has come and is not used up.
    held: BytesMut,
    /// Up to here, `held` has no end of a line.
    seen: usize,
    event: Event,
    state: State,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum State {
    Open,
    /// The body has ended; what is held is the rest.
    Ended,
    /// Nothing comes any more.
    Done,
}

/// The event that is being read.
#[derive(Default)]
struct Event {
    data: Option<String>,
    name: Option<String>,
    id: Option<String>,
    retry: Option<String>,
}

impl Splitter {
    pub(super) fn new(body: Body, framing: Framing, limit: usize) -> Self {
        Self {
            body,
            framing,
            limit,
            held: BytesMut::new(),
            seen: 0,
            event: Event::default(),
            state: State::Open,
        }
    }

    /// The text of the next item.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<String, ItemError>>> {
        loop {
            if self.state == State::Done {
                return Poll::Ready(None);
            }
            while let Some(line) = self.line() {
                if let Some(item) = self.take(line) {
                    return Poll::Ready(Some(item));
                }
                if self.state == State::Done {
                    return Poll::Ready(None);
                }
            }
            if self.state == State::Ended {
                self.state = State::Done;
                return Poll::Ready(None);
            }
            if self.held.len() + self.event.len() > self.limit {
                self.state = State::Done;
                let limit = self.limit;
                return Poll::Ready(Some(Err(ItemError::TooLong { limit })));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        self.held.extend_from_slice(&bytes);
                    }
                }
                Some(Err(error)) => {
                    self.state = State::Done;
                    return Poll::Ready(Some(Err(ItemError::Broken(error))));
                }
                None => self.state = State::Ended,
            }
        }
    }

    /// The next line, without its end; at the end of the body, what is left.
    fn line(&mut self) -> Option<Bytes> {
        let is_end = |byte: &u8| match self.framing {
            Framing::Lines => *byte == b'\n',
            Framing::Sequence => *byte == RECORD_SEPARATOR,
            Framing::Events | Framing::EventData => *byte == b'\n' || *byte == b'\r',
        };
        let end = self.held[self.seen..].iter().position(is_end);
        let Some(end) = end.map(|end| end + self.seen) else {
            self.seen = self.held.len();
            let is_rest = self.state == State::Ended && !self.held.is_empty();
            return (is_rest || self.is_record()).then(|| {
                self.seen = 0;
                self.held.split().freeze()
            });
        };
        // A carriage return may be half of the end of a line.
        let is_return = self.held[end] == b'\r' && self.framing != Framing::Lines;
        if is_return && end + 1 == self.held.len() && self.state == State::Open {
            self.seen = end;
            return None;
        }
        let next = match is_return && self.held.get(end + 1) == Some(&b'\n') {
            true => end + 2,
            false => end + 1,
        };
        let mut line = self.held.split_to(next).freeze();
        line.truncate(end);
        self.seen = 0;
        Some(line)
    }

    /// Whether what is held is a whole record of a sequence, though the next one has not begun.
    fn is_record(&self) -> bool {
        let is_text = |text: &str| json::read(text, json::Limits::default()).is_ok();
        self.framing == Framing::Sequence
            && self.held.ends_with(b"\n")
            && std::str::from_utf8(&self.held).is_ok_and(is_text)
    }

    /// What a line completes.
    fn take(&mut self, line: Bytes) -> Option<Result<String, ItemError>> {
        let text = String::from_utf8_lossy(&line).into_owned(); // JSON of it is refused where bytes were no UTF-8
        match self.framing {
            Framing::Lines | Framing::Sequence => {
                let text = text.trim_matches([' ', '\t', '\n', '\r']);
                (!text.is_empty()).then(|| Ok(text.to_owned()))
            }
            Framing::Events | Framing::EventData => match text.is_empty() {
                true => self.dispatch().map(Ok),
                false => {
                    self.event.field(&text);
                    None
                }
            },
        }
    }

    /// The event, at the empty line after it. One without data is none (HTML, section 9.2.6).
    fn dispatch(&mut self) -> Option<String> {
        let event = std::mem::take(&mut self.event);
        let data = event.data.as_ref()?;
        match self.framing {
            Framing::EventData if data.trim() == "[DONE]" => {
                self.state = State::Done;
                None
            }
            Framing::EventData => Some(data.clone()),
            _ => Some(event.object().to_string()),
        }
    }
}

impl Event {
    fn len(&self) -> usize {
        self.data.as_ref().map_or(0, String::len)
    }

    /// A line `name: value`; those that begin with a colon are comments.
    fn field(&mut self, line: &str) {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "event" => self.name = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = Some(value.to_owned());
            }
            _ => {}
        }
    }

    /// The event as OpenAPI 3.2 sees it (section 4.14.4).
    fn object(self) -> Value {
        let mut members = Vec::new();
        let mut add = |name: &str, text: Option<String>| {
            members.extend(text.map(|text| (name.to_owned(), Value::String(text))));
        };
        add("event", self.name);
        add("id", self.id);
        add("data", self.data);
        let retry = self.retry.and_then(|text| {
            let text = text.trim_start_matches('0');
            if text.is_empty() { "0" } else { text }.parse().ok()
        });
        members.extend(retry.map(|retry: Value| ("retry".to_owned(), retry)));
        Value::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        task::{Context, Poll, Waker},
        vec::IntoIter,
    };

    use bytes::Bytes;
    use futures_core::Stream;

    use super::{Framing, Splitter};
    use crate::http::{Body, ItemError};

    struct Chunks(IntoIter<Bytes>);

    impl Stream for Chunks {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.next().map(Ok))
        }
    }

    /// The items of a text that comes in chunks of this size.
    fn items(
        text: &str,
        size: usize,
        framing: Framing,
        limit: usize,
    ) -> Vec<Result<String, String>> {
        let chunks: Vec<Bytes> = text
            .as_bytes()
            .chunks(size)
            .map(Bytes::copy_from_slice)
            .collect();
        let mut splitter = Splitter::new(
            Body::from_stream(Chunks(chunks.into_iter())),
            framing,
            limit,
        );
        let mut context = Context::from_waker(Waker::noop());
        let mut found = Vec::new();
        while let Poll::Ready(Some(item)) = splitter.poll(&mut context) {
            found.push(item.map_err(|error: ItemError| error.to_string()));
        }
        found
    }

    #[test]
    fn where_chunks_end_does_not_show() {
        let lines = "{\"a\":1}\r\n\n {\"a\":2}\n{\"a\":\"ü\"}";
        let sequence = "\u{1e}{\"a\":1}\n\u{1e}{\n\"a\":2}\n\u{1e}\"ü\"\n";
        let events = "\u{feff}: hello\r\nid: 7\rdata: {\"a\":\r\ndata:1}\r\n\r\nevent: x\n\ndata: \"ü\"\n\ndata: lost";
        for size in 1..=events.len() {
            let of = |text, framing| -> Vec<String> {
                items(text, size, framing, 1000)
                    .into_iter()
                    .map(Result::unwrap)
                    .collect()
            };
            assert_eq!(
                of(lines, Framing::Lines),
                ["{\"a\":1}", "{\"a\":2}", "{\"a\":\"ü\"}"]
            );
            let split = of(sequence, Framing::Sequence);
            assert_eq!(split, ["{\"a\":1}", "{\n\"a\":2}", "\"ü\""]);
            assert_eq!(of(events, Framing::EventData), ["{\"a\":\n1}", "\"ü\""]);
            let objects = of(events, Framing::Events);
            assert_eq!(objects[0], r#"{"id":"7","data":"{\"a\":\n1}"}"#);
        }
    }

    #[test]
    fn an_item_is_no_longer_than_it_may_be() {
        for framing in [Framing::Lines, Framing::Sequence, Framing::EventData] {
            let found = items(&"x".repeat(100), 10, framing, 50);
            assert_eq!(found, [Err("an item is longer than 50 bytes".to_owned())]);
        }
        let many_lines = "data: x\n".repeat(100);
        let found = items(&many_lines, 10, Framing::EventData, 50);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].is_err());
    }

    #[test]
    fn what_is_framed_is_found_again() {
        let text = r#"{"data":"a\nb","id":"1","retry":5}"#;
        let framed = Framing::Events.frame(text);
        assert_eq!(framed, "id: 1\nretry: 5\ndata: a\ndata: b\n\n");
        let found = items(&framed, 3, Framing::Events, 1000);
        assert_eq!(
            found,
            [Ok(r#"{"id":"1","data":"a\nb","retry":5}"#.to_owned())]
        );
    }
}
