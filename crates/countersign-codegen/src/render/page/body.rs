//! Bodies of functions: variables, imports and expressions.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::layout::{Layout, Manner};
use super::pattern::Pattern;
use super::tokens::Tokens;
use super::value::{Context, Value};

/// An import that is wider may have to be broken, and is left to prettyplease.
const WIDEST_IMPORT: usize = 60;

/// The statements in braces.
pub(super) struct Body(Vec<Statement>);

enum Statement {
    Let(Pattern, Value),
    Import(String),
    /// An expression, and whether a semicolon follows it.
    Value(Value, End),
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum End {
    Semicolon,
    Nothing,
}

impl Body {
    /// Reads statements; `None` where one is of another form.
    pub(super) fn read(group: &Group) -> Option<Body> {
        let mut tokens = Tokens::of(group.stream());
        let mut statements = Vec::new();
        while let Some(token) = tokens.peek() {
            statements.push(match token {
                TokenTree::Ident(word) if word == "let" => {
                    tokens.next();
                    let pattern = Pattern::read(&mut tokens)?;
                    tokens.punct('=')?;
                    let value = Value::read(&mut tokens, Context::Anywhere)?;
                    tokens.punct(';')?;
                    Statement::Let(pattern, value)
                }
                TokenTree::Ident(word) if word == "use" => Statement::Import(import(&mut tokens)?),
                _ => {
                    let value = Value::read(&mut tokens, Context::Anywhere)?;
                    let end = match tokens.punct(';') {
                        Some(()) => End::Semicolon,
                        None => End::Nothing,
                    };
                    let is_last = tokens.peek().is_none();
                    if end == End::Nothing && !is_last && !value.is_block() {
                        return None;
                    }
                    Statement::Value(value, end)
                }
            });
        }
        Some(Body(statements))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The only expression, if it is nothing else.
    pub(super) fn into_value(mut self) -> Result<Value, Body> {
        match self.0.pop() {
            Some(Statement::Value(value, End::Nothing)) if self.0.is_empty() => Ok(value),
            Some(last) => {
                self.0.push(last);
                Err(self)
            }
            None => Err(self),
        }
    }

    /// Writes the lines, and the end of the line before the first.
    pub(super) fn write(&self, layout: &mut Layout) {
        layout.line_at(0);
        for (index, statement) in self.0.iter().enumerate() {
            match statement {
                Statement::Let(pattern, value) => {
                    layout.open(0, Manner::Each);
                    layout.text("let ");
                    pattern.write(layout);
                    layout.text(" = ");
                    layout.never();
                    value.write(layout, false);
                    layout.close();
                    layout.text(";");
                }
                Statement::Import(text) => layout.text(text),
                Statement::Value(value, end) => {
                    layout.open(0, Manner::Each);
                    value.write(layout, true);
                    if *end == End::Semicolon || matches!(value, Value::Return(_)) {
                        layout.text(";");
                    }
                    layout.close();
                }
            }
            let is_last = index + 1 == self.0.len();
            layout.line_at(if is_last { -Layout::STEP } else { 0 });
        }
    }
}

/// `use path::{Name, Name};` on a line.
fn import(tokens: &mut Tokens) -> Option<String> {
    let mut text = String::new();
    loop {
        match tokens.next()? {
            TokenTree::Ident(word) if text.is_empty() => {
                let _ = write!(text, "{word} "); // a String takes everything
            }
            TokenTree::Ident(word) => {
                let _ = write!(text, "{word}"); // a String takes everything
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => text.push(':'),
            TokenTree::Punct(punct) if punct.as_char() == ';' => break,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let names: Option<Vec<String>> = group
                    .stream()
                    .into_iter()
                    .filter(
                        |token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','),
                    )
                    .map(|token| match token {
                        TokenTree::Ident(name) => Some(name.to_string()),
                        _ => None,
                    })
                    .collect();
                let _ = write!(text, "{{{}}}", names?.join(", ")); // a String takes everything
            }
            _ => return None,
        }
    }
    text.push(';');
    (text.len() <= WIDEST_IMPORT).then_some(text)
}
