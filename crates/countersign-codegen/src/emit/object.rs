//! Objects as structs.

use countersign_model::{Additional, Code, Object, Presence, Property, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::allowance::allow;
use super::contract::{attribute, count};
use super::docs::{deprecated, doc};
use crate::name::{Names, ident};

impl Emitter<'_> {
    pub(super) fn object(
        &mut self,
        definition: &TypeDef,
        object: &Object,
        names: &Names,
    ) -> syn::Item {
        let derive = self.derive(&definition.definition);
        let docs = doc(&definition.annotations, &definition.name);
        let deprecated = deprecated(&definition.annotations);
        let lints = allow(&self.lints(definition, names));
        let contract = attribute(&container(object));
        let name = ident(&names.ident);
        let mut fields: Vec<TokenStream> = Vec::with_capacity(object.properties.len() + 1);
        for (property, field) in object.properties.iter().zip(&names.members) {
            fields.push(self.field(property, field, definition));
        }
        fields.extend(self.capture(&object.additional, &names.other, definition));
        syn::parse_quote! {
            #docs
            #deprecated
            #lints
            #derive
            #contract
            pub struct #name { #(#fields,)* }
        }
    }

    pub(super) fn field(
        &mut self,
        property: &Property,
        name: &str,
        definition: &TypeDef,
    ) -> TokenStream {
        let docs = doc(&property.annotations, std::slice::from_ref(&property.name));
        let deprecated = deprecated(&property.annotations);
        let mut arguments = Vec::new();
        if property.name != name {
            let json = &property.name;
            arguments.push(quote!(rename = #json));
        }
        let presence = self.presence(property, definition, &mut arguments);
        arguments.extend(self.assertions(&property.slot, definition));
        let contract = attribute(&arguments);
        let name = ident(name);
        let kind = self.property_type(&property.slot, &presence);
        quote!(#docs #deprecated #contract pub #name: #kind)
    }

    /// Presence as the field can keep it, and the argument that says so.
    fn presence(
        &mut self,
        property: &Property,
        definition: &TypeDef,
        arguments: &mut Vec<TokenStream>,
    ) -> Presence {
        match &property.presence {
            Presence::Required => {
                if property.slot.nullable {
                    arguments.push(quote!(required));
                }
                Presence::Required
            }
            Presence::Optional => Presence::Optional,
            Presence::Default(value) => match self.default(&property.slot, value) {
                Some(expression) => {
                    arguments.push(quote!(default = #expression));
                    property.presence.clone()
                }
                None => {
                    let message = format!(
                        "default of `{}` not filled in because Rust has no expression for it",
                        property.name
                    );
                    self.warn(
                        Code::DefaultNotWritten,
                        definition,
                        message,
                        "in this schema",
                    );
                    Presence::Optional
                }
            },
        }
    }

    /// The field for members that no property names, where they are kept.
    fn capture(
        &mut self,
        additional: &Additional,
        name: &str,
        definition: &TypeDef,
    ) -> Option<TokenStream> {
        let Additional::Captured(slot) = additional else {
            return None;
        };
        let mut arguments = vec![quote!(flatten)];
        let inner = self.assertions(slot, definition);
        if !inner.is_empty() {
            arguments.push(quote!(additional_properties(#(#inner),*)));
        }
        let contract = attribute(&arguments);
        let name = ident(name);
        let kind = self.map(slot);
        Some(quote! {
            #[doc = " The members that are none of the others."]
            #contract
            pub #name: #kind
        })
    }
}

/// What the container's attribute says; a builder where a struct literal would have to list what is optional.
fn container(object: &Object) -> Vec<TokenStream> {
    let mut arguments = Vec::new();
    let optional = |property: &Property| property.presence != Presence::Required;
    if object.properties.iter().any(optional)
        || matches!(object.additional, Additional::Captured(_))
    {
        arguments.push(quote!(builder));
    }
    if object.additional == Additional::Refused {
        arguments.push(quote!(additional_properties = false));
    }
    arguments.extend(count(quote!(min_properties), object.min_properties));
    arguments.extend(count(quote!(max_properties), object.max_properties));
    arguments
}
