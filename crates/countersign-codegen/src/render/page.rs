//! Types, tests, descriptions of operations, clients and servers as text: what prettyplease writes for them, without the way
//! through a syntax tree.
//!
//! The grammar is that of `emit`, no more: what is not known here, or would have to be broken in uncommon places, is left
//! to prettyplease, which is right about all of Rust and takes several times as long.

mod attribute;
mod body;
mod declaration;
mod function;
mod kind;
mod layout;
mod module;
mod pattern;
mod signature;
mod tokens;
mod value;

use std::fmt::Write as _;

use proc_macro2::{TokenStream, TokenTree};

use self::attribute::After;
pub(super) use self::module::{inside, module};
use self::tokens::Tokens;

/// prettyplease breaks lines that are longer, in bytes.
const WIDTH: usize = 89;

/// How far what stands in braces is indented.
const INDENT: usize = 4;

/// The text of an item; `None` where it holds what is not known here, or a line does not fit.
pub(super) fn item(item: &TokenStream) -> Option<String> {
    item_at(item, 0)
}

/// The same behind spaces.
fn item_at(item: &TokenStream, indent: usize) -> Option<String> {
    let mut page = Page {
        indent,
        ..Page::default()
    };
    let mut tokens = Tokens::of(item.clone());
    page.attributes(&mut tokens)?;
    let words = tokens.heading();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["use", _] => page.import(&words, &mut tokens)?,
        ["pub", kind @ ("struct" | "enum"), _] => {
            page.declared(&words, &mut tokens, *kind == "struct")?
        }
        ["impl"] => page.implementation(&mut tokens)?,
        ["pub", "type", _] => page.alias(&words, &mut tokens)?,
        [.., "static", _] => page.constant(&words, &mut tokens)?,
        ["pub", "trait", _] => page.interface(&words, &mut tokens)?,
        [.., "fn", _] => page.function(&words, &mut tokens)?,
        _ => return None,
    }
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

    /// Begins a line with the words that an item begins with: `pub struct Name`.
    fn begin(&mut self, words: &[&str]) {
        self.begin_line();
        self.text.push_str(&words.join(" "));
    }

    /// `use path::{..};`
    fn import(&mut self, words: &[&str], tokens: &mut Tokens) -> Option<()> {
        self.begin(words);
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
}
