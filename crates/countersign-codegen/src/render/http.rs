//! The files of HTTP: operations, and the client of them.

use countersign_model::Diagnostics;
use quote::ToTokens;

use super::{Header, formatted};
use crate::emit::{self, Place, client, operations, server};
use crate::layout::{Layout, Modules, ROOT};
use crate::name::Named;
use crate::operation::plan;
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

/// `operations.rs`: what client and server share.
pub fn render_operations(named: &Named<'_>, header: Header<'_>) -> (String, Diagnostics) {
    let layout = Layout::of(named, Modules::One);
    let place = Place {
        named,
        own: &emit::own(named),
        layout: &layout,
        module: ROOT,
    };
    let plans = plan(named);
    let made = in_order(plans.len(), |index| {
        let (module, found) = operations::module(place, &plans[index]);
        (item(module), found)
    });
    let mut diagnostics = Diagnostics::new();
    let mut items: Vec<String> = operations::schemes(named).into_iter().map(item).collect();
    items.push(item(operations::servers(named)));
    for (module, found) in made {
        diagnostics.extend(found);
        items.push(module);
    }
    let about = "What client and server share: the operations.";
    (file(header, about, &items), diagnostics)
}

/// `client.rs`: a method an operation.
pub fn render_client(named: &Named<'_>, header: Header<'_>) -> (String, Diagnostics) {
    let layout = Layout::of(named, Modules::One);
    let place = Place {
        named,
        own: &emit::own(named),
        layout: &layout,
        module: ROOT,
    };
    let plans = plan(named);
    let made = in_order(plans.len(), |index| {
        let method = client::method(place, &plans[index]);
        let names = client::Names::of(&method);
        let answer = client::answer(&plans[index]);
        (names, item(method), item(answer))
    });
    let names = made.iter().map(|(names, _, _)| *names);
    let mut items: Vec<String> = client::imports(names).into_iter().map(item).collect();
    items.extend(client::client(named).into_iter().map(item));
    for (_, method, answer) in made {
        items.extend([method, answer]);
    }
    (file(header, "The client.", &items), Diagnostics::new())
}

/// `server.rs`: a trait with a method an operation, and the router of an implementation.
pub fn render_server(named: &Named<'_>, header: Header<'_>) -> (String, Diagnostics) {
    let layout = Layout::of(named, Modules::One);
    let place = Place {
        named,
        own: &emit::own(named),
        layout: &layout,
        module: ROOT,
    };
    let (items, diagnostics) = server::server(place);
    let items: Vec<String> = items.into_iter().map(item).collect();
    (file(header, "The server.", &items), diagnostics)
}

/// The text of a file.
fn file(header: Header<'_>, about: &str, items: &[String]) -> String {
    let mut text = format!("{}\n\n//! {about}\n\n", header.line());
    for (lint, reason) in ALLOWED {
        text.push_str(&format!("#![allow({lint}, reason = \"{reason}\")]\n"));
    }
    for item in items {
        text.push('\n');
        text.push_str(item);
    }
    text
}

fn item(item: syn::Item) -> String {
    formatted(item.into_token_stream())
}
