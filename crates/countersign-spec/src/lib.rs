//! OpenAPI text to a spanned tree, a typed document and resolved references; owns the diagnostics.
//!
//! [`read`] takes in the entry document and every file that it refers to; [`resolve`] follows the references and
//! gives the document as typed data. Both go on past errors and return all of them.

mod source;
mod tree;

mod code;
mod diagnostic;
mod nearest;
pub mod render;

mod files;

mod grammar;
mod read;

pub mod document;
mod resolve;
mod version;

pub use code::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use document::Document;
pub use files::{Files, Folder, Memory};
pub use nearest::nearest;
pub use read::{Read, read};
pub use resolve::{Resolved, resolve};
pub use source::{Position, SourceId, Sources, Span, Spanned};
pub use tree::{Entry, Kind, Location, Node, NodeId, Tree};
