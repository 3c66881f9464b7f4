//! Patterns of arms and variables.

use proc_macro2::{Delimiter, TokenTree};

use super::layout::{Layout, Manner, Place};
use super::tokens::Tokens;

/// A pattern.
pub(super) enum Pattern {
    /// A literal, a path, a name, `mut name` or `_`.
    Word(String),
    /// `Path(..)`, or a tuple where there is no path.
    Tuple(String, Vec<Pattern>),
    /// `Path { name, .. }`
    Struct(String, Vec<String>),
}

impl Pattern {
    /// Reads a pattern; `None` where it is of another form.
    pub(super) fn read(tokens: &mut Tokens) -> Option<Pattern> {
        let path = match tokens.next()? {
            TokenTree::Literal(literal) => return Some(Pattern::Word(literal.to_string())),
            TokenTree::Ident(word) if word == "mut" => match tokens.next()? {
                TokenTree::Ident(name) => return Some(Pattern::Word(format!("mut {name}"))),
                _ => return None,
            },
            TokenTree::Ident(word) => tokens.path(word.to_string())?,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                let list = Self::list(Tokens::of(group.stream()))?;
                return (list.len() > 1).then(|| Pattern::Tuple(String::new(), list));
            }
            _ => return None,
        };
        let Some(TokenTree::Group(group)) = tokens.peek().cloned() else {
            return Some(Pattern::Word(path));
        };
        tokens.next();
        let inside = Tokens::of(group.stream());
        match group.delimiter() {
            Delimiter::Parenthesis => Some(Pattern::Tuple(path, Self::list(inside)?)),
            Delimiter::Brace => Some(Pattern::Struct(path, Self::fields(inside)?)),
            _ => None,
        }
    }

    fn list(mut tokens: Tokens) -> Option<Vec<Pattern>> {
        let mut list = Vec::new();
        while tokens.peek().is_some() {
            list.push(Self::read(&mut tokens)?);
            tokens.comma()?;
        }
        Some(list)
    }

    fn fields(mut tokens: Tokens) -> Option<Vec<String>> {
        let mut fields = Vec::new();
        while let Some(token) = tokens.next() {
            let TokenTree::Ident(name) = token else {
                return None;
            };
            fields.push(name.to_string());
            tokens.comma()?;
        }
        Some(fields)
    }

    pub(super) fn write(&self, layout: &mut Layout) {
        match self {
            Pattern::Word(word) => layout.text(word),
            Pattern::Tuple(path, list) => {
                layout.text(path);
                layout.text("(");
                layout.list(list, |layout, pattern| pattern.write(layout));
                layout.text(")");
            }
            Pattern::Struct(path, fields) => {
                layout.open(Layout::STEP, Manner::Together);
                layout.text(path);
                layout.text(" {");
                if !fields.is_empty() {
                    layout.place(Place {
                        blank: 1,
                        ..Place::default()
                    });
                }
                for (index, field) in fields.iter().enumerate() {
                    layout.text(field);
                    layout.comma(index + 1 == fields.len(), 1);
                }
                layout.close();
                layout.text("}");
            }
        }
    }
}
