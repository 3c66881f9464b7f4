//! The files of HTTP: operations, and the client of them.

use countersign_model::Diagnostics;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Header, Sources, formatted, item, page};
use crate::emit::module::gate_of;
use crate::emit::{client, operations, server};
use crate::layout::Layout;
use crate::operation::links;
use crate::parallel::in_order;

/// Lints that every file of HTTP has to allow, and why.
const ALLOWED: &[(&str, &str)] = &[
    (
        "clippy::large_enum_variant",
        "a variant is what the document says it is",
    ),
    ("clippy::enum_variant_names", "the names are the document's"),
    (
        "deprecated",
        "deprecated parts still belong to the contract",
    ),
    ("missing_docs", "the document does not describe everything"),
];

/// Lints of a file that features leave parts out of, and why.
const PARTIAL: &[(&str, &str)] = &[("unused", "what is used is up to the features")];

/// What a file has to allow besides what every one has to.
fn allowed(layout: &Layout) -> &'static [(&'static str, &'static str)] {
    match layout.has_features() {
        true => PARTIAL,
        false => &[],
    }
}

impl Sources<'_> {
    /// `operations.rs`: what client and server share.
    pub fn operations(&self) -> (String, Diagnostics) {
        let Sources { named, layout, .. } = self;
        let place = self.root();
        let plans = self.plans();
        let security = operations::Security::of_most(named);
        let made = in_order(plans.len(), |index| {
            let (module, found) = operations::module(place, &security, &plans[index]);
            let gate = gate_of(layout, [layout.of_operation[index]]);
            let module = quote!(#gate #module);
            let text = page::module(&module).unwrap_or_else(|| formatted(module));
            (text, found)
        });
        let mut diagnostics = Diagnostics::new();
        let mut items: Vec<String> = operations::schemes(named).into_iter().map(item).collect();
        items.extend(security.constant(named).map(item));
        items.push(item(operations::servers(named)));
        for (module, found) in made {
            diagnostics.extend(found);
            items.push(module);
        }
        let about = "What client and server share: the operations.";
        (
            file(self.header, about, allowed(layout), &items),
            diagnostics,
        )
    }

    /// `client.rs`: a method an operation.
    pub fn client(&self) -> (String, Diagnostics) {
        let Sources { named, layout, .. } = self;
        let place = self.root();
        let plans = self.plans();
        let made = in_order(plans.len(), |index| {
            let plan = &plans[index];
            let method = client::method(place, plan);
            let names = client::Names::of(&method);
            let (found, not_written) = links(plans, plan);
            let followed = client::links(layout, plans, plan, &found);
            let items = [Some(method), Some(client::answer(plan)), followed];
            let items = items.into_iter().flatten();
            let items: Vec<String> = items.map(|item| gated(layout, index, item)).collect();
            (names, items, not_written)
        });
        let mut diagnostics = Diagnostics::new();
        let names = made.iter().map(|(names, _, _)| *names);
        let mut items: Vec<String> = client::imports(names).into_iter().map(item).collect();
        items.extend(client::client(named).into_iter().map(item));
        for (_, written, not_written) in made {
            items.extend(written);
            diagnostics.extend(not_written);
        }
        let text = file(self.header, "The client.", allowed(layout), &items);
        (text, diagnostics)
    }

    /// `server.rs`: a trait with a method an operation, and the router of an implementation.
    pub fn server(&self) -> (String, Diagnostics) {
        let Sources { layout, .. } = self;
        let place = self.root();
        let server = server::Server::of(place, self.plans());
        let parts = in_order(server.len() + 1, |piece| match piece.checked_sub(1) {
            None => server.head(&item),
            Some(operation) => server.operation(operation, &item),
        });
        let mut items: Vec<String> = server::imports_of(&parts).into_iter().map(item).collect();
        let mut diagnostics = Diagnostics::new();
        for part in parts {
            items.extend(part.items);
            diagnostics.extend(part.diagnostics);
        }
        let text = file(self.header, "The server.", allowed(layout), &items);
        (text, diagnostics)
    }
}

/// The text of a file.
fn file(header: Header<'_>, about: &str, allowed: &[(&str, &str)], items: &[String]) -> String {
    let mut text = format!("{}\n\n//! {about}\n\n", header.line());
    for (lint, reason) in ALLOWED.iter().chain(allowed) {
        text.push_str(&format!("#![allow({lint}, reason = \"{reason}\")]\n"));
    }
    for item in items {
        text.push('\n');
        text.push_str(item);
    }
    text
}

/// An item of one operation, behind the feature of its tag.
fn gated(layout: &Layout, operation: usize, wanted: TokenStream) -> String {
    match gate_of(layout, [layout.of_operation[operation]]) {
        Some(gate) => item(quote!(#gate #wanted)),
        None => item(wanted),
    }
}
