//! The router of an implementation, and the adapter that stands between it and the runtime's executor.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Writer;
use super::call::call_name;
use crate::name::ident;
use crate::operation::Plan;

impl Writer<'_> {
    pub(super) fn router(&self, plans: &[Plan<'_>]) -> Vec<syn::Item> {
        let modules = plans.iter().map(|plan| ident(&plan.name));
        vec![
            syn::parse_quote! {
                #[doc = " The router of an implementation, with the default options."]
                pub fn router(api: impl Api) -> server::Router {
                    router_with(api, server::Options::default())
                }
            },
            syn::parse_quote! {
                #[doc = " The router of an implementation."]
                pub fn router_with(api: impl Api, options: server::Options) -> server::Router {
                    server::router(Adapter(api), options)
                }
            },
            syn::parse_quote! {
                static OPERATIONS: &[&http::Operation] = &[#(&operations::#modules::OPERATION),*];
            },
            syn::parse_quote! {
                struct Adapter<A>(A);
            },
            self.dispatch(plans),
        ]
    }

    fn dispatch(&self, plans: &[Plan<'_>]) -> syn::Item {
        let calls = plans.iter().enumerate().map(|(index, plan)| {
            let (index, call) = (Literal::usize_unsuffixed(index), call_name(plan));
            quote!(#index => Box::pin(#call(&self.0, input)))
        });
        let admissions = self.schemes.iter().map(|scheme| {
            let (name, method) = (&scheme.scheme.name.value, ident(&scheme.method));
            quote!(#name => server::admission(self.0.#method(credentials)))
        });
        let admit = match self.schemes.as_slice() {
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
        let refuse = self.refuse();
        let call: TokenStream = quote! {
            fn call<'a>(&'a self, operation: usize, input: &'a mut server::Input) -> server::Handling<'a> {
                match operation {
                    #(#calls,)*
                    _ => server::nothing(),
                }
            }
        };
        syn::parse_quote! {
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
