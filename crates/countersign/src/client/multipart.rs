//! [`Parts`]: a multipart body as it is written (RFC 7578), files as streams.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::Frame;

use crate::{
    Contract, Value,
    http::{Body, BoxError, Encoding, File, to_value},
};

/// The parts of a multipart body, in their order.
#[derive(Debug)]
pub struct Parts {
    boundary: String,
    encoding: &'static [Encoding],
    pieces: VecDeque<Body>,
    failure: Option<(String, String)>,
}

impl Parts {
    pub(super) fn new(encoding: &'static [Encoding]) -> Self {
        // 128 random bits: no content holds it by accident, and none knows it beforehand.
        let boundary = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        Self {
            boundary,
            encoding,
            pieces: VecDeque::new(),
            failure: None,
        }
    }

    /// A value: text where it is a scalar, else JSON (OpenAPI 3.1, section 4.8.15.1).
    pub fn value<T: Contract>(&mut self, name: &'static str, value: &T) {
        self.add_value(name, to_value(value));
    }

    /// A value that may be absent.
    pub fn optional<T: Contract>(&mut self, name: &'static str, value: Option<&T>) {
        if let Some(value) = value {
            self.value(name, value);
        }
    }

    /// A part for each item of an array.
    pub fn values<T: Contract>(&mut self, name: &'static str, values: &T) {
        match to_value(values) {
            Ok(Value::Array(items)) => {
                for item in items {
                    self.add_value(name, Ok(item));
                }
            }
            other => self.add_value(name, other),
        }
    }

    /// The items of an array that may be absent.
    pub fn optional_values<T: Contract>(&mut self, name: &'static str, values: Option<&T>) {
        if let Some(values) = values {
            self.values(name, values);
        }
    }

    /// A file.
    pub fn file(&mut self, name: &'static str, file: impl IntoIterator<Item = File>) {
        for file in file {
            let declared = || self.declared(name).map(str::to_owned);
            let content_type = file.content_type.or_else(declared);
            let content_type = content_type
                .as_deref()
                .unwrap_or("application/octet-stream");
            self.part(name, file.name.as_deref(), Some(content_type), file.body);
        }
    }

    fn add_value(&mut self, name: &'static str, value: Result<Value, String>) {
        let declared = self.declared(name);
        match value {
            Ok(Value::Null) => {}
            Ok(Value::String(text)) => self.part(name, None, declared, text.into()),
            Ok(value @ (Value::Bool(_) | Value::Number(_))) => {
                self.part(name, None, declared, value.to_string().into());
            }
            Ok(value) => {
                let json = declared.unwrap_or("application/json");
                self.part(name, None, Some(json), value.to_string().into());
            }
            Err(reason) => self.fail(name, reason),
        }
    }

    /// The media type that the document says, where it says one only or a first one that is no range.
    fn declared(&self, name: &str) -> Option<&'static str> {
        let of_name = |encoding: &&Encoding| encoding.property == name;
        let list = self.encoding.iter().find(of_name)?.content_type?;
        let first = list.split(',').next()?.trim();
        (!first.contains('*')).then_some(first)
    }

    fn part(&mut self, name: &str, file: Option<&str>, content_type: Option<&str>, body: Body) {
        let mut head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"",
            self.boundary
        );
        quote(&mut head, name);
        head.push('"');
        if let Some(file) = file {
            head.push_str("; filename=\"");
            quote(&mut head, file);
            head.push('"');
        }
        if let Some(content_type) = content_type {
            if content_type.bytes().any(|byte| byte.is_ascii_control()) {
                return self.fail(name, format!("{content_type:?} is no media type"));
            }
            let _ = write!(head, "\r\nContent-Type: {content_type}"); // a String takes everything
        }
        head.push_str("\r\n\r\n");
        self.pieces.extend([head.into(), body, "\r\n".into()]);
    }

    fn fail(&mut self, name: &str, reason: String) {
        self.failure.get_or_insert((name.to_owned(), reason));
    }

    /// The content type and the body; what could not be written, by its name and the reason.
    pub(super) fn finish(mut self) -> Result<(String, Body), (String, String)> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let content_type = format!("multipart/form-data; boundary={}", self.boundary);
        self.pieces
            .push_back(format!("--{}--\r\n", self.boundary).into());
        let mut whole = Vec::new();
        let all_there = self.pieces.iter().all(|piece| match piece.whole() {
            Some(bytes) => {
                whole.extend_from_slice(bytes);
                true
            }
            None => false,
        });
        let body = match all_there {
            true => whole.into(),
            false => Body::new(Joined(self.pieces)),
        };
        Ok((content_type, body))
    }
}

/// A quoted parameter, as HTML has it (section 4.10.21.8): line ends and quotes percent-encoded.
fn quote(text: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '"' => text.push_str("%22"),
            '\r' => text.push_str("%0D"),
            '\n' => text.push_str("%0A"),
            other => text.push(other),
        }
    }
}

/// Bodies one after the other.
struct Joined(VecDeque<Body>);

impl http_body::Body for Joined {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(Pin::new(first).poll_frame(context)) {
                Some(frame) => return Poll::Ready(Some(frame)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }
}
