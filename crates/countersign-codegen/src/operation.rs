//! Operations as Rust will have them: a module each, with parameters, a body and responses; what all emitters of HTTP read.

mod body;
mod kind;
mod link;
mod multipart;
mod response;

use std::collections::{BTreeMap, BTreeSet};

use countersign_model::{MediaType, Operation, Parameter, ParameterLocation, Slot};

pub(crate) use self::body::{Body, Form, Typed, Value, single};
pub(crate) use self::kind::Kind;
pub(crate) use self::link::{Link, Source, links};
pub(crate) use self::multipart::{Holds, Multipart, Part};
pub(crate) use self::response::{Header, Response};
use crate::name::{Named, field_names};

/// One operation with its Rust names.
pub(crate) struct Plan<'a> {
    /// What the document says.
    pub(crate) operation: &'a Operation,
    /// The name of its module, and of the method of client and server; it may be a keyword.
    pub(crate) name: String,
    /// Its parameters.
    pub(crate) parameters: Vec<Argument<'a>>,
    /// Its request body.
    pub(crate) body: Option<Body<'a>>,
    /// Its responses, in document order.
    pub(crate) responses: Vec<Response<'a>>,
}

/// A parameter with its Rust name.
pub(crate) struct Argument<'a> {
    /// What the document says.
    pub(crate) parameter: &'a Parameter,
    /// Its member of the JSON object that `Parameters` stands for.
    pub(crate) member: String,
    /// Its field.
    pub(crate) field: String,
}

impl Argument<'_> {
    /// The place of its value; `None` where the document gives no schema.
    pub(crate) fn slot(&self) -> Option<&Slot> {
        let content = || self.parameter.content.first().and_then(slot_of);
        self.parameter.slot.as_ref().or_else(content)
    }
}

fn slot_of(media: &MediaType) -> Option<&Slot> {
    media.slot.as_ref()
}

/// Names that the types of client and server have for themselves.
const RESERVED: &[&str] = &["builder", "clone", "executor", "new"];

/// The operations that a client may send, in the order of the model.
pub(crate) fn plan<'a>(named: &'a Named<'a>) -> Vec<Plan<'a>> {
    let operations = named.api().operations.iter().zip(named.operations());
    operations
        .map(|(operation, name)| Plan {
            operation,
            name: match RESERVED.contains(&name.as_str()) {
                true => format!("{name}_"),
                false => name.clone(),
            },
            parameters: arguments(operation),
            body: body::of_request(named, operation),
            responses: response::all(named, operation),
        })
        .collect()
}

fn arguments(operation: &Operation) -> Vec<Argument<'_>> {
    let known: Vec<&Parameter> = operation
        .parameters
        .iter()
        .filter(|parameter| !is_ignored(parameter))
        .collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for parameter in &known {
        *count.entry(parameter.name.as_str()).or_default() += 1;
    }
    let is_shared = |parameter: &Parameter| count.get(parameter.name.as_str()) > Some(&1);
    let words: Vec<String> = known
        .iter()
        .map(|parameter| match is_shared(parameter) {
            true => format!("{} {}", location(parameter.location), parameter.name),
            false => parameter.name.clone(),
        })
        .collect();
    let fields = field_names(&words, &BTreeSet::from(["build".to_owned()]));
    let named = known.into_iter().zip(fields);
    named
        .map(|(parameter, field)| Argument {
            parameter,
            member: match is_shared(parameter) {
                true => format!("{}:{}", location(parameter.location), parameter.name),
                false => parameter.name.clone(),
            },
            field,
        })
        .collect()
}

/// OpenAPI 3.1, section 4.8.12.2.1: what other parts of the document say better.
fn is_ignored(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Header
        && ["accept", "content-type", "authorization"]
            .iter()
            .any(|name| parameter.name.eq_ignore_ascii_case(name))
}

fn location(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::QueryString => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}
