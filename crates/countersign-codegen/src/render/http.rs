//! The files of HTTP: operations, and the client of them.

use countersign_model::Diagnostics;

use super::{Header, item};
use crate::emit::{self, client, operations, server};
use crate::name::Named;
use crate::operation::plan;

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

/// `operations.rs`: what client and server share.
pub fn render_operations(named: &Named<'_>, header: Header<'_>) -> (String, Diagnostics) {
    let own = emit::own(named);
    let mut diagnostics = Diagnostics::new();
    let mut items = operations::schemes(named);
    items.push(operations::servers(named));
    for plan in plan(named) {
        let (module, found) = operations::module(named, &own, &plan);
        diagnostics.extend(found);
        items.push(module);
    }
    let text = file(
        header,
        "What client and server share: the operations.",
        items,
    );
    (text, diagnostics)
}

/// `client.rs`: a method an operation.
pub fn render_client(named: &Named<'_>, header: Header<'_>) -> (String, Diagnostics) {
    let own = emit::own(named);
    let plans = plan(named);
    let mut items = client::client(named);
    items.extend(client::methods(named, &own, &plans));
    items.extend(plans.iter().map(client::answer));
    items.splice(0..0, client::imports(&items, &plans));
    (file(header, "The client.", items), Diagnostics::new())
}

/// `server.rs`: a trait with a method an operation, and the router of an implementation.
pub fn render_server(named: &Named<'_>, header: Header<'_>) -> (String, Diagnostics) {
    let own = emit::own(named);
    let (items, diagnostics) = server::server(named, &own);
    (file(header, "The server.", items), diagnostics)
}

/// The text of a file.
pub(crate) fn file(header: Header<'_>, about: &str, items: Vec<syn::Item>) -> String {
    let mut text = format!("{}\n\n//! {about}\n\n", header.line());
    for (lint, reason) in ALLOWED {
        text.push_str(&format!("#![allow({lint}, reason = \"{reason}\")]\n"));
    }
    for one in items {
        text.push('\n');
        text.push_str(&item(one));
    }
    text
}
