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
use syn::{GenericParam, Lifetime, LifetimeParam, Type, spanned::Spanned as _};

use crate::check::{Body, Contract, Scope, Validated};

/// All items of `#[derive(Contract)]`.
pub(crate) fn contract(contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let (beside, own) = match &contract.body {
        Body::Object(object) => object.builder.map_or_else(Default::default, |()| {
            let declared = builder::declared(object, contract);
            (declared, builder::builder(object, contract))
        }),
        Body::Newtype(place) => (TokenStream::new(), newtype(place, scope)),
        Body::Words(words) => {
            let word = words::words(words, scope);
            let texts = words.texts.map(|()| words::texts(&contract.vis, scope));
            (TokenStream::new(), ours!(#word #texts))
        }
        Body::Tagged(tagged) => (TokenStream::new(), choice::tagged(tagged, scope)),
        Body::OneOf(alternatives) => (TokenStream::new(), choice::one_of(alternatives, scope)),
        Body::Union(_) | Body::Judged(_) => Default::default(),
    };
    let impls = [
        own,
        contract_impl(contract),
        validate::contract(contract),
        serde(contract),
        json_schema::json_schema(scope),
        debug::debug(contract),
    ];
    let block = block(&impls, scope);
    ours!(#beside #block)
}

/// All items of `#[derive(Validate)]`.
pub(crate) fn validated(validated: &Validated) -> TokenStream {
    block(&[validate::validated(validated)], &validated.scope)
}

/// Impls in a block of their own, where our names stand for the runtime's paths.
fn block(impls: &[TokenStream], scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    ours! {
        const _: () = {
            use #krate::private::names::*;
            #(#impls)*
        };
    }
}

fn contract_impl(contract: &Contract) -> TokenStream {
    let schema = schema::schema(contract);
    let decode = decode::decode(contract);
    let head = head(&contract.scope, &ours!(__Contract));
    ours! {
        #[automatically_derived]
        #head {
            #[inline(never)]
            fn schema() -> &'static __Schema {
                #schema
            }

            fn decode(reader: &mut __Reader<'_>) -> __Option<Self> {
                #decode
            }
        }
    }
}

/// A newtype is checked as what it wraps, wherever assertions stand beside it.
fn newtype(place: &crate::check::Place, scope: &Scope) -> TokenStream {
    let ty = &place.ty;
    let head = head(scope, &ours!(__Newtype));
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
    let generics = scope.bounded(&ours!(__Contract));
    let (parameters, _, clause) = generics.split_for_impl();
    let ty = scope.ty();
    ours!(impl #parameters #implemented for #ty #clause)
}

/// serde's own traits: writing, which is the contract's as well, and reading by way of the contract.
fn serde(contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let encode = encode::encode(contract);
    let mut generics = scope.bounded(&ours!(__Contract));
    let lifetime = LifetimeParam::new(Lifetime::new("'__de", Span::mixed_site()));
    let serialize = head(scope, &ours!(__Serialize));
    generics.params.insert(0, GenericParam::Lifetime(lifetime));
    let (parameters, _, clause) = generics.split_for_impl();
    let ty = scope.ty();
    ours! {
        #[automatically_derived]
        impl #parameters __Deserialize<'__de> for #ty #clause {
            fn deserialize<__D: __Deserializer<'__de>>(
                deserializer: __D,
            ) -> __Result<Self, __D::Error> {
                __deserialize(deserializer)
            }
        }

        #[automatically_derived]
        #serialize {
            fn serialize<__S: __Serializer>(
                &self,
                serializer: __S,
            ) -> __Result<__S::Ok, __S::Error> {
                #encode
            }
        }
    }
}

/// Our own tokens at the place of a type: that is where the compiler says that it is no contract.
fn at(ty: &Type) -> Span {
    let place = match ty {
        Type::Path(path) => path.path.segments.first().map(|first| first.ident.span()),
        _ => None,
    };
    Span::mixed_site().located_at(place.unwrap_or_else(|| ty.span()))
}
