//! The two tokens of JSON that have an inside: numbers (RFC 8259 section 6) and strings (section 7).

use std::borrow::Cow;

use crate::SyntaxError;

type Result<T> = std::result::Result<T, SyntaxError>;

/// The end of the number that starts at `start`, where a minus sign or a digit stands.
pub(crate) fn number_end(bytes: &[u8], start: usize) -> Result<usize> {
    let mut at = start + usize::from(bytes.get(start) == Some(&b'-'));
    match bytes.get(at) {
        Some(b'0') => at += 1,
        _ => at = digits(bytes, at, "expected a digit")?,
    }
    if bytes.get(at).is_some_and(u8::is_ascii_digit) {
        return Err(SyntaxError::new(at, "a number has no leading zeros"));
    }
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1, "expected a digit after the decimal point")?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
        at = digits(bytes, at, "expected a digit in the exponent")?;
    }
    Ok(at)
}

/// The end of one or more digits.
fn digits(bytes: &[u8], start: usize, missing: &'static str) -> Result<usize> {
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 {
        return Err(SyntaxError::new(start, missing));
    }
    Ok(start + length)
}

/// The end, past the closing quote, of the string whose opening quote stands at `start`.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> Result<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at = escape_end(bytes, at)?,
            Some(0..=0x1f) => {
                return Err(SyntaxError::new(at, "a control character must be escaped"));
            }
            Some(_) => at += 1,
            None => return Err(SyntaxError::new(at, "the string has no end")),
        }
    }
}

/// The end of the escape whose backslash stands at `start`; a pair of surrogates is one escape.
fn escape_end(bytes: &[u8], start: usize) -> Result<usize> {
    match bytes.get(start + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(start + 2),
        Some(b'u') => unicode_escape_end(bytes, start),
        Some(_) => Err(SyntaxError::new(start, "unknown escape")),
        None => Err(SyntaxError::new(start + 1, "the string has no end")),
    }
}

fn unicode_escape_end(bytes: &[u8], start: usize) -> Result<usize> {
    let unit = code_unit(bytes, start)?;
    match unit {
        0xD800..=0xDBFF => {
            let low = start + 6;
            let follows = bytes.get(low..low + 2) == Some(b"\\u");
            if follows && matches!(code_unit(bytes, low)?, 0xDC00..=0xDFFF) {
                Ok(low + 6)
            } else {
                Err(SyntaxError::new(start, "a surrogate without its pair"))
            }
        }
        0xDC00..=0xDFFF => Err(SyntaxError::new(start, "a surrogate without its pair")),
        _ => Ok(start + 6),
    }
}

/// The UTF-16 code unit of the `\uXXXX` at `start`.
fn code_unit(bytes: &[u8], start: usize) -> Result<u32> {
    let mut unit = 0;
    for at in start + 2..start + 6 {
        let digit = bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
            .ok_or(SyntaxError::new(at, "expected four hexadecimal digits"))?;
        unit = unit * 16 + digit;
    }
    Ok(unit)
}

/// The text that a string token means; the token stands in its quotes and has been accepted by [`string_end`].
pub(crate) fn unescape(token: &str) -> Cow<'_, str> {
    let inside = token
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(token);
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    // Byte by byte: where one escape is, the next is near.
    while let Some(backslash) = rest.bytes().position(|byte| byte == b'\\') {
        text.push_str(&rest[..backslash]);
        let (character, length) = escaped(&rest.as_bytes()[backslash..]);
        text.push(character);
        rest = rest.get(backslash + length..).unwrap_or_default();
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character of the escape at the start of `bytes`, and the length of the escape. Total: what no scanner would
/// have accepted is a replacement character.
fn escaped(bytes: &[u8]) -> (char, usize) {
    match bytes.get(1) {
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b'u') => unicode_escaped(bytes),
        Some(byte @ (b'"' | b'\\' | b'/')) => (char::from(*byte), 2),
        _ => (char::REPLACEMENT_CHARACTER, 1),
    }
}

fn unicode_escaped(bytes: &[u8]) -> (char, usize) {
    let Ok(unit) = code_unit(bytes, 0) else {
        return (char::REPLACEMENT_CHARACTER, 1);
    };
    if let Some(character) = char::from_u32(unit) {
        return (character, 6);
    }
    let pair = code_unit(bytes, 6).ok().and_then(|low| {
        let high = unit.checked_sub(0xD800)?;
        char::from_u32(0x1_0000 + (high << 10) + low.checked_sub(0xDC00)?)
    });
    pair.map_or((char::REPLACEMENT_CHARACTER, 6), |character| {
        (character, 12)
    })
}

#[cfg(test)]
mod tests {
    use super::{number_end, string_end, unescape};

    #[test]
    fn numbers_of_the_grammar() {
        for number in ["0", "-0", "10", "1.50", "1e3", "1E+3", "-1.5e-0003", "0.0"] {
            assert_eq!(
                number_end(number.as_bytes(), 0),
                Ok(number.len()),
                "{number}"
            );
        }
    }

    #[test]
    fn what_is_no_number() {
        for (text, offset) in [
            ("-", 1),
            ("01", 1),
            ("-01", 2),
            ("1.", 2),
            ("1.e1", 2),
            ("1e", 2),
            ("1e+", 3),
            (".5", 0),
        ] {
            assert_eq!(
                number_end(text.as_bytes(), 0).unwrap_err().offset,
                offset,
                "{text}"
            );
        }
    }

    #[test]
    fn strings_mean_their_escapes() {
        for (token, text) in [
            (r#""""#, ""),
            (r#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"),
            (r#""\u00e9\uD83D\uDE00x""#, "é\u{1F600}x"),
        ] {
            assert_eq!(string_end(token.as_bytes(), 0), Ok(token.len()));
            assert_eq!(unescape(token), text);
        }
    }

    #[test]
    fn what_is_no_string() {
        for (text, offset) in [
            ("\"", 1),
            ("\"\\", 2),
            ("\"\n\"", 1),
            (r#""\x""#, 1),
            (r#""\u12"#, 5),
            (r#""\uD800""#, 1),
            (r#""\uD800\n""#, 1),
            (r#""\uD800\uD800""#, 1),
            (r#""\uDC00""#, 1),
        ] {
            assert_eq!(
                string_end(text.as_bytes(), 0).unwrap_err().offset,
                offset,
                "{text}"
            );
        }
    }

    #[test]
    fn unescaping_is_total() {
        for token in [
            "\"\\",
            "\\u",
            "\\uD800",
            "\\uDC00\\uDC00",
            "\\é",
            "\"\\u12é4\"",
            "\\uFFFF\\uD800\\u0000",
        ] {
            let _ = unescape(token);
        }
    }
}
