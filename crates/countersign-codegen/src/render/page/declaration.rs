//! Structs and enums: fields and variants, each on lines of its own.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::kind::Kind;
use super::tokens::Tokens;
use super::{INDENT, Page, WIDTH};

impl Page {
    /// `pub struct Name { .. }`, `pub struct Name(..);` or `pub enum Name { .. }`
    pub(super) fn declared(
        &mut self,
        words: &[&str],
        tokens: &mut Tokens,
        is_struct: bool,
    ) -> Option<()> {
        self.begin(words);
        match tokens.next()? {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                self.body(group, is_struct)
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                self.inside(&group)?;
                tokens.punct(';')?;
                self.text.push_str(";\n");
                Some(())
            }
            _ => None,
        }
    }

    /// Fields or variants, each on a line.
    fn body(&mut self, body: Group, is_struct: bool) -> Option<()> {
        self.text.push_str(" {");
        let mut tokens = Tokens::of(body.stream());
        if tokens.peek().is_some() {
            self.text.push('\n'); // nothing breaks a name that is too long
            self.indent += INDENT;
            while tokens.peek().is_some() {
                self.attributes(&mut tokens)?;
                self.begin_line();
                if is_struct {
                    self.field(&mut tokens)?;
                    self.text.push('\n');
                } else {
                    self.variant(&mut tokens)?;
                    self.end_line()?;
                }
            }
            self.indent -= INDENT;
            self.begin_line();
        }
        self.text.push('}');
        self.end_line()
    }

    fn field(&mut self, tokens: &mut Tokens) -> Option<()> {
        let words = tokens.heading();
        self.text.push_str(&words.join(" "));
        if !matches!(words.as_slice(), [_] | [_, _]) {
            return None;
        }
        tokens.punct(':')?;
        self.text.push_str(": ");
        let kind = Kind::read(tokens)?;
        tokens.punct(',')?;
        let column = self.text.len() - self.line;
        kind.write(&mut self.text, self.indent, column, ",".len());
        self.text.push(',');
        Some(())
    }

    fn variant(&mut self, tokens: &mut Tokens) -> Option<()> {
        let TokenTree::Ident(name) = tokens.next()? else {
            return None;
        };
        let _ = write!(self.text, "{name}"); // a String takes everything
        if tokens.punct(',').is_none() {
            let TokenTree::Group(group) = tokens.next()? else {
                return None;
            };
            match group.delimiter() {
                Delimiter::Brace => self.described(group)?,
                _ => self.inside(&group)?,
            }
            tokens.punct(',')?;
        }
        self.text.push(',');
        Some(())
    }

    /// The fields of a variant, of which at least one is described: that breaks the line.
    fn described(&mut self, fields: Group) -> Option<()> {
        let mut tokens = Tokens::of(fields.stream());
        matches!(tokens.peek(), Some(TokenTree::Punct(_))).then_some(())?;
        self.text.push_str(" {\n");
        self.indent += INDENT;
        while tokens.peek().is_some() {
            self.attributes(&mut tokens)?;
            self.begin_line();
            self.field(&mut tokens)?;
            self.text.push('\n');
        }
        self.indent -= INDENT;
        self.begin_line();
        self.text.push('}');
        Some(())
    }

    /// The one field of a tuple in its parentheses, on a line of its own where one more byte would not fit behind it.
    fn inside(&mut self, group: &Group) -> Option<()> {
        let mut tokens = Tokens::of(group.stream());
        let start = self.text.len();
        self.text.push('(');
        while let Some(attribute) = tokens.attribute() {
            self.attribute(attribute.stream())?;
            self.text.push(' ');
        }
        let has_attributes = self.text.len() > start + 1;
        let access = if tokens.word("pub").is_some() {
            "pub "
        } else {
            ""
        };
        let kind = Kind::read(&mut tokens)?;
        self.text.push_str(access);
        kind.write_flat(&mut self.text);
        self.text.push(')');
        if self.text.len() - self.line + 1 > WIDTH {
            (!has_attributes).then_some(())?;
            self.text.truncate(start);
            self.inside_broken(access, &kind);
        }
        tokens.next().is_none().then_some(())
    }

    fn inside_broken(&mut self, access: &str, kind: &Kind) {
        self.text.push_str("(\n");
        self.indent += INDENT;
        self.begin_line();
        self.text.push_str(access);
        let column = self.text.len() - self.line;
        kind.write(&mut self.text, self.indent, column, 0); // the comma is there only because the line is broken
        self.indent -= INDENT;
        self.text.push_str(",\n");
        self.begin_line();
        self.text.push(')');
    }
}
