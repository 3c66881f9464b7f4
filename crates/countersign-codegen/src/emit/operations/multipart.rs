//! Multipart bodies as structs: values, which are checked, and files, which may be streams.

use countersign_model::{Definition, Presence, Slot, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use crate::emit::docs::doc;
use crate::name::ident;
use crate::operation::{Holds, Multipart, Part};

impl Writer<'_> {
    pub(super) fn multipart(&mut self, multipart: &Multipart<'_>) -> TokenStream {
        let fields: Vec<TokenStream> = multipart.parts.iter().map(|part| self.part(part)).collect();
        let validate = self.emitter.ours("Validate");
        let name = ident(&multipart.name);
        quote! {
            #[doc = " The parts of the body."]
            #[derive(Debug, #validate)]
            pub struct #name { #(#fields,)* }
        }
    }

    fn part(&mut self, part: &Part<'_>) -> TokenStream {
        let property = part.property;
        let docs = doc(&property.annotations, std::slice::from_ref(&property.name));
        let optional = property.presence != Presence::Required;
        let (attribute, kind) = match part.holds {
            Holds::File => (
                TokenStream::new(),
                self.optional(quote!(http::File), optional),
            ),
            Holds::Files => (TokenStream::new(), quote!(Vec<http::File>)),
            Holds::Value | Holds::Values => self.value_part(&property.slot, optional, part),
        };
        self.http();
        let field = ident(&part.field);
        let name = &property.name;
        let rename = (*name != part.field).then(|| quote!(#[serde(rename = #name)]));
        quote!(#docs #rename #attribute pub #field: #kind)
    }

    fn value_part(
        &mut self,
        slot: &Slot,
        optional: bool,
        part: &Part<'_>,
    ) -> (TokenStream, TokenStream) {
        let definition = TypeDef::apart(part.schema, Definition::Newtype(slot.clone()));
        let attribute = self.attribute(slot, &definition);
        let attribute = self.qualified(attribute);
        let kind = self.slot_type(slot);
        // Null and absence are one in a form.
        (attribute, self.optional(kind, optional && !slot.nullable))
    }

    fn optional(&self, kind: TokenStream, optional: bool) -> TokenStream {
        match optional {
            true => quote!(Option<#kind>),
            false => kind,
        }
    }
}
