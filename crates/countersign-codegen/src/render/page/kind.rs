//! Types: on one line, or broken at their angle brackets.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::Tokens;
use super::{INDENT, WIDTH};

/// A path with its arguments, or `()`.
pub(super) struct Kind {
    path: String,
    arguments: Vec<Kind>,
}

impl Kind {
    /// Reads a type up to the comma or the bracket that ends it; `None` where it is of another form.
    pub(super) fn read(tokens: &mut Tokens) -> Option<Kind> {
        let mut path = String::new();
        let mut arguments = Vec::new();
        let mut after_word = false;
        while let Some(token) = tokens.peek() {
            let is_word = matches!(token, TokenTree::Ident(_));
            match token {
                TokenTree::Ident(word) if !after_word && arguments.is_empty() => {
                    let _ = write!(path, "{word}"); // a String takes everything
                }
                TokenTree::Punct(punct) => match punct.as_char() {
                    ',' | '>' => break,
                    ':' => path.push(':'),
                    '<' if arguments.is_empty() => {
                        tokens.next();
                        arguments = Self::arguments(tokens)?;
                        continue;
                    }
                    _ => return None,
                },
                TokenTree::Group(group)
                    if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty() =>
                {
                    path.push_str("()");
                }
                _ => return None,
            }
            tokens.next();
            after_word = is_word;
        }
        (!path.is_empty()).then_some(Kind { path, arguments })
    }

    fn arguments(tokens: &mut Tokens) -> Option<Vec<Kind>> {
        let mut arguments = Vec::new();
        loop {
            arguments.push(Self::read(tokens)?);
            if tokens.punct('>').is_some() {
                return Some(arguments);
            }
            tokens.punct(',')?;
        }
    }

    /// Writes it behind `column` bytes of a line, with `behind` more to follow on the same line.
    pub(super) fn write(&self, text: &mut String, indent: usize, column: usize, behind: usize) {
        if self.arguments.is_empty() || column + self.width() + behind <= WIDTH {
            return self.write_flat(text);
        }
        text.push_str(&self.path);
        text.push_str("<\n");
        let inner = indent + INDENT;
        for (index, argument) in self.arguments.iter().enumerate() {
            text.extend(std::iter::repeat_n(' ', inner));
            let is_last = index + 1 == self.arguments.len(); // its comma is there only because the line is broken
            argument.write(text, inner, inner, usize::from(!is_last));
            text.push_str(",\n");
        }
        text.extend(std::iter::repeat_n(' ', indent));
        text.push('>');
    }

    /// Writes it without a break.
    pub(super) fn write_flat(&self, text: &mut String) {
        text.push_str(&self.path);
        for (index, argument) in self.arguments.iter().enumerate() {
            text.push_str(if index == 0 { "<" } else { ", " });
            argument.write_flat(text);
        }
        if !self.arguments.is_empty() {
            text.push('>');
        }
    }

    fn width(&self) -> usize {
        let inside: usize = self.arguments.iter().map(Kind::width).sum();
        self.path.len() + inside + 2 * self.arguments.len()
    }
}
