//! One document in two versions.

pub(crate) mod after;
pub(crate) mod before;
