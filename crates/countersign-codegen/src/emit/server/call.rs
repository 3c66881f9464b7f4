//! The call of one operation: its arguments from the request, and its answer.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Writer;
use super::api::Caller;
use super::body::{is_plain, reader_name};
use crate::name::ident;
use crate::operation::Plan;

/// The function that calls an operation.
pub(super) fn call_name(plan: &Plan<'_>) -> Ident {
    ident(&format!("call_{}", plan.name))
}

impl Writer<'_> {
    pub(super) fn call(&mut self, plan: &Plan<'_>) -> TokenStream {
        let (name, call) = (ident(&plan.name), call_name(plan));
        let (caller, caller_argument) = match Caller::of(plan) {
            Caller::Nobody => (None, None),
            Caller::One => (
                Some(quote!(let caller = input.caller()?;)),
                Some(quote!(caller,)),
            ),
            Caller::Any => (
                Some(quote!(let caller = input.any_caller()?;)),
                Some(quote!(caller,)),
            ),
            Caller::Several => (
                Some(quote!(let callers = input.callers()?;)),
                Some(quote!(callers,)),
            ),
        };
        let body = plan.body.as_ref().map(|body| {
            let found = match is_plain(body) {
                true => quote!(input.only_body().await),
                false => {
                    let reader = reader_name(plan);
                    quote!(#reader(input).await)
                }
            };
            match body.required {
                true => quote!(server::given(#found)),
                false => found,
            }
        });
        let (arguments, names): (TokenStream, TokenStream) =
            match (plan.parameters.is_empty(), body) {
                (true, None) => (TokenStream::new(), TokenStream::new()),
                (false, None) => (
                    quote!(let parameters = input.parameters()?;),
                    quote!(parameters),
                ),
                (true, Some(body)) => (quote!(let body = #body?;), quote!(body)),
                (false, Some(body)) => (
                    quote! {
                        let parameters = input.parameters();
                        let body = #body;
                        let (parameters, body) = server::both(parameters, body)?;
                    },
                    quote!(parameters, body),
                ),
            };
        let deprecated = plan.operation.deprecated.then(|| {
            quote!(#[allow(deprecated, reason = "a deprecated operation is served all the same")])
        });
        quote! {
            #deprecated
            async fn #call<A: Api>(api: &A, input: &mut server::Input) -> Result<server::Reply, server::Refusal> {
                #caller
                #arguments
                let response = api.#name(#caller_argument #names).await;
                input.answer(response)
            }
        }
    }
}
