//! The styles of parameters: values to text and back, percent-encoded as their place asks (RFC 3986, RFC 6570).
//!
//! Text has no types; the schema says how it is read ([`Guide`]). What is written is read back as the same value, with
//! these exceptions, which no style can tell apart:
//!
//! - Null, an empty array and an empty object are not sent, as RFC 6570 section 2.3 has it: they come back as absence.
//!   An array with one empty string is `name=`, and comes back as itself.
//! - Where a schema takes strings beside numbers or booleans, the string `5` comes back as the number. A number where
//!   only strings are taken, or an array of one where a scalar is taken too, comes back as the string, the scalar.
//! - In `simple` headers, cookies of style `cookie`, `spaceDelimited` and `pipeDelimited`, an item cannot hold the
//!   delimiter; it is refused when it is written.
//!
//! Readers take some of what others write: an empty text where an array is wanted whose items cannot be empty is an
//! array of nothing, and where no comma stands, encoded ones delimit if one part could not be read.
//!
//! A space is written as `%20`. In queries and forms, `+` is read as a space, as HTML forms write it; in all other
//! places it is a plus sign. `spaceDelimited` and `pipeDelimited` that explode are `form`. `deepObject` is written with
//! indices in arrays, `a%5Bb%5D%5B0%5D=x`; `a[b][]=x` and `a[b]=x&a[b]=y` are read as well.

mod content;
mod deep;
mod escape;
pub mod form;
mod guide;
mod operator;
mod pairs;
mod read;
mod scalar;
mod write;
mod written;

pub use guide::Guide;
pub use pairs::Pairs;
pub use read::{Raw, decode};
pub use write::encode;
