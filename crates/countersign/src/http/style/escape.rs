//! [`Escape`]: how a text gets past the characters that delimit at its place, or that it cannot.

use super::super::{Location, Style, Unsayable, percent};
use super::written::{Explode, Reserved, Written};

/// What a text is, which decides what it must not contain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    /// A value alone.
    Whole,
    /// An item, or the value of a member.
    Item,
    /// The name of a member.
    Name,
}

/// How text is written at a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Escape {
    /// Percent-encoded, but for these.
    Percent {
        /// The reserved characters that stay as they are in values.
        keep: &'static [u8],
        /// A character that readers split by after decoding, so that no item can hold it.
        splits: Option<char>,
        /// Whether dots delimit, and are encoded too.
        dots: Dots,
    },
    /// As it is, where a header field can hold it.
    Field,
    /// As it is, where a cookie can hold it.
    Octets,
}

/// What a dot is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Dots {
    /// It is text.
    Text,
    /// It delimits.
    Delimiters,
}

impl Escape {
    /// Everything but unreserved characters is encoded.
    pub(super) const ENCODED: Self = Self::Percent {
        keep: b"",
        splits: None,
        dots: Dots::Text,
    };

    /// How the text of a value is written.
    pub(super) fn of(written: &Written) -> Self {
        let explode = written.explode;
        match (written.location, written.style) {
            (Location::Header, _) => Self::Field,
            (Location::Cookie, Style::Cookie) => Self::Octets,
            (location, style) => Self::Percent {
                keep: match written.reserved {
                    Reserved::Allowed => kept(location, style, explode),
                    Reserved::Encoded => b"",
                },
                splits: match (style, explode) {
                    (Style::SpaceDelimited, Explode::No) => Some(' '),
                    (Style::PipeDelimited, Explode::No) => Some('|'),
                    _ => None,
                },
                dots: match (style, explode) {
                    (Style::Label, Explode::Yes) => Dots::Delimiters,
                    _ => Dots::Text,
                },
            },
        }
    }

    /// The text as it stands on the wire.
    pub(super) fn write(&self, text: &str, part: Part) -> Result<String, Unsayable> {
        match self {
            Self::Percent { keep, splits, dots } => {
                if part != Part::Whole && splits.is_some_and(|split| text.contains(split)) {
                    return Err(Unsayable("an item contains the delimiter of its style"));
                }
                let keep = if part == Part::Name { b"" } else { *keep };
                Ok(percent(text, keep, *dots))
            }
            Self::Field => field(text, part),
            Self::Octets => octets(text, part),
        }
    }
}

/// The reserved characters that delimit nothing in a value there, and may stand there at all (RFC 3986, section 3).
const fn kept(location: Location, style: Style, explode: Explode) -> &'static [u8] {
    let alone = matches!(explode, Explode::Yes);
    match (location, style) {
        (Location::Query, Style::Form | Style::SpaceDelimited | Style::PipeDelimited) if alone => {
            b"/?:@!$'()*,;="
        }
        (Location::Query, _) => b"/?:@!$'()*;=",
        (Location::Path, _) => b":@!$&'()*+=",
        (Location::Cookie, _) => b"/?:@!$&'()*+=#[]",
        (Location::QueryString | Location::Header, _) => b"",
    }
}

fn percent(text: &str, keep: &[u8], dots: Dots) -> String {
    let mut out = String::with_capacity(text.len());
    percent::encode(&mut out, text, keep);
    match dots {
        Dots::Delimiters => out.replace('.', "%2E"),
        Dots::Text => out,
    }
}

/// A field value (RFC 9110, section 5.5), UTF-8 beyond ASCII; its white space at either end would be lost.
fn field(text: &str, part: Part) -> Result<String, Unsayable> {
    if text.chars().any(char::is_control) {
        return Err(Unsayable("a header field holds no control characters"));
    }
    if text.trim_matches([' ', '\t']) != text {
        return Err(Unsayable("a header field keeps no white space at its ends"));
    }
    delimited(text, part)
}

/// Octets of a cookie's value (RFC 6265, section 4.1.1).
fn octets(text: &str, part: Part) -> Result<String, Unsayable> {
    let is_octet =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
    if !text.bytes().all(is_octet) {
        return Err(Unsayable("a character that a cookie cannot hold"));
    }
    delimited(text, part)
}

/// Without encoding, what delimits cannot stand in what is delimited.
fn delimited(text: &str, part: Part) -> Result<String, Unsayable> {
    let broken = match part {
        Part::Whole => false,
        Part::Item => text.contains(','),
        Part::Name => text.contains([',', '=']),
    };
    if broken {
        return Err(Unsayable("an item contains the delimiter of its style"));
    }
    Ok(text.to_owned())
}
