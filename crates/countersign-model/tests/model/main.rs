//! Small documents, and what becomes of them: the planned types in a short notation, and the diagnostics.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy's exception for tests knows only the functions marked as such"
)]

mod all_of;
mod bounds;
mod checked;
mod codes;
mod depth;
mod diagnostics;
mod dialects;
mod identifiers;
mod mutants;
mod names;
mod nullable;
mod operations;
mod overlaps;
mod recursion;
mod roles;
mod shapes;
mod sides;
mod sketch;
mod unions;
#[path = "../../../countersign-json/tests/work/mod.rs"]
mod work;
