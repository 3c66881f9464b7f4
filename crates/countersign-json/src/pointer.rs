//! JSON Pointer (RFC 6901): reference tokens, and the way from a value to a part of it.

use std::borrow::Cow;

use crate::Value;

/// Escapes a reference token of a JSON Pointer (RFC 6901, section 3).
#[must_use]
pub fn escape_pointer_token(token: &str) -> Cow<'_, str> {
    if token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        Cow::Owned(token.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(token)
    }
}

impl Value {
    /// The part that a JSON Pointer names (RFC 6901, section 4); of members with one name the first.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer
            .strip_prefix('/')?
            .split('/')
            .try_fold(self, Self::step)
    }

    fn step(&self, token: &str) -> Option<&Self> {
        let token = token.replace("~1", "/").replace("~0", "~");
        match self {
            Self::Object(_) => self.get(&token),
            Self::Array(items) => items.get(index(&token)?),
            _ => None,
        }
    }
}

/// An array index has no leading zero and no sign.
fn index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = token.len() > 1 && token.starts_with('0');
    if digits && !leading_zero {
        token.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::{Limits, read};

    #[test]
    fn the_examples_of_rfc_6901_section_5() {
        let text = r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
        let value = read(text, Limits::default()).unwrap();
        let at = |pointer: &str| value.pointer(pointer).map(ToString::to_string);
        assert_eq!(at("").as_deref(), Some(text));
        assert_eq!(at("/foo/0").as_deref(), Some("\"bar\""));
        assert_eq!(at("/").as_deref(), Some("0"));
        assert_eq!(at("/a~1b").as_deref(), Some("1"));
        assert_eq!(at("/i\\j").as_deref(), Some("5"));
        assert_eq!(at("/m~0n").as_deref(), Some("8"));
        for nowhere in [
            "foo", "/foo/00", "/foo/2", "/foo/-", "/foo/+1", "/bar", "//0",
        ] {
            assert_eq!(at(nowhere), None, "{nowhere}");
        }
    }
}
