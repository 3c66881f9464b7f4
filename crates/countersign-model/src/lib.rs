//! The API as plain data: schemas in the semantics of JSON Schema 2020-12, the plan of the types, operations.
//!
//! [`lower`] takes a resolved document and gives an [`Api`]. Everything after it (code generation, case generation,
//! mock, diff) reads only the [`Api`]: the dialect of the document is translated here, once, and nothing that the
//! document says is dropped without a diagnostic. This crate knows no Rust syntax.

mod api;
mod checks;
mod operation;
mod schema;
mod shape;
mod sparse;
mod type_def;
mod type_set;

pub use api::{Api, Server, ServerVariable};
pub use checks::Checks;
pub use operation::{Example, Header, MediaType, Operation, Parameter, RequestBody, Response};
pub use schema::{
    Annotations, ArrayAssertions, NumberAssertions, ObjectAssertions, Origin, Schema, SchemaId,
    StringAssertions,
};
pub use shape::{IntegerWidth, NumberWidth, Shape, Slot, StringForm};
pub use sparse::{Empty, Sparse};
pub use type_def::{
    Additional, Definition, Enumeration, Object, Presence, Property, Roles, TypeDef, TypeId,
    Variant,
};
pub use type_set::{JsonType, TypeSet};

/// Words of the specifications that need no translation.
pub use countersign_spec::document::{
    Method, ParameterLocation, SecurityForm, SecurityRequirement, SecurityScheme, Status, Style,
};

/// Places, and what is said about them.
pub use countersign_spec::{
    Code, Diagnostic, Diagnostics, Location, Severity, SourceId, Span, Spanned, nearest,
};

/// The values and exact numbers that schemas are made of.
pub use countersign_json::{Decimal, Number, Value};
