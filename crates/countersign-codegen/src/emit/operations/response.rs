//! The response enum of an operation: every documented status, range and default, and what is none of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use super::body::is_checked;
use crate::emit::docs::comment_of;
use crate::emit::markdown::lines;
use crate::name::ident;
use crate::operation::{Plan, Response, single};

/// The parts of a variant.
struct Parts {
    declaration: TokenStream,
    check: TokenStream,
    status: TokenStream,
}

impl Writer<'_> {
    pub(super) fn responses(&mut self, plan: &Plan<'_>) -> TokenStream {
        self.http();
        let mut items = TokenStream::new();
        let mut parts = Vec::with_capacity(plan.responses.len());
        for response in &plan.responses {
            items.extend(self.headers(response));
            items.extend(response.forms.iter().map(|form| self.form_items(form)));
            if response.forms.len() > 1 {
                let docs = format!("The body of [`Response::{}`].", response.variant);
                items.extend(self.choice(&response.body_name(), &docs, &response.forms));
            }
            parts.push(self.variant(response));
        }
        let variants = parts.iter().map(|parts| &parts.declaration);
        let statuses = parts.iter().map(|parts| &parts.status);
        let mut arms: Vec<TokenStream> = parts.iter().map(|parts| parts.check.clone()).collect();
        arms.push(quote!(Self::Undocumented(_) => {}));
        let checks_something = plan
            .responses
            .iter()
            .any(|response| !response.headers.is_empty() || response.forms.iter().any(is_checked));
        let check = self.check(&arms, checks_something);
        let validate = self.emitter.ours("Validate");
        quote! {
            #items

            #[doc = " What comes back."]
            #[derive(Debug)]
            pub enum Response {
                #(#variants,)*
                #[doc = " What the document does not have."]
                Undocumented(http::Undocumented),
            }

            impl #validate for Response { #check }

            impl http::Response for Response {
                fn status(&self) -> http::StatusCode {
                    match self {
                        #(#statuses,)*
                        Self::Undocumented(response) => response.status,
                    }
                }

                fn is_documented(&self) -> bool {
                    !matches!(self, Self::Undocumented(_))
                }
            }
        }
    }

    fn variant(&mut self, response: &Response<'_>) -> Parts {
        let name = ident(&response.variant);
        let docs = comment_of(&about(response));
        let body = self.body_type(response);
        let headers = response.headers_name().map(|name| ident(&name));
        let is_ranged = response.code().is_none();
        let code = response.code().map(status_code);
        let has_check = single(&response.forms).map_or(!response.forms.is_empty(), is_checked);
        let check_body = has_check.then(|| quote!(body.check(at, violations);));
        if headers.is_none() && !is_ranged {
            return match body {
                None => Parts {
                    declaration: quote!(#docs #name),
                    check: quote!(Self::#name => {}),
                    status: quote!(Self::#name => #code),
                },
                Some(body) => Parts {
                    declaration: quote!(#docs #name(#body)),
                    check: match has_check {
                        true => quote!(Self::#name(body) => body.check(at, violations)),
                        false => quote!(Self::#name(_) => {}),
                    },
                    status: quote!(Self::#name(_) => #code),
                },
            };
        }
        let status = is_ranged.then(|| quote!(#[doc = " The status."] status: http::StatusCode,));
        let body_field = body.map(|body| quote!(#[doc = " The body."] body: #body,));
        let headers_field =
            headers.map(|headers| quote!(#[doc = " The header fields."] headers: #headers,));
        let check_headers = headers_field
            .is_some()
            .then(|| quote!(headers.check(&at.property("headers"), violations);));
        let bound_headers = check_headers.is_some().then(|| quote!(headers,));
        let bound_body = check_body.is_some().then(|| quote!(body,));
        Parts {
            declaration: quote!(#docs #name { #status #headers_field #body_field }),
            check: quote!(Self::#name { #bound_headers #bound_body .. } => { #check_headers #check_body }),
            status: match code {
                Some(code) => quote!(Self::#name { .. } => #code),
                None => quote!(Self::#name { status, .. } => *status),
            },
        }
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

/// The associated constant of a status, or the number where it has none.
fn status_code(code: u16) -> TokenStream {
    let code = proc_macro2::Literal::u16_unsuffixed(code);
    quote!(http::status(#code))
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
