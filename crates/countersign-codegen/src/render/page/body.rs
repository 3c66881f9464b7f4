//! Bodies of functions: variables, imports and expressions.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::layout::{Layout, Manner};
use super::pattern::Pattern;
use super::tokens::Tokens;
use super::value::{Context, Value};

/// The statements in braces.
pub(super) struct Body(Vec<Statement>);

enum Statement {
    Let(Pattern, Value),
    Import(Import),
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
                TokenTree::Ident(word) if word == "use" => {
                    tokens.next();
                    Statement::Import(Import::read(&mut tokens)?)
                }
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
                Statement::Import(import) => import.write(layout),
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

/// A path and what is imported from it: nothing but a name at its end, or names in braces.
struct Import(String, Vec<String>);

impl Import {
    /// Reads what follows `use`, with its semicolon; `None` where it is of another form.
    fn read(tokens: &mut Tokens) -> Option<Import> {
        let mut path = String::new();
        let mut names = Vec::new();
        loop {
            match tokens.next()? {
                TokenTree::Ident(word) => {
                    let _ = write!(path, "{word}"); // a String takes everything
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => path.push(':'),
                TokenTree::Punct(punct) if punct.as_char() == ';' => break,
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let mut tokens = Tokens::of(group.stream());
                    while let Some(token) = tokens.next() {
                        let TokenTree::Ident(name) = token else {
                            return None;
                        };
                        names.push(name.to_string());
                        tokens.comma()?;
                    }
                    (names.len() > 1).then_some(())?; // the braces of one go
                }
                _ => return None,
            }
        }
        Some(Import(path, names))
    }

    fn write(&self, layout: &mut Layout) {
        let Import(path, names) = self;
        layout.text("use ");
        layout.text(path);
        if !names.is_empty() {
            layout.open(Layout::STEP, Manner::Together);
            layout.text("{");
            layout.nothing();
            layout.open(0, Manner::Each);
            layout.text(&names[0]);
            for name in &names[1..] {
                layout.comma(false, 1);
                layout.text(name);
            }
            layout.close();
            layout.comma(true, 0);
            layout.text("}");
            layout.close();
        }
        layout.text(";");
    }
}
