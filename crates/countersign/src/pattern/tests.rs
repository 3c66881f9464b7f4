//! The traps between ECMA-262 and everyone else's regular expressions, and the two engines against each other.

use proptest::prelude::*;

use super::{Engine, Outcome, Pattern, backtracking, translation::translate};

fn engine(pattern: &'static str) -> Pattern {
    Pattern::new(pattern)
}

#[test]
fn traps() {
    for (pattern, text, matches) in [
        (r"^\d+$", "123", true),
        (r"^\d+$", "١٢٣", false),
        (r"^\w$", "é", false),
        (r"^\W$", "é", true),
        (r"^\s$", "\u{a0}", true),
        (r"^\s$", "\u{feff}", true),
        (r"^\s$", "\u{85}", false),
        (r"^\S$", "\u{85}", true),
        ("^a$", "a\n", false),
        ("^a$", "x\na", false),
        ("a", "xay", true),
        ("^.$", "\u{1F600}", true),
        ("^.$", "\u{2028}", false),
        ("^.$", "\r", false),
        ("^.$", "\u{85}", true),
        ("^..$", "\u{1F600}", false),
        (r"^\p{L}+$", "éßж", true),
        (r"^\p{L}+$", "1", false),
        (r"^\p{Script=Greek}$", "π", true),
        (r"^\P{Lu}$", "A", false),
        (r"^(?=.*\d)(?=.*[a-z]).{3,}$", "ab1", true),
        (r"^(?=.*\d)(?=.*[a-z]).{3,}$", "abc", false),
        (r"(?<!a)b", "ab", false),
        (r"^(.)\1$", "aa", true),
        (r"^[^a&&b]$", "&", false),
        (r"^[a&&b]$", "b", true),
        (r"^[a-c-]$", "-", true),
        (r"^[\w-]$", "-", true),
        (r"^[\d\-x]$", "-", true),
        (r"^\u{1F600}$", "\u{1F600}", true),
        (r"^\uD83D\uDE00$", "\u{1F600}", true),
        (r"^[\u0061-\u0063]+$", "abc", true),
        (r"^\x41\/\.$", "A/.", true),
        (r"\bfoo\b", "a foo b", true),
        (r"\bfoo", "éfoo", true),
        (r"^a{2}$", "aa", true),
        (r"^a{2,}$", "a", false),
        (r"^(?:a|b)+?$", "abab", true),
        ("", "", true),
        ("#", "#", true),
        (" ", "a b", true),
        ("^(a|)$", "", true),
        ("(?:^a)", "ba", false),
        (r"[^]", "x", true),
        (r"[]", "x", false),
    ] {
        assert_eq!(
            engine(pattern).is_match(text),
            matches,
            "{pattern} {text:?}"
        );
    }
}

#[test]
fn what_is_no_pattern_is_said() {
    for pattern in [
        "(",
        "a{1",
        "[b-a]",
        r"\-",
        "*",
        "a**",
        "(?i)a",
        r"\p{Nope}",
        "]",
        "a{2,1}",
        r"\_",
        "^*",
    ] {
        assert_eq!(
            engine(pattern).search("a"),
            Outcome::Unreadable,
            "{pattern}"
        );
    }
}

#[test]
fn common_patterns_are_linear() {
    for pattern in [
        "^[0-9a-f]{66}$",
        r"^\d{3}-\d{4}$",
        r"^([a-z]+\.)*[a-z]+$",
        r"^(a+)+$",
        "^(CREATED|PAID)$",
        r"^\p{L}+$",
        r"^[\w.+-]+@\w+\.\w{2,}$",
    ] {
        assert!(
            matches!(Engine::new(pattern), Engine::Scan(_) | Engine::Linear(_)),
            "{pattern}"
        );
    }
    let evil = engine(r"^(a+)+$");
    assert_eq!(evil.search(&("a".repeat(100_000) + "b")), Outcome::NotFound);
}

#[test]
fn backtracking_is_given_no_long_text() {
    let lookahead = engine("^(?=a)a+$");
    assert_eq!(lookahead.search(&"a".repeat(1000)), Outcome::Found);
    assert_eq!(lookahead.search(&"a".repeat(100_000)), Outcome::TooLong);
}

fn pattern() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "é",
        "\u{1F600}",
        ".",
        "^",
        "$",
        r"\d",
        r"\D",
        r"\w",
        r"\W",
        r"\s",
        r"\S",
        r"\b",
        "[a-c]",
        "[^a]",
        "[ab-]",
        r"[\d_]",
        r"[^\W]",
        r"[\s\S]",
        r"[^\D]",
        "(",
        ")",
        "(?:",
        "|",
        "*",
        "+",
        "?",
        "{2}",
        "{1,}",
        "{0,2}",
        r"\n",
        r"\u0061",
        r"\p{L}",
        r"\P{Lu}",
        "-",
        "&",
        "[&&]",
        "[--a]",
        "[a~~b]",
        "#",
        "]",
        "}",
        "{",
        ",",
        r"\.",
        r"\/",
        r"[.^$]",
        r"[\b]",
        r"\x62",
        r"\0",
        "[^é-ü]",
        r"[\]\[]",
    ]);
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn both_engines_agree(pattern in pattern(), texts in prop::collection::vec("[ab1_é\u{1F600}\n\r \u{85}\u{a0}\u{2028}٣Z&~#.-]{0,5}", 8)) {
        if let Some(linear) = translate(&pattern).and_then(|text| regex::Regex::new(&text).ok()) {
            let Engine::Backtracking(other) = backtracking(&pattern) else {
                return Err(TestCaseError::fail(format!("{pattern} is no pattern")));
            };
            for text in texts {
                prop_assert_eq!(linear.is_match(&text), other.find(&text).is_some(), "{} {:?}", pattern, text);
            }
        }
    }
}
