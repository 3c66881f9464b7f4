//! Tokens with a look at the next one.

use std::fmt::Write as _;

use proc_macro2::{Group, TokenStream, TokenTree, token_stream};

/// The tokens that are left.
pub(super) struct Tokens(std::iter::Peekable<token_stream::IntoIter>);

impl Tokens {
    pub(super) fn of(tokens: TokenStream) -> Tokens {
        Tokens(tokens.into_iter().peekable())
    }

    pub(super) fn next(&mut self) -> Option<TokenTree> {
        self.0.next()
    }

    pub(super) fn peek(&mut self) -> Option<&TokenTree> {
        self.0.peek()
    }

    /// Takes the next token where it is this one.
    pub(super) fn punct(&mut self, wanted: char) -> Option<()> {
        let is_wanted =
            matches!(self.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted);
        is_wanted.then(|| self.next()).map(drop)
    }

    /// The words that an item begins with, up to its name: `pub struct Name`, or `impl`.
    pub(super) fn heading(&mut self) -> Vec<String> {
        let mut words = Vec::new();
        while let Some(TokenTree::Ident(word)) = self.peek() {
            let is_implementation = word == "impl";
            words.push(word.to_string());
            self.next();
            if is_implementation {
                break;
            }
        }
        words
    }

    /// The brackets of the next attribute.
    pub(super) fn attribute(&mut self) -> Option<Group> {
        self.punct('#')?;
        match self.next() {
            Some(TokenTree::Group(group)) => Some(group),
            _ => None,
        }
    }

    /// Takes the next token where it is this word.
    pub(super) fn word(&mut self, wanted: &str) -> Option<()> {
        let is_wanted = matches!(self.peek(), Some(TokenTree::Ident(word)) if word == wanted);
        is_wanted.then(|| self.next()).map(drop)
    }

    /// Takes the comma behind an element; the last one may have none.
    pub(super) fn comma(&mut self) -> Option<()> {
        match self.peek() {
            None => Some(()),
            Some(_) => self.punct(','),
        }
    }

    /// What follows the first word of a path; `None` where it has arguments.
    pub(super) fn path(&mut self, mut path: String) -> Option<String> {
        while self.punct(':').is_some() {
            self.punct(':')?;
            let TokenTree::Ident(word) = self.next()? else {
                return None;
            };
            path.push_str("::");
            let _ = write!(path, "{word}"); // a String takes everything
        }
        Some(path)
    }
}
