//! Functions, the implementations and traits that they stand in, and constants.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::body::Body;
use super::layout::{Layout, Manner, Place};
use super::signature::{Type, parameters};
use super::tokens::Tokens;
use super::value::{Context, Value};
use super::{INDENT, Page, WIDTH};

impl Page {
    /// `impl Type { .. }` or `impl<T: Bound> Trait for Type { .. }`, neither path with arguments.
    pub(super) fn implementation(&mut self, tokens: &mut Tokens) -> Option<()> {
        let mut head = "impl".to_owned();
        generics(&mut head, tokens)?;
        let TokenTree::Ident(first) = tokens.next()? else {
            return None;
        };
        let mut layout = Layout::default();
        layout.open(Layout::STEP, Manner::Together);
        layout.open(-Layout::STEP, Manner::Each);
        layout.text(&head);
        layout.text(" ");
        layout.text(&tokens.path(first.to_string())?);
        if tokens.word("for").is_some() {
            layout.place(Place {
                blank: 1,
                ..Place::default()
            });
            layout.text("for ");
            Type::read(tokens)?.write(&mut layout);
        }
        layout.close();
        layout.text(" {");
        layout.line();
        layout.close();
        layout.write(&mut self.text, self.indent);
        let TokenTree::Group(group) = tokens.next()? else {
            return None;
        };
        self.functions(&group)
    }

    /// `pub type Name = Type;`
    pub(super) fn alias(&mut self, words: &[&str], tokens: &mut Tokens) -> Option<()> {
        let mut layout = Layout::default();
        layout.open(Layout::STEP, Manner::Together);
        layout.text(&words.join(" "));
        layout.text(" = ");
        tokens.punct('=')?;
        layout.never();
        layout.open(-Layout::STEP, Manner::Each);
        Type::read(tokens)?.write(&mut layout);
        tokens.punct(';')?;
        layout.close();
        layout.text(";");
        layout.close();
        layout.write(&mut self.text, self.indent);
        self.text.push('\n');
        Some(())
    }

    /// `pub static NAME: Type = value;`
    pub(super) fn constant(&mut self, words: &[&str], tokens: &mut Tokens) -> Option<()> {
        let mut layout = Layout::default();
        layout.open(0, Manner::Together);
        layout.text(&words.join(" "));
        tokens.punct(':')?;
        layout.text(": ");
        Type::read(tokens)?.write(&mut layout);
        tokens.punct('=')?;
        layout.text(" = ");
        layout.never();
        Value::read(tokens, Context::Anywhere)?.write(&mut layout, false);
        tokens.punct(';')?;
        layout.text(";");
        layout.close();
        layout.write(&mut self.text, self.indent);
        self.text.push('\n');
        Some(())
    }

    /// `pub trait Name: Bounds { .. }`
    pub(super) fn interface(&mut self, words: &[&str], tokens: &mut Tokens) -> Option<()> {
        self.begin(words);
        let group = self.bounds(tokens)?;
        self.text.push_str(" {");
        self.end_line()?;
        self.functions(&group)
    }

    /// Bounds up to the braces.
    fn bounds(&mut self, tokens: &mut Tokens) -> Option<Group> {
        loop {
            match tokens.next()? {
                TokenTree::Punct(punct) if punct.as_char() == ':' => self.text.push_str(": "),
                TokenTree::Punct(punct) if punct.as_char() == '+' => self.text.push_str(" + "),
                TokenTree::Punct(punct) if punct.as_char() == '\'' => self.text.push('\''),
                TokenTree::Ident(word) => self.text.push_str(&word.to_string()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    return Some(group);
                }
                _ => return None,
            }
        }
    }

    /// What stands in the braces of an implementation or a trait, and the brace behind it.
    fn functions(&mut self, group: &Group) -> Option<()> {
        let mut tokens = Tokens::of(group.stream());
        tokens.peek()?;
        self.indent += INDENT;
        while tokens.peek().is_some() {
            self.attributes(&mut tokens)?;
            let words = tokens.heading();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["type", _] => self.associated(&words, &mut tokens)?,
                [.., "fn", _] => self.function(&words, &mut tokens)?,
                _ => return None,
            }
        }
        self.indent -= INDENT;
        self.begin_line();
        self.text.push_str("}\n");
        Some(())
    }

    /// `type Name: Bounds;`
    fn associated(&mut self, words: &[&str], tokens: &mut Tokens) -> Option<()> {
        self.begin(words);
        loop {
            match tokens.next()? {
                TokenTree::Punct(punct) if punct.as_char() == ':' => self.text.push_str(": "),
                TokenTree::Punct(punct) if punct.as_char() == '+' => self.text.push_str(" + "),
                TokenTree::Punct(punct) if punct.as_char() == '\'' => self.text.push('\''),
                TokenTree::Punct(punct) if punct.as_char() == ';' => break,
                TokenTree::Ident(word) => self.text.push_str(&word.to_string()),
                _ => return None,
            }
        }
        self.text.push(';');
        self.end_line()
    }

    pub(super) fn function(&mut self, words: &[&str], tokens: &mut Tokens) -> Option<()> {
        let mut head = words.join(" ");
        generics(&mut head, tokens)?;
        head.push('(');
        (self.indent + head.len() <= WIDTH).then_some(())?;
        let TokenTree::Group(group) = tokens.next()? else {
            return None;
        };
        let mut layout = Layout::default();
        layout.open(Layout::STEP, Manner::Together);
        layout.text(&head);
        let parameters = parameters(&group)?;
        if !parameters.is_empty() {
            layout.open(0, Manner::Together);
            layout.nothing();
            for (index, (name, kind)) in parameters.iter().enumerate() {
                layout.text(name);
                if let Some(kind) = kind {
                    layout.text(": ");
                    kind.write(&mut layout);
                }
                layout.comma(index + 1 == parameters.len(), 0);
            }
            layout.close();
        }
        layout.text(")");
        if tokens.punct('-').is_some() {
            tokens.punct('>')?;
            layout.open(-Layout::STEP, Manner::Together);
            layout.text(" -> ");
            Type::read(tokens)?.write(&mut layout);
            layout.close();
        }
        match tokens.next()? {
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                layout.text(";");
                layout.close();
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let body = Body::read(&group)?;
                layout.text(" {");
                if !body.is_empty() {
                    body.write(&mut layout);
                }
                layout.close();
                layout.text("}");
            }
            _ => return None,
        }
        layout.write(&mut self.text, self.indent);
        self.text.push('\n');
        Some(())
    }
}

/// `<'a>` or `<A: Api>`, as it stands on a line.
fn generics(head: &mut String, tokens: &mut Tokens) -> Option<()> {
    if tokens.punct('<').is_none() {
        return Some(());
    }
    head.push('<');
    loop {
        match tokens.next()? {
            TokenTree::Ident(word) => head.push_str(&word.to_string()),
            TokenTree::Punct(punct) => match punct.as_char() {
                ':' => head.push_str(": "),
                '\'' => head.push('\''),
                '>' => {
                    head.push('>');
                    return Some(());
                }
                _ => return None,
            },
            _ => return None,
        }
    }
}
