//! The `emit` stage: the named model as Rust items, split by the item that is written.

mod allowance;
mod checked;
pub(crate) mod client;
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
pub(crate) mod operations;
pub(crate) mod server;
mod subject;
mod types;
mod union;
mod written;

use std::collections::BTreeSet;
use std::ops::Range;

use countersign_model::{Code, Definition, Diagnostic, Diagnostics, TypeDef};
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
pub(crate) struct Source<T> {
    /// What the module is about, for its `//!`; one line.
    pub(crate) about: String,
    /// Lints that the file has to allow, and why.
    pub(crate) allowances: Vec<(&'static str, &'static str)>,
    /// The groups of `use` items: std's, then ours.
    pub(crate) imports: Vec<T>,
    /// The types.
    pub(crate) types: Vec<T>,
    /// The module of tests.
    pub(crate) tests: Option<T>,
}

/// Every type of the model, and its examples as tests; cannot fail.
///
/// The diagnostics name what Rust attributes cannot say, such as a `default` without a Rust expression.
pub fn emit(named: &Named<'_>, examples: Examples) -> (TokenStream, Diagnostics) {
    let own = own(named);
    let types = types(named, &own, 0..named.len(), &|item| item.to_token_stream());
    let (source, diagnostics) =
        assemble(named, &own, types, examples, &|item| item.to_token_stream());
    let parts = source
        .imports
        .into_iter()
        .chain(source.types)
        .chain(source.tests);
    (parts.collect(), diagnostics)
}

/// The names that the document itself gives to types.
pub(crate) fn own<'a>(named: &'a Named<'_>) -> Own<'a> {
    named
        .types()
        .map(|(_, names)| names.ident.as_str())
        .collect()
}

/// Names of types that mean the document's, not std's or the runtime's.
pub(crate) type Own<'a> = BTreeSet<&'a str>;

/// Types in a row, and what the file needs for their sake.
pub(crate) struct Types<T> {
    items: Vec<T>,
    imports: BTreeSet<&'static str>,
    lacks_docs: bool,
    diagnostics: Diagnostics,
}

impl<T> Types<T> {
    /// No types.
    pub(crate) fn new() -> Self {
        Types {
            items: Vec::new(),
            imports: BTreeSet::new(),
            lacks_docs: false,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Adds the types that follow these.
    pub(crate) fn append(&mut self, mut next: Types<T>) {
        self.items.append(&mut next.items);
        self.imports.append(&mut next.imports);
        self.lacks_docs |= next.lacks_docs;
        self.diagnostics.extend(next.diagnostics);
    }
}

/// Writes the types of a range of the model, each at once turned into the form that is wanted.
pub(crate) fn types<T>(
    named: &Named<'_>,
    own: &Own<'_>,
    range: Range<usize>,
    form: &impl Fn(syn::Item) -> T,
) -> Types<T> {
    let mut emitter = Emitter::new(named, own);
    let mut items = Vec::with_capacity(range.len());
    let mut lacks_docs = false;
    for (definition, names) in named.types().skip(range.start).take(range.len()) {
        let item = emitter.item(definition, names);
        lacks_docs |= allowance::lacks_docs(&item);
        items.push(form(item));
    }
    Types {
        items,
        imports: emitter.imports,
        lacks_docs,
        diagnostics: emitter.diagnostics,
    }
}

/// The types with all that stands around them.
pub(crate) fn assemble<T>(
    named: &Named<'_>,
    own: &Own<'_>,
    types: Types<T>,
    examples: Examples,
    form: &impl Fn(syn::Item) -> T,
) -> (Source<T>, Diagnostics) {
    let mut emitter = Emitter::new(named, own);
    let tests = match examples {
        Examples::Tested => emitter.tests(),
        Examples::Omitted => None,
    };
    let mut diagnostics = types.diagnostics;
    diagnostics.extend(emitter.diagnostics);
    let source = Source {
        about: docs::about(named.api()),
        allowances: allowance::of_file(named, types.lacks_docs),
        imports: imports(&types.imports).into_iter().map(form).collect(),
        types: types.items,
        tests: tests.map(form),
    };
    (source, diagnostics)
}

/// `use` items for what types turned out to name.
fn imports(names: &BTreeSet<&'static str>) -> Vec<syn::Item> {
    let mut items = Vec::new();
    if names.contains("BTreeMap") {
        items.push(syn::parse_quote!(
            use std::collections::BTreeMap;
        ));
    }
    let ours: Vec<syn::Ident> = names
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

/// What the writers of the single items share: the names, and what the items turned out to need.
struct Emitter<'a> {
    named: &'a Named<'a>,
    own: &'a Own<'a>,
    imports: BTreeSet<&'static str>,
    diagnostics: Diagnostics,
}

impl<'a> Emitter<'a> {
    fn new(named: &'a Named<'a>, own: &'a Own<'a>) -> Self {
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
            Definition::Union(union) => self.union(definition, union, names),
            Definition::Newtype(slot) => self.newtype(definition, slot, names),
            Definition::Checked(checked) => self.checked(definition, checked.schema, names),
        }
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
