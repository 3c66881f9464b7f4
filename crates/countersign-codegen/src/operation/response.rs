//! Responses: a variant for each documented status, range and default.

use std::collections::BTreeSet;

use countersign_model::{Header as Described, Method, Operation, Slot, Status};

use super::Form;
use super::body::{Direction, forms};
use crate::name::{Named, field_names, variant_names};

/// A response with its Rust names.
pub(crate) struct Response<'a> {
    /// What the document says.
    pub(crate) response: &'a countersign_model::Response,
    /// Its variant.
    pub(crate) variant: String,
    /// Its headers; a struct `<Variant>Headers` where there are some.
    pub(crate) headers: Vec<Header<'a>>,
    /// Its body in each media type; several make an enum `<Variant>Body`, and none means that there is no body.
    pub(crate) forms: Vec<Form<'a>>,
}

/// A header with its Rust name.
pub(crate) struct Header<'a> {
    /// What the document says.
    pub(crate) header: &'a Described,
    /// Its field.
    pub(crate) field: String,
}

impl Header<'_> {
    /// The place of its value; `None` where the document gives no schema.
    pub(crate) fn slot(&self) -> Option<&Slot> {
        let content = || self.header.content.first()?.slot.as_ref();
        self.header.slot.as_ref().or_else(content)
    }
}

impl Response<'_> {
    /// The status, where it stands for one only.
    pub(crate) fn code(&self) -> Option<u16> {
        match self.response.status {
            Status::Code(code) => Some(code),
            Status::Class(_) | Status::Default => None,
        }
    }

    /// The struct of its headers.
    pub(crate) fn headers_name(&self) -> Option<String> {
        (!self.headers.is_empty()).then(|| format!("{}Headers", self.variant))
    }

    /// The name of its body's enum or newtype.
    pub(crate) fn body_name(&self) -> String {
        body_name(&self.variant)
    }
}

fn body_name(variant: &str) -> String {
    format!("{variant}Body")
}

pub(super) fn all<'a>(named: &'a Named<'a>, operation: &'a Operation) -> Vec<Response<'a>> {
    let words = operation
        .responses
        .iter()
        .map(|response| words(response.status));
    let variants = variant_names(words.collect());
    let responses = operation.responses.iter().zip(variants);
    responses
        .map(|(response, variant)| {
            let content = match has_body(&operation.method, response.status) {
                true => response.content.as_slice(),
                false => &[],
            };
            Response {
                response,
                headers: headers(response),
                forms: forms(named, content, &body_name(&variant), Direction::Response),
                variant,
            }
        })
        .collect()
}

/// RFC 9110, sections 9.3.2, 15.2, 15.3.5, 15.3.6 and 15.4.5.
fn has_body(method: &Method, status: Status) -> bool {
    let of_status = match status {
        Status::Code(code) => !matches!(code, 100..=199 | 204 | 205 | 304),
        Status::Class(class) => class != 1,
        Status::Default => true,
    };
    *method != Method::Head && of_status
}

fn headers(response: &countersign_model::Response) -> Vec<Header<'_>> {
    let names: Vec<String> = response
        .headers
        .iter()
        .map(|header| header.name.clone())
        .collect();
    let fields = field_names(&names, &BTreeSet::from(["build".to_owned()]));
    let headers = response.headers.iter().zip(fields);
    headers
        .map(|(header, field)| Header { header, field })
        .collect()
}

fn words(status: Status) -> String {
    match status {
        Status::Code(code) => match reason(code) {
            Some(reason) => reason.to_owned(),
            None => format!("status {code}"),
        },
        Status::Class(1) => "informational".to_owned(),
        Status::Class(2) => "success".to_owned(),
        Status::Class(3) => "redirection".to_owned(),
        Status::Class(4) => "client error".to_owned(),
        Status::Class(5) => "server error".to_owned(),
        Status::Class(class) => format!("class {class}"),
        Status::Default => "default".to_owned(),
    }
}

/// The reason phrases of the registry of status codes (RFC 9110, section 16.2), as of 2026.
fn reason(code: u16) -> Option<&'static str> {
    REASONS
        .binary_search_by_key(&code, |(known, _)| *known)
        .ok()
        .map(|index| REASONS[index].1)
}

const REASONS: &[(u16, &str)] = &[
    (100, "continue"),
    (101, "switching protocols"),
    (102, "processing"),
    (103, "early hints"),
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative information"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (208, "already reported"),
    (226, "im used"),
    (300, "multiple choices"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (305, "use proxy"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (407, "proxy authentication required"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (414, "uri too long"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (417, "expectation failed"),
    (418, "im a teapot"),
    (421, "misdirected request"),
    (422, "unprocessable content"),
    (423, "locked"),
    (424, "failed dependency"),
    (425, "too early"),
    (426, "upgrade required"),
    (428, "precondition required"),
    (429, "too many requests"),
    (431, "request header fields too large"),
    (451, "unavailable for legal reasons"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
    (505, "http version not supported"),
    (506, "variant also negotiates"),
    (507, "insufficient storage"),
    (508, "loop detected"),
    (510, "not extended"),
    (511, "network authentication required"),
];
