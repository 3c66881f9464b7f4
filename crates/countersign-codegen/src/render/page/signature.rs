//! Types of parameters and results.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::layout::Layout;
use super::tokens::Tokens;

/// A type in parts: its words, and lists of arguments between them.
pub(super) struct Type(Vec<Part>);

enum Part {
    Text(String),
    Arguments(Vec<Type>),
}

impl Type {
    /// Reads a type up to the mark that ends it; `None` where it is of another form.
    pub(super) fn read(tokens: &mut Tokens) -> Option<Type> {
        Self::read_to(tokens, &[',', '>', ';', '='])
    }

    fn read_to(tokens: &mut Tokens, ends: &[char]) -> Option<Type> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut after_word = false;
        while let Some(token) = tokens.peek() {
            match token {
                TokenTree::Punct(punct) => match punct.as_char() {
                    mark if ends.contains(&mark) => break,
                    '<' => {
                        tokens.next();
                        text.push('<');
                        parts.push(Part::Text(std::mem::take(&mut text)));
                        parts.push(Part::Arguments(Self::arguments(tokens)?));
                        text.push('>');
                        after_word = false;
                        continue;
                    }
                    mark @ ('&' | ':') => text.push(mark),
                    '+' => text.push_str(" + "),
                    '=' => text.push_str(" = "),
                    '\'' => {
                        tokens.next();
                        let TokenTree::Ident(name) = tokens.next()? else {
                            return None;
                        };
                        let _ = write!(text, "'{name}"); // a String takes everything
                        after_word = true;
                        continue;
                    }
                    _ => return None,
                },
                TokenTree::Ident(word) => {
                    text.push_str(if after_word { " " } else { "" });
                    let _ = write!(text, "{word}"); // a String takes everything
                }
                TokenTree::Group(group)
                    if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty() =>
                {
                    text.push_str("()");
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                    text.push_str(if after_word { " [" } else { "[" });
                    parts.push(Part::Text(std::mem::take(&mut text)));
                    let mut inner = Tokens::of(group.stream());
                    parts.extend(Self::read(&mut inner)?.0);
                    inner.peek().is_none().then_some(())?; // `[u8; 4]` is not known here
                    text.push(']');
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
                _ => return None,
            }
            after_word = matches!(token, TokenTree::Ident(_));
            tokens.next();
        }
        parts.push(Part::Text(text));
        Some(Type(parts))
    }

    /// Reads the arguments behind an opening angle bracket, with the closing one.
    pub(super) fn arguments(tokens: &mut Tokens) -> Option<Vec<Type>> {
        let mut arguments = Vec::new();
        loop {
            arguments.push(Self::read_to(tokens, &[',', '>'])?);
            if tokens.punct('>').is_some() {
                return Some(arguments);
            }
            tokens.punct(',')?;
        }
    }

    pub(super) fn write(&self, layout: &mut Layout) {
        for part in &self.0 {
            match part {
                Part::Text(text) => layout.text(text),
                Part::Arguments(arguments) => {
                    layout.list(arguments, |layout, argument| argument.write(layout));
                }
            }
        }
    }
}

/// The parameters of a function: names with their types, and `self`, which has none.
pub(super) fn parameters(group: &Group) -> Option<Vec<(String, Option<Type>)>> {
    let mut tokens = Tokens::of(group.stream());
    let mut parameters = Vec::new();
    while tokens.peek().is_some() {
        let mut name = String::new();
        while let Some(token) = tokens.peek() {
            match token {
                TokenTree::Punct(punct) => match punct.as_char() {
                    ':' | ',' => break,
                    mark @ ('&' | '\'') => name.push(mark),
                    _ => return None,
                },
                TokenTree::Ident(word) => {
                    let space = name.ends_with(|last: char| last.is_alphanumeric());
                    name.push_str(if space { " " } else { "" });
                    let _ = write!(name, "{word}"); // a String takes everything
                }
                _ => return None,
            }
            tokens.next();
        }
        let kind = match tokens.punct(':') {
            Some(()) => Some(Type::read(&mut tokens)?),
            None => None,
        };
        parameters.push((name, kind));
        tokens.comma()?;
    }
    Some(parameters)
}
