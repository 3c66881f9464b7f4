//! What the derives' output calls. Not for people: it changes with the derives, and is stable for them alone.
//!
//! Everything that does not depend on a user's type lives here, so that a derived type compiles fast.

mod build;
mod capture;
mod check;
mod checked;
mod choice;
mod debug;
mod decode;
mod encode;
mod limited;
pub mod names;
mod object;
mod table;
mod union;
mod word;

pub use build::Partial;
pub use capture::Capture;
pub use check::check;
pub use checked::{check_value, decode_value};
pub use choice::{Choice, check_one_of, check_tagged, decode_choice};
pub use debug::debug;
pub(crate) use decode::UNREADABLE;
pub use decode::{decoded, deserialize};
pub use encode::{Encode, Writer};
pub use object::Members;
pub use table::{Reference, schema};
pub(crate) use union::json_types;
pub use union::{takes, types_ahead};
pub use word::{Word, check_word, decode_word, parse_word};

pub use serde;
