//! Every answer but the good one, with the status and the body that the document gives it.

use axum::{
    http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE},
    response::{IntoResponse, Response},
};
use countersign::{Maybe, Violation, Violations};
use kaleidoswap_lsps1::types::{
    ErrorResponse, HttpValidationError, Unauthorized, ValidationError, ValidationErrorLocItem,
};

use super::{body::json, node::NodeError};

/// Why an order is not taken.
pub(super) enum Refusal {
    /// 400: the body is not JSON, or is not said to be.
    Malformed(String),
    /// 400: more satoshis than there are.
    TooLarge,
    /// 401
    Unauthorized,
    /// 404: no such quote.
    UnknownQuote(String),
    /// 422: the body breaks its schema.
    Invalid(Violations),
    /// 429
    TooMany,
    /// 500
    Internal,
    /// 503
    Unavailable,
}

impl From<NodeError> for Refusal {
    fn from(error: NodeError) -> Self {
        match error {
            NodeError::Unavailable => Self::Unavailable,
            NodeError::Broken => Self::Internal,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Malformed(message) => error(StatusCode::BAD_REQUEST, "malformed_body", message),
            Self::TooLarge => error(
                StatusCode::BAD_REQUEST,
                "too_large",
                "no channel can hold so much",
            ),
            Self::Unauthorized => unauthorized(),
            Self::UnknownQuote(rfq) => error(
                StatusCode::NOT_FOUND,
                "unknown_quote",
                format!("there is no quote {rfq:?}"),
            ),
            Self::Invalid(violations) => invalid(&violations),
            Self::TooMany => error(
                StatusCode::TOO_MANY_REQUESTS,
                "too_many_orders",
                "come back later",
            ),
            Self::Internal => error(
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                "the order was not made",
            ),
            Self::Unavailable => error(
                StatusCode::SERVICE_UNAVAILABLE,
                "node_unavailable",
                "the node does not answer",
            ),
        }
    }
}

fn error(status: StatusCode, code: &str, message: impl Into<String>) -> Response {
    let body = ErrorResponse {
        error_code: code.to_owned(),
        message: message.into(),
        details: Maybe::Absent,
        request_id: Maybe::Absent,
    };
    json(status, &body)
}

fn unauthorized() -> Response {
    let mut response = json(
        StatusCode::UNAUTHORIZED,
        &Unauthorized {
            detail: "a bearer token is needed".to_owned(),
        },
    );
    response
        .headers_mut()
        .insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

fn invalid(violations: &Violations) -> Response {
    let detail = violations.iter().map(validation_error).collect();
    json(
        StatusCode::UNPROCESSABLE_ENTITY,
        &HttpValidationError { detail },
    )
}

fn validation_error(violation: &Violation) -> ValidationError {
    let place = violation
        .instance_location()
        .split('/')
        .skip(1)
        .map(|token| match token.parse() {
            Ok(index) => ValidationErrorLocItem::Integer(index),
            Err(_) => ValidationErrorLocItem::String(token.replace("~1", "/").replace("~0", "~")),
        });
    let body = ValidationErrorLocItem::String("body".to_owned());
    ValidationError {
        loc: std::iter::once(body).chain(place).collect(),
        msg: violation.to_string(),
        r#type: violation.keyword().to_owned(),
    }
}
