//! The model as Rust source.
