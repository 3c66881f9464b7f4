//! How a response enum is read: a match on the documented case.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::verb;
use crate::name::ident;
use crate::operation::{Form, Plan, Response};

/// The implementation of the runtime's `Answer` for an operation.
pub(crate) fn answer(plan: &Plan<'_>) -> TokenStream {
    let module = ident(&plan.name);
    let arms = plan.responses.iter().enumerate().map(|(index, response)| {
        let index = Literal::usize_unsuffixed(index);
        let value = case(plan, response);
        quote!(Some(#index) => #value)
    });
    quote! {
        impl Answer for operations::#module::Response {
            fn read(reply: &mut Reply) -> Result<Self, Unreadable> {
                Ok(match reply.case() {
                    #(#arms,)*
                    _ => Self::Undocumented(reply.undocumented()),
                })
            }
        }
    }
}

fn case(plan: &Plan<'_>, response: &Response<'_>) -> TokenStream {
    let variant = ident(&response.variant);
    let status = response
        .code()
        .is_none()
        .then(|| quote!(status: reply.status(),));
    let headers = (!response.headers.is_empty()).then(|| quote!(headers: reply.headers()?,));
    let body = body(plan, response);
    match (status.is_some() || headers.is_some(), body) {
        (false, None) => quote!(Self::#variant),
        (false, Some(body)) => quote!(Self::#variant(#body)),
        (true, body) => {
            let body = body.map(|body| quote!(body: #body,));
            quote!(Self::#variant { #status #headers #body })
        }
    }
}

fn body(plan: &Plan<'_>, response: &Response<'_>) -> Option<TokenStream> {
    match response.forms.as_slice() {
        [] => None,
        [form] => Some(read(form)),
        [first @ .., last] => {
            let (module, choice) = (ident(&plan.name), ident(&response.body_name()));
            let arms = first.iter().enumerate().map(|(index, form)| {
                let index = Literal::usize_unsuffixed(index);
                let (variant, value) = (ident(&form.variant), read(form));
                quote!(#index => operations::#module::#choice::#variant(#value))
            });
            let (variant, value) = (ident(&last.variant), read(last));
            Some(quote! {
                match reply.media() {
                    #(#arms,)*
                    _ => operations::#module::#choice::#variant(#value),
                }
            })
        }
    }
}

fn read(form: &Form<'_>) -> TokenStream {
    let verb = verb(form.kind, &form.value);
    match form.value {
        crate::operation::Value::Typed(_) => quote!(reply.#verb()?),
        _ => quote!(reply.#verb()),
    }
}
