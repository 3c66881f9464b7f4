//! Whether any number lies between bounds; those of one schema, or of several that hold together.

use std::cmp::Ordering;

use countersign_json::Decimal;

use crate::{JsonType, NumberAssertions, TypeSet};

/// Two bounds that admit no number.
pub(crate) struct Gap {
    /// The keyword of the lower bound.
    pub(crate) low: &'static str,
    /// The keyword of the upper bound.
    pub(crate) high: &'static str,
    /// What lies between them.
    pub(crate) reason: &'static str,
}

impl Gap {
    /// The bounds that no number of these types lies between, if there are such.
    pub(crate) fn of(number: &NumberAssertions, types: Option<TypeSet>) -> Option<Gap> {
        let integers = types.is_some_and(|types| types.names(JsonType::Integer));
        Gap::between(&Bound::lower(number)?, &Bound::upper(number)?, integers)
    }

    /// The same of two bounds, which may be those of two schemas.
    pub(crate) fn between(low: &Bound<'_>, high: &Bound<'_>, integers: bool) -> Option<Gap> {
        let gap = |reason| Gap {
            low: low.keyword,
            high: high.keyword,
            reason,
        };
        let is_empty = match low.limit.cmp(high.limit) {
            Ordering::Greater => true,
            Ordering::Equal => low.exclusive || high.exclusive,
            Ordering::Less => false,
        };
        if is_empty {
            return Some(gap("no number lies between the bounds"));
        }
        let (first, last) = (low.first_integer()?, high.last_integer()?);
        (integers && first > last).then(|| gap("no integer lies between the bounds"))
    }
}

/// The stricter of the two keywords of one side.
pub(crate) struct Bound<'a> {
    keyword: &'static str,
    limit: &'a Decimal,
    exclusive: bool,
}

impl<'a> Bound<'a> {
    /// Lower bounds in the order of what they refuse.
    pub(crate) fn order_of_lower(&self, other: &Self) -> Ordering {
        let limits = self.limit.cmp(other.limit);
        limits.then(self.exclusive.cmp(&other.exclusive))
    }

    /// Upper bounds in the order of what they refuse.
    pub(crate) fn order_of_upper(&self, other: &Self) -> Ordering {
        let limits = other.limit.cmp(self.limit);
        limits.then(self.exclusive.cmp(&other.exclusive))
    }

    pub(crate) fn lower(number: &'a NumberAssertions) -> Option<Self> {
        let inclusive = number.minimum.as_ref();
        match (inclusive, number.exclusive_minimum.as_ref()) {
            (Some(limit), exclusive) if exclusive.is_none_or(|exclusive| exclusive < limit) => {
                Some(Bound {
                    keyword: "minimum",
                    limit,
                    exclusive: false,
                })
            }
            (_, Some(limit)) => Some(Bound {
                keyword: "exclusiveMinimum",
                limit,
                exclusive: true,
            }),
            (_, None) => None,
        }
    }

    pub(crate) fn upper(number: &'a NumberAssertions) -> Option<Self> {
        let inclusive = number.maximum.as_ref();
        match (inclusive, number.exclusive_maximum.as_ref()) {
            (Some(limit), exclusive) if exclusive.is_none_or(|exclusive| exclusive > limit) => {
                Some(Bound {
                    keyword: "maximum",
                    limit,
                    exclusive: false,
                })
            }
            (_, Some(limit)) => Some(Bound {
                keyword: "exclusiveMaximum",
                limit,
                exclusive: true,
            }),
            (_, None) => None,
        }
    }

    fn first_integer(&self) -> Option<i128> {
        let floor = floor(self.limit)?;
        let above = self.exclusive || !self.limit.is_integer();
        floor.checked_add(i128::from(above))
    }

    fn last_integer(&self) -> Option<i128> {
        let floor = floor(self.limit)?;
        let below = self.exclusive && self.limit.is_integer();
        floor.checked_sub(i128::from(below))
    }
}

/// The greatest integer that is not above; `None` beyond 128 bits, where a range is wide enough in any case.
fn floor(decimal: &Decimal) -> Option<i128> {
    if decimal.is_integer() {
        return decimal.to_i128();
    }
    let text = decimal.to_string();
    // With a negative exponent the canonical text is of a fraction of one.
    let whole = match text.split_once(['e', 'E']) {
        Some((_, exponent)) if exponent.starts_with('-') => 0,
        Some(_) => return None,
        None => text.split('.').next()?.parse::<i128>().ok()?,
    };
    whole.checked_sub(i128::from(decimal.is_negative()))
}

#[cfg(test)]
mod tests {
    use super::floor;
    use countersign_json::Decimal;

    #[test]
    fn floors_are_exact() {
        let of = |text| floor(&Decimal::parse(text).unwrap());
        assert_eq!(of("2.5"), Some(2));
        assert_eq!(of("-2.5"), Some(-3));
        assert_eq!(of("9007199254740993.5"), Some(9_007_199_254_740_993));
        assert_eq!(of("1e-400"), Some(0));
        assert_eq!(of("-1e-400"), Some(-1));
        assert_eq!(of("1.5e-400"), Some(0));
        assert_eq!(of("1e400"), None);
        assert_eq!(of("1e3"), Some(1000));
    }
}
