//! Unions as enums, chosen by the JSON type of the value, by a tag, or by trial.

use countersign_model::{TypeDef, Union, UnionRule};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::allowance::allow;
use super::contract::{attribute, container};
use super::docs::deprecated;
use crate::name::{Names, ident};

impl Emitter<'_> {
    pub(super) fn union(
        &mut self,
        definition: &TypeDef,
        union: &Union,
        names: &Names,
    ) -> TokenStream {
        let derive = self.derive(&definition.definition);
        let docs = self.doc(&definition.annotations, &definition.name);
        self.lacks_docs |= !union.variants.is_empty(); // an alternative has no description
        let deprecated = deprecated(&definition.annotations);
        let lints = allow(&self.lints(definition, names));
        let rule = container(&rule(&union.rule));
        let name = ident(&names.ident);
        let mut variants: Vec<TokenStream> = Vec::with_capacity(union.variants.len() + 1);
        for (variant, name) in union.variants.iter().zip(&names.members) {
            let tags = attribute(&tags(&variant.tags));
            let contract = attribute(&self.assertions(&variant.slot, definition));
            let kind = self.slot_type(&variant.slot);
            let name = ident(name);
            variants.push(quote!(#tags #name(#contract #kind)));
        }
        if union.open {
            let other = ident(&names.other);
            let value = self.ours("Value");
            variants.push(quote! {
                #[doc = " An alternative that the document does not list."]
                #[contract(other)]
                #other(#value)
            });
        }
        let open = union.open.then(|| quote!(#[non_exhaustive]));
        quote! {
            #docs
            #deprecated
            #lints
            #derive
            #rule
            #open
            pub enum #name { #(#variants,)* }
        }
    }
}

/// What the container's attribute says about the choice.
fn rule(rule: &UnionRule) -> Vec<TokenStream> {
    match rule {
        UnionRule::ByType => Vec::new(),
        UnionRule::Tagged { property } => vec![quote!(tag = #property)],
        UnionRule::OneOf => vec![quote!(one_of)],
    }
}

/// The tags that choose a variant.
fn tags(tags: &[String]) -> Vec<TokenStream> {
    if tags.is_empty() {
        Vec::new()
    } else {
        vec![quote!(tags(#(#tags),*))]
    }
}
