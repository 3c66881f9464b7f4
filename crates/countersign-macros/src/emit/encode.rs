//! Encoding: the members of an object, in the order of the fields.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Ident;

use crate::check::{Body, Contract, Form, Object, Others, Property};

/// The body of serde's `Serialize::serialize`.
pub(super) fn encode(contract: &Contract) -> TokenStream {
    match &contract.body {
        Body::Object(object) => self::object(object),
        Body::Newtype(_) | Body::Judged(_) => {
            ours!(__Contract::encode(&self.0, serializer))
        }
        Body::Words(_) => ours!(serializer.serialize_str(__Word::text(self))),
        Body::Union(alternatives) | Body::OneOf(alternatives) => {
            let variants = alternatives.iter().map(|alternative| &alternative.variant);
            inside(variants)
        }
        Body::Tagged(tagged) => {
            let variants = tagged.cases.iter().map(|case| &case.variant);
            inside(variants.chain(&tagged.other))
        }
    }
}

/// What is inside the variant.
fn inside<'v>(variants: impl Iterator<Item = &'v Ident>) -> TokenStream {
    ours! {
        match self {
            #(Self::#variants(value) => __Contract::encode(value, serializer),)*
        }
    }
}

fn object(object: &Object) -> TokenStream {
    let names = object.properties.iter().map(|property| &property.name);
    let members = object.properties.iter().map(member);
    let captured = match &object.others {
        Others::Captured(captured) => {
            let field = &captured.field;
            Some(ours! {
                writer.captured(&[#(#names),*], &self.#field);
            })
        }
        Others::Ignored | Others::Refused => None,
    };
    let binding = if object.properties.is_empty() && captured.is_none() {
        ours!(let writer)
    } else {
        ours!(let mut writer)
    };
    ours! {
        #binding = __Writer::new(serializer);
        #(#members)*
        #captured
        writer.end()
    }
}

fn member(property: &Property) -> TokenStream {
    let field = &property.field;
    let name = &property.name;
    let here = super::at(&property.place.ty);
    match property.form {
        Form::Required | Form::Default(_) => {
            quote_spanned!(here=> writer.member(#name, &self.#field);)
        }
        Form::Optional => quote_spanned!(here=> writer.optional(#name, &self.#field);),
        Form::Maybe => quote_spanned!(here=> writer.maybe(#name, &self.#field);),
    }
}
