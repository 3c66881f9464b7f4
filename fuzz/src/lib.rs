//! What the fuzz targets do with an input: each panics where something is not as it has to be, and on nothing else.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a target says by a panic what it found"
)]

mod choices;
mod decode;
mod document;
mod generate;
mod judge;
mod names;
mod read;
#[path = "../../crates/countersign/tests/tables/mod.rs"]
mod tables;

pub use decode::decode;
pub use generate::{generate, lower};
pub use judge::judge;
pub use names::names;
pub use read::{read_json, read_yaml};
