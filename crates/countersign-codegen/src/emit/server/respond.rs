//! The responses of one operation on their way out: each variant with the case and the media type that it stands for.

use countersign_model::Method;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::name::ident;
use crate::operation::{Form, Kind, Plan, Response, Value, single};

/// The framing of the items of a body.
pub(super) fn framing(form: &Form<'_>) -> TokenStream {
    match form.kind {
        Kind::Events => quote!(http::Framing::Events),
        Kind::EventData => quote!(http::Framing::EventData),
        Kind::Sequence => quote!(http::Framing::Sequence),
        _ => quote!(http::Framing::Lines),
    }
}

impl Writer<'_> {
    pub(super) fn respond(&mut self, plan: &Plan<'_>) -> TokenStream {
        let module = ident(&plan.name);
        let arms: Vec<TokenStream> = plan
            .responses
            .iter()
            .enumerate()
            .map(|(index, response)| arm(plan, index, response))
            .collect();
        let uses = match plan.responses.is_empty() {
            true => quote!(use operations::#module::Response;),
            false => quote!(use operations::#module::{OPERATION, Response};),
        };
        quote! {
            impl server::Respond for operations::#module::Response {
                fn reply(self) -> Result<server::Reply, server::Refusal> {
                    #uses
                    match self {
                        #(#arms,)*
                        Response::Undocumented(response) => Ok(server::Reply::undocumented(response)),
                    }
                }
            }
        }
    }
}

fn arm(plan: &Plan<'_>, index: usize, response: &Response<'_>) -> TokenStream {
    let variant = ident(&response.variant);
    let has_headers = response.headers_name().is_some();
    let has_body = !response.forms.is_empty();
    let is_ranged = response.code().is_none();
    let [headers, body, status] = [
        has_headers.then(|| quote!(headers,)),
        has_body.then(|| quote!(body,)),
        is_ranged.then(|| quote!(status,)),
    ];
    let pattern = match (has_headers || is_ranged, has_body) {
        (true, _) => quote!(Response::#variant { #status #headers #body }),
        (false, true) => quote!(Response::#variant(body)),
        (false, false) => quote!(Response::#variant),
    };
    let status = match response.code() {
        Some(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(http::status(#code))
        }
        None => quote!(status),
    };
    let case = Literal::usize_unsuffixed(index);
    let headers = has_headers.then(|| quote!(.headers(&headers)?));
    let of_type = type_of_head(plan, response).map(|name| quote!(.of_type(#name)));
    let reply = quote!(server::Reply::new(&OPERATION, #case, #status)#headers #of_type);
    let value = match single(&response.forms) {
        Some(form) => written(&reply, 0, form),
        None if has_body => choice(plan, response, &reply),
        None => quote!(Ok(#reply)),
    };
    quote!(#pattern => #value)
}

/// The media type that a response to `HEAD` has without having a body.
fn type_of_head<'a>(plan: &Plan<'_>, response: &'a Response<'_>) -> Option<&'a str> {
    let media = response.response.content.first()?;
    let is_head = plan.operation.method == Method::Head;
    (is_head && !media.name.contains('*')).then_some(media.name.as_str())
}

fn choice(plan: &Plan<'_>, response: &Response<'_>, reply: &TokenStream) -> TokenStream {
    let (module, name) = (ident(&plan.name), ident(&response.body_name()));
    let arms = response.forms.iter().enumerate().map(|(index, form)| {
        let variant = ident(&form.variant);
        let written = written(&quote!(reply), index, form);
        quote!(operations::#module::#name::#variant(body) => #written)
    });
    quote! {{
        let reply = #reply;
        match body {
            #(#arms,)*
        }
    }}
}

/// The reply with a body.
fn written(reply: &TokenStream, index: usize, form: &Form<'_>) -> TokenStream {
    let media = Literal::usize_unsuffixed(index);
    match &form.value {
        Value::Typed(_) => quote!(#reply.body(#media, &body)),
        Value::Bytes => quote!(Ok(#reply.bytes(#media, body))),
        Value::Content | Value::Multipart(_) => quote!(Ok(#reply.content(#media, body))),
        Value::Items(_) => {
            let framing = framing(form);
            quote!(Ok(#reply.items(#media, #framing, body)))
        }
    }
}
