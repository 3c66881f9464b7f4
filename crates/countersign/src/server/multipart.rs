//! `multipart/form-data` (RFC 7578) that is all there: its parts, by the grammar of RFC 2046, section 5.1.1.

use crate::http::{Bytes, Malformed};

/// The most parts of one body.
const PARTS: usize = 1_000;

/// The most bytes of one part's header fields.
const HEADERS: usize = 16 << 10;

/// One part.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Part {
    /// `name` of its `Content-Disposition`.
    pub(super) name: String,
    /// `filename`
    pub(super) filename: Option<String>,
    /// `Content-Type`
    pub(super) content_type: Option<String>,
    /// What it holds.
    pub(super) bytes: Bytes,
}

/// The boundary that a `Content-Type` names.
pub(super) fn boundary(content_type: &str) -> Option<String> {
    let (_, parameters) = content_type.split_once(';')?;
    let boundary = parameter(parameters, "boundary")?;
    (!boundary.is_empty() && boundary.len() <= 70).then_some(boundary)
}

/// The parts of a body.
///
/// # Errors
/// What does not keep the grammar, more than a thousand parts, and parts with no name.
pub(super) fn parts(body: &Bytes, boundary: &str) -> Result<Vec<Part>, Malformed> {
    let delimiter = format!("\r\n--{boundary}");
    let first = delimiter.trim_start().as_bytes();
    let mut at = match body.starts_with(first) {
        true => first.len(),
        false => {
            find(body, 0, delimiter.as_bytes()).ok_or(Malformed("the boundary is missing"))?
                + delimiter.len()
        }
    };
    let mut parts = Vec::new();
    loop {
        let rest = &body[at..];
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        let padding = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        if !rest[padding..].starts_with(b"\r\n") {
            return Err(Malformed("a boundary without a line break after it"));
        }
        if parts.len() == PARTS {
            return Err(Malformed("too many parts"));
        }
        // The line break may be the one before an empty line: a part without header fields.
        let start = at + padding;
        let end = find(body, start + 2, delimiter.as_bytes())
            .ok_or(Malformed("the last boundary is missing"))?;
        parts.push(part(body, start, end)?);
        at = end + delimiter.len();
    }
}

/// The part between the line break at `start` and the delimiter at `end`.
fn part(body: &Bytes, start: usize, end: usize) -> Result<Part, Malformed> {
    let blank = find(body, start, b"\r\n\r\n").filter(|blank| *blank <= end);
    let blank = blank.ok_or(Malformed("a part without a name"))?;
    if blank - start > HEADERS {
        return Err(Malformed("the header fields of a part are too long"));
    }
    let fields = std::str::from_utf8(&body[start..blank])
        .map_err(|_| Malformed("header fields that are not UTF-8"))?;
    let mut part = Part {
        bytes: body.slice((blank + 4).min(end)..end),
        ..Part::default()
    };
    let mut name = None;
    for field in fields.split("\r\n") {
        let (field, value) = field.split_once(':').unwrap_or((field, ""));
        if field.eq_ignore_ascii_case("content-disposition") {
            let parameters = value
                .split_once(';')
                .map_or("", |(_, parameters)| parameters);
            name = parameter(parameters, "name");
            part.filename = parameter(parameters, "filename");
        } else if field.eq_ignore_ascii_case("content-type") {
            part.content_type = Some(value.trim().to_owned());
        }
    }
    part.name = name.ok_or(Malformed("a part without a name"))?;
    Ok(part)
}

/// A parameter of a header field: a token, or a quoted string (RFC 9110, section 5.6.6), whose quotes and line breaks
/// browsers percent-encode (HTML, section 4.10.21.8).
fn parameter(text: &str, wanted: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let (name, after) = rest.split_once('=')?;
        let name = name.trim_matches([' ', '\t', ';']);
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let (value, next) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), next)
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next;
    }
}

/// A quoted string after its first quote, and what follows its last.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                let value = value
                    .replace("%22", "\"")
                    .replace("%0D", "\r")
                    .replace("%0A", "\n");
                return Some((value, &text[at + 1..]));
            }
            // Browsers write a backslash as it is; only an escaped quote or backslash is an escape.
            '\\' if text[at + 1..].starts_with(['"', '\\']) => {
                value.extend(characters.next().map(|(_, next)| next))
            }
            other => value.push(other),
        }
    }
    None
}

/// Where `needle`, which starts with a carriage return, stands next.
fn find(body: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = body.get(at..)?;
        at += rest.iter().position(|byte| *byte == b'\r')?;
        if body[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{boundary, parts};
    use crate::http::Bytes;

    #[test]
    fn boundaries() {
        let of = |text: &str| boundary(text);
        assert_eq!(
            of("multipart/form-data; boundary=abc").as_deref(),
            Some("abc")
        );
        assert_eq!(
            of("multipart/form-data; charset=\"x;y\"; boundary=\"a b\"").as_deref(),
            Some("a b")
        );
        assert_eq!(of("multipart/form-data; boundary=").as_deref(), None);
        assert_eq!(of("multipart/form-data"), None);
    }

    #[test]
    fn parts_of_every_kind() {
        let body = "preamble\r\n--x\r\nContent-Disposition: form-data; name=\"a;b\"\r\n\r\n1\r\n--\r\n--x \r\n\
            content-type: image/png\r\ncontent-disposition: form-data; filename=\"q%22\\\\.png\"; name=file\r\n\r\n\r\n--x--\r\nepilogue";
        let parts = parts(&Bytes::from_static(body.as_bytes()), "x").unwrap();
        assert_eq!(parts.len(), 2);
        assert_eq!(
            (parts[0].name.as_str(), &parts[0].bytes[..]),
            ("a;b", &b"1\r\n--"[..])
        );
        assert_eq!(parts[1].name, "file");
        assert_eq!(parts[1].filename.as_deref(), Some("q\"\\.png"));
        assert_eq!(parts[1].content_type.as_deref(), Some("image/png"));
        assert!(parts[1].bytes.is_empty());
        let none = super::parts(&Bytes::from_static(b"--x--"), "x").unwrap();
        assert!(none.is_empty());
    }

    #[test]
    fn broken_ones() {
        for body in [
            "",
            "--y\r\n",
            "--x",
            "--x\r\n",
            "--x\r\n\r\n",
            "--x\r\n\r\n\r\n--x--",
            "--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--",
            "--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--x--",
            "--xy\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--x--",
        ] {
            assert!(
                parts(&Bytes::from_static(body.as_bytes()), "x").is_err(),
                "{body:?}"
            );
        }
        let many =
            "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n".repeat(2_000) + "--x--";
        assert!(parts(&Bytes::from(many), "x").is_err());
    }
}
