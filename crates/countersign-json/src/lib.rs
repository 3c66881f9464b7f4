//! JSON text and exact numbers, without dependencies: the ground that the runtime and the tools share.

pub mod scan;

mod decimal;
mod from;
mod number;
mod pointer;
mod read;
mod syntax_error;
mod token;
mod value;

pub use decimal::Decimal;
pub use number::Number;
pub use pointer::escape_pointer_token;
pub use read::{Limits, read};
pub use syntax_error::SyntaxError;
pub use value::{Value, write_string};
