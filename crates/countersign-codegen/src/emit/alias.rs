//! Aliases, for types that are the same as an earlier one.

use countersign_model::{TypeDef, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::deprecated;
use crate::name::{Names, ident};

impl Emitter<'_> {
    /// The type as another name of its twin; `None` if it has none.
    pub(super) fn alias(&mut self, definition: &TypeDef, names: &Names) -> Option<TokenStream> {
        let twin = self.place.layout.twin(definition.id)?;
        let twin = self.twin_ident(twin)?;
        self.report(definition, names);
        let docs = self.doc(&definition.annotations, &definition.name);
        let deprecated = deprecated(&definition.annotations);
        let name = ident(&names.ident);
        Some(quote! {
            #docs
            #deprecated
            pub type #name = #twin;
        })
    }

    fn twin_ident(&mut self, twin: TypeId) -> Option<syn::Ident> {
        let (_, names) = self.named.get(twin)?;
        Some(ident(&names.ident))
    }

    /// What is to be said of the type, which stands in the document at a place of its own.
    fn report(&mut self, definition: &TypeDef, names: &Names) {
        let mut aside = Emitter::new(self.place);
        aside.whole(definition, names);
        self.lacks_docs |= aside.lacks_docs;
        self.diagnostics.extend(aside.diagnostics);
    }
}
