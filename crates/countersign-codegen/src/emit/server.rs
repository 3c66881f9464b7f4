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
use crate::operation::Plan;

/// What the module of a server is made from. Its parts do not know of each other: several threads write them.
pub(crate) struct Server<'a> {
    place: Place<'a>,
    plans: &'a [Plan<'a>],
    schemes: Vec<Scheme<'a>>,
    shaped: Vec<Shaped>,
}

/// Some items of the module, each formatted in the form `T`, and what they need.
pub(crate) struct Part<T> {
    pub(crate) items: Vec<T>,
    imports: BTreeSet<&'static str>,
    uses_types: bool,
    pub(crate) diagnostics: Diagnostics,
}

impl<'a> Server<'a> {
    pub(crate) fn of(place: Place<'a>, plans: &'a [Plan<'a>]) -> Server<'a> {
        Server {
            place,
            schemes: schemes(place.named, plans),
            shaped: refusal::shaped(place.named, plans),
            plans,
        }
    }

    /// How many operations there are.
    pub(crate) fn len(&self) -> usize {
        self.plans.len()
    }

    /// The trait and the router.
    pub(crate) fn head<T>(&self, format: &impl Fn(TokenStream) -> T) -> Part<T> {
        let mut writer = self.writer();
        let mut items = vec![writer.api(self.plans)];
        items.extend(writer.router(self.plans));
        writer.part(items, format)
    }

    /// What leads requests to one operation, and its responses back.
    pub(crate) fn operation<T>(&self, index: usize, format: &impl Fn(TokenStream) -> T) -> Part<T> {
        let mut writer = self.writer();
        let plan = &self.plans[index];
        let parts = writer.body(plan).into_iter();
        let mut items: Vec<TokenStream> = parts
            .chain([writer.call(plan), writer.respond(plan)])
            .collect();
        if let Some(gate) = writer.gate([index]) {
            let gated = items.into_iter();
            items = gated.map(|item| quote!(#gate #item)).collect();
        }
        writer.part(items, format)
    }

    fn writer(&self) -> Writer<'_> {
        Writer {
            emitter: Emitter::new(self.place),
            uses_types: false,
            schemes: &self.schemes,
            shaped: &self.shaped,
        }
    }
}

/// What the parts need from elsewhere.
pub(crate) fn imports_of<T>(parts: &[Part<T>]) -> Vec<TokenStream> {
    let mut names: BTreeSet<&'static str> =
        parts.iter().flat_map(|it| &it.imports).copied().collect();
    names.extend(["http", "server"]);
    let mut all: Vec<TokenStream> = Vec::new();
    // The first part is the head. A document of webhooks alone has no other, and no operation that needs these.
    let has_operations = parts.len() > 1;
    if has_operations {
        all.push(quote!(
            use std::future::Future;
        ));
    }
    let imported = imports(&names).into_iter();
    all.extend(imported);
    match (has_operations, parts.iter().any(|part| part.uses_types)) {
        (false, _) => {}
        (true, true) => all.push(quote!(
            use super::{operations, types};
        )),
        (true, false) => all.push(quote!(
            use super::operations;
        )),
    }
    all
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
    schemes: &'a [Scheme<'a>],
    shaped: &'a [Shaped],
}

impl Writer<'_> {
    /// The features of which any has one of these operations.
    fn gate(&self, operations: impl IntoIterator<Item = usize>) -> Option<TokenStream> {
        let layout = self.emitter.place.layout;
        let modules = operations.into_iter();
        gate_of(layout, modules.map(|index| layout.of_operation[index]))
    }

    fn part<T>(self, items: Vec<TokenStream>, format: &impl Fn(TokenStream) -> T) -> Part<T> {
        Part {
            items: items.into_iter().map(format).collect(),
            imports: self.emitter.imports,
            uses_types: self.uses_types,
            diagnostics: self.emitter.diagnostics,
        }
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
