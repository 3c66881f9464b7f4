//! Which form a value may take, and the places where values stand.

use std::sync::Arc;

use crate::{Checks, JsonType, TypeId};

/// The form of a value, chosen by `type` and `format` alone: a bound never picks it.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// Any JSON value, null included.
    Any,
    /// Only null.
    Null,
    /// A boolean.
    Boolean,
    /// An integer: a number without a fraction, `5.0` included.
    Integer(IntegerWidth),
    /// A number.
    Number(NumberWidth),
    /// A string.
    String(StringForm),
    /// A type of the user's own, which stands for a string or a number of some format.
    Own {
        /// Its path.
        path: Arc<str>,
        /// What it is in JSON.
        json_type: JsonType,
    },
    /// An array, with the place of an item.
    Array(Box<Slot>),
    /// An object of any keys, with the place of a member's value.
    Map(Box<Slot>),
    /// A type of [`Api::types`](crate::Api::types).
    Named(TypeId),
}

/// How many bits an integer has; 64 and signed where the format and the [`Mapping`](crate::Mapping) say nothing.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum IntegerWidth {
    /// `int8`
    I8,
    /// `int16`
    I16,
    /// `int32`
    I32,
    /// `int64`, and no format.
    I64,
    /// `uint8`
    U8,
    /// `uint16`
    U16,
    /// `uint32`
    U32,
    /// `uint64`
    U64,
    /// 128 bits, by choice.
    I128,
    /// As many as it takes, by choice.
    Unbounded,
}

/// How many bits a number has; 64 where the format and the [`Mapping`](crate::Mapping) say nothing.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum NumberWidth {
    /// `float`
    F32,
    /// `double`, and no format.
    F64,
    /// `decimal` and `decimal128`: exactly as it is written; by choice also where there is no format.
    Exact,
}

/// What a string is taken for.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum StringForm {
    /// Text.
    Text,
    /// `date-time` (RFC 3339, section 5.6).
    DateTime(Calendar),
    /// `date`: `full-date` of RFC 3339, section 5.6.
    Date(Calendar),
}

/// Whose values stand for dates.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum Calendar {
    /// The runtime's own types, which give those of `jiff`.
    Jiff,
    /// The types of `time`, beside their text.
    Time,
    /// The types of `chrono`, beside their text.
    Chrono,
}

/// A place where a value stands: a property, an item, a map's value, the inside of a newtype, a body.
#[derive(Clone, PartialEq, Debug)]
pub struct Slot {
    /// The form of the value.
    pub shape: Shape,
    /// Whether null may stand here; always false for [`Shape::Any`] and [`Shape::Null`], which have null in them.
    ///
    /// A nullable component makes every use of it nullable: nullability belongs to the use, and the type that the
    /// component becomes never holds null itself.
    pub nullable: bool,
    /// Whether the value must stand behind a pointer, because its type would otherwise contain itself. Set on one edge
    /// of each cycle that no array or map breaks.
    pub boxed: bool,
    /// The assertions enforced here.
    pub checks: Checks,
}

impl Slot {
    /// The place of a value of this shape, without null and without checks.
    #[must_use]
    pub fn new(shape: Shape) -> Slot {
        Slot {
            shape,
            nullable: false,
            boxed: false,
            checks: Checks::default(),
        }
    }
}
