//! JSON Schema's assertions, in snake case: one line a keyword.

use crate::errors::Errors;

use super::{
    Literal, Number, Written,
    attribute::{self, Attribute, Form},
    literal::{constant, count, expressions, number, string, value, word},
};

/// An assertion with its value.
#[derive(Clone, Debug)]
pub(crate) enum Assertion {
    Minimum(Number),
    Maximum(Number),
    ExclusiveMinimum(Number),
    ExclusiveMaximum(Number),
    MultipleOf(Number),
    MinLength(u64),
    MaxLength(u64),
    Pattern(String),
    Format(String),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    Const(Literal),
    Enum(Vec<Literal>),
}

/// The assertions at one place, and those for what is inside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assertions {
    pub(crate) own: Vec<Written<Assertion>>,
    pub(crate) items: Option<Written<Box<Assertions>>>,
    pub(crate) additional_properties: Option<Written<Box<Assertions>>>,
}

type Read = fn(&Attribute, &mut Errors) -> Option<Assertion>;

/// Every assertion with its keyword.
const TABLE: &[(&str, Read)] = &[
    ("const", |a, e| {
        constant(value(a, "1", e)?, e).map(Assertion::Const)
    }),
    ("enum", |a, e| enumeration(a, e).map(Assertion::Enum)),
    ("exclusive_maximum", |a, e| {
        number(a, e).map(Assertion::ExclusiveMaximum)
    }),
    ("exclusive_minimum", |a, e| {
        number(a, e).map(Assertion::ExclusiveMinimum)
    }),
    ("format", |a, e| string(a, e).map(Assertion::Format)),
    ("max_items", |a, e| count(a, e).map(Assertion::MaxItems)),
    ("max_length", |a, e| count(a, e).map(Assertion::MaxLength)),
    ("max_properties", |a, e| {
        count(a, e).map(Assertion::MaxProperties)
    }),
    ("maximum", |a, e| number(a, e).map(Assertion::Maximum)),
    ("min_items", |a, e| count(a, e).map(Assertion::MinItems)),
    ("min_length", |a, e| count(a, e).map(Assertion::MinLength)),
    ("min_properties", |a, e| {
        count(a, e).map(Assertion::MinProperties)
    }),
    ("minimum", |a, e| number(a, e).map(Assertion::Minimum)),
    ("multiple_of", |a, e| {
        number(a, e).map(Assertion::MultipleOf)
    }),
    ("pattern", |a, e| string(a, e).map(Assertion::Pattern)),
    ("unique_items", |a, e| {
        word(a, e).map(|()| Assertion::UniqueItems)
    }),
];

impl Assertion {
    /// The key that it has in an attribute.
    pub(crate) fn keyword(&self) -> &'static str {
        match self {
            Self::Minimum(_) => "minimum",
            Self::Maximum(_) => "maximum",
            Self::ExclusiveMinimum(_) => "exclusive_minimum",
            Self::ExclusiveMaximum(_) => "exclusive_maximum",
            Self::MultipleOf(_) => "multiple_of",
            Self::MinLength(_) => "min_length",
            Self::MaxLength(_) => "max_length",
            Self::Pattern(_) => "pattern",
            Self::Format(_) => "format",
            Self::MinItems(_) => "min_items",
            Self::MaxItems(_) => "max_items",
            Self::UniqueItems => "unique_items",
            Self::MinProperties(_) => "min_properties",
            Self::MaxProperties(_) => "max_properties",
            Self::Const(_) => "const",
            Self::Enum(_) => "enum",
        }
    }
}

/// The keys that `take` knows.
pub(super) fn keywords() -> Vec<&'static str> {
    let mut keywords: Vec<_> = TABLE.iter().map(|(keyword, _)| *keyword).collect();
    keywords.extend(["items", "additional_properties"]);
    keywords
}

/// What became of an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Taken {
    /// It was an assertion, and was read or reported.
    Yes,
    /// It is none.
    No,
}

/// Reads an item if it is an assertion.
pub(super) fn take(item: &Attribute, into: &mut Assertions, errors: &mut Errors) -> Taken {
    let key = &item.key;
    match key.value.as_str() {
        "items" => {
            let inside = nested(item, errors);
            attribute::set(&mut into.items, key, inside, errors);
        }
        "additional_properties" => {
            let inside = nested(item, errors);
            attribute::set(&mut into.additional_properties, key, inside, errors);
        }
        keyword => {
            let Some((_, read)) = TABLE.iter().find(|(known, _)| *known == keyword) else {
                return Taken::No;
            };
            if into.own.iter().any(|own| own.value.keyword() == keyword) {
                attribute::repeated(key, errors);
            } else if let Some(value) = read(item, errors) {
                let span = key.span;
                into.own.push(Written { value, span });
            }
        }
    }
    Taken::Yes
}

fn nested(item: &Attribute, errors: &mut Errors) -> Option<Box<Assertions>> {
    let key = &item.key.value;
    let Form::List(tokens) = &item.form else {
        errors.at(
            item.key.span,
            format_args!("`{key}` takes a list of assertions: `{key}(minimum = 1)`"),
        );
        return None;
    };
    let mut inside = Assertions::default();
    for item in attribute::list(tokens.clone(), errors) {
        if take(&item, &mut inside, errors) == Taken::No {
            let place = format!("`{key}(..)`");
            attribute::unknown(&item.key, &place, &keywords(), errors);
        }
    }
    Some(Box::new(inside))
}

fn enumeration(item: &Attribute, errors: &mut Errors) -> Option<Vec<Literal>> {
    let Form::List(tokens) = &item.form else {
        errors.at(
            item.key.span,
            "`enum` takes a list of constants: `enum(1, 2)`",
        );
        return None;
    };
    let values = expressions(tokens.clone(), errors)?;
    if values.is_empty() {
        errors.at(item.key.span, "`enum` needs at least one constant");
        return None;
    }
    let read: Vec<_> = values
        .iter()
        .filter_map(|value| constant(value, errors))
        .collect();
    (read.len() == values.len()).then_some(read)
}
