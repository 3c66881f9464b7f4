//! Strings: by format, by pattern, and at the edges of their lengths in code points.

use countersign_json::Value;

use super::format_texts::of_format;
use super::mutation::Proposal;
use super::{Facets, Seed, pattern};
use crate::judge::Pattern;

/// The longest string that is made, in code points.
const MOST_LENGTH: u64 = 20_000;

/// The longest match of a pattern that is edited at each of its places, in code points.
const MOST_LENGTH_EDITED: usize = 12;

/// Strings that should satisfy the facets, the plainest first.
pub(super) fn valid(facets: &Facets<'_>, seed: Seed) -> Vec<String> {
    let mut list: Vec<String> = of_format(facets.format.unwrap_or(""))
        .0
        .iter()
        .map(|text| (*text).to_owned())
        .collect();
    let (least, most) = facets.length;
    let usual = 8_u64.clamp(
        least.min(MOST_LENGTH),
        most.unwrap_or(u64::MAX).max(least).min(MOST_LENGTH),
    );
    for length in [usual, least, most.unwrap_or(usual)] {
        list.extend(of_length(facets, seed, length));
    }
    if facets.patterns.is_empty() {
        return list;
    }
    let matching = |text: &String| {
        facets.patterns.iter().all(|pattern| {
            Pattern::new(pattern).and_then(|pattern| pattern.matches(text)) == Some(true)
        })
    };
    list.into_iter()
        .chain(COMMON.iter().map(|text| (*text).to_owned()))
        .filter(matching)
        .collect()
}

/// Texts that patterns which are not understood often ask for.
const COMMON: &[&str] = &[
    "a",
    "A",
    "0",
    "1",
    "abc",
    "ABC",
    "test",
    "a@example.com",
    "https://example.com/",
    "2024-01-31",
    "1.0",
    "1.0.0",
    "en",
    "en-US",
    "#ffffff",
];

/// A string of so many code points, by the first pattern where there is one.
pub(super) fn of_length(facets: &Facets<'_>, seed: Seed, length: u64) -> Option<String> {
    let length = usize::try_from(length)
        .ok()
        .filter(|length| *length as u64 <= MOST_LENGTH)?;
    match facets.patterns.first() {
        Some(first) => pattern::text(first, length),
        None => Some(seed.word("string", length)),
    }
}

/// Strings at the edges: lengths, formats, patterns, and characters that careless code counts wrongly.
pub(super) fn proposals(facets: &Facets<'_>, seed: Seed) -> Vec<Proposal> {
    let mut list = lengths(facets, seed);
    if let Some(format) = facets.format {
        let (good, bad) = of_format(format);
        let made = |what: &str, text: &&str| {
            Proposal::new(
                "format",
                format!("{what} `{format}`"),
                Value::String((*text).to_owned()),
            )
        };
        list.extend(good.iter().map(|text| made("a valid", text)));
        list.extend(bad.iter().map(|text| made("a broken", text)));
    }
    for pattern in &facets.patterns {
        list.extend(breaks(facets, seed, pattern));
    }
    list
}

fn lengths(facets: &Facets<'_>, seed: Seed) -> Vec<Proposal> {
    let mut list = Vec::new();
    let mut add = |keyword, what: &str, text: Option<String>| {
        list.extend(text.map(|text| Proposal::new(keyword, what, Value::String(text))));
    };
    let (least, most) = facets.length;
    let of = |length: Option<u64>| length.and_then(|length| of_length(facets, seed, length));
    add("minLength", "the empty string", Some(String::new()));
    add("minLength", "one character", of(Some(1)));
    if least > 0 {
        add("minLength", "at minLength", of(Some(least)));
        add(
            "minLength",
            "one character too short",
            of(least.checked_sub(1)),
        );
    }
    if let Some(most) = most {
        add("maxLength", "at maxLength", of(Some(most)));
        add(
            "maxLength",
            "one character too long",
            of(most.checked_add(1)),
        );
        let wide = usize::try_from(most.min(MOST_LENGTH)).unwrap_or(0);
        if facets.patterns.is_empty() && facets.format.is_none() && most <= MOST_LENGTH {
            add(
                "maxLength",
                "at maxLength, in characters of four bytes",
                Some("\u{1f511}".repeat(wide)),
            );
        }
    }
    list
}

/// Texts that come close to a pattern and do not match it, within the lengths that are allowed.
fn breaks(facets: &Facets<'_>, seed: Seed, pattern: &str) -> Vec<Proposal> {
    let Some(compiled) = Pattern::new(pattern) else {
        return Vec::new();
    };
    let fits = |text: &String| {
        let length = text.chars().count() as u64;
        length >= facets.length.0 && facets.length.1.is_none_or(|most| length <= most)
    };
    let mut found: Vec<Proposal> = Vec::new();
    for good in valid(facets, seed) {
        let near = near_misses(&good).map(|(what, text)| (what.to_owned(), text));
        for (what, text) in near.into_iter().chain(edits(&good)) {
            let is_new = !found.iter().any(|known| known.what == what);
            if is_new && fits(&text) && compiled.matches(&text) == Some(false) {
                found.push(Proposal::new("pattern", what, Value::String(text)));
            }
        }
    }
    found
}

/// A text with one character left out, twice, or another of its kind, at each of the first places: what a pattern that
/// counts badly or looks at one class of characters alone still takes.
fn edits(good: &str) -> impl Iterator<Item = (String, String)> {
    let characters: Vec<char> = good.chars().take(MOST_LENGTH_EDITED + 1).collect();
    let places = match characters.len() <= MOST_LENGTH_EDITED {
        true => characters.len(),
        false => 0,
    };
    (0..places).flat_map(move |place| {
        let character = characters[place];
        let with = |what: &str, instead: &[char]| {
            let mut text = characters.clone();
            text.splice(place..=place, instead.iter().copied());
            (
                format!("{what} in place {}", place + 1),
                text.into_iter().collect(),
            )
        };
        let mut list = vec![
            with("no character", &[]),
            with("a character twice", &[character, character]),
        ];
        if character.is_ascii_digit() {
            list.push(with("a nine", &['9']));
            list.push(with("a zero", &['0']));
        } else if character.is_ascii_alphabetic() {
            list.push(with("a z", &['z']));
        }
        list
    })
}

/// Changes of a text that often break the pattern which it matches.
pub(super) fn near_misses(good: &str) -> [(&'static str, String); 8] {
    let middle: String = good.chars().skip(1).collect();
    let swapped: String = good.chars().map(swap_case).collect();
    [
        ("a newline after a match", format!("{good}\n")),
        ("a space before a match", format!(" {good}")),
        ("a match with more after it", format!("{good}!")),
        ("another first character", format!("\u{e9}{middle}")),
        ("a match without its first character", middle),
        ("the other case", swapped),
        ("the empty string", String::new()),
        ("only symbols", "!?".repeat(good.chars().count().max(1))),
    ]
}

/// A listed string in other spellings, which a careless reader takes for it.
pub(super) fn respelt(value: &Value) -> Vec<Proposal> {
    let Value::String(text) = value else {
        return Vec::new();
    };
    let spellings = [
        ("a listed value in lower case", text.to_lowercase()),
        ("a listed value in upper case", text.to_uppercase()),
        ("a listed value with a space after it", format!("{text} ")),
    ];
    let made = spellings.into_iter().filter(|(_, spelt)| spelt != text);
    made.map(|(what, spelt)| Proposal::new("enum", what, Value::String(spelt)))
        .collect()
}

fn swap_case(c: char) -> char {
    if c.is_ascii_lowercase() {
        c.to_ascii_uppercase()
    } else {
        c.to_ascii_lowercase()
    }
}
