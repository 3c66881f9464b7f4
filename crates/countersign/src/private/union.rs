//! Reading unions of disjoint JSON types: the type of the instance chooses the variant.

use crate::{
    Contract,
    json::Reader,
    schema::{Assertion, Link, Nullable, Schema, Types},
};

/// The JSON type of the value ahead.
#[must_use]
pub fn types_ahead(reader: &mut Reader<'_>) -> Option<Types> {
    Some(match reader.ahead()? {
        b'n' => Types::NULL,
        b't' | b'f' => Types::BOOLEAN,
        b'"' => Types::STRING,
        b'[' => Types::ARRAY,
        b'{' => Types::OBJECT,
        _ if reader.is_integer_ahead() => Types::INTEGER,
        _ => Types::NUMBER,
    })
}

/// Whether an instance of the JSON type `types` may be a `T`.
#[must_use]
pub fn takes<T: Contract>(types: Types) -> bool {
    types_of(T::schema(), &mut BUDGET.clone()).meets(types)
}

/// The JSON types that an instance behind `link` may have.
pub(crate) fn json_types(link: &Link) -> Types {
    link_types(link, &mut BUDGET.clone())
}

/// The JSON types that an instance of a table may have.
pub(super) fn types_of_schema(schema: &Schema) -> Types {
    types_of(schema, &mut BUDGET.clone())
}

/// How many newtypes and unions are opened to find a JSON type: a union that is itself one of its variants never ends.
const BUDGET: u16 = 256;

fn types_of(schema: &Schema, budget: &mut u16) -> Types {
    match budget.checked_sub(1) {
        Some(rest) => *budget = rest,
        None => return Types::ANY,
    }
    let mut types = schema.types;
    for assertion in schema.assertions {
        types = types.meet(match assertion {
            Assertion::Nullable(link) => link_types(link, budget).with(Types::NULL),
            Assertion::Ref(link) => link_types(link, budget),
            Assertion::AllOf(links) => every(links, budget),
            Assertion::OneOfByType(links) | Assertion::AnyOf(links) | Assertion::OneOf(links) => {
                any(links, budget)
            }
            Assertion::Tagged { .. } => Types::OBJECT,
            _ => continue,
        });
    }
    types
}

fn every(links: &[Link], budget: &mut u16) -> Types {
    let types = links.iter().map(|link| link_types(link, budget));
    types.fold(Types::ANY, Types::meet)
}

fn any(links: &[Link], budget: &mut u16) -> Types {
    let types = links.iter().map(|link| link_types(link, budget));
    types.fold(Types::NONE, Types::with)
}

fn link_types(link: &Link, budget: &mut u16) -> Types {
    let types = types_of(link.schema(), budget);
    match link.nullable {
        Nullable::Yes => types.with(Types::NULL),
        Nullable::No => types,
    }
}
