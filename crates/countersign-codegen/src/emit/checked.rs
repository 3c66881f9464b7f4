//! Values of no provable shape as tuple structs: kept as JSON, and judged whole by their schema.

use countersign_model::{Checked, TypeDef, checked};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::allowance::allow;
use super::contract::container;
use super::docs::deprecated;
use super::literal::raw;
use crate::name::{Names, ident};

/// The keyword in compact JSON, up to the name; a member of a constant may be spelled alike, and costs a line of documentation.
const FORMAT: &str = "\"format\":\"";

impl Emitter<'_> {
    pub(super) fn checked(
        &mut self,
        definition: &TypeDef,
        checked: &Checked,
        names: &Names,
    ) -> TokenStream {
        let derive = self.derive(&definition.definition);
        let docs = self.doc(&definition.annotations, &definition.name);
        let deprecated = deprecated(&definition.annotations);
        let lints = allow(&self.lints(definition, names));
        for id in checked.uses.iter().map(|(_, id)| *id) {
            if let Some((_, names)) = self.named.get(id) {
                self.type_ident(id, names);
            }
        }
        let text = checked::text(self.named.api(), definition.id, &|id| {
            self.named.type_name(id).unwrap_or_default().to_owned()
        });
        for (at, keyword) in text.match_indices(FORMAT) {
            let name = text[at + keyword.len()..].split('"').next();
            self.asserts(name.unwrap_or_default());
        }
        let text = raw(&text);
        let contract = container(&[quote!(schema = #text)]);
        let name = ident(&names.ident);
        let value = self.ours("Value");
        quote! {
            #docs
            #deprecated
            #lints
            #derive
            #contract
            pub struct #name(pub #value);
        }
    }
}
