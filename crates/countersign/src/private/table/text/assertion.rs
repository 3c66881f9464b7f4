//! The keywords of a table: each has the name of its [`Assertion`].

use super::Reader;
use crate::schema::{Assertion, Link};

/// A member of a list of pairs.
type Named<T> = (&'static str, T);

impl Reader<'_> {
    pub(super) fn assertion(&mut self) -> Option<Assertion> {
        let name = self.until('=')?;
        match name {
            "Enum" | "Const" | "ConstJson" | "EnumJson" => self.constant(name),
            "Required" | "DependentRequired" | "NoAdditionalProperties" => self.members(name),
            "Ref"
            | "Not"
            | "Items"
            | "AdditionalProperties"
            | "PropertyNames"
            | "UnevaluatedProperties"
            | "UnevaluatedItems" => self.one(name),
            "AllOf" | "AnyOf" | "OneOf" | "OneOfByType" | "PrefixItems" => self.several(name),
            "Properties" | "PatternProperties" | "DependentSchemas" | "Tagged" => self.named(name),
            "ItemsAfter" | "Contains" | "IfThenElse" => self.compound(name),
            _ => self.limit(name),
        }
    }

    fn constant(&mut self, name: &str) -> Option<Assertion> {
        Some(match name {
            "Enum" => Assertion::Enum(self.list(Self::literal)?),
            "Const" => Assertion::Const(self.literal()?),
            "ConstJson" => Assertion::ConstJson(self.text()?),
            "EnumJson" => Assertion::EnumJson(self.list(Self::text)?),
            _ => return None,
        })
    }

    fn limit(&mut self, name: &str) -> Option<Assertion> {
        Some(match name {
            "MultipleOf" => Assertion::MultipleOf(self.bound()?),
            "Maximum" => Assertion::Maximum(self.bound()?),
            "ExclusiveMaximum" => Assertion::ExclusiveMaximum(self.bound()?),
            "Minimum" => Assertion::Minimum(self.bound()?),
            "ExclusiveMinimum" => Assertion::ExclusiveMinimum(self.bound()?),
            "MaxLength" => Assertion::MaxLength(self.number()?),
            "MinLength" => Assertion::MinLength(self.number()?),
            "Pattern" => Assertion::Pattern(self.text()?),
            "Format" => Assertion::Format(self.text()?),
            "MaxItems" => Assertion::MaxItems(self.number()?),
            "MinItems" => Assertion::MinItems(self.number()?),
            "UniqueItems" => Assertion::UniqueItems,
            "MaxProperties" => Assertion::MaxProperties(self.number()?),
            "MinProperties" => Assertion::MinProperties(self.number()?),
            _ => return None,
        })
    }

    fn members(&mut self, name: &str) -> Option<Assertion> {
        Some(match name {
            "Required" => Assertion::Required(self.list(Self::text)?),
            "DependentRequired" => Assertion::DependentRequired(self.list(|reader| {
                let name = reader.text()?;
                Some((name, reader.list(Self::text)?))
            })?),
            "NoAdditionalProperties" => Assertion::NoAdditionalProperties,
            _ => return None,
        })
    }

    fn one(&mut self, name: &str) -> Option<Assertion> {
        let of_link = match name {
            "Ref" => Assertion::Ref,
            "Not" => Assertion::Not,
            "Items" => Assertion::Items,
            "AdditionalProperties" => Assertion::AdditionalProperties,
            "PropertyNames" => Assertion::PropertyNames,
            "UnevaluatedProperties" => Assertion::UnevaluatedProperties,
            "UnevaluatedItems" => Assertion::UnevaluatedItems,
            _ => return None,
        };
        self.link().map(of_link)
    }

    fn several(&mut self, name: &str) -> Option<Assertion> {
        let of_links = match name {
            "AllOf" => Assertion::AllOf,
            "AnyOf" => Assertion::AnyOf,
            "OneOf" => Assertion::OneOf,
            "OneOfByType" => Assertion::OneOfByType,
            "PrefixItems" => Assertion::PrefixItems,
            _ => return None,
        };
        self.list(Self::link).map(of_links)
    }

    fn named(&mut self, name: &str) -> Option<Assertion> {
        Some(match name {
            "Properties" => Assertion::Properties(self.list(Self::property)?),
            "PatternProperties" => Assertion::PatternProperties(self.list(Self::member)?),
            "DependentSchemas" => Assertion::DependentSchemas(self.list(Self::member)?),
            "Tagged" => Assertion::Tagged {
                property: self.text()?,
                variants: self.list(|reader| Some((reader.list(Self::text)?, reader.link()?)))?,
            },
            _ => return None,
        })
    }

    fn compound(&mut self, name: &str) -> Option<Assertion> {
        Some(match name {
            "ItemsAfter" => Assertion::ItemsAfter(self.number()?, self.link()?),
            "Contains" => Assertion::Contains {
                link: self.link()?,
                min: self.number()?,
                max: self.optional(Self::number)?,
            },
            "IfThenElse" => Assertion::IfThenElse {
                condition: self.link()?,
                then: self.optional(Self::link)?,
                otherwise: self.optional(Self::link)?,
            },
            _ => return None,
        })
    }

    fn member(&mut self) -> Option<Named<Link>> {
        let name = self.text()?;
        Some((name, self.link()?))
    }

    /// What stands after a `+`, or nothing after a `-`.
    fn optional<T>(&mut self, read: fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.take('-') {
            Some(()) => Some(None),
            None => self.take('+').and_then(|()| read(self)).map(Some),
        }
    }
}
