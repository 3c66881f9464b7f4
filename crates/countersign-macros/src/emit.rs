//! Emission: one file for each item that a derive writes. What is checked cannot fail here.

/// Our own tokens: macro hygiene keeps their locals apart from every name of the user's.
macro_rules! ours {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned! { ::proc_macro2::Span::mixed_site() => $($tokens)* }
    };
}

mod assertion;
mod builder;
mod choice;
mod debug;
mod decode;
mod encode;
mod json_schema;
mod place;
mod schema;
mod table;
mod tables;
mod validate;
mod words;

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned as _;

use crate::check::{Body, Contract, Scope, Validated};

/// All items of `#[derive(Contract)]`.
pub(crate) fn contract(contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let own = match &contract.body {
        Body::Object(object) => {
            let builder = object.builder.map(|()| builder::builder(object, contract));
            builder.unwrap_or_default()
        }
        Body::Newtype(place) => newtype(place, scope),
        Body::Words(words) => {
            let word = words::words(words, scope);
            let texts = words.texts.map(|()| words::texts(&contract.vis, scope));
            ours!(#word #texts)
        }
        Body::Tagged(tagged) => choice::tagged(tagged, scope),
        Body::OneOf(alternatives) => choice::one_of(alternatives, scope),
        Body::Union(_) | Body::Judged(_) => TokenStream::new(),
    };
    let parts = [
        own,
        contract_impl(contract),
        validate::contract(contract),
        serde(scope),
        json_schema::json_schema(scope),
        debug::debug(contract),
    ];
    parts.into_iter().collect()
}

/// All items of `#[derive(Validate)]`.
pub(crate) fn validated(validated: &Validated) -> TokenStream {
    validate::validated(validated)
}

fn contract_impl(contract: &Contract) -> TokenStream {
    let krate = &contract.scope.krate;
    let schema = schema::schema(contract);
    let decode = decode::decode(contract);
    let encode = encode::encode(contract);
    let head = head(&contract.scope, &ours!(#krate::Contract));
    ours! {
        #[automatically_derived]
        #head {
            fn schema() -> &'static #krate::schema::Schema {
                #schema
            }

            fn decode(reader: &mut #krate::json::Reader<'_>) -> ::core::option::Option<Self> {
                #decode
            }

            fn encode<__S: #krate::private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #encode
            }
        }
    }
}

/// A newtype is checked as what it wraps, wherever assertions stand beside it.
fn newtype(place: &crate::check::Place, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let ty = &place.ty;
    let head = head(scope, &ours!(#krate::checks::Newtype));
    ours! {
        #[automatically_derived]
        #head {
            type Inner = #ty;

            fn inner(&self) -> &#ty {
                &self.0
            }
        }
    }
}

/// `impl .. Trait for Type ..`, each type parameter being a contract.
fn head(scope: &Scope, implemented: &TokenStream) -> TokenStream {
    let krate = &scope.krate;
    let generics = scope.bounded(&ours!(#krate::Contract));
    let (parameters, _, clause) = generics.split_for_impl();
    let ty = scope.ty();
    ours!(impl #parameters #implemented for #ty #clause)
}

/// serde's own traits, by way of the contract.
fn serde(scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let mut generics = scope.bounded(&ours!(#krate::Contract));
    let (parameters, _, clause) = generics.split_for_impl();
    let ty = scope.ty();
    let serialize = ours! {
        #[automatically_derived]
        impl #parameters #krate::private::serde::Serialize for #ty #clause {
            fn serialize<__S: #krate::private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #krate::Contract::encode(self, serializer)
            }
        }
    };
    generics.params.insert(0, syn::parse_quote!('__de));
    let (parameters, _, clause) = generics.split_for_impl();
    ours! {
        #[automatically_derived]
        impl #parameters #krate::private::serde::Deserialize<'__de> for #ty #clause {
            fn deserialize<__D: #krate::private::serde::Deserializer<'__de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #krate::private::deserialize(deserializer)
            }
        }

        #serialize
    }
}

/// Our own tokens at the place of a type: that is where the compiler says that it is no contract.
fn at(ty: &syn::Type) -> Span {
    Span::mixed_site().located_at(ty.span())
}
