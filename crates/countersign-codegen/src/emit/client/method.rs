//! The method of an operation: it fills in a draft and makes a call of it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::verb;
use crate::emit::Place;
use crate::emit::docs::comment_of;
use crate::emit::operations::{body_type, headline};
use crate::name::ident;
use crate::operation::{Body, Form, Holds, Multipart, Part, Plan, Value};
use countersign_model::Presence;

/// An argument of a method: what its signature says, and what it adds to the draft.
struct Argument {
    signature: TokenStream,
    use_of: TokenStream,
}

/// The method of an operation.
pub(crate) fn method(place: Place<'_>, plan: &Plan<'_>) -> TokenStream {
    let method = method_tokens(place, plan);
    quote!(impl Client { #method })
}

fn method_tokens(place: Place<'_>, plan: &Plan<'_>) -> TokenStream {
    let docs = comment_of(&headline(plan));
    let deprecated = plan.operation.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&plan.name);
    let parameters = parameters(plan);
    let body = plan.body.as_ref().map(|body| argument(place, plan, body));
    let arguments: Vec<&Argument> = parameters.iter().chain(&body).collect();
    let signatures = arguments.iter().map(|argument| &argument.signature);
    let uses = arguments.iter().map(|argument| &argument.use_of);
    let mutability = (!arguments.is_empty()).then(|| quote!(mut));
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#signatures),*) -> Call<operations::#name::Response> {
            let #mutability draft = self.executor.draft(&operations::#name::OPERATION);
            #(#uses)*
            Call::new(draft)
        }
    }
}

fn parameters(plan: &Plan<'_>) -> Option<Argument> {
    let name = ident(&plan.name);
    (!plan.parameters.is_empty()).then(|| Argument {
        signature: quote!(parameters: &operations::#name::Parameters),
        use_of: quote!(draft.parameters(parameters);),
    })
}

fn argument(place: Place<'_>, plan: &Plan<'_>, body: &Body<'_>) -> Argument {
    let name = ident(&plan.name);
    let (kind, write) = match body.single() {
        Some(form) => {
            let kind = body_type(place, plan, form);
            let write = write(form, 0, is_borrowed(form));
            match is_borrowed(form) {
                true => (quote!(&#kind), write),
                false => (kind, write),
            }
        }
        None => {
            let arms = body.forms.iter().enumerate().map(|(index, form)| {
                let (variant, write) = (ident(&form.variant), write(form, index, false));
                quote!(operations::#name::Body::#variant(body) => { #write })
            });
            (
                quote!(operations::#name::Body),
                quote!(match body { #(#arms)* }),
            )
        }
    };
    match body.required {
        true => Argument {
            signature: quote!(body: #kind),
            use_of: write,
        },
        false => Argument {
            signature: quote!(body: Option<#kind>),
            use_of: quote!(if let Some(body) = body { #write }),
        },
    }
}

/// Values are borrowed; what may be a stream is taken.
fn is_borrowed(form: &Form<'_>) -> bool {
    matches!(form.value, Value::Typed(_))
}

fn write(form: &Form<'_>, index: usize, is_reference: bool) -> TokenStream {
    let verb = verb(form.kind, &form.value);
    let index = Literal::usize_unsuffixed(index);
    match &form.value {
        Value::Typed(_) if is_reference => quote!(draft.#verb(#index, body);),
        Value::Typed(_) => quote!(draft.#verb(#index, &body);),
        Value::Items(_) | Value::Bytes => quote!(draft.#verb(#index, body);),
        Value::Content => quote!(draft.content(body);),
        Value::Multipart(multipart) => {
            let parts = parts(multipart);
            quote! {
                let mut parts = draft.multipart(#index, &body);
                #parts
                draft.parts(parts);
            }
        }
    }
}

fn parts(multipart: &Multipart<'_>) -> TokenStream {
    multipart.parts.iter().map(part).collect()
}

fn part(part: &Part<'_>) -> TokenStream {
    let (name, field) = (&part.property.name, ident(&part.field));
    let is_optional = part.property.presence != Presence::Required && !part.property.slot.nullable;
    match (part.holds, is_optional) {
        (Holds::Value, false) => quote!(parts.value(#name, &body.#field);),
        (Holds::Value, true) => quote!(parts.optional(#name, body.#field.as_ref());),
        (Holds::Values, false) => quote!(parts.values(#name, &body.#field);),
        (Holds::Values, true) => quote!(parts.optional_values(#name, body.#field.as_ref());),
        (Holds::File, false) if part.property.presence == Presence::Required => {
            quote!(parts.file(#name, [body.#field]);)
        }
        (Holds::File | Holds::Files, _) => quote!(parts.file(#name, body.#field);),
    }
}
