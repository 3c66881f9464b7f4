//! Types of the document as they are named outside of their module.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::emit::Own;

/// The same type or expression with `types::` before each type of the document, and whether there was one.
///
/// A name that follows `::` is a variant or a name of std's or of the runtime's; one before a single `:` is a field.
pub(in crate::emit) fn with_types(tokens: TokenStream, own: &Own<'_>) -> (TokenStream, bool) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = false;
    let mut qualified = TokenStream::new();
    for (index, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Ident(name) if is_own(name, own) && stands_alone(&trees, index) => {
                found = true;
                let types = Ident::new("types", Span::call_site());
                qualified.extend(quote!(#types::#name));
            }
            TokenTree::Group(group) => {
                let (inner, any) = with_types(group.stream(), own);
                found |= any;
                let group = Group::new(group.delimiter(), inner);
                qualified.extend([TokenTree::Group(group)]);
            }
            other => qualified.extend([other.clone()]),
        }
    }
    (qualified, found)
}

/// The same type with names of the runtime and of std's collections in full, for a module that does not import them.
pub(super) fn in_full(tokens: TokenStream, names: &BTreeSet<&str>) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut full = TokenStream::new();
    for (index, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Ident(name)
                if names.contains(name.to_string().as_str()) && stands_alone(&trees, index) =>
            {
                full.extend(match name == "BTreeMap" {
                    true => quote!(std::collections::#name),
                    false => quote!(countersign::#name),
                });
            }
            other => full.extend([other.clone()]),
        }
    }
    full
}

/// Whether tokens name something of this module: `word::..`.
pub(crate) fn names(tokens: TokenStream, word: &str) -> bool {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut places = trees.iter().enumerate();
    places.any(|(index, tree)| match tree {
        TokenTree::Ident(name) => {
            *name == word && stands_alone(&trees, index) && is_path(trees.get(index + 1))
        }
        TokenTree::Group(group) => names(group.stream(), word),
        _ => false,
    })
}

fn is_path(tree: Option<&TokenTree>) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

fn is_own(name: &Ident, own: &Own<'_>) -> bool {
    let text = name.to_string();
    own.contains(text.strip_prefix("r#").unwrap_or(&text))
}

fn stands_alone(trees: &[TokenTree], index: usize) -> bool {
    let is_colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    let before =
        |distance: usize| is_colon(index.checked_sub(distance).and_then(|at| trees.get(at)));
    let follows_path = before(1) && before(2);
    let is_field = is_colon(trees.get(index + 1)) && !is_colon(trees.get(index + 2));
    !follows_path && !is_field
}
