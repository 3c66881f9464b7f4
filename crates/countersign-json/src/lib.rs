//! JSON text, exact numbers and the names of formats, by itself without dependencies: the ground that the runtime and
//! the tools share.

pub mod formats;
pub mod scan;

mod access;
mod decimal;
mod from;
mod number;
mod pointer;
mod read;
mod reader;
#[cfg(feature = "serde")]
mod serde;
mod syntax_error;
mod token;
mod value;

#[cfg(feature = "serde")]
pub use self::serde::text_of;
pub use decimal::Decimal;
pub use number::Number;
pub use pointer::escape_pointer_token;
pub use read::{Limits, read};
pub use reader::{Place, Reader};
pub use syntax_error::SyntaxError;
pub use value::{Value, write_string};
