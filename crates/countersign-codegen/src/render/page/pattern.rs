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
    /// `Path { name }`, and whether the other fields are left out: `..`
    Struct(String, Vec<String>, Rest),
}

/// Whether a pattern names every field.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Rest {
    Nothing,
    Dots,
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
            Delimiter::Brace => {
                let (fields, rest) = Self::fields(inside)?;
                Some(Pattern::Struct(path, fields, rest))
            }
            _ => None,
        }
    }

    /// Patterns with commas between them.
    pub(super) fn list(mut tokens: Tokens) -> Option<Vec<Pattern>> {
        let mut list = Vec::new();
        while tokens.peek().is_some() {
            list.push(Self::read(&mut tokens)?);
            tokens.comma()?;
        }
        Some(list)
    }

    fn fields(mut tokens: Tokens) -> Option<(Vec<String>, Rest)> {
        let mut fields = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(name) => fields.push(name.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == '.' => {
                    tokens.punct('.')?;
                    return tokens.peek().is_none().then_some((fields, Rest::Dots));
                }
                _ => return None,
            }
            tokens.comma()?;
        }
        Some((fields, Rest::Nothing))
    }

    /// Its text on a line; `None` where it might not stand on one.
    pub(super) fn flat(&self) -> Option<String> {
        match self {
            Pattern::Word(word) => Some(word.clone()),
            Pattern::Tuple(path, list) => {
                let list: Option<Vec<String>> = list.iter().map(Pattern::flat).collect();
                Some(format!("{path}({})", list?.join(", ")))
            }
            Pattern::Struct(..) => None,
        }
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
            Pattern::Struct(path, fields, rest) => {
                let space = |offset| Place {
                    blank: 1,
                    offset,
                    ..Place::default()
                };
                layout.open(Layout::STEP, Manner::Together);
                layout.text(path);
                layout.text(" {");
                if !fields.is_empty() || *rest == Rest::Dots {
                    layout.place(space(0));
                }
                for (index, field) in fields.iter().enumerate() {
                    layout.text(field);
                    let is_last = index + 1 == fields.len() && *rest == Rest::Nothing;
                    layout.comma(is_last, 1);
                }
                if *rest == Rest::Dots {
                    layout.text("..");
                    layout.place(space(-Layout::STEP));
                }
                layout.close();
                layout.text("}");
            }
        }
    }
}
