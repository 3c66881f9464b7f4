//! Texts that are as good as others: letters for letters and digits for digits, for services that want them unique.

use countersign_json::{Value, escape_pointer_token};

use crate::Seed;

/// How deep texts are looked for.
const MOST_DEPTH: usize = 3;
/// How many letters and digits a text has of which there are enough others.
const LEAST_PLAIN: usize = 8;

/// The places of the texts of a value, as JSON Pointers.
pub(crate) fn texts(value: &Value) -> Vec<String> {
    let mut list = Vec::new();
    collect(value, "", 0, &mut list);
    list
}

fn collect(value: &Value, pointer: &str, depth: usize, list: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().any(|c| c.is_ascii_alphanumeric()) => {
            list.push(pointer.to_owned());
        }
        Value::Object(members) if depth < MOST_DEPTH => {
            for (name, member) in members {
                let at = format!("{pointer}/{}", escape_pointer_token(name));
                collect(member, &at, depth + 1, list);
            }
        }
        _ => {}
    }
}

/// A value with other texts at these places; round 0 is the value itself.
pub(crate) fn body(value: &Value, pointers: &[String], round: u64) -> Value {
    let mut varied = value.clone();
    for pointer in pointers {
        if let Some(Value::String(text)) = place(&mut varied, pointer) {
            *text = self::text(text, round);
        }
    }
    varied
}

/// Another text of the same form; round 0 is the text itself.
pub(crate) fn text(text: &str, round: u64) -> String {
    if round == 0 {
        return text.to_owned();
    }
    let letters = text.chars().filter(char::is_ascii_alphabetic);
    let is_hex = letters.clone().all(|c| c.is_ascii_hexdigit()) && letters.count() > 0;
    let word = Seed(round).word(text, text.len()).into_bytes();
    let varied = text.chars().zip(word).map(|(c, random)| {
        let letter = |first: u8, count: u8| char::from(first + random % count);
        match c {
            '0'..='9' => letter(b'0', 10),
            'a'..='z' if is_hex => letter(b'a', 6),
            'A'..='Z' if is_hex => letter(b'A', 6),
            'a'..='z' => letter(b'a', 26),
            'A'..='Z' => letter(b'A', 26),
            other => other,
        }
    });
    varied.collect()
}

/// A text like this one, but long enough to be another one each time; `None` where it is that already.
pub(crate) fn longer(text: &str, round: u64) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric();
    let last = text.chars().rev().find(|c| is_plain(*c))?;
    let missing = LEAST_PLAIN.checked_sub(text.chars().filter(|c| is_plain(*c)).count())?;
    if missing == 0 {
        return None;
    }
    let more: String = std::iter::repeat_n(last, missing).collect();
    Some(self::text(&format!("{text}{more}"), round))
}

/// The part of a value that a JSON Pointer names.
pub(crate) fn place<'v>(value: &'v mut Value, pointer: &str) -> Option<&'v mut Value> {
    let mut place = value;
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        place = match place {
            Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?)?,
            Value::Object(members) => {
                let mut fitting = members.iter_mut().filter(|(name, _)| *name == token);
                fitting.next().map(|(_, member)| member)?
            }
            _ => return None,
        };
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::{body, longer, text, texts};
    use countersign_json::{Limits, read};

    #[test]
    fn the_form_stays() {
        let varied = text("Ab-12@x.org", 7);
        assert_ne!(varied, "Ab-12@x.org");
        let form = |text: &str| -> String {
            text.chars()
                .map(|c| match c {
                    'a'..='z' => 'a',
                    'A'..='Z' => 'A',
                    '0'..='9' => '0',
                    other => other,
                })
                .collect()
        };
        assert_eq!(form(&varied), form("Ab-12@x.org"));
        assert!(
            text("0b0e-5d", 3)
                .chars()
                .all(|c| c == '-' || c.is_ascii_hexdigit())
        );
        assert_eq!(text("same", 0), "same");
    }

    #[test]
    fn short_texts_grow() {
        let grown = longer("A-1", 3).unwrap();
        assert_eq!(grown.len(), 9);
        assert!(grown.ends_with(|c: char| c.is_ascii_digit()), "{grown}");
        assert_ne!(longer("a", 1), longer("a", 2));
        assert_eq!(longer("abcdefgh", 1), None);
        assert_eq!(longer("--", 1), None);
    }

    #[test]
    fn only_the_places_change() {
        let value = read(
            r#"{"a": "one", "b": {"c": "two"}, "d": 3}"#,
            Limits::default(),
        )
        .unwrap();
        assert_eq!(texts(&value), ["/a", "/b/c"]);
        let varied = body(&value, &["/b/c".to_owned()], 1);
        assert_eq!(varied.pointer("/a"), value.pointer("/a"));
        assert_ne!(varied.pointer("/b/c"), value.pointer("/b/c"));
    }
}
