//! String enumerations as enums.

use countersign_model::{Enumeration, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::allowance::allow;
use super::contract::container;
use super::docs::deprecated;
use crate::name::{Names, ident};

impl Emitter<'_> {
    pub(super) fn enumeration(
        &mut self,
        definition: &TypeDef,
        values: &Enumeration,
        names: &Names,
    ) -> TokenStream {
        let derive = self.derive(&definition.definition);
        let contract = container(&[]);
        let docs = self.doc(&definition.annotations, &definition.name);
        self.lacks_docs |= !values.values.is_empty(); // an alternative has no description
        let deprecated = deprecated(&definition.annotations);
        let lints = allow(&self.lints(definition, names));
        let name = ident(&names.ident);
        let mut variants: Vec<TokenStream> = values
            .values
            .iter()
            .zip(&names.members)
            .map(|(value, variant)| self::variant(value, variant))
            .collect();
        if values.open {
            let other = ident(&names.other);
            let string = self.string();
            variants.push(quote! {
                #[doc = " A value that the document does not list."]
                #[contract(other)]
                #other(#string)
            });
        }
        // Who matches on it in another crate has an arm for what is not listed, and keeps compiling when more is (law 5).
        let open = values.open.then(|| quote!(#[non_exhaustive]));
        quote! {
            #docs
            #deprecated
            #lints
            #derive
            #contract
            #open
            pub enum #name { #(#variants,)* }
        }
    }
}

fn variant(value: &str, name: &str) -> TokenStream {
    let ident = ident(name);
    if value == name {
        quote!(#ident)
    } else {
        quote!(#[contract(rename = #value)] #ident)
    }
}
