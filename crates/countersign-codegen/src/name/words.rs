//! The words of a JSON name: what every Rust identifier is made of.

use heck::ToSnakeCase;
use unicode_security::{
    is_potential_mixed_script_confusable_char, mixed_script::AugmentedScriptSet,
};

/// Splits a JSON name into lower-case words of identifier characters; never empty.
///
/// Letters and digits are kept, other ASCII characters separate words, and all that Rust would not take (or would warn
/// of) is spelled as its code point: `pet.owner` is `pet owner`, `OAuth2Token` is `o auth2 token`, an emoji is `u1f600`.
pub(super) fn words(name: &str) -> Vec<String> {
    if is_plain(name) {
        return split_plain(name);
    }
    let says_something = name
        .chars()
        .any(|character| character.is_ascii_alphanumeric() || is_letter(character));
    let between = if says_something {
        separator
    } else {
        punctuation
    };
    let found = split(&spelled(name, between));
    if found.is_empty() {
        vec!["empty".to_owned()]
    } else {
        found
    }
}

/// Whether a name is made of lower-case words, digits and what separates them without a meaning of its own: most are.
fn is_plain(name: &str) -> bool {
    let bytes = name.as_bytes();
    let outside = |byte: Option<&u8>| byte == Some(&b'-');
    bytes.iter().all(|byte| {
        byte.is_ascii() && !byte.is_ascii_uppercase() && !matches!(byte, b'+' | b'<' | b'>')
    }) && bytes.iter().any(u8::is_ascii_alphanumeric)
        && !outside(bytes.first())
        && !outside(bytes.last())
}

fn split_plain(name: &str) -> Vec<String> {
    name.split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn split(text: &str) -> Vec<String> {
    text.to_snake_case()
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn spelled(name: &str, other: fn(char) -> Option<&'static str>) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    let last = name.chars().count().saturating_sub(1);
    for (index, character) in name.chars().enumerate() {
        let outside = index == 0 || index == last;
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' => text.push(character),
            _ if is_kept(character, name) => text.push(character),
            '-' if outside && last > 0 => text.push_str(" minus "), // `-name` beside `name`, `A-` beside `A+`
            '+' => text.push_str(" plus "),
            '<' => text.push_str(" lt "),
            '>' => text.push_str(" gt "),
            _ if character.is_ascii() => push_word(&mut text, other(character), character),
            _ => push_word(&mut text, None, character),
        }
    }
    text
}

fn push_word(text: &mut String, word: Option<&str>, character: char) {
    text.push(' ');
    match word {
        Some(word) => text.push_str(word),
        None => text.push_str(&format!("u{:04x}", u32::from(character))),
    }
    text.push(' ');
}

/// Where a name has letters or digits, the ASCII characters between them say nothing.
fn separator(_: char) -> Option<&'static str> {
    Some("")
}

/// Where a name is punctuation only, each character is a word.
fn punctuation(character: char) -> Option<&'static str> {
    Some(match character {
        ' ' => "space",
        '!' => "bang",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' | ')' => "parenthesis",
        '*' => "star",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '=' => "eq",
        '?' => "question",
        '@' => "at",
        '[' | ']' => "bracket",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' | '}' => "brace",
        '|' => "pipe",
        '~' => "tilde",
        _ => return None,
    })
}

/// Whether a letter stays itself in the identifier of a name. One that looks like a letter of another script does only
/// where one stands beside it that does not: rustc warns of a script of which a crate has nothing else
/// (`mixed_script_confusables`), and generated code cannot allow that.
fn is_kept(character: char, name: &str) -> bool {
    let script = AugmentedScriptSet::for_char;
    is_letter(character)
        && (script(character) == script('a')
            || name.chars().any(|other| {
                is_letter(other) && script(other) == script(character) && is_unlike_others(other)
            }))
}

/// Whether a letter looks like none of another script, in either case.
fn is_unlike_others(letter: char) -> bool {
    let mut forms = letter.to_lowercase().chain(letter.to_uppercase());
    !forms.any(is_potential_mixed_script_confusable_char)
}

/// Letters that may stay themselves in an identifier: their case mappings are letters again, they are one code point in
/// Unicode's normal form C (so that two names never become equal inside rustc), and rustc's lints accept them.
fn is_letter(character: char) -> bool {
    match character {
        '\u{d7}' | '\u{f7}' => false,   // multiplication and division signs
        '\u{130}'..='\u{133}' => false, // dotted capital I, dotless i, ligatures
        '\u{138}' | '\u{13f}' | '\u{140}' | '\u{149}' => false, // outside of the identifier profile
        '\u{c0}'..='\u{17e}' => true,   // Latin
        '\u{386}' | '\u{388}'..='\u{38a}' | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3a9}' => true, // Greek capitals
        '\u{3ac}'..='\u{3af}' | '\u{3b1}'..='\u{3c9}' | '\u{3cc}'..='\u{3ce}' => true, // Greek
        '\u{400}'..='\u{45f}' => true,                                                 // Cyrillic
        '\u{5d0}'..='\u{5ea}' => true,                                                 // Hebrew
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => true,                     // kana
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true, // Han and Hangul
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_are_split_as_all_others() {
        for name in [
            "pet_owner",
            "pet.owner/2",
            "a-b",
            "__a",
            "x y",
            "v1.0",
            "1st",
            "a_-b",
            "{id}",
        ] {
            assert!(is_plain(name), "{name}");
            assert_eq!(
                split_plain(name),
                split(&spelled(name, separator)),
                "{name}"
            );
        }
        for name in ["-a", "a-", "a+b", "petOwner", "é", "_", ""] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
