//! The `emit` stage: the named model as Rust items, split by the item that is written.

mod alias;
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
pub(crate) mod module;
mod newtype;
mod object;
pub(crate) mod operations;
pub(crate) mod server;
mod subject;
mod types;
mod union;
mod written;

use std::collections::BTreeSet;

use countersign_json::formats::{OPT_IN, asserted};
use countersign_model::{Code, Definition, Diagnostic, Diagnostics, TypeDef, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::{Layout, ROOT, Style};
use crate::name::{Named, Names};

pub(crate) use self::docs::one_line;
pub(crate) use self::example::Tests;
pub use self::types::is_type_path;

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
    /// Features of the runtime that it does not have by default, and the types need.
    pub(crate) features: BTreeSet<&'static str>,
    /// Lints that the file has to allow, and why.
    pub(crate) allowances: Vec<(&'static str, &'static str)>,
    /// What the types need from elsewhere: std's, ours, those of the root; then the modules inside.
    pub(crate) imports: Vec<T>,
    /// The types.
    pub(crate) types: Vec<T>,
}

/// Every type of the model, and its examples as tests; cannot fail.
///
/// The diagnostics name what Rust attributes cannot say, such as a `default` without a Rust expression.
pub fn emit(named: &Named<'_>, examples: Examples) -> (TokenStream, Diagnostics) {
    let layout = Layout::of(named, Style::default());
    let place = Place {
        named,
        own: &own(named),
        layout: &layout,
        module: ROOT,
    };
    let same = |item: TokenStream| item;
    let types = types(place, &layout.modules[ROOT].types, &same);
    let (source, mut diagnostics) = assemble(place, types, &same);
    let (tests, found) = tests(place, examples);
    diagnostics.extend(found);
    let parts = source
        .imports
        .into_iter()
        .chain(source.types)
        .chain(tests.map(|tests| tests.module(&tests.tests)));
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

/// Where items are written.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The model.
    pub(crate) named: &'a Named<'a>,
    /// Its types' names.
    pub(crate) own: &'a Own<'a>,
    /// Which module each type stands in.
    pub(crate) layout: &'a Layout,
    /// The module that is written.
    pub(crate) module: usize,
}

/// Types in a row, and what the file needs for their sake.
pub(crate) struct Types<T> {
    items: Vec<T>,
    imports: BTreeSet<&'static str>,
    shared: BTreeSet<TypeId>,
    features: BTreeSet<&'static str>,
    /// Whether the document does not describe every part of them.
    pub(crate) lacks_docs: bool,
    diagnostics: Diagnostics,
}

impl<T> Types<T> {
    /// No types.
    pub(crate) fn new() -> Self {
        Types {
            items: Vec::new(),
            imports: BTreeSet::new(),
            shared: BTreeSet::new(),
            features: BTreeSet::new(),
            lacks_docs: false,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Adds the types that follow these.
    pub(crate) fn append(&mut self, mut next: Types<T>) {
        self.items.append(&mut next.items);
        self.imports.append(&mut next.imports);
        self.shared.append(&mut next.shared);
        self.features.append(&mut next.features);
        self.lacks_docs |= next.lacks_docs;
        self.diagnostics.extend(next.diagnostics);
    }
}

/// Writes types, each at once turned into the form that is wanted.
pub(crate) fn types<T>(
    place: Place<'_>,
    wanted: &[TypeId],
    form: &impl Fn(TokenStream) -> T,
) -> Types<T> {
    let mut emitter = Emitter::new(place);
    let mut items = Vec::with_capacity(wanted.len());
    for (definition, names) in wanted.iter().filter_map(|id| place.named.get(*id)) {
        items.push(form(emitter.item(definition, names)));
    }
    Types {
        items,
        imports: emitter.imports,
        shared: emitter.shared,
        features: emitter.features,
        lacks_docs: emitter.lacks_docs,
        diagnostics: emitter.diagnostics,
    }
}

/// The tests of a module of types.
pub(crate) fn tests(place: Place<'_>, examples: Examples) -> (Option<Tests>, Diagnostics) {
    let mut emitter = Emitter::new(place);
    let tests = match examples {
        Examples::Tested => emitter.tests(),
        Examples::Omitted => None,
    };
    (tests, emitter.diagnostics)
}

/// The types of a module with all that stands around them.
pub(crate) fn assemble<T>(
    place: Place<'_>,
    types: Types<T>,
    form: &impl Fn(TokenStream) -> T,
) -> (Source<T>, Diagnostics) {
    let mut imports = imports(&types.imports);
    imports.extend(module::imports(place, &types.shared));
    imports.extend(module::declarations(place));
    let source = Source {
        about: module::about(place),
        features: types.features,
        allowances: allowance::of_file(place, types.lacks_docs),
        imports: imports.into_iter().map(form).collect(),
        types: types.items,
    };
    (source, types.diagnostics)
}

/// `use` items for what types turned out to name.
fn imports(names: &BTreeSet<&'static str>) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if names.contains("BTreeMap") {
        items.push(quote!(
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
        [one] => items.push(quote!(use countersign::#one;)),
        several => items.push(quote!(use countersign::{#(#several),*};)),
    }
    items
}

/// What the writers of the single items share: the names, and what the items turned out to need.
struct Emitter<'a> {
    place: Place<'a>,
    named: &'a Named<'a>,
    own: &'a Own<'a>,
    imports: BTreeSet<&'static str>,
    /// The types of other modules that the items name.
    shared: BTreeSet<TypeId>,
    /// What the runtime needs beyond its default features.
    features: BTreeSet<&'static str>,
    /// Whether the document leaves a part of the items undescribed.
    lacks_docs: bool,
    diagnostics: Diagnostics,
}

impl<'a> Emitter<'a> {
    fn new(place: Place<'a>) -> Self {
        Emitter {
            place,
            named: place.named,
            own: place.own,
            imports: BTreeSet::new(),
            shared: BTreeSet::new(),
            features: BTreeSet::new(),
            lacks_docs: false,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Notes the feature without which the runtime does not assert a format.
    fn asserts(&mut self, format: &str) {
        let feature = asserted(format).and_then(|asserted| asserted.feature);
        self.features
            .extend(feature.filter(|feature| OPT_IN.contains(feature)));
    }

    /// The name of a type, for use in the module that is written.
    fn type_ident(&mut self, id: TypeId, names: &Names) -> syn::Ident {
        if self.place.layout.of_type.get(id.index()) != Some(&self.place.module) {
            self.shared.insert(id);
        }
        crate::name::ident(&names.ident)
    }

    fn item(&mut self, definition: &TypeDef, names: &Names) -> TokenStream {
        match self.alias(definition, names) {
            Some(alias) => alias,
            None => self.whole(definition, names),
        }
    }

    fn whole(&mut self, definition: &TypeDef, names: &Names) -> TokenStream {
        match &definition.definition {
            Definition::Object(object) => self.object(definition, object, names),
            Definition::Enumeration(enumeration) => {
                self.enumeration(definition, enumeration, names)
            }
            Definition::Union(union) => self.union(definition, union, names),
            Definition::Newtype(slot) => self.newtype(definition, slot, names),
            Definition::Checked(checked) => self.checked(definition, checked, names),
        }
    }

    /// The derive of every type, whose contract gives it `Debug`; string enumerations are `Eq` and `Hash` besides.
    fn derive(&mut self, definition: &Definition) -> TokenStream {
        let contract = self.ours("Contract");
        match definition {
            Definition::Enumeration(_) => {
                quote!(#[derive(Clone, PartialEq, Eq, Hash, #contract)])
            }
            _ => quote!(#[derive(Clone, PartialEq, #contract)]),
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
