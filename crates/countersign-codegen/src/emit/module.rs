//! What ties the modules of types together: what each takes from the root, and what the root has of each.

use std::collections::BTreeSet;

use countersign_model::TypeId;
use proc_macro2::TokenStream;
use quote::quote;

use super::Place;
use super::allowance::allow;
use super::docs::{one_line, title};
use super::markdown::plain;
use crate::layout::{Layout, Module, ROOT, Tag, names_of};
use crate::name::ident;

/// What a module takes from the root.
pub(super) fn imports(place: Place<'_>, shared: &BTreeSet<TypeId>) -> Option<TokenStream> {
    let names = names_of(place.named, shared.iter().copied());
    (!names.is_empty()).then(|| use_of(quote!(super), &names))
}

/// The modules inside of the root, and their types by name: whichever module a type comes to stand in, the root has it.
pub(super) fn declarations(place: Place<'_>) -> Vec<TokenStream> {
    if place.module != ROOT {
        return Vec::new();
    }
    let modules = place.layout.modules.iter();
    let mut items = Vec::new();
    for (module, tag) in modules.filter_map(|module| Some((module, module.tag.as_ref()?))) {
        let (name, gate) = (ident(&tag.name), gate(tag));
        items.push(quote!(#gate pub mod #name;));
        items.extend(exports(place, module, tag));
    }
    items
}

fn exports(place: Place<'_>, module: &Module, tag: &Tag) -> Option<TokenStream> {
    let names = names_of(place.named, module.types.iter().copied());
    let (name, gate) = (ident(&tag.name), gate(tag));
    let list = use_of(quote!(self::#name), &names);
    let allowance = allow(&[("unused_imports", "a program need not name every type")]);
    (!names.is_empty()).then(|| quote!(#gate #allowance #[doc(no_inline)] pub #list))
}

fn gate(tag: &Tag) -> Option<TokenStream> {
    let feature = tag.feature.as_ref()?;
    Some(quote!(#[cfg(feature = #feature)]))
}

/// The condition of what stands for operations of these modules: any of their features, and nothing where one of the
/// modules is always there.
pub(crate) fn gate_of(
    layout: &Layout,
    modules: impl IntoIterator<Item = usize>,
) -> Option<TokenStream> {
    let feature = |module: usize| layout.modules[module].tag.as_ref()?.feature.as_deref();
    let features: Option<BTreeSet<&str>> = modules.into_iter().map(feature).collect();
    let features: Vec<&str> = features?.into_iter().collect();
    match features.as_slice() {
        [] => None,
        [one] => Some(quote!(#[cfg(feature = #one)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// `use` of names in a module; nothing where there are none.
pub(super) fn use_of(module: TokenStream, names: &[syn::Ident]) -> TokenStream {
    match names {
        [] => TokenStream::new(),
        [one] => quote!(use #module::#one;),
        several => quote!(use #module::{#(#several),*};),
    }
}

/// What a module is about, in one line.
pub(super) fn about(place: Place<'_>) -> String {
    let title = title(place.named.api());
    match &place.layout.modules[place.module].tag {
        None => format!("The types of {title}."),
        Some(tag) => {
            let tag = plain(&one_line(&tag.text));
            format!("The types that only operations of the tag {tag} use, of {title}.")
        }
    }
}
