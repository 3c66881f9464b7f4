//! [`Guide`]: what a schema says about how text is to be read: which JSON types, which members, which items.

use crate::json::Value;
use crate::judge::accepts;
use crate::schema::{Assertion, Bound, Link, Literal, Nullable, Property, Schema, Types};

/// What the schema of a place says about the text that stands there.
///
/// Text has no types: `5` is a number where the schema takes numbers, and a string where it takes strings. A guide
/// follows every way that the schema goes without asking which of them applies; the judge does that afterwards.
#[derive(Clone, Debug)]
pub struct Guide {
    types: Types,
    tables: Vec<&'static [Assertion]>,
    /// The links that led here, of which any may apply; none at the root.
    links: Vec<&'static Link>,
}

impl Guide {
    /// The guide of a Rust type's schema.
    #[must_use]
    pub fn of(schema: &'static Schema) -> Self {
        Self::gathered(|walk| walk.schema(schema))
    }

    /// The guide of a place that nothing is known about: all text is a string there.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            types: Types::ANY,
            tables: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Whether an array with nothing but an empty string may stand here, so that an empty text is that, and not an
    /// array of nothing.
    pub(crate) fn takes_an_empty_item(&self) -> bool {
        let empty = Value::String(String::new());
        let item = self.item(0);
        item.links.iter().all(|link| accepts(link, &empty))
    }

    /// What a text stands for here, as a scalar: `5` is a number where numbers are taken, else a string.
    #[must_use]
    pub fn text(&self, text: &str) -> Value {
        super::scalar::read(text, self)
    }

    /// The JSON types that an instance may have here.
    pub(crate) const fn types(&self) -> Types {
        self.types
    }

    /// Whether instances of this type are taken, by a schema that says something about types at all.
    pub(crate) fn wants(&self, types: Types) -> bool {
        self.types != Types::ANY && self.types.meets(types)
    }

    /// The names that `properties` knows.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.properties().map(|property| property.name)
    }

    /// Whether there is a schema for members of other names.
    pub(crate) fn is_open(&self) -> bool {
        self.assertions()
            .any(|assertion| matches!(assertion, Assertion::AdditionalProperties(_)))
    }

    /// The guide of a member.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let known: Vec<_> = self
            .properties()
            .filter(|property| property.name == name)
            .map(|property| &property.link)
            .collect();
        if !known.is_empty() {
            return Self::of_all(&known);
        }
        Self::of_all(&self.links(|assertion| match assertion {
            Assertion::AdditionalProperties(link) => Some(link),
            _ => None,
        }))
    }

    /// The guide of an item.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        Self::of_all(&self.links(|assertion| match assertion {
            Assertion::Items(link) => Some(link),
            Assertion::PrefixItems(links) => links.get(index),
            Assertion::ItemsAfter(count, link) if index >= *count => Some(link),
            _ => None,
        }))
    }

    fn assertions(&self) -> impl Iterator<Item = &'static Assertion> {
        self.tables.iter().copied().flatten()
    }

    fn properties(&self) -> impl Iterator<Item = &'static Property> {
        self.assertions().flat_map(|assertion| match assertion {
            Assertion::Properties(properties) => *properties,
            _ => &[],
        })
    }

    fn links(
        &self,
        pick: impl Fn(&'static Assertion) -> Option<&'static Link>,
    ) -> Vec<&'static Link> {
        self.assertions().filter_map(pick).collect()
    }

    /// Alternatives or conjuncts alike: the types that any of them takes.
    fn of_all(links: &[&'static Link]) -> Self {
        if links.is_empty() {
            return Self::unknown();
        }
        let guide = Self::gathered(|walk| {
            let types = links.iter().map(|link| walk.link(link));
            // A link without a type only adds assertions to another one.
            let typed = types.filter(|types| *types != Types::ANY);
            match typed.fold(Types::NONE, Types::with) {
                Types::NONE => Types::ANY,
                types => types,
            }
        });
        Self {
            links: links.to_vec(),
            ..guide
        }
    }

    fn gathered(types: impl FnOnce(&mut Walk) -> Types) -> Self {
        let mut walk = Walk::default();
        let types = types(&mut walk);
        Self {
            types,
            tables: walk.tables,
            links: Vec::new(),
        }
    }
}

/// The way through the tables of one place. Each is entered once, so that cycles end.
#[derive(Default)]
struct Walk {
    tables: Vec<&'static [Assertion]>,
    seen: Vec<(&'static Schema, Types)>,
}

impl Walk {
    fn schema(&mut self, schema: &'static Schema) -> Types {
        let known = self
            .seen
            .iter()
            .find(|(seen, _)| std::ptr::eq(*seen, schema));
        if let Some((_, types)) = known {
            return *types;
        }
        let at = self.seen.len();
        self.seen.push((schema, schema.types));
        let types = self.table(schema.assertions).meet(schema.types);
        if let Some((_, seen)) = self.seen.get_mut(at) {
            *seen = types;
        }
        types
    }

    fn link(&mut self, link: &'static Link) -> Types {
        let here = link.schema();
        let types = self.schema(here).meet(self.table(link.assertions));
        match link.nullable {
            Nullable::Yes => types.with(Types::NULL),
            Nullable::No => types,
        }
    }

    fn table(&mut self, assertions: &'static [Assertion]) -> Types {
        if assertions.is_empty() {
            return Types::ANY;
        }
        self.tables.push(assertions);
        let types = assertions.iter().map(|assertion| self.assertion(assertion));
        types.fold(Types::ANY, Types::meet)
    }

    /// What an assertion leaves of the types.
    fn assertion(&mut self, assertion: &'static Assertion) -> Types {
        match assertion {
            Assertion::Enum(literals) => any(literals.iter().map(literal)),
            Assertion::Const(constant) => literal(constant),
            Assertion::Ref(link) => self.link(link),
            Assertion::Nullable(link) => self.link(link).with(Types::NULL),
            Assertion::AllOf(links) => {
                let types: Vec<_> = links.iter().map(|link| self.link(link)).collect();
                types.into_iter().fold(Types::ANY, Types::meet)
            }
            Assertion::AnyOf(links) | Assertion::OneOf(links) | Assertion::OneOfByType(links) => {
                any(links.iter().map(|link| self.link(link)))
            }
            Assertion::Tagged { variants, .. } => {
                any(variants.iter().map(|(_, link)| self.link(link)))
            }
            Assertion::IfThenElse {
                then, otherwise, ..
            } => {
                for link in [then, otherwise].into_iter().flatten() {
                    self.link(link);
                }
                Types::ANY
            }
            _ => Types::ANY,
        }
    }
}

fn any(types: impl Iterator<Item = Types>) -> Types {
    types.fold(Types::NONE, Types::with)
}

const fn literal(literal: &Literal) -> Types {
    match literal {
        Literal::Null => Types::NULL,
        Literal::Bool(_) => Types::BOOLEAN,
        Literal::Number(Bound::Integer(_)) => Types::INTEGER,
        Literal::Number(Bound::Decimal(_)) => Types::NUMBER,
        Literal::String(_) => Types::STRING,
    }
}
