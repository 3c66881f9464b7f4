//! The examples of the document as tests: each is valid, and is written back as it was read.

use std::collections::BTreeSet;

use countersign_model::{MediaType, Operation, Shape, Slot, Status, TypeId, Value};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::json::pretty;
use super::literal::raw;
use super::module::use_of;
use crate::layout::names_of;
use crate::name::{ident, test_names};

/// An example, the place that it stands for, and the words of its test's name.
struct Example {
    name: String,
    slot: Slot,
    value: Value,
}

/// The tests of a module of types.
#[derive(Clone, Debug)]
pub(crate) struct Tests {
    /// The `use` items that they need.
    imports: TokenStream,
    /// A function for each.
    pub(crate) tests: Vec<TokenStream>,
}

impl Tests {
    /// The module that they stand in, with these of them.
    pub(crate) fn module(&self, tests: &[TokenStream]) -> TokenStream {
        let imports = &self.imports;
        quote! {
            #[cfg(test)]
            mod examples {
                #imports
                #(#tests)*
            }
        }
    }
}

/// The column at which the JSON of a test stands.
const INDENT: usize = 8;

impl Emitter<'_> {
    /// A module with one test for each example; none where there are no examples.
    pub(super) fn tests(&mut self) -> Option<Tests> {
        let examples = self.examples();
        if examples.is_empty() {
            return None;
        }
        let outside = std::mem::take(&mut self.imports);
        let names: Vec<&str> = examples
            .iter()
            .map(|example| example.name.as_str())
            .collect();
        let names = test_names(&names);
        let mut tests: Vec<TokenStream> = Vec::with_capacity(examples.len());
        for (example, name) in examples.iter().zip(&names) {
            tests.push(self.test(example, name));
        }
        let imports = super::imports(&self.imports);
        let types = self.types_of(&examples);
        self.imports = outside;
        Some(Tests {
            imports: quote!(#types #(#imports)*),
            tests,
        })
    }

    fn test(&mut self, example: &Example, name: &str) -> TokenStream {
        let kind = self.slot_type(&example.slot);
        let text = raw(&pretty(&example.value, INDENT));
        let name = ident(name);
        let written = self.written(&example.slot, &example.value);
        if written == example.value {
            let check = self.ours("assert_round_trip");
            return quote! {
                #[test]
                fn #name() {
                    let text = #text;
                    #check::<#kind>(text);
                }
            };
        }
        let check = self.ours("assert_writes");
        let written = raw(&pretty(&written, INDENT));
        quote! {
            #[test]
            fn #name() {
                let text = #text;
                let written = #written;
                #check::<#kind>(text, written);
            }
        }
    }

    fn types_of(&self, examples: &[Example]) -> TokenStream {
        let ids: BTreeSet<TypeId> = examples
            .iter()
            .filter_map(|example| inner_type(&example.slot))
            .collect();
        let is_here = |id: &TypeId| self.place.layout.of_type[id.index()] == self.place.module;
        let (here, outside): (Vec<TypeId>, Vec<TypeId>) = ids.into_iter().partition(is_here);
        let here = use_of(quote!(super), &names_of(self.named, here));
        let outside = use_of(quote!(super::super), &names_of(self.named, outside));
        quote!(#here #outside)
    }

    fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let layout = self.place.layout;
        let here = |place: &usize| *place == self.place.module;
        let own = &layout.modules[self.place.module].types;
        for (definition, names) in own.iter().filter_map(|id| self.named.get(*id)) {
            let slot = Slot::new(Shape::Named(definition.id));
            for value in &definition.annotations.examples {
                examples.push(Example {
                    name: names.ident.clone(),
                    slot: slot.clone(),
                    value: value.clone(),
                });
            }
        }
        let api = self.named.api();
        let operations = api.operations.iter().chain(&api.webhooks);
        let named = operations.zip(self.named.operations());
        for ((operation, name), place) in named.zip(&layout.of_operation) {
            if here(place) {
                bodies(operation, name, &mut examples);
            }
        }
        examples.retain(|example| self.can_hold(&example.slot, &example.value));
        examples
    }
}

fn bodies(operation: &Operation, name: &str, examples: &mut Vec<Example>) {
    for media_type in operation.request_body.iter().flat_map(|body| &body.content) {
        body(media_type, &format!("{name}_request"), examples);
    }
    for response in &operation.responses {
        for media_type in &response.content {
            body(
                media_type,
                &format!("{name}_response_{}", status(response.status)),
                examples,
            );
        }
    }
}

fn body(media_type: &MediaType, name: &str, examples: &mut Vec<Example>) {
    let Some(slot) = media_type
        .slot
        .as_ref()
        .filter(|_| is_json(&media_type.name))
    else {
        return;
    };
    for example in media_type.examples.iter().filter(|example| example.valid) {
        let name = match &example.name {
            Some(own) => format!("{name}_{own}"),
            None => name.to_owned(),
        };
        examples.push(Example {
            name,
            slot: slot.clone(),
            value: (*example.value).clone(),
        });
    }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(digit) => format!("{digit}xx"),
        Status::Default => "default".to_owned(),
    }
}

/// JSON, or a media type with the suffix `+json` (RFC 6839, section 3.1).
fn is_json(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// The named type of a body, behind arrays and maps.
fn inner_type(slot: &Slot) -> Option<TypeId> {
    match &slot.shape {
        Shape::Array(inner) | Shape::Map(inner) => inner_type(inner),
        Shape::Named(id) => Some(*id),
        _ => None,
    }
}
