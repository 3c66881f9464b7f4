//! The schema of a Rust type: one table that the judge interprets and `schemars` is made from.
//!
//! A derive writes one `Schema` a type, as a text that is read at first need. References to other types are functions, so
//! that recursive types and generics need no more than that.

use std::fmt;

/// The assertions of one type (JSON Schema 2020-12, Core and Validation).
#[derive(Debug)]
pub struct Schema {
    /// The name by which `$ref` knows a derived type; `None` for built-in ones.
    pub name: Option<&'static str>,
    /// `type`: the JSON types that an instance may have.
    pub types: Types,
    /// All other keywords. A keyword may stand twice: both apply.
    pub assertions: &'static [Assertion],
}

/// A set of JSON types (Validation section 6.1.1). `NUMBER` includes `INTEGER`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Types(u8);

impl Types {
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `boolean`.
    pub const BOOLEAN: Self = Self(2);
    /// `object`.
    pub const OBJECT: Self = Self(4);
    /// `array`.
    pub const ARRAY: Self = Self(8);
    /// `integer`: a number without a fractional part, however it is spelled.
    pub const INTEGER: Self = Self(16);
    /// `number`.
    pub const NUMBER: Self = Self(16 | 32);
    /// `string`.
    pub const STRING: Self = Self(64);
    /// No restriction.
    pub const ANY: Self = Self(127);

    /// No type at all.
    pub const NONE: Self = Self(0);

    /// The types that are in both sets.
    #[must_use]
    pub const fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types of both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether every type of `other` is in this set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a type is in both sets.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A keyword with its value.
#[derive(Debug)]
pub enum Assertion {
    /// `enum`.
    Enum(&'static [Literal]),
    /// `const`.
    Const(Literal),
    /// `multipleOf`.
    MultipleOf(Bound),
    /// `maximum`.
    Maximum(Bound),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(Bound),
    /// `minimum`.
    Minimum(Bound),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(Bound),
    /// `maxLength`, in Unicode code points.
    MaxLength(u64),
    /// `minLength`, in Unicode code points.
    MinLength(u64),
    /// `pattern`, ECMA-262 with the `u` flag.
    Pattern(&'static str),
    /// `format`, asserted.
    Format(&'static str),
    /// `maxItems`.
    MaxItems(u64),
    /// `minItems`.
    MinItems(u64),
    /// `uniqueItems: true`.
    UniqueItems,
    /// `items`.
    Items(Link),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `minProperties`.
    MinProperties(u64),
    /// `properties`, with `required`.
    Properties(&'static [Property]),
    /// `additionalProperties`: a schema for the members that neither `Properties` nor `PatternProperties` of the same
    /// table name.
    AdditionalProperties(Link),
    /// `additionalProperties: false`.
    NoAdditionalProperties,
    /// The instance is null, or valid against the link: `Option<T>`.
    Nullable(Link),
    /// `$ref`: another table at the same place. Also the inside of a newtype.
    Ref(Link),
    /// `allOf`.
    AllOf(&'static [Link]),
    /// `anyOf`.
    AnyOf(&'static [Link]),
    /// `oneOf`: exactly one.
    OneOf(&'static [Link]),
    /// A union by JSON type: exactly one of the links has the type of the instance, and that one decides.
    OneOfByType(&'static [Link]),
    /// A union by tag: the string under `property` chooses the variant, and that one decides.
    Tagged {
        /// The property that holds the tag.
        property: &'static str,
        /// The variants with the tags that choose them.
        variants: &'static [(&'static [&'static str], Link)],
    },
    /// `not`.
    Not(Link),
    /// `if`, `then` and `else`.
    IfThenElse {
        /// `if`.
        condition: Link,
        /// `then`.
        then: Option<Link>,
        /// `else`.
        otherwise: Option<Link>,
    },
    /// `prefixItems`.
    PrefixItems(&'static [Link]),
    /// `items` beside a `prefixItems` of this length: the items after those.
    ItemsAfter(usize, Link),
    /// `contains`, `minContains` and `maxContains`.
    Contains {
        /// `contains`.
        link: Link,
        /// `minContains`, by default 1.
        min: u64,
        /// `maxContains`.
        max: Option<u64>,
    },
    /// `required`, of names that `Properties` need not know.
    Required(&'static [&'static str]),
    /// `patternProperties`, ECMA-262 with the `u` flag.
    PatternProperties(&'static [(&'static str, Link)]),
    /// `propertyNames`.
    PropertyNames(Link),
    /// `dependentRequired`.
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `dependentSchemas`.
    DependentSchemas(&'static [(&'static str, Link)]),
    /// `unevaluatedProperties`, judged after all else of its table wherever it stands.
    UnevaluatedProperties(Link),
    /// `unevaluatedItems`, judged after all else of its table wherever it stands.
    UnevaluatedItems(Link),
    /// `const` of any JSON value, as its text.
    ConstJson(&'static str),
    /// `enum` of any JSON values, as their texts.
    EnumJson(&'static [&'static str]),
    /// The instance must fit this Rust type: an integer's range, a float's.
    Fits(Width),
}

/// A step to another schema, with the assertions that stand at this place only.
#[derive(Debug)]
pub struct Link {
    /// Where it leads.
    pub schema: Target,
    /// Whether null is allowed besides.
    pub nullable: Nullable,
    /// What the attribute of the field adds; not applied to null where null is allowed.
    pub assertions: &'static [Assertion],
}

impl Link {
    /// The schema that it leads to.
    #[must_use]
    pub fn schema(&self) -> &'static Schema {
        match self.schema {
            Target::Type(schema) => schema(),
            Target::Table(schema) => schema,
        }
    }
}

/// Where a link leads.
#[derive(Clone, Copy)]
pub enum Target {
    /// To the schema of a Rust type.
    Type(fn() -> &'static Schema),
    /// To a schema that stands in the one at hand.
    Table(&'static Schema),
}

/// A Rust type by its name, or by its JSON types if it has none: what is inside may be what it is inside of.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(schema) => schema.fmt(f),
            Self::Type(schema) => {
                let schema = schema();
                match schema.name {
                    Some(name) => f.write_str(name),
                    None => schema.types.fmt(f),
                }
            }
        }
    }
}

/// Whether null is an instance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Nullable {
    /// Null is a value of its own.
    Yes,
    /// Null is judged like every other instance.
    No,
}

/// A member of `properties`.
#[derive(Debug)]
pub struct Property {
    /// The JSON name.
    pub name: &'static str,
    /// Its schema.
    pub link: Link,
    /// Whether absence is allowed.
    pub presence: Presence,
}

/// What absence of a property means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Presence {
    /// It is an error: the property is in `required`.
    Required,
    /// It is allowed, and kept as absence.
    Optional,
    /// It is allowed, and this JSON text (where the default is a constant that JSON can say) fills it in.
    Default(Option<&'static str>),
}

/// A bound, exact: it is never rounded to a float.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i128),
    /// Any other JSON number, as its text.
    Decimal(&'static str),
}

/// A constant instance, for `enum` and `const`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Bound),
    /// A string.
    String(&'static str),
}

/// The Rust type that has to hold a number. Law 1: it comes from `type` and `format`, never from a bound.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Width {
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i128`
    I128,
    /// `f32`
    F32,
    /// `f64`
    F64,
}

/// The empty schema, which every instance is valid against: what a link with assertions alone points to.
#[must_use]
pub fn any() -> &'static Schema {
    &Schema {
        name: None,
        types: Types::ANY,
        assertions: &[],
    }
}

/// The schema `false`, which no instance is valid against.
#[must_use]
pub fn never() -> &'static Schema {
    &Schema {
        name: None,
        types: Types::NONE,
        assertions: &[],
    }
}
