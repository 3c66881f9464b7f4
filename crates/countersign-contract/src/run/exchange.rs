//! A request as it goes out, with the headers of the user.

use http::{HeaderName, HeaderValue, Request};
use hyper::body::Bytes;

use super::GivenHeader;
use crate::check::Answer;
use crate::send::{SendError, Transport};
use crate::wire::{Credentials, Outgoing};

/// Sends a request and takes in the answer.
pub(crate) async fn send<T: Transport>(
    transport: &T,
    outgoing: &Outgoing,
    given: &[GivenHeader],
    other: &[GivenHeader],
) -> Result<Answer, SendError> {
    let request = request(outgoing, given, other)?;
    transport.send(request).await.map(Answer::from)
}

/// The request as it goes out: the case's own headers win over those of the user.
fn request(
    outgoing: &Outgoing,
    given: &[GivenHeader],
    other: &[GivenHeader],
) -> Result<Request<Bytes>, SendError> {
    let mut request = Request::new(outgoing.body.clone().unwrap_or_default());
    *request.method_mut() = outgoing.method.clone();
    *request.uri_mut() = outgoing
        .target
        .parse()
        .map_err(|error| SendError::Url(format!("`{}`: {error}", outgoing.target)))?;
    let headers = request.headers_mut();
    for given in given_headers(outgoing, given, other) {
        headers.append(given.name.clone(), given.value.clone());
    }
    headers
        .entry(http::header::ACCEPT)
        .or_insert(HeaderValue::from_static("*/*"));
    let replaced = match &outgoing.credentials {
        Credentials::Given | Credentials::Other => &[],
        Credentials::Replaced { with, .. } => with.as_slice(),
    };
    for (name, value) in outgoing.headers.iter().chain(replaced) {
        let name: HeaderName = name
            .parse()
            .map_err(|_| SendError::Url(format!("header `{name}`")))?;
        let value: HeaderValue = value
            .parse()
            .map_err(|_| SendError::Url(format!("header `{name}`")))?;
        headers.append(name, value);
    }
    Ok(request)
}

/// The headers of the user that go with a request.
pub(crate) fn given_headers<'h>(
    outgoing: &Outgoing,
    given: &'h [GivenHeader],
    other: &'h [GivenHeader],
) -> Vec<&'h GivenHeader> {
    let own = |name: &str| {
        outgoing
            .headers
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let others: &[GivenHeader] = match &outgoing.credentials {
        Credentials::Other => other,
        Credentials::Given | Credentials::Replaced { .. } => &[],
    };
    let without = |name: &str| match &outgoing.credentials {
        Credentials::Given => false,
        Credentials::Other => others.iter().any(|known| known.name() == name),
        Credentials::Replaced { without, .. } => without.iter().any(|known| known == name),
    };
    let kept = given.iter().filter(|header| !without(header.name()));
    kept.chain(others)
        .filter(|header| !own(header.name()))
        .collect()
}
