//! Words as Rust identifiers: the case of types and of fields, leading digits, keywords.

use proc_macro2::{Ident, Span};

/// What the identifier names; it decides the case, and what a leading digit is preceded by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Case {
    /// `UpperCamelCase`, `T3dSecure`.
    Type,
    /// `UpperCamelCase`, `V1_0`.
    Variant,
    /// `snake_case`, `_3d_secure`.
    Field,
}

/// The identifier of the words, in the case of RFC 430, without regard to keywords (`Ident` is made by [`ident`]).
pub(super) fn identifier(words: &[String], case: Case) -> String {
    let text = match case {
        Case::Field => words.join("_"),
        Case::Type | Case::Variant => camel(words),
    };
    let text = if text.starts_with(|first: char| first.is_ascii_digit()) {
        let prefix = match case {
            Case::Type => "T",
            Case::Variant => "V",
            Case::Field => "_",
        };
        format!("{prefix}{text}")
    } else {
        text
    };
    if NEVER_RAW.contains(&text.as_str()) {
        format!("{text}_")
    } else {
        text
    }
}

fn camel(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        let digits = text.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit());
        if digits {
            text.push('_'); // `1.0` and `10` stay apart
        }
        let mut characters = word.chars();
        text.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(characters.as_str());
    }
    text
}

/// The name with `number` behind it, for the second and later ones of a collision.
pub(super) fn numbered(text: &str, number: usize, case: Case) -> String {
    let bare = text.trim_end_matches('_'); // `Self_2` and `self__2` are of no case
    let text = if bare.is_empty() { text } else { bare };
    let ends_in_digit = text.ends_with(|last: char| last.is_ascii_digit());
    match case {
        Case::Field => format!("{text}_{number}"),
        Case::Type | Case::Variant if ends_in_digit => format!("{text}_{number}"),
        Case::Type | Case::Variant => format!("{text}{number}"),
    }
}

/// Whether a name needs `r#`.
pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(&text)
}

/// Names that no module of a tag has: those of crates, which `use` would find in its place; that of the file it
/// belongs to, and of the tests in it; and those that Windows has no files of.
pub(super) const RESERVED_MODULES: &[&str] = &[
    "alloc",
    "aux",
    "com1",
    "com2",
    "com3",
    "com4",
    "con",
    "core",
    "countersign",
    "examples",
    "lpt1",
    "lpt2",
    "lpt3",
    "nul",
    "prn",
    "std",
    "types",
];

/// The token of a name: raw where the name is a keyword.
pub(crate) fn ident(text: &str) -> Ident {
    if KEYWORDS.contains(&text) {
        Ident::new_raw(text, Span::call_site())
    } else {
        Ident::new(text, Span::call_site())
    }
}

/// Keywords that `r#` does not free (Rust reference, "Raw identifiers").
const NEVER_RAW: &[&str] = &["Self", "_", "crate", "self", "super"];

/// Strict and reserved keywords of all editions up to 2024 (Rust reference, "Keywords").
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];
