//! Constant expressions: calls, structs, arrays and references, on one line, or broken where prettyplease breaks them.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::tokens::Tokens;
use super::{INDENT, Page, WIDTH};

/// A struct expression that is wider is broken even where it fits; its closing brace does not count.
const WIDEST_STRUCT: usize = 34;

/// An expression.
pub(super) enum Expression {
    /// A literal or a path.
    Flat(String),
    /// `function(..)`
    Call(String, Vec<Expression>),
    /// `Path { name: .., ..rest }`
    Struct(String, Vec<(String, Expression)>, Option<Box<Expression>>),
    /// `[..]`
    Array(Vec<Expression>),
    /// `&..`
    Reference(Box<Expression>),
}

impl Expression {
    /// Reads an expression up to the mark that ends it; `None` where it is of another form.
    pub(super) fn read(tokens: &mut Tokens, end: char) -> Option<Expression> {
        if tokens.punct('&').is_some() {
            return Some(Expression::Reference(Box::new(Self::read(tokens, end)?)));
        }
        let head = head(tokens, end)?;
        let Some(TokenTree::Group(group)) = tokens.peek().cloned() else {
            return (!head.is_empty()).then_some(Expression::Flat(head));
        };
        tokens.next();
        let is_over = matches!(tokens.peek(), None | Some(TokenTree::Punct(_)));
        match (group.delimiter(), head.is_empty()) {
            _ if !is_over => None,
            (Delimiter::Parenthesis, false) => Some(Expression::Call(head, Self::list(group)?)),
            (Delimiter::Brace, false) => Self::fields(head, group),
            (Delimiter::Bracket, true) => Some(Expression::Array(Self::list(group)?)),
            _ => None,
        }
    }

    fn list(group: Group) -> Option<Vec<Expression>> {
        let mut tokens = Tokens::of(group.stream());
        let mut list = Vec::new();
        while tokens.peek().is_some() {
            list.push(Self::read(&mut tokens, ',')?);
            if tokens.peek().is_some() {
                tokens.punct(',')?;
            }
        }
        Some(list)
    }

    fn fields(path: String, group: Group) -> Option<Expression> {
        let mut tokens = Tokens::of(group.stream());
        let (mut fields, mut rest) = (Vec::new(), None);
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(name) => {
                    tokens.punct(':')?;
                    fields.push((name.to_string(), Self::read(&mut tokens, ',')?));
                    if tokens.peek().is_some() {
                        tokens.punct(',')?;
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '.' => {
                    tokens.punct('.')?;
                    rest = Some(Box::new(Self::read(&mut tokens, ',')?));
                    if tokens.peek().is_some() {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        (!fields.is_empty()).then_some(Expression::Struct(path, fields, rest))
    }

    /// Its width on one line; `None` where it has to be broken.
    fn width(&self) -> Option<usize> {
        let list = |list: &[Expression]| -> Option<usize> {
            let widths: Option<usize> = list.iter().map(Expression::width).sum();
            Some(widths? + ", ".len() * list.len().saturating_sub(1))
        };
        match self {
            Expression::Flat(text) => Some(text.len()),
            Expression::Call(head, arguments) => Some(head.len() + list(arguments)? + "()".len()),
            Expression::Array(items) => Some(list(items)? + "[]".len()),
            Expression::Reference(inner) => Some(inner.width()? + "&".len()),
            Expression::Struct(path, fields, rest) => {
                let mut width = path.len() + " { ".len();
                for (name, value) in fields {
                    width += name.len() + ": ".len() + value.width()? + ", ".len();
                }
                width = match rest {
                    Some(rest) => width + "..".len() + rest.width()? + " ".len(),
                    None => width - ",".len(),
                };
                (width <= WIDEST_STRUCT).then_some(width + "}".len())
            }
        }
    }

    /// Whether it is broken by itself where it is the only argument of a call.
    fn is_block(&self) -> bool {
        matches!(self, Expression::Array(_) | Expression::Struct(..))
    }
}

/// Whether there are brackets within brackets.
fn is_nested(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'<').count() > 1
}

/// What stands before the group of an expression, or is all of it.
fn head(tokens: &mut Tokens, end: char) -> Option<String> {
    let mut text = String::new();
    let mut depth = 0;
    let mut follows_word = false;
    while let Some(token) = tokens.peek() {
        let is_word = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
        match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                mark if mark == end && depth == 0 => break,
                '<' => depth += 1,
                '>' => depth -= 1,
                ':' => {}
                _ => return None,
            },
            TokenTree::Group(_) if depth == 0 => break,
            TokenTree::Group(_) => return None,
            // `<Type as Trait>`
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                let is_apart = follows_word || text.ends_with('>');
                text.push_str(if is_apart { " " } else { "" });
            }
        }
        let _ = write!(text, "{token}"); // a String takes everything
        follows_word = is_word;
        tokens.next();
    }
    Some(text)
}

impl Page {
    /// Writes an expression with `behind` bytes to follow it on its last line.
    pub(super) fn expression(&mut self, expression: &Expression, behind: usize) -> Option<()> {
        let column = self.text.len() - self.line;
        let width = expression.width();
        if width.is_some_and(|width| column + width + behind <= WIDTH) {
            self.flat(expression);
            return Some(());
        }
        match expression {
            // What stands in brackets within brackets may have to be broken, and is left to prettyplease.
            Expression::Flat(text) | Expression::Call(text, _) if is_nested(text) => None,
            Expression::Flat(text) => {
                self.text.push_str(text);
                Some(())
            }
            Expression::Reference(inner) => {
                self.text.push('&');
                self.expression(inner, behind)
            }
            Expression::Call(head, arguments) => {
                self.text.push_str(head);
                self.text.push('(');
                match arguments.as_slice() {
                    [only] if only.is_block() => self.expression(only, behind + ")".len())?,
                    [] => {}
                    several => self.lines_of(several)?,
                }
                self.text.push(')');
                Some(())
            }
            Expression::Array(items) => {
                self.text.push('[');
                self.lines_of(items)?;
                self.text.push(']');
                Some(())
            }
            Expression::Struct(path, fields, rest) => {
                self.text.push_str(path);
                self.text.push_str(" {\n");
                self.indent += INDENT;
                for (index, (name, value)) in fields.iter().enumerate() {
                    self.begin_line();
                    let _ = write!(self.text, "{name}: "); // a String takes everything
                    let is_last = index + 1 == fields.len() && rest.is_none();
                    self.expression(value, usize::from(!is_last))?;
                    self.text.push_str(",\n");
                }
                if let Some(rest) = rest {
                    self.begin_line();
                    self.text.push_str("..");
                    self.expression(rest, 0)?;
                    self.text.push('\n');
                }
                self.indent -= INDENT;
                self.begin_line();
                self.text.push('}');
                Some(())
            }
        }
    }

    /// Expressions, each on lines of its own. The comma of the last one is there only because lines are broken.
    fn lines_of(&mut self, list: &[Expression]) -> Option<()> {
        self.text.push('\n');
        self.indent += INDENT;
        for (index, expression) in list.iter().enumerate() {
            self.begin_line();
            let is_last = index + 1 == list.len();
            self.expression(expression, usize::from(!is_last))?;
            self.text.push_str(",\n");
        }
        self.indent -= INDENT;
        self.begin_line();
        Some(())
    }

    fn flat(&mut self, expression: &Expression) {
        let list = |page: &mut Page, list: &[Expression]| {
            for (index, expression) in list.iter().enumerate() {
                page.text.push_str(if index == 0 { "" } else { ", " });
                page.flat(expression);
            }
        };
        match expression {
            Expression::Flat(text) => self.text.push_str(text),
            Expression::Reference(inner) => {
                self.text.push('&');
                self.flat(inner);
            }
            Expression::Call(head, arguments) => {
                self.text.push_str(head);
                self.text.push('(');
                list(self, arguments);
                self.text.push(')');
            }
            Expression::Array(items) => {
                self.text.push('[');
                list(self, items);
                self.text.push(']');
            }
            Expression::Struct(path, fields, rest) => {
                self.text.push_str(path);
                self.text.push_str(" { ");
                for (index, (name, value)) in fields.iter().enumerate() {
                    self.text.push_str(if index == 0 { "" } else { ", " });
                    let _ = write!(self.text, "{name}: "); // a String takes everything
                    self.flat(value);
                }
                if let Some(rest) = rest {
                    self.text.push_str(", ..");
                    self.flat(rest);
                }
                self.text.push_str(" }");
            }
        }
    }
}
