//! The reader of a body that is more than one value of a schema: of several media types, of parts, of bytes, of items.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Writer;
use super::respond::framing;
use crate::name::ident;
use crate::operation::{Body, Form, Plan, Value};

/// Whether the runtime reads the body without any help.
pub(super) fn is_plain(body: &Body<'_>) -> bool {
    body.single()
        .is_some_and(|form| matches!(form.value, Value::Typed(_)))
}

/// The function that reads a body.
pub(super) fn reader_name(plan: &Plan<'_>) -> Ident {
    ident(&format!("body_of_{}", plan.name))
}

impl Writer<'_> {
    /// The reader of the body, where one is needed.
    pub(super) fn body(&mut self, plan: &Plan<'_>) -> Option<TokenStream> {
        let body = plan.body.as_ref().filter(|body| !is_plain(body))?;
        let kind = self.body_type(plan, body);
        let reader = reader_name(plan);
        let arms: Vec<TokenStream> = body
            .forms
            .iter()
            .enumerate()
            .map(|(index, form)| self.arm(plan, body, index, form))
            .collect();
        let module = ident(&plan.name);
        let choice = body
            .single()
            .is_none()
            .then(|| quote!(use operations::#module::Body;));
        let is_checked = match body.single() {
            Some(form) => matches!(form.value, Value::Multipart(_)),
            None => true,
        };
        let result = match is_checked {
            true => quote!(server::valid(body).map(Some)),
            false => quote!(Ok(Some(body))),
        };
        Some(quote! {
            async fn #reader(input: &mut server::Input) -> Result<Option<#kind>, server::Refusal> {
                #choice
                let body = match input.media()? {
                    #(#arms,)*
                    _ => return Ok(None),
                };
                #result
            }
        })
    }

    fn arm(
        &mut self,
        plan: &Plan<'_>,
        body: &Body<'_>,
        index: usize,
        form: &Form<'_>,
    ) -> TokenStream {
        let media = Literal::usize_unsuffixed(index);
        let value = match &form.value {
            Value::Typed(_) => quote!(input.value(#media).await?),
            Value::Bytes => quote!(input.bytes()?),
            Value::Content => quote!(input.content()?),
            Value::Items(_) => {
                let framing = framing(form);
                quote!(input.items(#framing)?)
            }
            Value::Multipart(multipart) => self.parts(plan, multipart, &media),
        };
        let value = match body.single() {
            Some(_) => value,
            None => {
                let variant = ident(&form.variant);
                quote!(Body::#variant(#value))
            }
        };
        quote!(Some(#media) => #value)
    }
}
