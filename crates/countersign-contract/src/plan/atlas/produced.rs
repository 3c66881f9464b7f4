//! Which values of an answer name what was made.

use countersign_model::{JsonType, Operation, SchemaId, Status};

use super::names::plain;
use crate::Subject;
use crate::generate::Facets;
use crate::judge::Role;
use crate::plan::is_json;
use crate::setup::Source;

/// Names of the member that identifies what has it, where no better one is known.
const IDENTITIES: [&str; 7] = ["id", "uuid", "guid", "key", "code", "number", "slug"];

/// The members of an answer that may stand for a parameter: of its name, of the noun's, or the identity; at the top or
/// one object further in.
pub(super) fn sources(
    subject: &Subject,
    operation: &Operation,
    parameter: &str,
    noun: &str,
) -> Vec<Source> {
    let mut list = Vec::new();
    let Some(schema) = answer_schema(operation) else {
        return vec![Source::Body("/id".to_owned())];
    };
    list.extend(
        identity(subject, schema, parameter, noun).map(|name| Source::Body(format!("/{name}"))),
    );
    for (outer, ids) in members(subject, &[schema]) {
        let inner = ids
            .first()
            .and_then(|_| identity_of(subject, &ids, parameter, noun));
        list.extend(inner.map(|name| Source::Body(format!("/{outer}/{name}"))));
    }
    let sent = sent_schema(operation).map(|schema| members(subject, &[schema]));
    let same = sent
        .into_iter()
        .flatten()
        .find(|(name, _)| plain(name) == plain(parameter));
    list.extend(same.map(|(name, _)| Source::Sent(format!("/{name}"))));
    list
}

/// The member of an answer that has exactly that name, up to case and separators.
pub(super) fn exact(subject: &Subject, operation: &Operation, name: &str) -> Option<Source> {
    let schema = answer_schema(operation)?;
    let members = members(subject, &[schema]);
    let same = members
        .iter()
        .find(|(known, _)| plain(known) == plain(name));
    same.map(|(known, _)| Source::Body(format!("/{known}")))
}

/// The identity of the first item of a list.
pub(super) fn first_items(
    subject: &Subject,
    operation: &Operation,
    parameter: &str,
    noun: &str,
) -> Vec<Source> {
    let Some(schema) = answer_schema(operation) else {
        return Vec::new();
    };
    let of_list = |schemas: &[SchemaId]| {
        let facets = Facets::alternatives(subject.api(), schemas, Role::Response);
        let items = facets.into_iter().next().map(|facets| facets.items)?;
        (!items.is_empty()).then(|| identity_of(subject, &items, parameter, noun))?
    };
    let mut list = Vec::new();
    list.extend(of_list(&[schema]).map(|name| Source::Body(format!("/0/{name}"))));
    for (outer, ids) in members(subject, &[schema]) {
        list.extend(of_list(&ids).map(|name| Source::Body(format!("/{outer}/0/{name}"))));
    }
    list
}

fn identity(subject: &Subject, schema: SchemaId, parameter: &str, noun: &str) -> Option<String> {
    identity_of(subject, &[schema], parameter, noun)
}

/// The member that identifies an object.
fn identity_of(
    subject: &Subject,
    schemas: &[SchemaId],
    parameter: &str,
    noun: &str,
) -> Option<String> {
    let members = members(subject, schemas);
    let is_scalar = |ids: &[SchemaId]| {
        let facets = Facets::alternatives(subject.api(), ids, Role::Response);
        facets.first().is_some_and(|facets| {
            facets.allows(JsonType::String) || facets.allows(JsonType::Integer)
        })
    };
    let wanted = plain(parameter);
    let mut names = vec![wanted.clone()];
    names.extend(
        ["id", "uuid", "key", "no", "number", "code", "ref"]
            .map(|suffix| format!("{noun}{suffix}")),
    );
    names.extend(IDENTITIES.map(str::to_owned));
    names.iter().find_map(|wanted| {
        let mut fitting = members
            .iter()
            .filter(|(name, ids)| plain(name) == *wanted && is_scalar(ids));
        fitting.next().map(|(name, _)| name.clone())
    })
}

/// The members that the schemas declare.
fn members(subject: &Subject, schemas: &[SchemaId]) -> Vec<(String, Vec<SchemaId>)> {
    let facets = Facets::alternatives(subject.api(), schemas, Role::Response);
    let first = facets.into_iter().next();
    let properties = first.map(|facets| facets.properties).unwrap_or_default();
    properties
        .into_iter()
        .map(|(name, ids)| (name.to_owned(), ids))
        .collect()
}

/// The schema of the JSON body by which success is answered.
fn answer_schema(operation: &Operation) -> Option<SchemaId> {
    let successes = operation
        .responses
        .iter()
        .filter(|response| match response.status {
            Status::Code(code) => (200..300).contains(&code),
            Status::Class(class) => class == 2,
            Status::Default => true,
        });
    let mut contents = successes.flat_map(|response| &response.content);
    contents.find_map(|media_type| media_type.schema.filter(|_| is_json(&media_type.name)))
}

/// The schema of the JSON body that an operation takes.
pub(super) fn sent_schema(operation: &Operation) -> Option<SchemaId> {
    let mut contents = operation.request_body.iter().flat_map(|body| &body.content);
    contents.find_map(|media_type| media_type.schema.filter(|_| is_json(&media_type.name)))
}
