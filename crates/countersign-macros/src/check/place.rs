//! What a type says by its syntax alone: null or absence around a value, and the JSON type of the value.

use syn::{GenericArgument, PathArguments, PathSegment, Type};

use super::Scope;

/// A wrapper around a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Layer {
    Option,
    Maybe,
    Box,
}

/// The outermost wrapper, with the type inside it.
pub(crate) fn layer(ty: &Type) -> Option<(Layer, &Type)> {
    let segment = last_segment(ty)?;
    let layer = match segment.ident.to_string().as_str() {
        "Option" => Layer::Option,
        "Maybe" => Layer::Maybe,
        "Box" => Layer::Box,
        _ => return None,
    };
    Some((layer, argument(segment, 0)?))
}

/// The last segment of a path.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// The generic type argument at `index`.
pub(crate) fn argument(segment: &PathSegment, index: usize) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    arguments
        .args
        .iter()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .nth(index)
}

/// The JSON type of a Rust type, as far as its syntax says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
    Unknown,
}

impl Kind {
    /// The kind of a type inside its wrappers.
    pub(crate) fn of(ty: &Type, scope: &Scope) -> Self {
        if let Some((_, inside)) = layer(ty) {
            return Self::of(inside, scope);
        }
        match ty {
            Type::Tuple(tuple) if tuple.elems.is_empty() => return Self::Null,
            Type::Array(_) | Type::Slice(_) => return Self::Array,
            _ => {}
        }
        match last_segment(ty) {
            Some(segment) if !scope.is_parameter(&segment.ident) => {
                Self::named(&segment.ident.to_string())
            }
            _ => Self::Unknown,
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "bool" => Self::Boolean,
            "i8" | "i16" | "i32" | "i64" | "i128" | "u8" | "u16" | "u32" | "u64" => Self::Integer,
            "f32" | "f64" => Self::Number,
            "String" | "str" => Self::String,
            "Vec" => Self::Array,
            "BTreeMap" | "HashMap" => Self::Object,
            _ => Self::Unknown,
        }
    }

    /// The name of the JSON type, with an article.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Unknown => "a value",
        }
    }

    /// Whether a value has nothing to check but what attributes say.
    ///
    /// Strings are asked: `String` may be the name of a user's own type, which no primitive's name can be.
    pub(crate) fn holds_by_itself(self) -> bool {
        matches!(self, Self::Null | Self::Boolean | Self::Integer)
    }

    /// Whether an instance may be of both kinds.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        let pair = (self, other);
        self != Self::Unknown && self == other
            || matches!(
                pair,
                (Self::Integer, Self::Number) | (Self::Number, Self::Integer)
            )
    }
}
