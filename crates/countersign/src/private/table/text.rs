//! The text of a schema table. Only derives write it; it is neither JSON nor for people, but it can be read.
//!
//! ```text
//! schema    = text types ";" list(assertion)        the name, which is empty for a schema inside another one
//! types     = "*" | (a letter of `nboairs` for each: null, boolean, object, array, integer, number, string)
//! assertion = NAME "=" value                        NAME and value are those of a variant of `Assertion`
//! link      = ["?"] target list(assertion)          "?": null is allowed besides
//! target    = "*" | "!" | number | "{" schema "}"   everything, nothing, the type at an index, a schema of its own
//! property  = presence text link
//! presence  = "+" | "-" | "~" | "=" text            required, optional, filled in with what JSON cannot say, or can
//! literal   = "n" | "t" | "f" | "#" number | text
//! list(x)   = "[" x .. "]"
//! optional(x) = "-" | "+" x
//! number    = DIGITS ";"                            of a bound also what else a JSON number has
//! text      = LENGTH ":" BYTES                      so nothing is escaped
//! ```

mod assertion;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use super::Reference;
use crate::schema::{
    Bound, Link, Literal, Nullable, Presence, Property, Schema, Target, Types, any, never,
};

/// Reads the text of a whole table.
pub(super) fn read(text: &'static str, references: &[Reference]) -> Option<Schema> {
    let mut reader = Reader {
        rest: text,
        references,
    };
    let schema = reader.schema()?;
    reader.rest.is_empty().then_some(schema)
}

/// What is left of a text. Every method reads one thing of the grammar, or gives `None` where there is another.
struct Reader<'r> {
    rest: &'static str,
    references: &'r [Reference],
}

impl Reader<'_> {
    fn schema(&mut self) -> Option<Schema> {
        let name = self.text()?;
        Some(Schema {
            name: Some(name).filter(|name| !name.is_empty()),
            types: self.types()?,
            assertions: self.list(Self::assertion)?,
        })
    }

    fn types(&mut self) -> Option<Types> {
        let mut letters = self.until(';')?.chars();
        letters.try_fold(Types::NONE, |types, letter| {
            Some(types.with(match letter {
                'n' => Types::NULL,
                'b' => Types::BOOLEAN,
                'o' => Types::OBJECT,
                'a' => Types::ARRAY,
                'i' => Types::INTEGER,
                'r' => Types::NUMBER,
                's' => Types::STRING,
                '*' => Types::ANY,
                _ => return None,
            }))
        })
    }

    fn link(&mut self) -> Option<Link> {
        let nullable = match self.take('?') {
            Some(()) => Nullable::Yes,
            None => Nullable::No,
        };
        Some(Link {
            schema: self.target()?,
            nullable,
            assertions: self.list(Self::assertion)?,
        })
    }

    fn target(&mut self) -> Option<Target> {
        Some(match self.rest.chars().next()? {
            '*' => self.take('*').map(|()| Target::Type(any))?,
            '!' => self.take('!').map(|()| Target::Type(never))?,
            '{' => {
                self.take('{')?;
                let schema = self.schema()?;
                self.take('}')?;
                Target::Table(Box::leak(Box::new(schema)))
            }
            _ => {
                let index: usize = self.number()?;
                Target::Type(*self.references.get(index)?)
            }
        })
    }

    fn property(&mut self) -> Option<Property> {
        Some(Property {
            presence: self.presence()?,
            name: self.text()?,
            link: self.link()?,
        })
    }

    fn presence(&mut self) -> Option<Presence> {
        let first = self.rest.chars().next()?;
        self.take(first)?;
        Some(match first {
            '+' => Presence::Required,
            '-' => Presence::Optional,
            '~' => Presence::Default(None),
            '=' => Presence::Default(Some(self.text()?)),
            _ => return None,
        })
    }

    fn literal(&mut self) -> Option<Literal> {
        let first = self.rest.chars().next()?;
        if first.is_ascii_digit() {
            return self.text().map(Literal::String);
        }
        self.take(first)?;
        Some(match first {
            'n' => Literal::Null,
            't' => Literal::Bool(true),
            'f' => Literal::Bool(false),
            '#' => Literal::Number(self.bound()?),
            _ => return None,
        })
    }

    fn bound(&mut self) -> Option<Bound> {
        let text = self.until(';')?;
        Some(text.parse().map_or(Bound::Decimal(text), Bound::Integer))
    }

    fn list<T>(&mut self, item: fn(&mut Self) -> Option<T>) -> Option<&'static [T]> {
        self.take('[')?;
        let mut items = Vec::new();
        while self.take(']').is_none() {
            items.push(item(self)?);
        }
        Some(items.leak())
    }

    fn number<T: FromStr>(&mut self) -> Option<T> {
        self.until(';')?.parse().ok()
    }

    fn text(&mut self) -> Option<&'static str> {
        let length = self.until(':')?.parse().ok()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(text)
    }

    fn until(&mut self, end: char) -> Option<&'static str> {
        let (text, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(text)
    }

    fn take(&mut self, expected: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }
}
