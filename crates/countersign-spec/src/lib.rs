//! OpenAPI text to a spanned tree, a typed document and resolved references; owns the diagnostics.
//!
//! [`read`] takes in the entry document and every file that it refers to; [`resolve`] follows the references and
//! gives the document as typed data. Both go on past errors and return all of them.
//!
//! ```
//! use countersign_spec::{Memory, read, render, resolve};
//!
//! let text = "openapi: 3.1.0\ninfo: {title: Orders, version: '1'}\npaths: {}\ncomponents:\n  \
//!             schemas:\n    Order: {$ref: '#/components/schemas/Odrer'}\n";
//! let (document, mut diagnostics) = read(&Memory::new().with("orders.yaml", text), "orders.yaml");
//! let sources = document.tree().sources().clone(); // shared texts: cheap
//! let (resolved, said) = resolve(document);
//! diagnostics.extend(said);
//! assert!(resolved.is_some());
//! assert_eq!(
//!     render::short(&diagnostics, &sources),
//!     "orders.yaml:6:19: error[CS0104]: unresolved reference\n"
//! );
//! ```

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
pub use read::{Mirror, Read, read, read_mirrored, read_within};
pub use resolve::{Resolved, resolve};
pub use source::{Position, SourceId, Sources, Span, Spanned};
pub use tree::{Entry, Kind, Location, Node, NodeId, Tree};
