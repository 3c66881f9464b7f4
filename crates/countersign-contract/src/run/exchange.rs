//! A request as it goes out, with the headers of the user.

use http::{HeaderName, HeaderValue, Request};
use hyper::body::Bytes;

use super::GivenHeader;
use crate::check::Answer;
use crate::send::{SendError, Transport};
use crate::wire::{Credentials, Outgoing, encode};

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
    let replaced = match &outgoing.credentials {
        Credentials::Given | Credentials::Other => &[],
        Credentials::Replaced { with, .. } => with.as_slice(),
    };
    let given = given_headers(outgoing, given, other);
    let mut target = outgoing.target.clone();
    for header in &given {
        if let Some(name) = header.in_query() {
            add_query(
                &mut target,
                name,
                &String::from_utf8_lossy(header.value.as_bytes()),
            );
        }
    }
    let own = outgoing.headers.iter().chain(replaced);
    for (name, value) in own.clone() {
        if let Some(name) = name.strip_prefix('?') {
            add_query(&mut target, name, value);
        }
    }
    let mut request = Request::new(outgoing.body.clone().unwrap_or_default());
    *request.method_mut() = outgoing.method.clone();
    *request.uri_mut() = target
        .parse()
        .map_err(|error| SendError::Url(format!("`{target}`: {error}")))?;
    let headers = request.headers_mut();
    for given in given.iter().filter(|given| given.in_query().is_none()) {
        headers.append(name_of(given.name())?, given.value.clone());
    }
    headers
        .entry(http::header::ACCEPT)
        .or_insert(HeaderValue::from_static("*/*"));
    for (name, value) in own.filter(|(name, _)| !name.starts_with('?')) {
        let value: HeaderValue = value
            .parse()
            .map_err(|_| SendError::Url(format!("header `{name}`")))?;
        headers.append(name_of(name)?, value);
    }
    Ok(one_cookie(request))
}

fn name_of(name: &str) -> Result<HeaderName, SendError> {
    name.parse()
        .map_err(|_| SendError::Url(format!("header `{name}`")))
}

/// Adds a parameter to the query of a target.
fn add_query(target: &mut String, name: &str, value: &str) {
    let separator = if target.contains('?') { '&' } else { '?' };
    target.push(separator);
    target.push_str(&format!("{}={}", encode(name), encode(value)));
}

/// A request has one `Cookie` (RFC 6265, section 5.4).
fn one_cookie(mut request: Request<Bytes>) -> Request<Bytes> {
    let headers = request.headers_mut();
    let cookies: Vec<&[u8]> = headers
        .get_all(http::header::COOKIE)
        .iter()
        .map(HeaderValue::as_bytes)
        .collect();
    if cookies.len() > 1
        && let Ok(joined) = HeaderValue::from_bytes(&cookies.join(&b"; "[..]))
    {
        headers.insert(http::header::COOKIE, joined);
    }
    request
}

/// The headers of the user that go with a request.
pub(crate) fn given_headers<'h>(
    outgoing: &Outgoing,
    given: &'h [GivenHeader],
    other: &'h [GivenHeader],
) -> Vec<&'h GivenHeader> {
    // A cookie of the case stands beside those of the user.
    let own = |name: &str| {
        let mut headers = outgoing.headers.iter();
        name != "cookie" && headers.any(|(known, _)| known.eq_ignore_ascii_case(name))
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
