//! [`Pattern`]: a regular expression of ECMA-262, compiled once.

mod scan;
mod translation;

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError},
};

/// A regular expression with the meaning of ECMA-262 and its `u` flag (JSON Schema 2020-12, Core section 6.4): it
/// matches anywhere in a text, `\d` is ASCII, `$` is the very end.
///
/// It is compiled when it is first used. Classes of ASCII with counts, from start to end, are scanned for. The greater part of real patterns means the same in the `regex` crate
/// after a small translation, and is matched there in linear time. What is left (lookaround, backreferences,
/// Unicode scripts) is matched by backtracking, whose time may grow exponentially with the text: a text of more than
/// 64 KiB does not match such a pattern, and is reported as too long. Patterns come from the schema's
/// author, never from a request.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    engine: OnceLock<Engine>,
}

/// What came of a search.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    Found,
    NotFound,
    /// The text is longer than a backtracking engine is given.
    TooLong,
    /// The pattern is no regular expression of ECMA-262.
    Unreadable,
}

#[derive(Debug)]
enum Engine {
    Scan(scan::Scan),
    Linear(regex::Regex),
    Backtracking(Box<regress::Regex>),
    None,
}

/// The longest text that is matched by backtracking, in bytes.
const LONGEST: usize = 1 << 16;

impl Pattern {
    /// The pattern `text`, uncompiled: for a `static`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            engine: OnceLock::new(),
        }
    }

    /// The pattern, as the schema has it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.text
    }

    /// Whether it matches somewhere in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.search(text) == Outcome::Found
    }

    /// The pattern `text`, compiled once in the life of the program, as derived code's `static`s are. Only for the texts of
    /// schema tables, of which there are finitely many.
    pub(crate) fn shared(text: &'static str) -> Arc<Self> {
        static SHARED: LazyLock<Mutex<HashMap<&'static str, Arc<Pattern>>>> =
            LazyLock::new(Mutex::default);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(
            shared
                .entry(text)
                .or_insert_with(|| Arc::new(Self::new(text))),
        )
    }

    pub(crate) fn search(&self, text: &str) -> Outcome {
        let found = match self.engine.get_or_init(|| Engine::new(self.text)) {
            Engine::Scan(scan) => scan.is_match(text),
            Engine::Linear(regex) => regex.is_match(text),
            Engine::Backtracking(_) if text.len() > LONGEST => return Outcome::TooLong,
            Engine::Backtracking(regex) => regex.find(text).is_some(),
            Engine::None => return Outcome::Unreadable,
        };
        if found {
            Outcome::Found
        } else {
            Outcome::NotFound
        }
    }
}

impl Engine {
    fn new(pattern: &str) -> Self {
        if let Some(scan) = scan::Scan::of(pattern) {
            return Self::Scan(scan);
        }
        let translated = translation::translate(pattern);
        match translated.and_then(|pattern| regex::Regex::new(&pattern).ok()) {
            Some(regex) => Self::Linear(regex),
            None => backtracking(pattern),
        }
    }
}

fn backtracking(pattern: &str) -> Engine {
    match regress::Regex::with_flags(pattern, "u") {
        Ok(regex) => Engine::Backtracking(Box::new(regex)),
        Err(_) => Engine::None,
    }
}

/// Whether a text is a regular expression of ECMA-262 with the `u` flag: `format: regex`.
pub(crate) fn is_regex(text: &str) -> bool {
    regress::Regex::with_flags(text, "u").is_ok()
}

#[cfg(test)]
mod tests;
