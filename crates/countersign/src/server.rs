//! What generated servers run on: one executor for all operations, driven by their descriptions.
//!
//! A generated server is a trait with a method an operation, and `router`, which makes an [`axum::Router`] of an
//! implementation. Before a method is called, the request has been matched, its caller admitted, and its parameters
//! and body decoded and validated; what fails on the way is a [`Refusal`]:
//!
//! | status | what |
//! |---|---|
//! | 400 | percent-encoding, JSON, a form or a style that is broken |
//! | 401, 403 | no credentials that a security scheme admits; credentials that are not enough |
//! | 404, 405 | no such path; no such method there, with `Allow` |
//! | 406 | none of the documented media types is accepted |
//! | 413, 415 | a body over the limit of [`Options`]; of a media type that is not documented |
//! | 422 | every violation of parameters and body, up to [`Options::listed`] of them |
//! | 500 | a method that panics; nothing is said about why |
//!
//! An operation that documents 400 and not 422, or the reverse, is refused with the status that it documents. The body
//! is `application/problem+json` (RFC 9457); where the document has another shape for the status, the trait has a method
//! that makes one. `HEAD` is answered wherever `GET` is, and `OPTIONS` everywhere.

mod accept;
mod allow;
mod beside;
mod body;
mod dispatch;
mod form;
mod input;
mod multipart;

mod options;
mod parameters;
mod problem;
mod refusal;
mod reply;
mod routes;
mod security;
mod service;

pub use axum::Router;
pub use beside::beside;
pub use dispatch::{
    Admission, Callers, Dispatch, Handling, Later, Respond, admission, nobody, nothing,
};
pub use form::FormParts;
pub use input::{Input, both, given, valid};
pub use options::{Options, ResponseChecks};
pub use refusal::{Objection, Refusal, Source};
pub use reply::Reply;
pub use security::{Credentials, Denied};
pub use service::router;
