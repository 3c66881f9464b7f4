//! Sets of the JSON types that a schema admits.

use std::fmt;

/// A type of the `type` keyword (JSON Schema 2020-12 validation, section 6.1.1).
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub enum JsonType {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`: a number without a fraction, `5.0` included.
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl JsonType {
    /// Every type, in the order in which sets list them.
    pub const ALL: [JsonType; 7] = [
        JsonType::Null,
        JsonType::Boolean,
        JsonType::Integer,
        JsonType::Number,
        JsonType::String,
        JsonType::Array,
        JsonType::Object,
    ];

    /// The keyword's value: `integer`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            JsonType::Null => "null",
            JsonType::Boolean => "boolean",
            JsonType::Integer => "integer",
            JsonType::Number => "number",
            JsonType::String => "string",
            JsonType::Array => "array",
            JsonType::Object => "object",
        }
    }

    /// The type with its article, for messages: `an integer`.
    #[must_use]
    pub fn described(self) -> &'static str {
        match self {
            JsonType::Null => "null",
            JsonType::Boolean => "a boolean",
            JsonType::Integer => "an integer",
            JsonType::Number => "a number",
            JsonType::String => "a string",
            JsonType::Array => "an array",
            JsonType::Object => "an object",
        }
    }

    /// The type of a name, `integer`.
    #[must_use]
    pub fn parse(name: &str) -> Option<JsonType> {
        JsonType::ALL
            .into_iter()
            .find(|json_type| json_type.as_str() == name)
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// A set of [`JsonType`]s. `number` holds `integer` in it, and a set with both is the set with `number` alone.
#[derive(Copy, Clone, Eq, PartialEq, Hash)]
pub struct TypeSet(u8);

impl TypeSet {
    /// No type: what nothing satisfies.
    pub const NONE: TypeSet = TypeSet(0);
    /// Every type: what a schema without `type` admits.
    pub const ALL: TypeSet = TypeSet(0b111_1011);

    /// The set of one type.
    #[must_use]
    pub fn of(json_type: JsonType) -> TypeSet {
        TypeSet(json_type.bit())
    }

    /// Whether the set admits values of this type; `number` admits `integer`.
    #[must_use]
    pub fn contains(self, json_type: JsonType) -> bool {
        self.0 & json_type.bit() != 0
            || (json_type == JsonType::Integer && self.0 & JsonType::Number.bit() != 0)
    }

    /// Whether this type itself is in the set: `number` does not name `integer`.
    pub(crate) fn names(self, json_type: JsonType) -> bool {
        self.0 & json_type.bit() != 0
    }

    /// The set with one type more.
    #[must_use]
    pub fn with(self, json_type: JsonType) -> TypeSet {
        TypeSet(self.0 | json_type.bit()).canonical()
    }

    /// The set without a type; without `number` there is no `integer` either.
    #[must_use]
    pub fn without(self, json_type: JsonType) -> TypeSet {
        TypeSet(self.0 & !json_type.bit())
    }

    /// What either admits.
    #[must_use]
    pub fn union(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 | other.0).canonical()
    }

    /// What both admit: `number` and `integer` give `integer`.
    #[must_use]
    pub fn intersection(self, other: TypeSet) -> TypeSet {
        let both = self.0 & other.0;
        let integer = self.contains(JsonType::Integer) && other.contains(JsonType::Integer);
        TypeSet(both | if integer { JsonType::Integer.bit() } else { 0 }).canonical()
    }

    /// Whether no value is in both.
    #[must_use]
    pub fn is_disjoint(self, other: TypeSet) -> bool {
        self.intersection(other) == TypeSet::NONE
    }

    /// Whether the other admits whatever this does.
    #[must_use]
    pub fn is_subset(self, other: TypeSet) -> bool {
        self.intersection(other) == self
    }

    /// Whether no type is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many types are in it.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The only type in it, if it is one.
    #[must_use]
    pub fn single(self) -> Option<JsonType> {
        let mut types = self.iter();
        let first = types.next();
        if types.next().is_some() { None } else { first }
    }

    /// The types, in the order of [`JsonType::ALL`].
    pub fn iter(self) -> impl Iterator<Item = JsonType> {
        JsonType::ALL
            .into_iter()
            .filter(move |json_type| self.0 & json_type.bit() != 0)
    }

    fn canonical(self) -> TypeSet {
        if self.0 & JsonType::Number.bit() == 0 {
            self
        } else {
            TypeSet(self.0 & !JsonType::Integer.bit())
        }
    }
}

impl FromIterator<JsonType> for TypeSet {
    fn from_iter<I: IntoIterator<Item = JsonType>>(types: I) -> Self {
        types.into_iter().fold(TypeSet::NONE, TypeSet::with)
    }
}

impl fmt::Debug for TypeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(JsonType::as_str))
            .finish()
    }
}
