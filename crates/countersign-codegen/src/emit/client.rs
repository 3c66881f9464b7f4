//! The client: a method an operation, which names the request and the response and leaves the rest to the runtime.

mod answer;
mod link;
mod method;

use proc_macro2::TokenStream;
use quote::quote;

use crate::name::Named;
use crate::operation::{Kind, Value};

pub(crate) use self::answer::answer;
pub(crate) use self::link::links;
pub(crate) use self::method::method;

/// The struct of the client, and how it is made.
pub(crate) fn client(named: &Named<'_>) -> Vec<TokenStream> {
    let title = super::docs::title(named.api());
    let docs = format!(" A client of {title}.");
    vec![
        quote! {
            #[doc = #docs]
            #[doc = ""]
            #[doc = " A clone is another handle to the same client."]
            #[derive(Clone, Debug)]
            pub struct Client {
                executor: Executor,
            }
        },
        quote! {
            impl From<Executor> for Client {
                fn from(executor: Executor) -> Self {
                    Self { executor }
                }
            }
        },
        quote! {
            impl Client {
                #[doc = " The settings of a client; `build` makes it."]
                pub fn builder() -> Builder<Self> {
                    Builder::new(operations::SERVERS)
                }

                #[doc = " What sends the requests, for those that no method here makes."]
                pub fn executor(&self) -> &Executor {
                    &self.executor
                }
            }
        },
    ]
}

/// What the method of an operation names besides its operation.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    /// The runtime's module of HTTP.
    http: bool,
    /// The types of the document.
    types: bool,
}

impl Names {
    pub(crate) fn of(method: &TokenStream) -> Names {
        let names = |word| super::operations::names(method.clone(), word);
        Names {
            http: names("http"),
            types: names("types"),
        }
    }
}

/// What the methods of all operations need from elsewhere.
pub(crate) fn imports(names: impl Iterator<Item = Names>) -> Vec<TokenStream> {
    let (mut any, mut http, mut types) = (false, false, false);
    for names in names {
        any = true;
        http |= names.http;
        types |= names.types;
    }
    let answers = any.then(|| quote!(Answer, Call, Reply, Unreadable,));
    let mut imports = vec![quote! {
        use countersign::client::{#answers Builder, Executor};
    }];
    if http {
        imports.push(quote!(
            use countersign::http;
        ));
    }
    imports.push(match types {
        true => quote!(
            use super::{operations, types};
        ),
        false => quote!(
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
