//! The text of `#[contract(schema = "..")]` as data: JSON Schema 2020-12, every keyword known or refused.

mod counts;
mod keywords;
mod reader;
mod scalars;
mod subschemas;

use proc_macro2::Span;
use syn::Path;

use crate::parse::Assertion;

pub(crate) use self::reader::read;

/// A schema and all schemas inside it. The first one is the whole.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) tables: Vec<Table>,
    /// Where the text stands.
    pub(crate) span: Span,
}

/// One schema object.
#[derive(Debug)]
pub(crate) struct Table {
    /// `type`; without it any.
    pub(crate) types: Option<Vec<JsonType>>,
    /// All other keywords, in the order of the text, those last that look at what the others have evaluated.
    pub(crate) keywords: Vec<Keyword>,
}

/// A name of `type` (Validation section 6.1.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Object,
    Array,
    Number,
    String,
    Integer,
}

/// A place for a schema inside a keyword.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// `true` and `{}`.
    Any,
    /// `false`.
    Never,
    /// `{"$ref": "Order"}`: the schema of a Rust type.
    Type(Path),
    /// The table at an index.
    Table(usize),
}

/// A keyword with its value. Where several have the same form, the name is that of the runtime's assertion.
#[derive(Debug)]
pub(crate) enum Keyword {
    /// One that attributes have as well.
    Plain(Assertion),
    /// `const` with an array or an object, as JSON text.
    ConstJson(String),
    /// `enum` with an array or an object in it, as JSON texts.
    EnumJson(Vec<String>),
    /// A schema: `not`, `propertyNames`, `$ref` beside other keywords, ...
    One(&'static str, Target),
    /// A list of schemas: `allOf`, `anyOf`, `oneOf`, `prefixItems`.
    List(&'static str, Vec<Target>),
    /// Schemas under names: `patternProperties`, `dependentSchemas`.
    Map(&'static str, Vec<(String, Target)>),
    Properties(Vec<(String, Target)>),
    Required(Vec<String>),
    DependentRequired(Vec<(String, Vec<String>)>),
    NoAdditionalProperties,
    /// `items` beside a `prefixItems` of this length.
    ItemsAfter(usize, Target),
    Contains {
        target: Target,
        min: u64,
        max: Option<u64>,
    },
    IfThenElse {
        condition: Target,
        then: Option<Target>,
        otherwise: Option<Target>,
    },
}

impl JsonType {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "object" => Self::Object,
            "array" => Self::Array,
            "number" => Self::Number,
            "string" => Self::String,
            "integer" => Self::Integer,
            _ => return None,
        })
    }
}

impl Keyword {
    /// Whether it looks at what the others have evaluated (Core section 11).
    fn comes_last(&self) -> bool {
        matches!(
            self,
            Self::One("UnevaluatedItems" | "UnevaluatedProperties", _)
        )
    }
}
