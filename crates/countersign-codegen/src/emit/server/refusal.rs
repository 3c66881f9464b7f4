//! Refusals in the shapes that the document gives to errors, where problem details (RFC 9457) do not fit them.

use std::collections::BTreeMap;

use countersign_model::{
    Additional, Definition, Object, Presence, Shape, Slot, Status, StringForm, TypeId,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::name::{Named, field_names, ident};
use crate::operation::{Kind, Plan, Response, Value};

/// A type that refusals are told in.
pub(super) struct Shaped {
    /// Its Rust name.
    kind: String,
    /// The method of the trait that makes one.
    method: String,
    /// The responses that are of it: operation, case, media type.
    places: Vec<(usize, usize, usize)>,
}

/// The statuses that the executor refuses with.
const REFUSED: &[u16] = &[400, 401, 403, 406, 413, 415, 422, 500];

/// The types of errors that problem details do not fit.
pub(super) fn shaped(named: &Named<'_>, plans: &[Plan<'_>]) -> Vec<Shaped> {
    let mut places: BTreeMap<TypeId, Vec<(usize, usize, usize)>> = BTreeMap::new();
    for (operation, plan) in plans.iter().enumerate() {
        for (case, response) in plan.responses.iter().enumerate() {
            if let Some((id, media)) = refused(named, response) {
                places.entry(id).or_default().push((operation, case, media));
            }
        }
    }
    let kinds: Vec<String> = places
        .keys()
        .map(|id| named.type_name(*id).unwrap_or_default().to_owned())
        .collect();
    let words: Vec<String> = kinds
        .iter()
        .map(|kind| format!("refusal as {kind}"))
        .collect();
    let taken = plans.iter().map(|plan| plan.name.clone()).collect();
    let methods = field_names(&words, &taken);
    let parts = kinds.into_iter().zip(methods).zip(places.into_values());
    parts
        .map(|((kind, method), places)| Shaped {
            kind,
            method,
            places,
        })
        .collect()
}

/// The type of an error that the executor may have to send, where problem details do not fit any of its media types.
fn refused(named: &Named<'_>, response: &Response<'_>) -> Option<(TypeId, usize)> {
    let is_refused = match response.response.status {
        Status::Code(code) => REFUSED.contains(&code),
        Status::Class(class) => class == 4 || class == 5,
        Status::Default => true,
    };
    let json = |kind| kind == Kind::Json;
    let mut types = response
        .forms
        .iter()
        .enumerate()
        .filter(|(_, form)| json(form.kind));
    let fits = types.clone().any(|(_, form)| match &form.value {
        Value::Typed(typed) => {
            typed.newtype.is_none() && typed.slot.is_none_or(|slot| fits(named, slot))
        }
        _ => false,
    });
    if fits || !is_refused {
        return None;
    }
    types.find_map(|(index, form)| match &form.value {
        Value::Typed(typed) if typed.newtype.is_none() => match typed.slot?.shape {
            Shape::Named(id) if !typed.slot?.nullable => Some((id, index)),
            _ => None,
        },
        _ => None,
    })
}

/// Whether every problem is an instance, as far as the shape says; where it is in doubt, it is not.
fn fits(named: &Named<'_>, slot: &Slot) -> bool {
    match &slot.shape {
        Shape::Any => true,
        Shape::Named(id) => match named.get(*id).map(|(definition, _)| &definition.definition) {
            Some(Definition::Object(object)) => takes_problems(object),
            _ => false,
        },
        _ => false,
    }
}

fn takes_problems(object: &Object) -> bool {
    let counts = object.min_properties.is_none() && object.max_properties.is_none();
    let is_open = matches!(object.additional, Additional::Ignored);
    let fits = |property: &countersign_model::Property| {
        let plain = property.slot.checks.is_empty();
        match (property.name.as_str(), &property.slot.shape) {
            ("type" | "title" | "detail", Shape::String(StringForm::Text)) => plain,
            ("status", Shape::Integer(_) | Shape::Number(_)) => plain,
            ("type" | "title" | "detail" | "status" | "errors", Shape::Any) => plain,
            ("type" | "title" | "detail" | "status" | "errors", _) => false,
            _ => property.presence != Presence::Required,
        }
    };
    counts && is_open && object.properties.iter().all(fits)
}

impl Writer<'_> {
    /// The method of the trait that tells a refusal in this type.
    pub(super) fn refusal(&self, shaped: &Shaped) -> TokenStream {
        let (name, kind) = (ident(&shaped.method), ident(&shaped.kind));
        let docs = format!(" A refusal as [`types::{}`].", shaped.kind);
        let gate = self.gate(shaped.places.iter().map(|(operation, _, _)| *operation));
        quote! {
            #gate
            #[doc = #docs]
            fn #name(&self, refusal: &server::Refusal) -> types::#kind;
        }
    }

    /// The method of the adapter that leads to those of the trait.
    pub(super) fn refuse(&self, plans: &[Plan<'_>]) -> TokenStream {
        if self.shaped.is_empty() {
            return quote! {
                fn refuse(&self, _: usize, _: usize, _: &server::Refusal) -> Option<server::Reply> {
                    None
                }
            };
        }
        let arms = self.shaped.iter().flat_map(|shaped| {
            let method = ident(&shaped.method);
            shaped.places.iter().map(move |(operation, case, media)| {
                let gate = self.gate([*operation]);
                let operation = self.key(*operation, &plans[*operation]);
                let [case, media] = [case, media].map(|index| Literal::usize_unsuffixed(*index));
                quote!(#gate (#operation, #case) => reply.body(#media, &self.0.#method(refusal)))
            })
        });
        let key = self.key_of_index();
        let features = self.emitter.place.layout.has_features();
        // Where features leave out every arm, nothing else says what the type is.
        let kind = features.then(|| quote!(: Result<server::Reply, server::Refusal>));
        quote! {
            fn refuse(&self, operation: usize, case: usize, refusal: &server::Refusal) -> Option<server::Reply> {
                let reply = server::Reply::new(OPERATIONS.get(operation)?, case, refusal.status());
                let reply #kind = match (#key, case) {
                    #(#arms,)*
                    _ => return None,
                };
                reply.ok()
            }
        }
    }
}
