//! Bodies: newtypes for places with assertions of their own, and enums for several media types.

use countersign_model::{Definition, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use crate::name::ident;
use crate::operation::{Form, Typed, Value};

impl Writer<'_> {
    pub(super) fn newtype(&mut self, typed: &Typed<'_>) -> TokenStream {
        let (Some(name), Some(slot), Some(schema)) = (&typed.newtype, typed.slot, typed.schema)
        else {
            return TokenStream::new();
        };
        let definition = TypeDef::apart(schema, Definition::Newtype(slot.clone()));
        let attribute = self.attribute(slot, &definition);
        let attribute = self.qualified(attribute);
        let kind = self.slot_type(slot);
        let contract = self.emitter.ours("Contract");
        let name = ident(name);
        quote! {
            #[doc = " A body, with the assertions of its place."]
            #[derive(Clone, PartialEq, #contract)]
            #[contract(debug)]
            pub struct #name(#attribute pub #kind);
        }
    }

    /// An enum of media types.
    pub(super) fn choice(&mut self, name: &str, docs: &str, forms: &[Form<'_>]) -> TokenStream {
        let mut variants = Vec::with_capacity(forms.len());
        let mut arms = Vec::with_capacity(forms.len());
        for form in forms {
            let variant = ident(&form.variant);
            let kind = self.form_type(form);
            let docs = format!(
                " `{}`",
                super::super::one_line(&form.media.name).replace('`', "'")
            );
            variants.push(quote!(#[doc = #docs] #variant(#kind)));
            arms.push(match is_checked(form) {
                true => quote!(Self::#variant(body) => body.check(at, violations)),
                false => quote!(Self::#variant(_) => {}),
            });
        }
        let check = self.check(&arms, forms.iter().any(is_checked));
        let (docs, name) = (format!(" {docs}"), ident(name));
        let validate = self.emitter.ours("Validate");
        quote! {
            #[doc = #docs]
            #[derive(Debug)]
            pub enum #name { #(#variants,)* }

            impl #validate for #name { #check }
        }
    }

    /// The method of `Validate` with these arms.
    pub(super) fn check(&mut self, arms: &[TokenStream], is_used: bool) -> TokenStream {
        let [location, violations] = ["Location", "Violations"].map(|name| self.emitter.ours(name));
        match is_used {
            true => quote! {
                fn check(&self, at: &#location<'_>, violations: &mut #violations) {
                    match self { #(#arms,)* }
                }
            },
            false => quote!(fn check(&self, _: &#location<'_>, _: &mut #violations) {}),
        }
    }
}

/// Whether a body has anything to check: bytes have not, and streams are not read for that.
pub(super) fn is_checked(form: &Form<'_>) -> bool {
    matches!(form.value, Value::Typed(_) | Value::Multipart(_))
}
