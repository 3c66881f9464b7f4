//! Objects as structs.

use countersign_model::{Additional, Code, Object, Presence, Property, Roles, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::allowance::allow;
use super::contract::{self, attribute, count};
use super::docs::{deprecated, doc};
use crate::name::{Names, ident};

impl Emitter<'_> {
    pub(super) fn object(
        &mut self,
        definition: &TypeDef,
        object: &Object,
        names: &Names,
    ) -> TokenStream {
        let derive = self.derive(&definition.definition);
        let docs = self.doc(&definition.annotations, &definition.name);
        let deprecated = deprecated(&definition.annotations);
        let lints = allow(&self.lints(definition, names));
        let mut arguments = Vec::new();
        if is_long(object) && self.has_builder(definition.roles) {
            arguments.push(quote!(builder));
        }
        arguments.extend(container(object));
        let contract = contract::container(&arguments);
        let name = ident(&names.ident);
        let mut fields: Vec<TokenStream> = Vec::with_capacity(object.properties.len() + 1);
        for (property, field) in object.properties.iter().zip(&names.members) {
            fields.push(self.field(property, field, definition));
        }
        fields.extend(self.capture(&object.additional, &names.other, definition));
        quote! {
            #docs
            #deprecated
            #lints
            #derive
            #contract
            pub struct #name { #(#fields,)* }
        }
    }

    /// Whether structs of these roles have builders, where a struct literal would be long.
    pub(super) fn has_builder(&self, roles: Roles) -> bool {
        self.place.layout.builders.include(roles)
    }

    pub(super) fn field(
        &mut self,
        property: &Property,
        name: &str,
        definition: &TypeDef,
    ) -> TokenStream {
        let docs = doc(&property.annotations, std::slice::from_ref(&property.name));
        let owner = owner(property, definition.roles);
        self.lacks_docs |= docs.is_empty() && owner.is_empty();
        let between = if docs.is_empty() || owner.is_empty() {
            TokenStream::new()
        } else {
            quote!(#[doc = ""])
        };
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
        quote!(#docs #between #owner #deprecated #contract pub #name: #kind)
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

/// Whose a property is, where the other side may carry it but should not.
fn owner(property: &Property, roles: Roles) -> TokenStream {
    let annotations = &property.annotations;
    if property.presence == Presence::Required {
        TokenStream::new()
    } else if annotations.read_only && roles.request {
        quote!(#[doc = " Read-only: the service sets it, and requests leave it out."])
    } else if annotations.write_only && roles.response {
        quote!(#[doc = " Write-only: clients send it, and responses leave it out."])
    } else {
        TokenStream::new()
    }
}

/// Whether a struct literal would have to list what is optional.
fn is_long(object: &Object) -> bool {
    let optional = |property: &Property| property.presence != Presence::Required;
    object.properties.iter().any(optional) || matches!(object.additional, Additional::Captured(_))
}

/// What the container's attribute says of the members.
fn container(object: &Object) -> Vec<TokenStream> {
    let mut arguments = Vec::new();
    if object.additional == Additional::Refused {
        arguments.push(quote!(additional_properties = false));
    }
    arguments.extend(count("min_properties", object.min_properties));
    arguments.extend(count("max_properties", object.max_properties));
    arguments
}
