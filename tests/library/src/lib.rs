//! A library over HTTP, generated from `tests/cases/http/library.yaml`, and an implementation of it in memory.

#[allow(
    missing_docs,
    reason = "generated, and the document does not describe everything"
)]
mod generated;
mod library;

pub use generated::{client, operations, server, types};
pub use library::{KEY, Library, PASSWORD, TOKEN, USER, WEAK};
