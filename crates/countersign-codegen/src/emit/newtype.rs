//! Named values as tuple structs.

use countersign_model::{Slot, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::allowance::allow;
use super::contract::{attribute, container};
use super::docs::deprecated;
use crate::name::{Names, ident};

impl Emitter<'_> {
    pub(super) fn newtype(
        &mut self,
        definition: &TypeDef,
        slot: &Slot,
        names: &Names,
    ) -> TokenStream {
        let derive = self.derive(&definition.definition);
        let debug = container(&[]);
        let docs = self.doc(&definition.annotations, &definition.name);
        let deprecated = deprecated(&definition.annotations);
        let lints = allow(&self.lints(definition, names));
        let contract = attribute(&self.assertions(slot, definition));
        let kind = self.slot_type(slot);
        let name = ident(&names.ident);
        quote! {
            #docs
            #deprecated
            #lints
            #derive
            #debug
            pub struct #name(#contract pub #kind);
        }
    }
}
