//! Every answer but the good one, in the shapes that the document gives them.

use countersign::{Maybe, Violation, server::Refusal};
use kaleidoswap_lsps1::{
    operations::create_order::Response,
    types::{ErrorResponse, HttpValidationError, ValidationError, ValidationErrorLocItem},
};

use super::node::NodeError;

/// 400: more satoshis than there are.
pub(super) fn too_large() -> Response {
    Response::BadRequest(error("too_large", "no channel can hold so much"))
}

/// 404: no such quote.
pub(super) fn unknown_quote(rfq: &str) -> Response {
    Response::NotFound(error("unknown_quote", format!("there is no quote {rfq:?}")))
}

/// 429
pub(super) fn too_many() -> Response {
    Response::TooManyRequests(error("too_many_orders", "come back later"))
}

/// 500
pub(super) fn internal() -> Response {
    Response::InternalServerError(error("internal", "the order was not made"))
}

impl From<NodeError> for Box<Response> {
    fn from(failure: NodeError) -> Self {
        Self::new(match failure {
            NodeError::Broken => internal(),
            NodeError::Unavailable => {
                Response::ServiceUnavailable(error("node_unavailable", "the node does not answer"))
            }
        })
    }
}

pub(super) fn error(code: &str, message: impl Into<String>) -> ErrorResponse {
    ErrorResponse {
        error_code: code.to_owned(),
        message: message.into(),
        details: Maybe::Absent,
        request_id: Maybe::Absent,
    }
}

/// An entry for each violation.
pub(super) fn invalid(refusal: &Refusal) -> HttpValidationError {
    let objections = refusal.objections().iter();
    HttpValidationError {
        detail: objections
            .map(|objection| validation_error(&objection.violation))
            .collect(),
    }
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
