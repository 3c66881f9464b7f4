//! The whole of generation: whatever the document, what comes out is Rust, and its names do not collide.

use std::collections::BTreeSet;

use countersign_codegen::{Examples, Header, name, render};
use countersign_model::Api;
use syn::{Fields, Item, visit::Visit};

use super::document::{compiled, of_schema};

/// A schema through resolution and lowering.
pub fn lower(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    compiled("a.yaml", of_schema(&text).as_bytes());
}

/// A schema, or a whole document where the text begins with `openapi`, to Rust.
pub fn generate(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let document = if text.trim_start().starts_with("openapi") {
        text.into_owned()
    } else {
        of_schema(&text)
    };
    if let Some(api) = compiled("a.yaml", document.as_bytes()) {
        rust(&api);
    }
}

/// The types of an API as Rust, which has to parse, with no two things of one name.
pub(crate) fn rust(api: &Api) {
    let (named, _) = name(api);
    let header = Header {
        source: "a.yaml",
        command: "cargo fuzz",
    };
    let (text, diagnostics) = render(&named, Examples::Tested, header);
    assert!(!diagnostics.has_errors(), "emission failed");
    let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    Distinct.visit_file(&file);
}

/// Panics on two things of one name.
struct Distinct;

impl Distinct {
    fn check(what: &str, names: impl Iterator<Item = String>) {
        let mut seen = BTreeSet::new();
        for name in names {
            assert!(seen.insert(name.clone()), "two {what} `{name}`");
        }
    }
}

impl<'ast> Visit<'ast> for Distinct {
    fn visit_file(&mut self, file: &'ast syn::File) {
        let names = file.items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        });
        Self::check("items", names);
        syn::visit::visit_file(self, file);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        Self::check(
            "variants",
            item.variants.iter().map(|it| it.ident.to_string()),
        );
        syn::visit::visit_item_enum(self, item);
    }

    fn visit_fields(&mut self, fields: &'ast Fields) {
        let names = fields.iter().filter_map(|field| field.ident.as_ref());
        Self::check("fields", names.map(ToString::to_string));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let items = item.content.iter().flat_map(|(_, items)| items);
        let names = items.filter_map(|item| match item {
            Item::Fn(item) => Some(item.sig.ident.to_string()),
            _ => None,
        });
        Self::check("functions", names);
    }
}
