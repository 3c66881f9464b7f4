//! Tokens with a look at the next one.

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

    /// The brackets of the next attribute.
    pub(super) fn attribute(&mut self) -> Option<Group> {
        self.punct('#')?;
        match self.next() {
            Some(TokenTree::Group(group)) => Some(group),
            _ => None,
        }
    }
}
