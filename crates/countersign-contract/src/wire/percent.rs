//! Percent encoding (RFC 3986, section 2.1), and the plus sign that stands for a space in queries and forms.

/// What a plus sign stands for.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Plus {
    /// Itself: in a path.
    Plus,
    /// A space: in a query and a form.
    Space,
}

/// Encodes everything but the unreserved characters (RFC 3986, section 2.3).
pub(crate) fn encode(text: &str) -> String {
    encoded(text, b"")
}

/// Encodes everything but the unreserved characters and those of the reserved ones that say nothing in a query.
pub(crate) fn encode_reserved(text: &str) -> String {
    encoded(text, b":/?@!$'()*,")
}

fn encoded(text: &str, kept: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Decodes a text; what is no escape stays as it is. `None` where the bytes are no UTF-8.
pub(crate) fn decode(text: &str, plus: Plus) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).filter(|_| *first == b'%');
        let byte = pair
            .filter(|pair| pair.iter().all(u8::is_ascii_hexdigit))
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let plain = match (*first, plus) {
            (b'+', Plus::Space) => b' ',
            (other, _) => other,
        };
        bytes.push(byte.unwrap_or(plain));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Plus, decode, encode, encode_reserved};

    #[test]
    fn what_is_encoded_is_decoded() {
        for text in ["", "a b+c", "%41", "\u{1f511}&=#", "a/b?c"] {
            for plus in [Plus::Plus, Plus::Space] {
                assert_eq!(decode(&encode(text), plus).as_deref(), Some(text));
                assert_eq!(decode(&encode_reserved(text), plus).as_deref(), Some(text));
            }
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        assert_eq!(decode("%zz%+1%4", Plus::Plus).as_deref(), Some("%zz%+1%4"));
        assert_eq!(decode("a+b", Plus::Space).as_deref(), Some("a b"));
        assert_eq!(decode("%ff", Plus::Plus), None);
        assert_eq!(encode_reserved("a:/&="), "a:/%26%3D");
    }
}
