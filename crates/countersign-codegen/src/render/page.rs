//! Types and tests as text: what prettyplease writes for them, without the way through a syntax tree.
//!
//! The grammar is that of `emit`, no more: what is not known here, or would have to be broken in uncommon places, is left
//! to prettyplease, which is right about all of Rust and takes several times as long.

mod attribute;
mod kind;
mod tokens;

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use self::attribute::After;
use self::kind::Kind;
use self::tokens::Tokens;

/// prettyplease breaks lines that are longer, in bytes.
const WIDTH: usize = 89;

/// How far what stands in braces is indented.
const INDENT: usize = 4;

/// The text of a struct or an enum; `None` where a line does not fit.
pub(super) fn item(item: &TokenStream) -> Option<String> {
    let mut page = Page::default();
    let mut tokens = Tokens::of(item.clone());
    page.attributes(&mut tokens)?;
    let is_struct = page.head(&mut tokens)?;
    match tokens.next()? {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            page.body(group, is_struct)?;
        }
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            page.inside(group)?;
            tokens.punct(';')?;
            page.text.push(';');
            page.end_line()?;
        }
        _ => return None,
    }
    page.finished(tokens)
}

/// The text of a test as it stands in a module; `None` where a line does not fit.
pub(super) fn test(test: &TokenStream) -> Option<String> {
    let mut page = Page {
        indent: INDENT,
        ..Page::default()
    };
    let mut tokens = Tokens::of(test.clone());
    page.attributes(&mut tokens)?;
    page.begin_line();
    let (TokenTree::Ident(function), TokenTree::Ident(name)) = (tokens.next()?, tokens.next()?)
    else {
        return None;
    };
    let (TokenTree::Group(arguments), TokenTree::Group(body)) = (tokens.next()?, tokens.next()?)
    else {
        return None;
    };
    if function != "fn" || !arguments.stream().is_empty() {
        return None;
    }
    let _ = write!(page.text, "fn {name}() {{"); // a String takes everything
    page.end_line()?;
    page.indent += INDENT;
    page.statements(body)?;
    page.indent -= INDENT;
    page.begin_line();
    page.text.push('}');
    page.end_line()?;
    page.finished(tokens)
}

/// Text up to the line that is being written.
#[derive(Default)]
struct Page {
    text: String,
    indent: usize,
    /// Where the line begins.
    line: usize,
}

impl Page {
    fn begin_line(&mut self) {
        self.line = self.text.len();
        self.text.extend(std::iter::repeat_n(' ', self.indent));
    }

    fn end_line(&mut self) -> Option<()> {
        let fits = self.text.len() - self.line <= WIDTH;
        self.text.push('\n');
        fits.then_some(())
    }

    fn finished(self, mut tokens: Tokens) -> Option<String> {
        tokens.next().is_none().then_some(self.text)
    }

    /// `pub struct Name` or `pub enum Name`; whether it is a struct.
    fn head(&mut self, tokens: &mut Tokens) -> Option<bool> {
        self.begin_line();
        let mut last = [None, None, None];
        for word in &mut last {
            let TokenTree::Ident(ident) = tokens.next()? else {
                return None;
            };
            *word = Some(ident);
        }
        let [Some(public), Some(kind), Some(name)] = last else {
            return None;
        };
        if public != "pub" || !(kind == "struct" || kind == "enum") {
            return None;
        }
        let _ = write!(self.text, "pub {kind} {name}"); // a String takes everything
        Some(kind == "struct")
    }

    /// Fields or variants, each on a line.
    fn body(&mut self, body: Group, is_struct: bool) -> Option<()> {
        self.text.push_str(" {");
        let mut tokens = Tokens::of(body.stream());
        if tokens.peek().is_some() {
            self.end_line()?;
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
        let (TokenTree::Ident(public), TokenTree::Ident(name)) = (tokens.next()?, tokens.next()?)
        else {
            return None;
        };
        tokens.punct(':')?;
        let _ = write!(self.text, "{public} {name}: "); // a String takes everything
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
            self.inside(group)?;
            tokens.punct(',')?;
        }
        self.text.push(',');
        Some(())
    }

    /// The one field of a tuple, in its parentheses.
    fn inside(&mut self, group: Group) -> Option<()> {
        let mut tokens = Tokens::of(group.stream());
        self.text.push('(');
        while let Some(attribute) = tokens.attribute() {
            self.attribute(attribute.stream())?;
            self.text.push(' ');
        }
        if matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word == "pub") {
            tokens.next();
            self.text.push_str("pub ");
        }
        Kind::read(&mut tokens)?.write_flat(&mut self.text);
        self.text.push(')');
        tokens.next().is_none().then_some(())
    }

    /// `let name = literal;` and `function::<Type>(name, ..);`, each on a line.
    fn statements(&mut self, body: Group) -> Option<()> {
        let mut tokens = Tokens::of(body.stream());
        while let Some(TokenTree::Ident(first)) = tokens.next() {
            self.begin_line();
            if first == "let" {
                let TokenTree::Ident(name) = tokens.next()? else {
                    return None;
                };
                tokens.punct('=')?;
                let TokenTree::Literal(text) = tokens.next()? else {
                    return None;
                };
                tokens.punct(';')?;
                let _ = writeln!(self.text, "let {name} = {text};"); // a String takes everything
                continue;
            }
            let _ = write!(self.text, "{first}"); // a String takes everything
            self.call(&mut tokens)?;
            self.end_line()?;
        }
        Some(())
    }

    fn call(&mut self, tokens: &mut Tokens) -> Option<()> {
        loop {
            match tokens.next()? {
                TokenTree::Group(group)
                    if group.delimiter() == Delimiter::Parenthesis
                        && !group.stream().is_empty() =>
                {
                    self.group(group, &mut After::Punct);
                }
                TokenTree::Group(group) if group.stream().is_empty() => self.text.push_str("()"),
                TokenTree::Punct(punct) if punct.as_char() == ',' => self.text.push_str(", "),
                TokenTree::Punct(punct) => {
                    self.text.push(punct.as_char());
                    if punct.as_char() == ';' {
                        return Some(());
                    }
                }
                TokenTree::Ident(word) => {
                    let _ = write!(self.text, "{word}"); // a String takes everything
                }
                _ => return None,
            }
        }
    }
}
