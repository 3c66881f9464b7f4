//! The `emit` stage: the named model as Rust items, split by the item that is written.

mod allowance;
mod contract;
mod default;
mod docs;
mod enumeration;
mod example;
mod json;
mod literal;
mod markdown;
mod newtype;
mod object;
mod subject;
mod types;
mod union;
mod written;

use std::collections::BTreeSet;

use countersign_model::{Code, Definition, Diagnostic, Diagnostics, Shape, Slot, TypeDef};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::name::{Named, Names};

pub(crate) use self::docs::one_line;

/// Which parts of the source are wanted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Examples {
    /// The examples of the document become tests.
    #[default]
    Tested,
    /// They are left out.
    Omitted,
}

/// The Rust source of an API, as items in the order of the document.
#[derive(Clone, Debug)]
pub struct Source {
    /// What the module is about, for its `//!`; one line.
    pub(crate) about: String,
    /// Lints that the file has to allow, and why.
    pub(crate) allowances: Vec<(&'static str, &'static str)>,
    /// Imports, types, tests.
    pub(crate) items: Vec<syn::Item>,
}

impl Source {
    /// The items, as they are written to a file.
    #[must_use]
    pub fn items(&self) -> &[syn::Item] {
        &self.items
    }

    /// The items as tokens.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        self.items.iter().map(ToTokens::to_token_stream).collect()
    }
}

/// Writes every type of the model, and its examples as tests; cannot fail.
///
/// The diagnostics name what Rust attributes cannot say, such as a `default` without a Rust expression.
pub fn emit(named: &Named<'_>, examples: Examples) -> (Source, Diagnostics) {
    let mut emitter = Emitter::new(named);
    let types: Vec<syn::Item> = named
        .types()
        .map(|(definition, names)| emitter.item(definition, names))
        .collect();
    let tests = match examples {
        Examples::Tested => emitter.tests(),
        Examples::Omitted => None,
    };
    let allowances = emitter.file_allowances(&types);
    let mut items = emitter.imports();
    items.extend(types);
    items.extend(tests);
    let about = docs::about(named.api());
    (
        Source {
            about,
            allowances,
            items,
        },
        emitter.diagnostics,
    )
}

/// What the writers of the single items share: the names, and what the items turned out to need.
struct Emitter<'a> {
    named: &'a Named<'a>,
    own: BTreeSet<&'a str>,
    imports: BTreeSet<&'static str>,
    diagnostics: Diagnostics,
}

impl<'a> Emitter<'a> {
    fn new(named: &'a Named<'a>) -> Self {
        let own = named
            .types()
            .map(|(_, names)| names.ident.as_str())
            .collect();
        Emitter {
            named,
            own,
            imports: BTreeSet::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    fn item(&mut self, definition: &TypeDef, names: &Names) -> syn::Item {
        match &definition.definition {
            Definition::Object(object) => self.object(definition, object, names),
            Definition::Enumeration(enumeration) => {
                self.enumeration(definition, enumeration, names)
            }
            Definition::Union(union) => self.union(definition, &union.variants, names),
            Definition::Newtype(slot) => self.newtype(definition, slot, names),
            Definition::Checked(_) => self.newtype(definition, &Slot::new(Shape::Any), names),
        }
    }

    /// `use` items for what the types turned out to name.
    fn imports(&self) -> Vec<syn::Item> {
        let mut items = Vec::new();
        if self.imports.contains("BTreeMap") {
            items.push(syn::parse_quote!(
                use std::collections::BTreeMap;
            ));
        }
        let ours: Vec<syn::Ident> = self
            .imports
            .iter()
            .filter(|name| **name != "BTreeMap")
            .map(|name| crate::name::ident(name))
            .collect();
        match ours.as_slice() {
            [] => {}
            [one] => items.push(syn::parse_quote!(use countersign::#one;)),
            several => items.push(syn::parse_quote!(use countersign::{#(#several),*};)),
        }
        items
    }

    /// The derive of every type; string enumerations are `Eq` and `Hash` besides.
    fn derive(&mut self, definition: &Definition) -> TokenStream {
        let contract = self.ours("Contract");
        match definition {
            Definition::Enumeration(_) => {
                quote!(#[derive(Clone, Debug, PartialEq, Eq, Hash, #contract)])
            }
            _ => quote!(#[derive(Clone, Debug, PartialEq, #contract)]),
        }
    }

    /// Says what an attribute cannot.
    fn warn(&mut self, code: Code, definition: &TypeDef, message: String, label: &str) {
        if let Some(schema) = self.named.api().schema(definition.schema) {
            self.diagnostics
                .push(Diagnostic::warning(code, message).at(schema.origin.span, label));
        }
    }
}
