//! The router of an implementation, and the adapter that stands between it and the runtime's executor.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Writer;
use super::call::call_name;
use crate::name::ident;
use crate::operation::Plan;

impl Writer<'_> {
    pub(super) fn router(&self, plans: &[Plan<'_>]) -> Vec<TokenStream> {
        let operations = plans.iter().enumerate().map(|(index, plan)| {
            let (gate, module) = (self.gate([index]), ident(&plan.name));
            quote!(#gate &operations::#module::OPERATION)
        });
        vec![
            quote! {
                #[doc = " The router of an implementation, with the default options."]
                pub fn router(api: impl Api) -> server::Router {
                    router_with(api, server::Options::default())
                }
            },
            quote! {
                #[doc = " The router of an implementation."]
                pub fn router_with(api: impl Api, options: server::Options) -> server::Router {
                    server::router(Adapter(api), options)
                }
            },
            quote! {
                static OPERATIONS: &[&http::Operation] = &[#(#operations),*];
            },
            quote! {
                struct Adapter<A>(A);
            },
            self.dispatch(plans),
        ]
    }

    /// What an operation is told by: its index, or, where features move the indices, its method and its path.
    pub(super) fn key(&self, index: usize, plan: &Plan<'_>) -> TokenStream {
        if self.emitter.place.layout.has_features() {
            let (method, path) = (plan.operation.method.as_str(), &plan.operation.path);
            return quote!(Some((#method, #path)));
        }
        let index = Literal::usize_unsuffixed(index);
        quote!(#index)
    }

    /// The key of the operation that has the index `operation`.
    pub(super) fn key_of_index(&self) -> TokenStream {
        match self.emitter.place.layout.has_features() {
            true => {
                quote!(
                    OPERATIONS
                        .get(operation)
                        .map(|known| (known.method, known.path))
                )
            }
            false => quote!(operation),
        }
    }

    fn dispatch(&self, plans: &[Plan<'_>]) -> TokenStream {
        let calls = plans.iter().enumerate().map(|(index, plan)| {
            let (gate, key, call) = (self.gate([index]), self.key(index, plan), call_name(plan));
            quote!(#gate #key => Box::pin(#call(&self.0, input)))
        });
        let admissions = self.schemes.iter().map(|scheme| {
            let (name, method) = (&scheme.scheme.name.value, ident(&scheme.method));
            let gate = self.gate(scheme.operations.iter().copied());
            quote!(#gate #name => server::admission(self.0.#method(credentials)))
        });
        let admit = match self.schemes {
            [] => quote! {
                fn admit<'a>(&'a self, _: &'static str, _: server::Credentials<'a>) -> server::Admission<'a> {
                    server::nobody()
                }
            },
            _ => quote! {
                fn admit<'a>(&'a self, scheme: &'static str, credentials: server::Credentials<'a>) -> server::Admission<'a> {
                    match scheme {
                        #(#admissions,)*
                        _ => server::nobody(),
                    }
                }
            },
        };
        let refuse = self.refuse(plans);
        let key = self.key_of_index();
        let call = match plans {
            [] => quote! {
                fn call<'a>(&'a self, _: usize, _: &'a mut server::Input) -> server::Handling<'a> {
                    server::nothing()
                }
            },
            _ => quote! {
                fn call<'a>(&'a self, operation: usize, input: &'a mut server::Input) -> server::Handling<'a> {
                    match #key {
                        #(#calls,)*
                        _ => server::nothing(),
                    }
                }
            },
        };
        quote! {
            impl<A: Api> server::Dispatch for Adapter<A> {
                fn operations(&self) -> &'static [&'static http::Operation] {
                    OPERATIONS
                }

                #call
                #admit
                #refuse
            }
        }
    }
}
