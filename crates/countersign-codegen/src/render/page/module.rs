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

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use countersign_spec::{Memory, read, resolve};
    use proc_macro2::TokenTree;

    use super::{INDENT, item_at, items_of};
    use crate::emit::operations::{Security, module};
    use crate::render::{Header, Sources};
    use crate::{Style, name};

    /// What is left to prettyplease takes several times as long and has the same text: nothing else would tell. A struct is
    /// where an attribute does not fit on a line.
    #[test]
    fn nothing_but_structs_of_an_operation_is_left_to_prettyplease() {
        let library =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/http/library.yaml");
        let text = fs::read_to_string(library).unwrap();
        let (read, _) = read(&Memory::new().with("library.yaml", text), "library.yaml");
        let (resolved, _) = resolve(read);
        let (api, _) = countersign_model::lower(&resolved.unwrap());
        let (named, _) = name(&api);
        let header = Header {
            source: "",
            command: "",
        };
        let sources = Sources::of(&named, Style::default(), header);
        let security = Security::of_most(&named);
        let mut laid_out = 0;
        for plan in sources.plans() {
            let (tokens, _) = module(sources.root(), &security, plan);
            let Some(TokenTree::Group(items)) = tokens.into_iter().last() else {
                panic!("{} has no items", plan.name)
            };
            for item in items_of(items.stream()) {
                let is_laid_out = item_at(&item, INDENT).is_some();
                let text = item.to_string();
                assert!(is_laid_out || text.contains("pub struct "), "{text}");
                laid_out += usize::from(is_laid_out);
            }
        }
        assert!(laid_out > 2 * sources.plans().len());
    }
}
