//! The server: a trait with a method an operation, and what leads requests to it and its responses back.
//!
//! All that does not depend on an operation's types is the runtime's; what is written here names the types, and reads
//! like the calls that a person would write.

mod api;
mod body;
mod call;
mod multipart;
mod refusal;
mod respond;
mod router;

use std::collections::BTreeSet;

use countersign_model::{Diagnostics, SecurityScheme, Slot};
use proc_macro2::TokenStream;
use quote::quote;

use self::refusal::Shaped;
use super::module::gate_of;
use super::operations::qualify::with_types;
use super::{Emitter, Place, imports};
use crate::name::{Named, field_names};
use crate::operation::{Plan, plan};

/// The items of the server's module, and what could not be said in it.
pub(crate) fn server(place: Place<'_>) -> (Vec<syn::Item>, Diagnostics) {
    let named = place.named;
    let plans = plan(named);
    let mut writer = Writer {
        emitter: Emitter::new(place),
        uses_types: false,
        schemes: schemes(named, &plans),
        shaped: refusal::shaped(named, &plans),
    };
    let mut items = vec![writer.api(&plans)];
    items.extend(writer.router(&plans));
    for (index, plan) in plans.iter().enumerate() {
        let gate = writer.gate([index]);
        let parts = writer.body(plan).into_iter();
        let parts = parts.chain([writer.call(plan), writer.respond(plan)]);
        items.extend(parts.map(|item| -> syn::Item { syn::parse_quote!(#gate #item) }));
    }
    (
        writer.with_imports(items, &plans),
        writer.emitter.diagnostics,
    )
}

/// A security scheme that an operation asks for.
struct Scheme<'a> {
    /// What the document says.
    scheme: &'a SecurityScheme,
    /// The method of the trait that admits callers.
    method: String,
    /// The operations that ask for it.
    operations: Vec<usize>,
}

/// The schemes that are asked for, in the order of the document.
fn schemes<'a>(named: &Named<'a>, plans: &[Plan<'_>]) -> Vec<Scheme<'a>> {
    let groups = plans.iter().flat_map(|plan| &plan.operation.security);
    let asked: BTreeSet<&str> = groups
        .flat_map(|group| group.schemes.iter().map(|(name, _)| name.value.as_str()))
        .collect();
    let schemes = named.api().security_schemes.iter();
    let schemes: Vec<_> = schemes
        .filter(|scheme| asked.contains(scheme.name.value.as_str()))
        .collect();
    let names: Vec<String> = schemes
        .iter()
        .map(|scheme| format!("admit {}", scheme.name.value))
        .collect();
    let taken = plans.iter().map(|plan| plan.name.clone()).collect();
    let methods = field_names(&names, &taken);
    let schemes = schemes.into_iter().zip(methods);
    schemes
        .map(|(scheme, method)| Scheme {
            scheme,
            method,
            operations: asking(plans, &scheme.name.value),
        })
        .collect()
}

/// The operations that ask for a scheme.
fn asking(plans: &[Plan<'_>], scheme: &str) -> Vec<usize> {
    let asks = |plan: &Plan<'_>| {
        let mut names = plan.operation.security.iter().flat_map(|it| &it.schemes);
        names.any(|(name, _)| name.value == scheme)
    };
    let plans = plans.iter().enumerate();
    plans
        .filter(|(_, plan)| asks(plan))
        .map(|(index, _)| index)
        .collect()
}

/// The writer of the module.
struct Writer<'a> {
    emitter: Emitter<'a>,
    /// Whether a type of the document was named.
    uses_types: bool,
    schemes: Vec<Scheme<'a>>,
    shaped: Vec<Shaped>,
}

impl Writer<'_> {
    /// The features of which any has one of these operations.
    fn gate(&self, operations: impl IntoIterator<Item = usize>) -> Option<TokenStream> {
        let layout = self.emitter.place.layout;
        let modules = operations.into_iter();
        gate_of(layout, modules.map(|index| layout.of_operation[index]))
    }

    /// The items with what they need before them.
    fn with_imports(&mut self, items: Vec<syn::Item>, plans: &[Plan<'_>]) -> Vec<syn::Item> {
        self.emitter.imports.extend(["http", "server"]);
        let mut all: Vec<syn::Item> = Vec::new();
        // A document of webhooks alone has no operation that needs them.
        if !plans.is_empty() {
            all.push(syn::parse_quote!(
                use std::future::Future;
            ));
        }
        let imported = imports(&self.emitter.imports).into_iter();
        all.extend(imported.map(|item| -> syn::Item { syn::parse_quote!(#item) }));
        match (plans, self.uses_types) {
            ([], _) => {}
            (_, true) => all.push(syn::parse_quote!(
                use super::{operations, types};
            )),
            (_, false) => all.push(syn::parse_quote!(
                use super::operations;
            )),
        }
        all.extend(items);
        all
    }

    fn slot_type(&mut self, slot: &Slot) -> TokenStream {
        let tokens = self.emitter.slot_type(slot);
        let (tokens, found) = with_types(tokens, self.emitter.own);
        self.uses_types |= found;
        tokens
    }

    /// `Valid<T>`.
    fn valid(&mut self, inner: &TokenStream) -> TokenStream {
        let valid = self.emitter.ours("Valid");
        quote!(#valid<#inner>)
    }
}
