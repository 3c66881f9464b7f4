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
        let member = |argument: &'_ _| {
            let argument: &crate::operation::Argument<'_> = argument;
            let parameter = argument.parameter;
            let content = || parameter.content.first()?.schema;
            self.member(&Member {
                name: &argument.member,
                field: &argument.field,
                slot: argument.slot(),
                schema: parameter.schema.or_else(content),
                presence: &parameter.presence,
                description: parameter.description.as_ref(),
                deprecated: parameter.deprecated,
            })
        };
        let fields: Vec<TokenStream> = plan.parameters.iter().map(member).collect();
        let docs = " The parameters, wherever a request has them.";
        let optional = |argument: &crate::operation::Argument<'_>| {
            argument.parameter.presence != Presence::Required
        };
        let sent = Roles {
            request: true,
            response: false,
        };
        let has_builder = plan.parameters.iter().any(optional) && self.emitter.has_builder(sent);
        (!fields.is_empty()).then(|| self.structure("Parameters", docs, has_builder, &fields))
    }

    pub(super) fn headers(&mut self, response: &Response<'_>) -> Option<TokenStream> {
        let name = response.headers_name()?;
        let member = |header: &crate::operation::Header<'_>| {
            let described = header.header;
            let content = || described.content.first()?.schema;
            self.member(&Member {
                name: &described.name,
                field: &header.field,
                slot: header.slot(),
                schema: described.schema.or_else(content),
                presence: &described.presence,
                description: described.description.as_ref(),
                deprecated: described.deprecated,
            })
        };
        let fields: Vec<TokenStream> = response.headers.iter().map(member).collect();
        let docs = format!(" The header fields of [`Response::{}`].", response.variant);
        let optional =
            |header: &crate::operation::Header<'_>| header.header.presence != Presence::Required;
        let received = Roles {
            request: false,
            response: true,
        };
        let has_builder =
            response.headers.iter().any(optional) && self.emitter.has_builder(received);
        Some(self.structure(&name, &docs, has_builder, &fields))
    }

    fn structure(
        &mut self,
        name: &str,
        docs: &str,
        has_builder: bool,
        fields: &[TokenStream],
    ) -> TokenStream {
        let contract = self.emitter.ours("Contract");
        let name = ident(name);
        let builder = has_builder.then(|| quote!(, builder));
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
