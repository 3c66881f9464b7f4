//! What the derives' output calls. Not for people: it changes with the derives, and is stable for them alone.
//!
//! Everything that does not depend on a user's type lives here, so that a derived type compiles fast.

mod build;
mod capture;
mod checked;
mod choice;
mod decode;
mod encode;
mod object;
mod union;
mod word;

pub use build::{maybe, missing_property};
pub use capture::Capture;
pub use checked::{check_value, decode_value};
pub use choice::{Choice, Mismatch, check_one_of, check_tagged, decode_choice, read};
pub use decode::{Decode, duplicate};
pub use encode::{Encode, Writer};
pub use object::{Members, Object, Slot, decode_object};
pub(crate) use union::json_types;
pub use union::{Union, decode_union, no_variant, takes};
pub use word::{Word, decode_word, parse_word};

pub use serde;
