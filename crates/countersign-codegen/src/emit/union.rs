//! Unions of disjoint JSON types as enums.

use countersign_model::{TypeDef, Variant};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::allowance::allow;
use super::contract::attribute;
use super::docs::{deprecated, doc};
use crate::name::{Names, ident};

impl Emitter<'_> {
    pub(super) fn union(
        &mut self,
        definition: &TypeDef,
        variants: &[Variant],
        names: &Names,
    ) -> syn::Item {
        let derive = self.derive(&definition.definition);
        let docs = doc(&definition.annotations, &definition.name);
        let deprecated = deprecated(&definition.annotations);
        let lints = allow(&self.lints(definition, names));
        let name = ident(&names.ident);
        let mut alternatives: Vec<TokenStream> = Vec::with_capacity(variants.len());
        for (variant, name) in variants.iter().zip(&names.members) {
            let contract = attribute(&self.assertions(&variant.slot, definition));
            let kind = self.slot_type(&variant.slot);
            let name = ident(name);
            alternatives.push(quote!(#name(#contract #kind)));
        }
        syn::parse_quote! {
            #docs
            #deprecated
            #lints
            #derive
            pub enum #name { #(#alternatives,)* }
        }
    }
}
