//! A module of items, each as it stands in it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::tokens::Tokens;
use super::{INDENT, Page, item_at};
use crate::render::formatted_inside;

/// The text of a module; `None` for what is none.
pub(in crate::render) fn module(module: &TokenStream) -> Option<String> {
    let mut page = Page::default();
    let mut tokens = Tokens::of(module.clone());
    page.attributes(&mut tokens)?;
    let words = tokens.heading();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let TokenTree::Group(items) = tokens.next()? else {
        return None;
    };
    if !matches!(words.as_slice(), ["pub", "mod", _]) {
        return None;
    }
    page.begin(&words);
    page.text.push_str(" {\n");
    for item in items_of(items.stream()) {
        page.text.push_str(&inside(&item));
    }
    page.text.push_str("}\n");
    page.finished(tokens)
}

/// The text of an item as it stands in a module.
pub(in crate::render) fn inside(item: &TokenStream) -> String {
    item_at(item, INDENT).unwrap_or_else(|| formatted_inside(item))
}

/// The items of a module: each ends in a semicolon, or in braces where these are not a part of what ends in one.
fn items_of(tokens: TokenStream) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let mut item: Vec<TokenTree> = Vec::new();
    let mut ends_in_braces = true;
    for token in tokens {
        let is_end = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => ends_in_braces && group.delimiter() == Delimiter::Brace,
            TokenTree::Ident(word) => {
                ends_in_braces &= !["use", "static", "const", "type"]
                    .iter()
                    .any(|it| word == it);
                false
            }
            TokenTree::Literal(_) => false,
        };
        item.push(token);
        if is_end {
            items.push(item.drain(..).collect());
            ends_in_braces = true;
        }
    }
    if !item.is_empty() {
        items.push(item.into_iter().collect());
    }
    items
}
