//! The model as Rust source: [`name`], [`emit`], [`render`].
//!
//! Once the model stands, nothing here can fail: every model has names, and every named model has its source.

mod name;

mod layout;

mod twins;

mod operation;

mod emit;

mod render;

mod parallel;

pub use emit::{Examples, emit, is_type_path};
pub use layout::{Builders, Modules, Style};
pub use name::{GivenNames, Named, name};
pub use proc_macro2::TokenStream;
pub use render::{File, Header, MARKER, Sources, normal_form, render};
pub use twins::Inline;
