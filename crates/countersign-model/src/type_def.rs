//! The named types of the plan: objects, enumerations, unions, newtypes.

use countersign_json::Value;

use crate::{Annotations, SchemaId, Slot};

/// A type of [`Api::types`](crate::Api::types), by its index.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub struct TypeId(pub(crate) u32);

impl TypeId {
    /// The index into [`Api::types`](crate::Api::types).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type that gets a name: one for each component schema and each target of a `$ref`, and one for each object, string
/// enumeration and union that is written in place.
#[derive(Clone, PartialEq, Debug)]
pub struct TypeDef {
    /// Its own id.
    pub id: TypeId,
    /// The schema that it was planned from.
    pub schema: SchemaId,
    /// The words of its name, from the outermost named thing in, as the document spells them:
    /// `["CreateOrderRequest", "order_state"]`.
    pub name: Vec<String>,
    /// Whether it is a schema of `components`, which has a name of its own.
    pub component: bool,
    /// Who sends it.
    pub roles: Roles,
    /// The annotations of its schema.
    pub annotations: Annotations,
    /// What it is.
    pub definition: Definition,
}

/// Who sends a type, by reachability from the operations. What nothing reaches has both.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug, Default)]
pub struct Roles {
    /// A request may carry it: a parameter, a request body; of webhooks and callbacks, a response.
    pub request: bool,
    /// A response may carry it: its body or a header; of webhooks and callbacks, a request.
    pub response: bool,
}

/// What a type is.
#[derive(Clone, PartialEq, Debug)]
pub enum Definition {
    /// An object with known properties.
    Object(Object),
    /// One of several strings.
    Enumeration(Enumeration),
    /// A value whose JSON type decides what it is: no two variants share one.
    Union(Vec<Variant>),
    /// A value with a name of its own.
    Newtype(Slot),
}

/// An object with known properties.
#[derive(Clone, PartialEq, Debug)]
pub struct Object {
    /// The properties, in document order; those of `allOf` in the order of its members.
    pub properties: Vec<Property>,
    /// What happens to members that no property names.
    pub additional: Additional,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
}

/// A property of an object.
#[derive(Clone, PartialEq, Debug)]
pub struct Property {
    /// Its name in JSON.
    pub name: String,
    /// The place of its value.
    pub slot: Slot,
    /// Whether it may be left out.
    pub presence: Presence,
    /// The annotations of its schema; where that is only a reference, what stands beside the reference.
    pub annotations: Annotations,
}

/// Whether something may be left out, and what that means.
#[derive(Clone, PartialEq, Debug)]
pub enum Presence {
    /// It must be there.
    Required,
    /// It may be absent, which is not null.
    Optional,
    /// It may be absent, and means this value then; null only where the slot is nullable.
    Default(Value),
}

/// What happens to the members of an object that no property names.
#[derive(Clone, PartialEq, Debug)]
pub enum Additional {
    /// They may be there; the document says nothing about them.
    Ignored,
    /// They must not be there (`additionalProperties: false`).
    Refused,
    /// They are kept, each value in a place like this (`additionalProperties` with a schema, or `true`; and where
    /// `minProperties` or `maxProperties` counts them).
    Captured(Slot),
}

/// One of several strings.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Enumeration {
    /// The strings, in document order and without duplicates.
    pub values: Vec<String>,
    /// Whether a value that is not listed must survive decoding: true where a response may carry the type, since a new
    /// value of the server must not break a shipped client. Validation still reports it.
    pub open: bool,
}

/// One alternative of a union.
#[derive(Clone, PartialEq, Debug)]
pub struct Variant {
    /// The JSON type that chooses it, as a word for a name: `String`, `Integer`, `Object`, ...
    pub name: String,
    /// The place of its value.
    pub slot: Slot,
}
