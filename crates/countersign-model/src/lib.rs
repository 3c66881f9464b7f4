//! The API as plain data: schemas in the semantics of JSON Schema 2020-12, the plan of the types, operations.
//!
//! [`lower`] takes a resolved document and gives an [`Api`]. Everything after it (code generation, case generation,
//! mock, diff) reads only the [`Api`]: the dialect of the document is translated here, once, and nothing that the
//! document says is dropped without a diagnostic. This crate knows no Rust syntax.

// The data.
mod api;
pub mod checked;
mod schema;

mod checks;
mod shape;
mod type_def;

mod mapping;
mod operation;
mod reading;
mod sparse;
mod type_set;

// The way to it.
mod judge;
mod lower;
mod plan;
mod surface;

// A part of it.
mod select;

pub use api::{Api, Server, ServerVariable};
pub use checks::Checks;
pub use mapping::{Formats, Mapping};
pub use operation::{
    Encoding, Example, Header, Link, MediaType, Operation, Parameter, RequestBody, Response,
    Trigger,
};
pub use reading::Reading;
pub use schema::{
    Annotations, ArrayAssertions, Discriminator, LogicAssertions, NumberAssertions,
    ObjectAssertions, Origin, Schema, SchemaId, StringAssertions,
};
pub use select::{Kept, Wanted};
pub use shape::{Calendar, IntegerWidth, NumberWidth, Shape, Slot, StringForm};
pub use sparse::{Empty, Sparse};
pub use type_def::{
    Additional, Checked, Definition, Enumeration, Object, Presence, Property, Roles, TypeDef,
    TypeId, Union, UnionRule, Variant,
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

use countersign_spec::Resolved;

/// Lowers a resolved document: schemas to JSON Schema 2020-12 as data, schemas to types, operations as plain data.
///
/// It never fails: what it cannot carry is reported, and taken as any value. Where the diagnostics have errors the API is
/// what could be understood, good for further diagnostics only.
pub fn lower(resolved: &Resolved) -> (Api, Diagnostics) {
    lower_as(resolved, Reading::Intended, &Mapping::default())
}

/// The same, with the meaning of schemas and the shapes of values chosen.
pub fn lower_as(resolved: &Resolved, reading: Reading, mapping: &Mapping) -> (Api, Diagnostics) {
    let mut arena = lower::Arena::new(resolved, reading, mapping);
    surface::ask_for_schemas(&mut arena);
    lower::read_pending(&mut arena);
    lower::resolve_dynamic_references(&mut arena);
    surface::part_sides(&mut arena);
    lower::review_values(&mut arena);

    let mut planner = plan::Planner::new(&mut arena);
    planner.plan_components(&resolved.document().components);
    let mut surface = surface::Surface::of(&mut planner);
    let (types, parents) = planner.finish();

    let (mut types, renumbered) = plan::in_reading_order(types, &parents);
    surface.each_slot(&mut |slot| renumbered.apply(slot));
    plan::box_cycles(&mut types, &mut arena);
    plan::mark_roles(&mut types, &surface.reached());
    surface.into_api(resolved.document(), types, arena)
}
