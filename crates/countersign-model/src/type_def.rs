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
    /// Whether its schema admits null, which the type itself does not hold: see [`Slot::nullable`].
    pub nullable: bool,
    /// The annotations of its schema.
    pub annotations: Annotations,
    /// What it is.
    pub definition: Definition,
}

impl TypeDef {
    /// A type that is none of the API's, for what an operation groups: it is never the target of a slot.
    #[must_use]
    pub fn apart(schema: SchemaId, definition: Definition) -> TypeDef {
        TypeDef {
            id: TypeId(u32::MAX),
            schema,
            name: Vec::new(),
            component: false,
            roles: Roles::default(),
            nullable: false,
            annotations: Annotations::default(),
            definition,
        }
    }
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
    /// One of several alternatives.
    Union(Union),
    /// A value with a name of its own.
    Newtype(Slot),
    /// A value of no provable shape, kept as JSON and judged whole.
    Checked(Checked),
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

/// A value that is one of several alternatives, of which exactly one holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Union {
    /// What chooses the variant.
    pub rule: UnionRule,
    /// The alternatives, in document order.
    pub variants: Vec<Variant>,
    /// Whether an object with a tag that no variant has must survive decoding: true for [`UnionRule::Tagged`] where a
    /// response may carry the type. Validation still reports it.
    pub open: bool,
}

/// What chooses the variant of a union.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum UnionRule {
    /// The JSON type of the value: no two variants share one.
    ByType,
    /// The value is an object, and its property of this name holds one of the tags of a variant. No two variants share a
    /// tag, and each variant's own type has the property.
    Tagged {
        /// The name of the property in JSON.
        property: String,
    },
    /// Trial: exactly one of the variants accepts the value (core, section 10.2.1.3).
    OneOf,
}

/// A value of which only the schema is known; [`checked::text`](crate::checked::text) writes it.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Checked {
    /// What judges the value; null included, where the schema admits it.
    pub schema: SchemaId,
    /// The types that its references lead to, each with the schema that is referred to.
    pub uses: Vec<(SchemaId, TypeId)>,
}

/// One alternative of a union.
#[derive(Clone, PartialEq, Debug)]
pub struct Variant {
    /// A word for a name: the title, the name of the component, the tag, or the JSON type, `String`, `Object`, ...
    pub name: String,
    /// The values of the tag that choose it; empty unless the rule is [`UnionRule::Tagged`].
    pub tags: Vec<String>,
    /// The place of its value.
    pub slot: Slot,
}
