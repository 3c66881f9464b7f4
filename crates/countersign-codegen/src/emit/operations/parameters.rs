//! Parameters, and the headers of a response: structs whose members are by name on the wire.

use countersign_model::{
    Annotations, Definition, Presence, Property, Roles, SchemaId, Shape, Slot, TypeDef,
};
use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use crate::name::ident;
use crate::operation::{Plan, Response};

/// A member of such a struct.
struct Member<'a> {
    name: &'a str,
    field: &'a str,
    slot: Option<&'a Slot>,
    schema: Option<SchemaId>,
    presence: &'a Presence,
    description: Option<&'a String>,
    deprecated: bool,
}

impl Writer<'_> {
    pub(super) fn parameters(&mut self, plan: &Plan<'_>) -> Option<TokenStream> {
        let members = plan.parameters.iter().map(|argument| {
            let parameter = argument.parameter;
            let content = || parameter.content.first()?.schema;
            Member {
                name: &argument.member,
                field: &argument.field,
                slot: argument.slot(),
                schema: parameter.schema.or_else(content),
                presence: &parameter.presence,
                description: parameter.description.as_ref(),
                deprecated: parameter.deprecated,
            }
        });
        let members: Vec<Member<'_>> = members.collect();
        let docs = " The parameters, wherever a request has them.";
        let sent = Roles {
            request: true,
            response: false,
        };
        (!members.is_empty()).then(|| self.structure("Parameters", docs, sent, &members))
    }

    pub(super) fn headers(&mut self, response: &Response<'_>) -> Option<TokenStream> {
        let name = response.headers_name()?;
        let members = response.headers.iter().map(|header| {
            let described = header.header;
            let content = || described.content.first()?.schema;
            Member {
                name: &described.name,
                field: &header.field,
                slot: header.slot(),
                schema: described.schema.or_else(content),
                presence: &described.presence,
                description: described.description.as_ref(),
                deprecated: described.deprecated,
            }
        });
        let members: Vec<Member<'_>> = members.collect();
        let docs = format!(" The header fields of [`Response::{}`].", response.variant);
        let received = Roles {
            request: false,
            response: true,
        };
        Some(self.structure(&name, &docs, received, &members))
    }

    fn structure(
        &mut self,
        name: &str,
        docs: &str,
        roles: Roles,
        members: &[Member<'_>],
    ) -> TokenStream {
        let is_optional = |member: &Member<'_>| *member.presence != Presence::Required;
        let has_builder = members.iter().any(is_optional) && self.emitter.has_builder(roles);
        let builder = has_builder.then(|| quote!(, builder));
        let fields: Vec<TokenStream> = members.iter().map(|member| self.member(member)).collect();
        let contract = self.emitter.ours("Contract");
        let name = ident(name);
        quote! {
            #[doc = #docs]
            #[derive(Clone, PartialEq, #contract)]
            #[contract(debug #builder)]
            pub struct #name { #(#fields,)* }
        }
    }

    fn member(&mut self, member: &Member<'_>) -> TokenStream {
        let slot = member.slot.cloned();
        let property = Property {
            name: member.name.to_owned(),
            slot: slot.unwrap_or_else(|| Slot::new(Shape::Any)),
            presence: member.presence.clone(),
            annotations: Annotations {
                description: member.description.cloned(),
                deprecated: member.deprecated,
                ..Annotations::default()
            },
        };
        match member.schema {
            Some(schema) => self.property(&property, member.field, schema),
            None => {
                let (field, json) = (ident(member.field), member.name);
                let value = self.emitter.property_type(&property.slot, member.presence);
                quote!(#[contract(rename = #json)] pub #field: #value)
            }
        }
    }

    fn property(&mut self, property: &Property, field: &str, schema: SchemaId) -> TokenStream {
        let definition = TypeDef::apart(schema, Definition::Newtype(property.slot.clone()));
        let tokens = self.emitter.field(property, field, &definition);
        self.qualified(tokens)
    }
}
