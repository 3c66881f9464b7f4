//! Patterns: ECMA-262 regular expressions, as our judge and the generator read them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use regress::Regex;

/// The longest text that a pattern is tried on, in bytes: matching by backtracking may take exponential time.
const LONGEST: usize = 4096;
/// The longest pattern that is compiled, in bytes.
const LONGEST_PATTERN: usize = 4096;

/// A compiled `pattern` (JSON Schema 2020-12 validation, section 6.3.3): ECMA-262 with the `u` flag, not anchored.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(Rc<Regex>);

/// How many patterns a thread keeps compiled.
const MOST_KEPT: usize = 1_024;

thread_local! {
    /// The patterns that were compiled, and those that cannot be: the same ones are asked for with every value.
    static KEPT: RefCell<HashMap<String, Option<Pattern>>> = RefCell::default();
}

impl Pattern {
    /// Compiles a pattern; `None` where it is no regular expression, too long, or could take exponential time.
    pub(crate) fn new(pattern: &str) -> Option<Pattern> {
        KEPT.with_borrow_mut(|kept| {
            if let Some(known) = kept.get(pattern) {
                return known.clone();
            }
            if kept.len() >= MOST_KEPT {
                kept.clear();
            }
            let compiled = Pattern::compile(pattern);
            kept.insert(pattern.to_owned(), compiled.clone());
            compiled
        })
    }

    fn compile(pattern: &str) -> Option<Pattern> {
        if pattern.len() > LONGEST_PATTERN || is_explosive(pattern) {
            return None;
        }
        let compiled = Regex::with_flags(pattern, "u").ok()?;
        Some(Pattern(Rc::new(compiled)))
    }

    /// Whether the pattern matches somewhere in the text; `None` where the text is too long to try.
    pub(crate) fn matches(&self, text: &str) -> Option<bool> {
        (text.len() <= LONGEST).then(|| self.0.find(text).is_some())
    }
}

/// Whether an unbounded repetition stands within another one, `(a+)+`, or a back reference is used: what makes
/// backtracking exponential.
fn is_explosive(pattern: &str) -> bool {
    let mut groups: Vec<bool> = Vec::new();
    let mut closed_with_repetition = false;
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        let after_repeating_group = std::mem::take(&mut closed_with_repetition);
        match c {
            '\\' if chars.next().is_some_and(|c| c.is_ascii_digit() && c != '0') && !in_class => {
                return true;
            }
            '\\' => {}
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => groups.push(false),
            ')' if !in_class => closed_with_repetition = groups.pop().unwrap_or(false),
            '*' | '+' | '{' if !in_class => {
                if c == '{' && is_bounded(&mut chars.clone()) {
                    continue;
                }
                if after_repeating_group {
                    return true;
                }
                groups
                    .iter_mut()
                    .for_each(|has_repetition| *has_repetition = true);
            }
            _ => {}
        }
    }
    false
}

/// Whether the braces that were just opened hold an upper bound that is small.
fn is_bounded(rest: &mut impl Iterator<Item = char>) -> bool {
    let inside: String = rest.take_while(|c| *c != '}').collect();
    let most = inside
        .split_once(',')
        .map_or(inside.as_str(), |(_, most)| most);
    most.trim().parse::<u32>().is_ok_and(|most| most <= 64)
}

#[cfg(test)]
mod tests {
    use super::{Pattern, is_explosive};

    #[test]
    fn nested_repetition_is_refused() {
        for pattern in ["(a+)+$", "((ab)*c)*", "(x+x+)+y", r"(a)\1", "(a{2,})*"] {
            assert!(is_explosive(pattern), "{pattern}");
        }
        for pattern in ["^[a-z]+$", "(ab)+c", "[(a+)]+", "^(a{1,3})+$", r"\(a+\)+"] {
            assert!(!is_explosive(pattern), "{pattern}");
        }
    }

    #[test]
    fn ecma_meaning() {
        let matches = |pattern: &str, text: &str| {
            Pattern::new(pattern).and_then(|compiled| compiled.matches(text))
        };
        assert_eq!(matches("^a$", "a\n"), Some(false));
        assert_eq!(matches(r"^\d$", "\u{0663}"), Some(false));
        assert_eq!(matches("b", "abc"), Some(true));
        assert_eq!(matches("(", "x"), None);
    }
}
