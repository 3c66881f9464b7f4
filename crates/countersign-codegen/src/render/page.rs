//! Types, tests, descriptions of operations, clients and servers as text: what prettyplease writes for them, without the way
//! through a syntax tree.
//!
//! The grammar is that of `emit`, no more: what is not known here, or would have to be broken in uncommon places, is left
//! to prettyplease, which is right about all of Rust and takes several times as long.

mod attribute;
mod body;
mod expression;
mod function;
mod kind;
mod layout;
mod module;
mod pattern;
mod signature;
mod tokens;
mod value;

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use self::attribute::After;
use self::expression::Expression;
pub(super) use self::function::function;
use self::kind::Kind;
pub(super) use self::module::module;
use self::tokens::Tokens;

/// prettyplease breaks lines that are longer, in bytes.
const WIDTH: usize = 89;

/// How far what stands in braces is indented.
const INDENT: usize = 4;

/// The text of a struct, an enum, a constant or an import; `None` where a line does not fit.
pub(super) fn item(item: &TokenStream) -> Option<String> {
    item_at(item.clone(), 0)
}

fn item_at(item: TokenStream, indent: usize) -> Option<String> {
    let mut page = Page {
        indent,
        ..Page::default()
    };
    let mut tokens = Tokens::of(item);
    page.attributes(&mut tokens)?;
    page.begin_line();
    let words = page.words_of_head(&mut tokens);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["use", _] => page.import(&mut tokens)?,
        ["static", _] | ["pub", "static", _] => page.constant(&mut tokens)?,
        ["pub", "struct", _] => page.declared(&mut tokens, true)?,
        ["pub", "enum", _] => page.declared(&mut tokens, false)?,
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

    /// Writes the words that an item begins with: `pub struct Name`.
    fn words_of_head(&mut self, tokens: &mut Tokens) -> Vec<String> {
        let mut words = Vec::new();
        while let Some(TokenTree::Ident(word)) = tokens.peek() {
            words.push(word.to_string());
            tokens.next();
        }
        self.text.push_str(&words.join(" "));
        words
    }

    /// What follows the first word of the path of an import.
    fn import(&mut self, tokens: &mut Tokens) -> Option<()> {
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.group(group, &mut After::Punct),
                other => {
                    let _ = write!(self.text, "{other}"); // a String takes everything
                }
            }
        }
        self.text.ends_with(';').then(|| self.end_line())?
    }

    /// What follows the name of a constant: its type and its value.
    fn constant(&mut self, tokens: &mut Tokens) -> Option<()> {
        tokens.punct(':')?;
        self.text.push_str(": ");
        while tokens.punct('=').is_none() {
            self.type_token(tokens.next()?)?;
        }
        self.text.push_str(" = ");
        let value = Expression::read(tokens, ';')?;
        tokens.punct(';')?;
        self.expression(&value, ";".len())?;
        self.text.push_str(";\n");
        Some(())
    }

    /// A token of a path, a reference or a slice.
    fn type_token(&mut self, token: TokenTree) -> Option<()> {
        match token {
            TokenTree::Ident(word) => {
                let _ = write!(self.text, "{word}"); // a String takes everything
            }
            TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '&') => {
                self.text.push(punct.as_char());
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                self.text.push('[');
                for token in group.stream() {
                    self.type_token(token)?;
                }
                self.text.push(']');
            }
            _ => return None,
        }
        Some(())
    }

    /// What follows the name of a struct or an enum.
    fn declared(&mut self, tokens: &mut Tokens, is_struct: bool) -> Option<()> {
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
        let words = self.words_of_head(tokens);
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
