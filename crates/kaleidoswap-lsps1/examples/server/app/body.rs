//! JSON bodies: read into `Valid` values, written from contracts.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_TYPE, HeaderName},
    },
    response::{IntoResponse, Response},
};
use countersign::{Contract, Error, Valid};

use super::refusal::Refusal;

/// The request's body, once it is known to keep its schema.
pub(super) struct Body<T>(pub(super) Valid<T>);

impl<T: Contract, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        if !is_json(request.headers()) {
            return Err(
                Refusal::Malformed("the body must be application/json".to_owned()).into_response(),
            );
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        countersign::from_slice(&bytes)
            .map(Self)
            .map_err(|error| refusal(error).into_response())
    }
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Invalid(violations) => Refusal::Invalid(violations),
        malformed => Refusal::Malformed(malformed.to_string()),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .eq_ignore_ascii_case("application/json")
}

/// A response with a JSON body.
pub(super) fn json<T: Contract>(status: StatusCode, body: &T) -> Response {
    const JSON: [(HeaderName, HeaderValue); 1] =
        [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    match countersign::to_json(body) {
        Ok(text) => (status, JSON, text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
