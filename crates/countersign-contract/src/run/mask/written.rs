//! The ways in which a secret may be written: as it is, and as JSON, URLs, forms, markup, shells and base64 write it.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use super::FEWEST;

/// How a text ends that is cut because it gets too long to read.
const CUT: &str = "...";

/// The fewest characters of base64 that stand nowhere by chance.
const FEWEST_OF_BASE64: usize = 8;

/// A secret with every way to write each of its characters, mixed as one likes: nobody knows what the service does.
#[derive(Clone)]
pub(super) struct Written {
    characters: Vec<Vec<String>>,
    /// Its first characters, as far as there is one way to write them; no more than a cut has to leave.
    start: String,
}

impl Written {
    pub(super) fn of(secret: &str) -> Written {
        let plain = secret.chars().take(FEWEST);
        Written {
            characters: secret.chars().map(forms).collect(),
            start: plain.take_while(char::is_ascii_alphanumeric).collect(),
        }
    }

    /// The bytes that it may start with.
    pub(super) fn starts(&self) -> impl Iterator<Item = u8> {
        let first = self.characters.first().into_iter().flatten();
        first.filter_map(|form| form.bytes().next())
    }

    /// How many bytes at the start of a text are the secret, or as much of it as a cut has left.
    pub(super) fn length_in(&self, text: &str) -> Option<usize> {
        if !text.starts_with(&self.start) {
            return None;
        }
        let (mut ends, mut next) = (vec![0], Vec::new());
        for (index, forms) in self.characters.iter().enumerate() {
            for end in &ends {
                let rest = text.get(*end..).unwrap_or_default();
                let fitting = forms.iter().filter(|form| rest.starts_with(form.as_str()));
                next.extend(fitting.map(|form| end + form.len()));
            }
            if next.is_empty() {
                let cut = |end: &usize| Some(*end + cut_in(text.get(*end..)?, forms)?);
                return ends.iter().rev().find_map(cut).filter(|_| index >= FEWEST);
            }
            next.sort_unstable();
            next.dedup();
            std::mem::swap(&mut ends, &mut next);
            next.clear();
        }
        ends.last().copied()
    }
}

/// How many bytes of a text are the start of a form, where the text is cut after them.
fn cut_in(text: &str, forms: &[String]) -> Option<usize> {
    let longest = forms.iter().map(String::len).max()?;
    let bytes = text.as_bytes();
    let near = bytes.get(..longest + CUT.len()).unwrap_or(bytes);
    let mut near = near.windows(CUT.len());
    let at = near.position(|window| window == CUT.as_bytes())?;
    let start = text.get(..at)?;
    forms
        .iter()
        .any(|form| form.starts_with(start))
        .then_some(at)
}

/// How a character may be written, also where what is written is written once more, as JSON in JSON is.
fn forms(c: char) -> Vec<String> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_string()];
    }
    let once: BTreeSet<String> = WAYS.iter().map(|way| way(c)).collect();
    let again = |form: &String| WAYS.map(|way| form.chars().map(|c| rewritten(way, c)).collect());
    let twice: Vec<String> = once.iter().flat_map(again).collect();
    once.into_iter()
        .chain(twice)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

fn rewritten(way: Way, c: char) -> String {
    if c.is_ascii_alphanumeric() {
        c.to_string()
    } else {
        way(c)
    }
}

/// A way to write a character that is neither a letter nor a digit; as it is, where it can stand for itself.
type Way = fn(char) -> String;

const WAYS: [Way; 16] = [
    |c| c.to_string(),
    in_json,
    // For a shell, between single quotes.
    |c| {
        if c == '\'' {
            r"'\''".to_owned()
        } else {
            c.to_string()
        }
    },
    |c| in_units(c, |unit| format!("\\u{unit:04x}")),
    |c| in_units(c, |unit| format!("\\u{unit:04X}")),
    |c| in_bytes(c, |byte| format!("%{byte:02X}")),
    |c| in_bytes(c, |byte| format!("%{byte:02x}")),
    |c| {
        if c == ' ' {
            "+".to_owned()
        } else {
            in_bytes(c, |byte| format!("%{byte:02X}"))
        }
    },
    |c| in_markup(c, "&apos;"),
    |c| in_markup(c, "&#39;"),
    |c| in_markup(c, "&#039;"),
    |c| in_markup(c, "&#x27;"),
    |c| format!("&#{};", u32::from(c)),
    |c| format!("&#{:03};", u32::from(c)),
    |c| format!("&#x{:x};", u32::from(c)),
    |c| format!("&#x{:X};", u32::from(c)),
];

/// With a backslash: as JSON has it (RFC 8259, section 7), and a shell between double quotes.
fn in_json(c: char) -> String {
    match c {
        '"' | '\\' | '/' | '$' | '`' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c => c.to_string(),
    }
}

fn in_units(c: char, one: impl Fn(&u16) -> String) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(one).collect()
}

fn in_bytes(c: char, one: impl Fn(u8) -> String) -> String {
    c.encode_utf8(&mut [0; 4]).bytes().map(one).collect()
}

/// By the names that every markup has; for the apostrophe there are several.
fn in_markup(c: char, apostrophe: &str) -> String {
    match c {
        '"' => "&quot;".to_owned(),
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '\'' => apostrophe.to_owned(),
        c => c.to_string(),
    }
}

/// What base64 has of a secret, wherever in the bytes that are written it stands (RFC 4648, sections 4 and 5).
pub(super) fn base64(secret: &str) -> Vec<String> {
    let mut all = BTreeSet::new();
    for before in 0..3 {
        let mut bytes = vec![0; before];
        bytes.extend(secret.as_bytes());
        // Three bytes are four characters: those that the secret has alone.
        let (start, end) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        for text in [
            STANDARD_NO_PAD.encode(&bytes),
            URL_SAFE_NO_PAD.encode(&bytes),
        ] {
            let own = text.get(start..end).unwrap_or_default();
            if own.len() >= FEWEST_OF_BASE64 {
                all.insert(own.to_owned());
            }
        }
    }
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::{Written, base64};

    const SECRET: &str = "a\"b\\c d%e&f<gü'h/i";

    #[test]
    fn every_way_to_write_it_is_known() {
        let written = Written::of(SECRET);
        let ways = [
            r#"a"b\c d%e&f<gü'h/i"#,
            r#"a\"b\\c d%e&f<gü'h\/i"#,
            r#"a\u0022b\u005cc\u0020d%e\u0026f\u003cg\u00fc'h/i"#,
            r#"a\\\"b\\\\c d%e&f<g\\u00FC'h/i"#,
            "a%22b%5Cc%20d%25e%26f%3Cg%C3%BC'h%2Fi",
            "a%22b%5cc+d%25e%26f%3cg%c3%bc%27h%2fi",
            "a%2522b%255Cc%2520d%2525e%2526f%253Cg%25C3%25BC'h%252Fi",
            "a&quot;b\\c d%e&amp;f&lt;g&#252;&#039;h/i",
            "a&amp;quot;b\\c d%e&amp;amp;f&amp;lt;gü&amp;#x27;h/i",
        ];
        for way in ways {
            let text = format!("{way}; and more");
            assert_eq!(written.length_in(&text), Some(way.len()), "{way}");
        }
        for other in ["a\"b\\c d%e&f<gu'h/i", "a\"b", "a%22b%5Cc..", ""] {
            assert_eq!(written.length_in(other), None, "{other}");
        }
    }

    #[test]
    fn what_a_cut_has_left_is_known() {
        let written = Written::of(SECRET);
        assert_eq!(written.length_in("a\"b\\c..."), Some(5));
        assert_eq!(written.length_in("a%22b%5Cc%2..."), Some(11));
        assert_eq!(written.length_in("a\"b..."), None, "too short to tell");
    }

    #[test]
    fn base64_is_known_wherever_the_secret_stands_in_it() {
        for before in ["", "u", "us", "use", "user:"] {
            let text = STANDARD.encode(format!("{before}{SECRET}!"));
            let known = base64(SECRET);
            let shown = known.iter().find(|known| text.contains(known.as_str()));
            // All but the characters that the bytes beside it have a part in.
            assert!(shown.is_some_and(|it| it.len() >= SECRET.len() * 8 / 6 - 2));
        }
        assert!(base64("abc").is_empty());
    }
}
