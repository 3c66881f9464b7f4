//! What a plain YAML scalar means: the core schema of YAML 1.2.2, section 10.3.2, with numbers as JSON writes them.

use std::borrow::Cow;

/// The meaning of a plain scalar.
#[derive(Clone, Eq, PartialEq, Debug)]
pub(super) enum Plain<'a> {
    Null,
    Boolean(bool),
    /// In the grammar of RFC 8259 section 6; borrowed where the scalar is in it already.
    Number(Cow<'a, str>),
    /// Infinities and NaN, which JSON lacks.
    NotFinite,
    /// A hexadecimal or octal integer beyond 128 bits.
    TooLong,
    /// Digits after a leading zero: octal in YAML 1.1, decimal in 1.2, and most often meant as text.
    LeadingZero,
    Text,
}

/// Resolves a plain scalar.
pub(super) fn resolve(text: &str) -> Plain<'_> {
    match text {
        "~" | "null" | "Null" | "NULL" | "" => Plain::Null,
        "true" | "True" | "TRUE" => Plain::Boolean(true),
        "false" | "False" | "FALSE" => Plain::Boolean(false),
        _ => number(text),
    }
}

/// Whether a scalar was a boolean in YAML 1.1 and is a string now.
pub(crate) fn is_old_boolean(text: &str) -> bool {
    const OLD: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];
    OLD.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn number(text: &str) -> Plain<'_> {
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'-') => ("-", &text[1..]),
        Some(b'+') => ("", &text[1..]),
        Some(b'0'..=b'9' | b'.') => ("", text),
        _ => return Plain::Text,
    };
    if matches!(rest, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Plain::NotFinite;
    }
    if rest.len() == text.len() {
        if let Some(digits) = rest.strip_prefix("0x") {
            return radix(digits, 16);
        }
        if let Some(digits) = rest.strip_prefix("0o") {
            return radix(digits, 8);
        }
    }
    decimal(text, sign, rest)
}

fn radix(digits: &str, radix: u32) -> Plain<'static> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Plain::Text;
    }
    u128::from_str_radix(digits, radix).map_or(Plain::TooLong, |value| {
        Plain::Number(Cow::Owned(value.to_string()))
    })
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?` after the sign.
fn decimal<'a>(text: &'a str, sign: &str, rest: &'a str) -> Plain<'a> {
    let (integer, after) = split_digits(rest);
    let (fraction, after) = match after.strip_prefix('.') {
        Some(after) => split_digits(after),
        None => ("", after),
    };
    if integer.is_empty() && fraction.is_empty() || !is_exponent(after) {
        return Plain::Text;
    }
    if integer.len() > 1 && integer.starts_with('0') {
        return Plain::LeadingZero;
    }
    let point = rest[integer.len()..].starts_with('.');
    if !text.starts_with('+') && !integer.is_empty() && point != fraction.is_empty() {
        return Plain::Number(Cow::Borrowed(text));
    }
    let integer = if integer.is_empty() { "0" } else { integer };
    let point = if fraction.is_empty() { "" } else { "." };
    Plain::Number(Cow::Owned([sign, integer, point, fraction, after].concat()))
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

fn is_exponent(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['e', 'E']) else {
        return text.is_empty();
    };
    let digits = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Plain, is_old_boolean, resolve};

    fn number(text: &str) -> Option<String> {
        match resolve(text) {
            Plain::Number(number) => Some(number.into_owned()),
            _ => None,
        }
    }

    #[test]
    fn numbers_keep_their_text_where_json_has_it() {
        for text in [
            "0",
            "-0",
            "1.50",
            "1e400",
            "9007199254740993",
            "-12.5E-3",
            "0.10",
            "0e0",
        ] {
            assert_eq!(number(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn numbers_of_yaml_alone_become_json() {
        let pairs = [
            ("+1", "1"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-.5", "-0.5"),
            ("+.5e3", "0.5e3"),
            ("5.e3", "5e3"),
        ];
        for (yaml, json) in pairs {
            assert_eq!(number(yaml).as_deref(), Some(json), "{yaml}");
        }
        assert_eq!(number("0x1F").as_deref(), Some("31"));
        assert_eq!(number("0o17").as_deref(), Some("15"));
        assert_eq!(
            number("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF").as_deref(),
            Some("340282366920938463463374607431768211455")
        );
        assert_eq!(
            resolve("0x100000000000000000000000000000000"),
            Plain::TooLong
        );
    }

    #[test]
    fn leading_zeros_are_no_numbers() {
        for text in ["044925", "00", "-01", "007.5", "0123e4"] {
            assert_eq!(resolve(text), Plain::LeadingZero, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_text() {
        let texts = [
            "yes",
            "no",
            "on",
            "off",
            "1_000",
            "0b1",
            "1:30",
            "2020-01-01",
            ".",
            "-",
            "+",
            "e5",
            "1e",
            "0x",
            "0xg",
            "-0x1",
            "1.2.3",
            "<<",
            ".inF",
        ];
        for text in texts {
            assert_eq!(resolve(text), Plain::Text, "{text}");
        }
    }

    #[test]
    fn the_other_scalars_of_the_core_schema() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(resolve(text), Plain::Null);
        }
        assert_eq!(resolve("True"), Plain::Boolean(true));
        assert_eq!(resolve("FALSE"), Plain::Boolean(false));
        assert_eq!(resolve("tRUE"), Plain::Text);
        for text in [".inf", "-.INF", "+.Inf", ".NaN", ".nan"] {
            assert_eq!(resolve(text), Plain::NotFinite);
        }
        assert!(is_old_boolean("Yes") && is_old_boolean("off") && !is_old_boolean("true"));
    }
}
