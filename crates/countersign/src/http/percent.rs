//! Percent-encoding (RFC 3986, section 2.1), strict where it reads.

use std::borrow::Cow;

use super::Malformed;

/// Appends `text` with every byte encoded that is neither unreserved nor kept.
pub(crate) fn encode(out: &mut String, text: &str, keep: &[u8]) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    for byte in text.bytes() {
        if is_unreserved(byte) || keep.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let [high, low] = [byte >> 4, byte & 15].map(|digit| HEX[usize::from(digit)]);
            out.extend(['%', high, low]);
        }
    }
}

/// Letters, digits, `-._~` (RFC 3986, section 2.3).
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// What a `+` stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Plus {
    /// Itself.
    Plus,
    /// A space: in queries, as forms write them.
    Space,
}

/// The text that was encoded.
///
/// # Errors
/// A `%` without two hexadecimal digits, and bytes that are not UTF-8.
pub(crate) fn decode(text: &str, plus: Plus) -> Result<Cow<'_, str>, Malformed> {
    let plain = |byte| byte != b'%' && (byte != b'+' || plus == Plus::Plus);
    if text.bytes().all(plain) {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => triplet(rest.next(), rest.next())?,
            b'+' if plus == Plus::Space => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes)
        .map(Cow::Owned)
        .map_err(|_| Malformed("percent-encoded bytes are not UTF-8"))
}

fn triplet(high: Option<u8>, low: Option<u8>) -> Result<u8, Malformed> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
    match (digit(high), digit(low)) {
        (Some(high), Some(low)) => Ok((high * 16 + low) as u8),
        _ => Err(Malformed("`%` without two hexadecimal digits after it")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Plus, decode, encode};

    fn encoded(text: &str, keep: &[u8]) -> String {
        let mut out = String::new();
        encode(&mut out, text, keep);
        out
    }

    #[test]
    fn what_is_kept_and_what_is_not() {
        assert_eq!(encoded("aZ09-._~", b""), "aZ09-._~");
        assert_eq!(encoded("a b/ü%+", b""), "a%20b%2F%C3%BC%25%2B");
        assert_eq!(encoded("a/b?", b"/"), "a/b%3F");
    }

    #[test]
    fn reading_is_strict() {
        assert_eq!(decode("a%20b+c", Plus::Plus).unwrap(), "a b+c");
        assert_eq!(decode("a%2bb+c", Plus::Space).unwrap(), "a+b c");
        for bad in ["%", "%4", "%zz", "%+1", "%C3", "%c3%28"] {
            assert!(decode(bad, Plus::Plus).is_err(), "{bad}");
        }
    }
}
