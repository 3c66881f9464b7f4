//! Identifiers inside a type: the fields of a struct, the variants of an enum.

use std::collections::BTreeSet;

use countersign_model::{
    Api, Code, Definition, Diagnostic, Diagnostics, Enumeration, Object, TypeDef, Variant,
};

use super::Names;
use super::identifier::{Case, identifier};
use super::unique::{Candidate, unique};
use super::words::words;

/// The identifiers of a type and of everything in it.
pub(super) fn names(
    api: &Api,
    definition: &TypeDef,
    ident: String,
    diagnostics: &mut Diagnostics,
) -> Names {
    match &definition.definition {
        Definition::Object(object) => {
            let (candidates, members) = fields(object);
            report(
                api,
                definition,
                Case::Field,
                candidates.iter().zip(&members),
                diagnostics,
            );
            let other = ["additional_properties", "additional_members"];
            let other = first_free(other, &members, Case::Field);
            Names {
                ident,
                members,
                other,
            }
        }
        Definition::Enumeration(enumeration) => {
            let (candidates, members) = values(enumeration);
            report(
                api,
                definition,
                Case::Variant,
                candidates.iter().zip(&members),
                diagnostics,
            );
            let other = other_variant(&members);
            Names {
                ident,
                members,
                other,
            }
        }
        Definition::Union(union) => {
            let members = alternatives(&union.variants);
            let other = other_variant(&members);
            Names {
                ident,
                members,
                other,
            }
        }
        Definition::Newtype(_) | Definition::Checked(_) => Names {
            ident,
            members: Vec::new(),
            other: String::new(),
        },
    }
}

/// Fields. A builder has a setter for each beside its `build`.
fn fields(object: &Object) -> (Vec<Candidate>, Vec<String>) {
    let candidates: Vec<Candidate> = object
        .properties
        .iter()
        .map(|property| candidate(&property.name, Case::Field, 0))
        .collect();
    let taken = BTreeSet::from(["build".to_owned()]);
    let members = unique(&candidates, &taken, Case::Field);
    (candidates, members)
}

/// Variants.
fn values(enumeration: &Enumeration) -> (Vec<Candidate>, Vec<String>) {
    let candidates: Vec<Candidate> = enumeration
        .values
        .iter()
        .map(|value| candidate(value, Case::Variant, 0))
        .collect();
    let members = unique(&candidates, &BTreeSet::new(), Case::Variant);
    (candidates, members)
}

/// The variant for what is not listed.
fn other_variant(members: &[String]) -> String {
    first_free(["Unknown", "Unlisted"], members, Case::Variant)
}

fn alternatives(variants: &[Variant]) -> Vec<String> {
    let candidates: Vec<Candidate> = variants
        .iter()
        .map(|variant| candidate(&variant.name, Case::Variant, 0))
        .collect();
    unique(&candidates, &BTreeSet::new(), Case::Variant)
}

fn candidate(json: &str, case: Case, rank: u8) -> Candidate {
    Candidate {
        json: json.to_owned(),
        natural: identifier(&words(json), case),
        rank,
    }
}

fn first_free(names: [&str; 2], members: &[String], case: Case) -> String {
    let free = |name: &&str| members.iter().all(|member| member != name);
    match names.into_iter().find(free) {
        Some(name) => name.to_owned(),
        None => {
            let last = Candidate {
                json: String::new(),
                natural: names[1].to_owned(),
                rank: 0,
            };
            unique(&[last], &members.iter().cloned().collect(), case).swap_remove(0)
        }
    }
}

fn report<'a>(
    api: &Api,
    definition: &TypeDef,
    case: Case,
    members: impl Iterator<Item = (&'a Candidate, &'a String)>,
    diagnostics: &mut Diagnostics,
) {
    let Some(schema) = api.schema(definition.schema) else {
        return;
    };
    for (Candidate { json, natural, .. }, ident) in members {
        if ident != natural && natural != "build" {
            let (kind, place) = match case {
                Case::Field => ("property", "field"),
                _ => ("value", "variant"),
            };
            let message = format!("{kind} `{}` becomes the {place} `{ident}`", shown(json));
            let label = format!("another {kind} here is called `{natural}` in Rust");
            diagnostics
                .push(Diagnostic::note(Code::MemberRenamed, message).at(schema.origin.span, label));
        }
    }
}

/// User text for a message: control characters escaped.
fn shown(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            if character.is_control() {
                character.escape_default().collect()
            } else {
                vec![character]
            }
        })
        .collect()
}
