//! The model as Rust source: [`name`], [`emit`], [`render`].
//!
//! Once the model stands, nothing here can fail: every model has names, and every named model has its source.

mod name;

mod operation;

mod emit;

mod render;

pub use emit::{Examples, emit};
pub use name::{Named, name};
pub use proc_macro2::TokenStream;
pub use render::{
    Header, MARKER, normal_form, render, render_client, render_operations, render_server,
};
