//! Internationalised host names (IDNA 2008): `idn-hostname`, and what the A-labels of `hostname` stand for.

mod bidi;
mod code_point;
mod context;

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;
use idna::punycode;

use self::code_point::{Derived, derived};
use super::net::{is_label, is_name};

/// What stands before the Punycode of an A-label, in letters of any case.
const PREFIX: &str = "xn--";

/// The longest name in its ASCII form (RFC 1034, section 3.1).
const LONGEST_NAME: usize = 253;

/// The longest label in its ASCII form.
const LONGEST_LABEL: usize = 63;

/// Labels in their Unicode or their ASCII form (RFC 5890, section 2.3.2.3), between dots of any script (RFC 3490,
/// section 3.1).
pub(super) fn is_idn_hostname(text: &str) -> bool {
    let labels = text.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']);
    let labels: Option<Vec<Label<'_>>> = labels.map(Label::read).collect();
    labels.is_some_and(|labels| {
        let length: usize = labels.iter().map(|label| label.ascii_length + 1).sum();
        length <= LONGEST_NAME + 1 && is_within_bidi_rule(&labels)
    })
}

/// A host name of ASCII whose A-labels stand for U-labels (RFC 5890, section 2.3.2.1).
pub(super) fn is_hostname(text: &str) -> bool {
    if !is_name(text) {
        return false;
    }
    let a_labels = text
        .split('.')
        .filter(|label| after_prefix(label).is_some());
    let labels: Option<Vec<Label<'_>>> = a_labels.map(Label::read).collect();
    labels.is_some_and(|labels| is_within_bidi_rule(&labels))
}

/// A domain of a mailbox (RFC 6531, section 3.3), whose labels need not be normalised yet.
pub(super) fn is_mail_domain(text: &str) -> bool {
    let is_separated = !text.contains(['\u{3002}', '\u{ff0e}', '\u{ff61}']);
    is_separated && is_idn_hostname(&ComposingNormalizerBorrowed::new_nfc().normalize(text))
}

/// Every label satisfies the rule, where one of them is written from right to left (RFC 5893, section 2).
fn is_within_bidi_rule(labels: &[Label<'_>]) -> bool {
    let mut texts = labels.iter().map(|label| &*label.unicode);
    !texts.clone().any(bidi::has_right_to_left) || texts.all(bidi::satisfies_rule)
}

/// A label of a host name.
struct Label<'a> {
    /// As Unicode has it.
    unicode: Cow<'a, str>,
    /// The length of its ASCII form.
    ascii_length: usize,
}

impl<'a> Label<'a> {
    /// A label of letters, digits and hyphens, an A-label or a U-label.
    fn read(text: &'a str) -> Option<Self> {
        if let Some(encoded) = after_prefix(text) {
            return Self::of_a_label(text, &encoded.to_ascii_lowercase());
        }
        let ascii_length = if text.is_ascii() {
            is_label(text).then_some(text.len())?
        } else {
            PREFIX.len()
                + punycode::encode_str(text)
                    .filter(|_| is_u_label(text))?
                    .len()
        };
        (ascii_length <= LONGEST_LABEL && !has_reserved_hyphens(text)).then_some(Self {
            unicode: text.into(),
            ascii_length,
        })
    }

    /// The Punycode of a U-label, and the only one that it has.
    fn of_a_label(text: &str, encoded: &str) -> Option<Self> {
        let unicode = punycode::decode_to_string(encoded).filter(|text| is_u_label(text))?;
        let again = punycode::encode_str(&unicode)?;
        let is_valid =
            again == encoded && text.len() <= LONGEST_LABEL && !has_reserved_hyphens(&unicode);
        is_valid.then(|| Self {
            unicode: unicode.into(),
            ascii_length: text.len(),
        })
    }
}

fn after_prefix(label: &str) -> Option<&str> {
    let (prefix, rest) = label.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(rest)
}

/// Hyphens in the third and fourth place are kept for A-labels and what may follow them (RFC 5891, section 4.2.3.1).
fn has_reserved_hyphens(label: &str) -> bool {
    let mut places = label.chars().skip(2);
    places.next() == Some('-') && places.next() == Some('-')
}

/// RFC 5891, section 4.2, but for the rule of RFC 5893, which needs the whole name.
fn is_u_label(label: &str) -> bool {
    let characters: Vec<char> = label.chars().collect();
    let is_allowed = |(at, character): (usize, &char)| match derived(*character) {
        Derived::Valid => true,
        Derived::InContext => context::is_fulfilled(&characters, at),
        Derived::Disallowed => false,
    };
    !label.is_ascii()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && !label.starts_with(code_point::is_mark)
        && characters.iter().enumerate().all(is_allowed)
        && ComposingNormalizerBorrowed::new_nfc().is_normalized(label)
}

#[cfg(test)]
mod tests {
    use super::{is_hostname, is_idn_hostname, is_mail_domain};

    #[test]
    fn names_of_both_forms() {
        for text in [
            "example.com",
            "EXAMPLE.com",
            "bücher.example",
            "xn--bcher-kva.example",
            "XN--BCHER-KVA.example",
            "straße.example",
            "例え。テスト",
            "אבג.example",
            "a.אב1",
        ] {
            assert!(is_idn_hostname(text), "{text}");
        }
        for text in [
            "",
            "a b",
            "a_b",
            "Bücher.example",
            "bu\u{308}cher.example",
            "ab--cd.example",
            "☃.example",
            "①.example",
            "\u{ad}a",
            "xn--",
            "xn---9uc",
            "xn--a-ecp.ru\u{0}",
            "1a.אב",
            "é-",
            "-é",
            "\u{1D165}é",
        ] {
            assert!(!is_idn_hostname(text), "{text:?}");
        }
    }

    #[test]
    fn a_labels_of_ascii_names_stand_for_something() {
        for text in ["example.com", "ab--cd.example", "xn--bcher-kva.example"] {
            assert!(is_hostname(text), "{text}");
        }
        for text in ["xn--X", "xn---9uc", "bücher.example", "xn--n3h.example", ""] {
            assert!(!is_hostname(text), "{text}");
        }
    }

    #[test]
    fn domains_of_mailboxes() {
        assert!(is_mail_domain("bu\u{308}cher.example"));
        assert!(!is_mail_domain("bücher。example"));
        assert!(!is_mail_domain("-.example"));
    }

    #[test]
    fn lengths_are_those_of_the_ascii_form() {
        let label = |count| "é".repeat(count);
        assert!(
            is_idn_hostname(&label(51)),
            "xn--9ca and 50 more, which are one digit each"
        );
        assert!(!is_idn_hostname(&label(64)));
        let name = ["a".repeat(63).as_str(); 4].join(".");
        assert!(is_idn_hostname(&name[2..]));
        assert!(!is_idn_hostname(&name[1..]));
    }
}
