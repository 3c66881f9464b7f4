//! Operations as modules: what client and server share. Each has a description, parameters, a body and its responses.

mod body;
mod multipart;
mod parameters;
pub(super) mod qualify;
mod response;
mod security;
mod table;

use std::collections::BTreeSet;

use countersign_model::{Code, Diagnostic, Diagnostics, Shape, Slot, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::docs::comment_of;
use super::{Emitter, Place, imports};
use crate::name::ident;
use crate::operation::{Body, Form, Plan, Typed, Value};

pub(crate) use self::qualify::names;
pub(crate) use self::security::{Security, schemes};
pub(crate) use self::table::servers;

/// The module of an operation, and what could not be said in it.
pub(crate) fn module(
    place: Place<'_>,
    security: &Security<'_>,
    plan: &Plan<'_>,
) -> (TokenStream, Diagnostics) {
    let mut writer = Writer::new(place, security);
    let items = writer.items(plan);
    let imports = imports(&writer.emitter.imports);
    let types = writer.uses_types.then(|| {
        quote!(
            use super::super::types;
        )
    });
    let docs = comment_of(&headline(plan));
    let name = ident(&plan.name);
    let module = quote! {
        #docs
        pub mod #name {
            #(#imports)*
            #types
            #items
        }
    };
    (module, writer.emitter.diagnostics)
}

/// `GET /books/{isbn}`, with what the document says about it.
pub(crate) fn headline(plan: &Plan<'_>) -> Vec<String> {
    let operation = plan.operation;
    let text = |text: &Option<String>| text.as_deref().map(super::markdown::lines);
    let mut lines = text(&operation.summary).unwrap_or_default();
    let method = operation.method.as_str();
    let path = super::one_line(&operation.path).replace('`', "'");
    lines.splice(0..0, [format!("`{method} {path}`"), String::new()]);
    if let Some(description) = text(&operation.description) {
        lines.push(String::new());
        lines.extend(description);
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The type of a body that is the only one of its request, as other modules name it.
pub(crate) fn body_type(place: Place<'_>, plan: &Plan<'_>, form: &Form<'_>) -> TokenStream {
    let module = ident(&plan.name);
    let newtype = match &form.value {
        Value::Typed(typed) | Value::Items(typed) => typed.newtype.as_ref(),
        Value::Multipart(multipart) => Some(&multipart.name),
        Value::Bytes | Value::Content => None,
    };
    if let Some(name) = newtype {
        let name = ident(name);
        let own = quote!(operations::#module::#name);
        return match form.value {
            Value::Items(_) => quote!(http::Items<#own>),
            _ => own,
        };
    }
    let none = Security::default();
    let mut writer = Writer::new(place, &none);
    let full = BTreeSet::from(["Value", "DateTime", "Date", "Maybe", "BTreeMap"]);
    qualify::in_full(writer.form_type(form), &full)
}

/// The writer of one module.
struct Writer<'a> {
    emitter: Emitter<'a>,
    /// What most operations require.
    security: &'a Security<'a>,
    /// Whether a type of the document was named.
    uses_types: bool,
}

impl<'a> Writer<'a> {
    fn new(place: Place<'a>, security: &'a Security<'a>) -> Self {
        Self {
            emitter: Emitter::new(place),
            security,
            uses_types: false,
        }
    }
}

impl Writer<'_> {
    fn items(&mut self, plan: &Plan<'_>) -> TokenStream {
        let table = self.table(plan);
        self.report_bytes(plan);
        let parameters = self.parameters(plan);
        let body = plan.body.as_ref().map(|body| self.body(body));
        let responses = self.responses(plan);
        quote!(#table #parameters #body #responses)
    }

    fn body(&mut self, body: &Body<'_>) -> TokenStream {
        let parts: TokenStream = body
            .forms
            .iter()
            .map(|form| self.form_items(form))
            .collect();
        let choice = match body.single() {
            Some(_) => TokenStream::new(),
            None => self.choice("Body", "The body in one of its media types.", &body.forms),
        };
        quote!(#parts #choice)
    }

    /// Says which bodies are handed over as bytes though they have a schema (law 6).
    fn report_bytes(&mut self, plan: &Plan<'_>) {
        let answers = plan.responses.iter().flat_map(|response| &response.forms);
        let forms = plan.body.iter().flat_map(|body| &body.forms).chain(answers);
        let is_structured = |slot: &Slot| !matches!(slot.shape, Shape::Any | Shape::String(_));
        let mut media: BTreeSet<&str> = BTreeSet::new();
        for form in forms {
            let is_bytes = matches!(form.value, Value::Bytes | Value::Content);
            if is_bytes && form.media.slot.as_ref().is_some_and(is_structured) {
                media.insert(&form.media.name);
            }
        }
        for name in media {
            let message = format!("body `{name}` is taken as bytes, its schema is not enforced");
            let diagnostic = Diagnostic::warning(Code::BodyNotRead, message);
            let diagnostic = diagnostic.at(plan.operation.span, "of this operation");
            self.emitter.diagnostics.push(diagnostic);
        }
    }

    /// The types that a body needs besides those of the document.
    fn form_items(&mut self, form: &Form<'_>) -> TokenStream {
        match &form.value {
            Value::Typed(typed) | Value::Items(typed) => self.newtype(typed),
            Value::Multipart(multipart) => self.multipart(multipart),
            Value::Bytes | Value::Content => TokenStream::new(),
        }
    }

    /// The Rust type of a body.
    fn form_type(&mut self, form: &Form<'_>) -> TokenStream {
        match &form.value {
            Value::Typed(typed) => self.typed(typed, form),
            Value::Items(typed) => {
                let item = self.typed(typed, form);
                self.http();
                quote!(http::Items<#item>)
            }
            Value::Multipart(multipart) => {
                let name = ident(&multipart.name);
                quote!(#name)
            }
            Value::Bytes => {
                self.http();
                quote!(http::Body)
            }
            Value::Content => {
                self.http();
                quote!(http::Content)
            }
        }
    }

    fn typed(&mut self, typed: &Typed<'_>, form: &Form<'_>) -> TokenStream {
        match (&typed.newtype, typed.slot) {
            (Some(name), _) => {
                let name = ident(name);
                quote!(#name)
            }
            (None, Some(slot)) => self.slot_type(slot),
            (None, None) if form.kind == crate::operation::Kind::Text => quote!(String),
            (None, None) => {
                let value = self.emitter.ours("Value");
                quote!(#value)
            }
        }
    }

    fn slot_type(&mut self, slot: &Slot) -> TokenStream {
        let tokens = self.emitter.slot_type(slot);
        self.qualified(tokens)
    }

    /// Types of the document, by their module.
    fn qualified(&mut self, tokens: TokenStream) -> TokenStream {
        let (tokens, found) = qualify::with_types(tokens, self.emitter.own);
        self.uses_types |= found;
        tokens
    }

    /// Imports the runtime's module of HTTP.
    fn http(&mut self) {
        self.emitter.imports.insert("http");
    }

    fn attribute(&mut self, slot: &Slot, definition: &TypeDef) -> TokenStream {
        super::contract::attribute(&self.emitter.assertions(slot, definition))
    }
}
