//! Types, tests, descriptions of operations, clients and servers as text: what prettyplease writes for them, without the way
//! through a syntax tree.
//!
//! The grammar is that of `emit`, no more: what is not known here, or would have to be broken in uncommon places, is left
//! to prettyplease, which is right about all of Rust and takes several times as long.

mod attribute;
mod body;
mod declaration;
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
