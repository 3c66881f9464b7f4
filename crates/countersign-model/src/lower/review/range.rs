//! Bounds that no value lies between.

use std::cmp::Ordering;

use countersign_json::Decimal;
use countersign_spec::{Code, Diagnostic, Node};

use crate::lower::Arena;
use crate::{JsonType, NumberAssertions, Schema};

pub(super) fn review(arena: &mut Arena<'_>, node: Node<'_>, schema: &Schema) {
    let counts = [
        (
            "minLength",
            schema.string.min_length,
            "maxLength",
            schema.string.max_length,
        ),
        (
            "minItems",
            schema.array.min_items,
            "maxItems",
            schema.array.max_items,
        ),
        (
            "minProperties",
            schema.object.min_properties,
            "maxProperties",
            schema.object.max_properties,
        ),
    ];
    for (low, minimum, high, maximum) in counts {
        if let (Some(minimum), Some(maximum)) = (minimum, maximum)
            && minimum > maximum
        {
            report(
                arena,
                node,
                low,
                high,
                format!("nothing is as short as {maximum} and as long as {minimum}"),
            );
        }
    }
    review_numbers(arena, node, schema);
}

fn review_numbers(arena: &mut Arena<'_>, node: Node<'_>, schema: &Schema) {
    let (Some(low), Some(high)) = (Bound::lower(&schema.number), Bound::upper(&schema.number))
    else {
        return;
    };
    let empty = match low.limit.cmp(high.limit) {
        Ordering::Greater => true,
        Ordering::Equal => low.exclusive || high.exclusive,
        Ordering::Less => false,
    };
    if empty {
        report(
            arena,
            node,
            low.keyword,
            high.keyword,
            "no number lies between the bounds".to_owned(),
        );
        return;
    }
    let integers = schema
        .types
        .is_some_and(|types| types.names(JsonType::Integer));
    if integers
        && let (Some(first), Some(last)) = (low.first_integer(), high.last_integer())
        && first > last
    {
        report(
            arena,
            node,
            low.keyword,
            high.keyword,
            "no integer lies between the bounds".to_owned(),
        );
    }
}

/// The stricter of the two keywords of one side.
struct Bound<'a> {
    keyword: &'static str,
    limit: &'a Decimal,
    exclusive: bool,
}

impl<'a> Bound<'a> {
    fn lower(number: &'a NumberAssertions) -> Option<Self> {
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

    fn upper(number: &'a NumberAssertions) -> Option<Self> {
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

fn report(arena: &mut Arena<'_>, node: Node<'_>, low: &str, high: &str, label: String) {
    // In 3.0 an exclusive bound is a boolean: the number stands at the plain keyword.
    let place = |keyword: &str| {
        let plain = if keyword.starts_with("exclusiveMin") {
            "minimum"
        } else {
            "maximum"
        };
        let entry = node
            .entry(keyword)
            .filter(|entry| entry.value.as_bool().is_none());
        entry.or_else(|| node.entry(plain))
    };
    let (Some(low), Some(high)) = (place(low), place(high)) else {
        return;
    };
    arena.report(
        Diagnostic::error(
            Code::EmptyRange,
            format!("`{}` and `{}` admit no value", low.key, high.key),
        )
        .at(low.value.span(), label)
        .related(high.value.span(), "the other bound"),
    );
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
