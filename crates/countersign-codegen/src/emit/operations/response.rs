//! The response enum of an operation: every documented status, range and default, and what is none of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use super::body::is_checked;
use crate::emit::docs::comment_of;
use crate::emit::markdown::lines;
use crate::name::ident;
use crate::operation::{Plan, Response, single};

impl Writer<'_> {
    pub(super) fn responses(&mut self, plan: &Plan<'_>) -> TokenStream {
        self.http();
        let mut items = TokenStream::new();
        let mut variants = Vec::with_capacity(plan.responses.len());
        for response in &plan.responses {
            items.extend(self.headers(response));
            items.extend(response.forms.iter().map(|form| self.form_items(form)));
            if response.forms.len() > 1 {
                let docs = format!("The body of [`Response::{}`].", response.variant);
                items.extend(self.choice(&response.body_name(), &docs, &response.forms));
            }
            variants.push(self.variant(response));
        }
        let parts = plan.responses.iter().map(parts);
        quote! {
            #items

            #[doc = " What comes back."]
            #[derive(Debug)]
            pub enum Response {
                #(#variants,)*
                #[doc = " What the document does not have."]
                Undocumented(http::Undocumented),
            }

            impl http::Response for Response {
                fn parts(&self) -> http::Parts<'_> {
                    match self {
                        #(#parts,)*
                        Self::Undocumented(response) => http::Parts::undocumented(response),
                    }
                }
            }
        }
    }

    fn variant(&mut self, response: &Response<'_>) -> TokenStream {
        let name = ident(&response.variant);
        let docs = comment_of(&about(response));
        let body = self.body_type(response);
        let headers = response.headers_name().map(|name| ident(&name));
        if !has_fields(response) {
            let body = body.map(|body| quote!((#body)));
            return quote!(#docs #name #body);
        }
        let is_ranged = response.code().is_none();
        let status = is_ranged.then(|| quote!(#[doc = " The status."] status: http::StatusCode,));
        let body = body.map(|body| quote!(#[doc = " The body."] body: #body,));
        let headers =
            headers.map(|headers| quote!(#[doc = " The header fields."] headers: #headers,));
        quote!(#docs #name { #status #headers #body })
    }

    /// The type of a body; `None` where there is none.
    fn body_type(&mut self, response: &Response<'_>) -> Option<TokenStream> {
        match response.forms.as_slice() {
            [] => None,
            [form] => Some(self.form_type(form)),
            _ => {
                let name = ident(&response.body_name());
                Some(quote!(#name))
            }
        }
    }
}

/// Whether a variant has fields with names, for what it holds besides a body.
fn has_fields(response: &Response<'_>) -> bool {
    response.code().is_none() || !response.headers.is_empty()
}

/// The arm that takes a variant apart.
fn parts(response: &Response<'_>) -> TokenStream {
    let variant = ident(&response.variant);
    let is_checked = single(&response.forms).map_or(!response.forms.is_empty(), is_checked);
    let (status, bound_status) = match response.code() {
        Some(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            (quote!(code(#code)), None)
        }
        None => (quote!(of(*status)), Some(quote!(status,))),
    };
    let has_headers = !response.headers.is_empty();
    let headers = has_headers.then(|| quote!(.headers(headers)));
    let body = is_checked.then(|| quote!(.body(body)));
    let pattern = match (has_fields(response), response.forms.is_empty()) {
        (true, is_empty) => {
            let bound_headers = has_headers.then(|| quote!(headers,));
            let bound_body = is_checked.then(|| quote!(body));
            let rest = (!is_checked && !is_empty).then(|| quote!(..));
            quote!(Self::#variant { #bound_status #bound_headers #bound_body #rest })
        }
        (false, true) => quote!(Self::#variant),
        (false, false) if is_checked => quote!(Self::#variant(body)),
        (false, false) => quote!(Self::#variant(_)),
    };
    quote!(#pattern => http::Parts::#status #headers #body)
}

fn about(response: &Response<'_>) -> Vec<String> {
    use countersign_model::Status;
    let status = match response.response.status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "Every status that has no response of its own".to_owned(),
    };
    let description = response.response.description.as_deref().map(lines);
    let mut text = description.unwrap_or_default();
    match text.first_mut() {
        Some(first) => *first = format!("{status}: {first}"),
        None => text.push(status),
    }
    text
}
