//! How a response enum is read: a match on the documented case.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::verb;
use crate::name::ident;
use crate::operation::{Form, Kind, Plan, Response, Value, single};

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
                match reply.case() {
                    #(#arms,)*
                    _ => Ok(Self::Undocumented(reply.undocumented())),
                }
            }
        }
    }
}

fn case(plan: &Plan<'_>, response: &Response<'_>) -> TokenStream {
    let variant = ident(&response.variant);
    if let Some(json) = json(response) {
        return json;
    }
    let status = response
        .code()
        .is_none()
        .then(|| quote!(status: reply.status(),));
    let headers = (!response.headers.is_empty()).then(|| quote!(headers: reply.headers()?,));
    let body = body(plan, response);
    match (status.is_some() || headers.is_some(), body) {
        (false, None) => quote!(Ok(Self::#variant)),
        (false, Some(body)) => quote!(Ok(Self::#variant(#body))),
        (true, body) => {
            let body = body.map(|body| quote!(body: #body,));
            quote!(Ok(Self::#variant { #status #headers #body }))
        }
    }
}

/// What most responses are, a JSON body and nothing but a status besides: one call, which handles the error as well.
fn json(response: &Response<'_>) -> Option<TokenStream> {
    let form = single(&response.forms)?;
    let is_json = matches!(form.value, Value::Typed(_)) && form.kind == Kind::Json;
    let variant = ident(&response.variant);
    (is_json && response.headers.is_empty()).then(|| match response.code() {
        Some(_) => quote!(reply.json_as(Self::#variant)),
        None => quote!(reply.json_of(|status, body| Self::#variant { status, body })),
    })
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
        Value::Typed(_) => quote!(reply.#verb()?),
        _ => quote!(reply.#verb()),
    }
}
