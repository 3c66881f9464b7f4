//! Lints that a document can trip over: allowed where it does, and nowhere else.

use countersign_model::{Definition, Shape, Slot, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, Place};
use crate::layout::ROOT;
use crate::name::{Names, named_type};

/// A lint, and why it is allowed.
pub(super) type Allowance = (&'static str, &'static str);

/// The attributes.
pub(super) fn allow(lints: &[Allowance]) -> TokenStream {
    lints
        .iter()
        .map(|(lint, reason)| {
            let path: TokenStream =
                lint.split("::")
                    .map(crate::name::ident)
                    .fold(TokenStream::new(), |path, part| {
                        if path.is_empty() {
                            quote!(#part)
                        } else {
                            quote!(#path::#part)
                        }
                    });
            quote!(#[allow(#path, reason = #reason)])
        })
        .collect()
}

impl Emitter<'_> {
    /// What one type has to be allowed.
    pub(super) fn lints(&self, definition: &TypeDef, names: &Names) -> Vec<Allowance> {
        let mut lints = Vec::new();
        if matches!(
            definition.definition,
            Definition::Enumeration(_) | Definition::Union(_)
        ) {
            if names.members.iter().any(|name| is_shouted(name)) {
                lints.push((
                    "clippy::upper_case_acronyms",
                    "the names are the document's",
                ));
            }
            if share_a_word(&names.members, &names.ident) {
                lints.push(("clippy::enum_variant_names", "the names are the document's"));
            }
        }
        if let Definition::Union(union) = &definition.definition
            && union
                .variants
                .iter()
                .any(|variant| named_type(&variant.slot).is_some())
        {
            lints.push((
                "clippy::large_enum_variant",
                "a variant is what the document says it is",
            ));
        }
        if slots(&definition.definition).any(|slot| complexity(slot, 2) > 200) {
            lints.push((
                "clippy::type_complexity",
                "the document nests its arrays and maps",
            ));
        }
        lints
    }
}

/// What the whole file has to be allowed.
pub(super) fn of_file(place: Place<'_>, lacks_docs: bool) -> Vec<Allowance> {
    let mut lints = Vec::new();
    if place.module != ROOT {
        return lints; // the root's hold for its modules
    }
    if place
        .named
        .types()
        .any(|(definition, _)| has_deprecation(definition))
    {
        lints.push((
            "deprecated",
            "deprecated parts still belong to the contract",
        ));
    }
    if lacks_docs {
        lints.push(("missing_docs", "the document does not describe everything"));
    }
    lints
}

fn has_deprecation(definition: &TypeDef) -> bool {
    let inside = match &definition.definition {
        Definition::Object(object) => object
            .properties
            .iter()
            .any(|property| property.annotations.deprecated),
        _ => false,
    };
    inside || definition.annotations.deprecated
}

fn slots(definition: &Definition) -> impl Iterator<Item = &Slot> {
    let list: Vec<&Slot> = match definition {
        Definition::Object(object) => object
            .properties
            .iter()
            .map(|property| &property.slot)
            .collect(),
        Definition::Union(union) => union.variants.iter().map(|variant| &variant.slot).collect(),
        Definition::Newtype(slot) => vec![slot],
        Definition::Enumeration(_) | Definition::Checked(_) => Vec::new(),
    };
    list.into_iter()
}

/// Clippy's score of a type: ten for each path, times its depth; it warns from 250 on.
fn complexity(slot: &Slot, depth: u64) -> u64 {
    let own = if slot.nullable {
        20 * depth
    } else {
        10 * depth
    };
    match &slot.shape {
        Shape::Array(item) => own + complexity(item, depth + 1),
        Shape::Map(value) => own + 10 * (depth + 1) + complexity(value, depth + 1),
        _ => own,
    }
}

/// Whether clippy reads a name as a shouted acronym: `V100`.
fn is_shouted(name: &str) -> bool {
    name.len() > 2 && !name.chars().any(|character| character.is_ascii_lowercase())
}

/// Whether all variants begin or end with one word, or one of them with the name of the enum.
fn share_a_word(members: &[String], name: &str) -> bool {
    let with_name = |member: &String| member.starts_with(name) || member.ends_with(name);
    if members.iter().any(with_name) {
        return true;
    }
    if members.len() < 3 {
        return false;
    }
    let firsts: Vec<&str> = members.iter().map(|member| first_word(member)).collect();
    let lasts: Vec<&str> = members.iter().map(|member| last_word(member)).collect();
    let all_equal = |words: &[&str]| words.windows(2).all(|pair| pair[0] == pair[1]);
    all_equal(&firsts) || all_equal(&lasts)
}

fn first_word(name: &str) -> &str {
    let rest = name
        .char_indices()
        .skip(1)
        .find(|(_, character)| character.is_uppercase());
    rest.map_or(name, |(end, _)| &name[..end])
}

fn last_word(name: &str) -> &str {
    let start = name
        .char_indices()
        .rev()
        .find(|(_, character)| character.is_uppercase());
    start.map_or(name, |(start, _)| &name[start..])
}
