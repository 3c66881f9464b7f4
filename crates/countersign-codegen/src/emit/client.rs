//! The client: a method an operation, which names the request and the response and leaves the rest to the runtime.

mod answer;
mod method;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::name::Named;
use crate::operation::{Kind, Plan, Value};

pub(crate) use self::answer::answer;
pub(crate) use self::method::methods;

/// The struct of the client, and how it is made.
pub(crate) fn client(named: &Named<'_>) -> Vec<syn::Item> {
    let title = super::docs::title_of(named.api());
    let docs = format!(" A client of {title}.");
    vec![
        syn::parse_quote! {
            #[doc = #docs]
            #[doc = ""]
            #[doc = " A clone is another handle to the same client."]
            #[derive(Clone, Debug)]
            pub struct Client {
                executor: Executor,
            }
        },
        syn::parse_quote! {
            impl From<Executor> for Client {
                fn from(executor: Executor) -> Self {
                    Self { executor }
                }
            }
        },
        syn::parse_quote! {
            impl Client {
                #[doc = " The settings of a client; `build` makes it."]
                pub fn builder() -> Builder<Self> {
                    Builder::new(operations::SERVERS)
                }
            }
        },
    ]
}

/// What the items name of the runtime and of the modules beside theirs.
pub(crate) fn imports(items: &[syn::Item], plans: &[Plan<'_>]) -> Vec<syn::Item> {
    let mut tokens = TokenStream::new();
    for item in items {
        item.to_tokens(&mut tokens);
    }
    let names = |word: &str| super::operations::names(tokens.clone(), word);
    let answers = (!plans.is_empty()).then(|| quote!(Answer, Call, Reply, Unreadable,));
    let mut imports = vec![syn::parse_quote! {
        use countersign::client::{#answers Builder, Executor};
    }];
    if names("http") {
        imports.push(syn::parse_quote!(
            use countersign::http;
        ));
    }
    imports.push(match names("types") {
        true => syn::parse_quote!(
            use super::{operations, types};
        ),
        false => syn::parse_quote!(
            use super::operations;
        ),
    });
    imports
}

/// The method of the runtime that writes or reads a body of this kind.
fn verb(kind: Kind, value: &Value<'_>) -> TokenStream {
    match (value, kind) {
        (Value::Content, _) => quote!(content),
        (Value::Bytes, _) => quote!(bytes),
        (Value::Items(_), _) => quote!(items),
        (Value::Multipart(_), _) => quote!(multipart),
        (Value::Typed(_), Kind::Form) => quote!(form),
        (Value::Typed(_), Kind::Text) => quote!(text),
        (Value::Typed(_), _) => quote!(json),
    }
}
