//! Numbers: at, just inside and just outside of each bound, on and off the grid of `multipleOf`; exact.

use countersign_json::{Decimal, Number, Value};
use countersign_model::JsonType;

use super::Facets;
use super::facets::Inclusion;
use super::mutation::Proposal;

/// The number that a JSON text spells.
pub(super) fn written(text: &str) -> Option<Value> {
    Number::parse(text).map(Value::Number)
}

/// Numbers that should satisfy the facets, the plainest first.
pub(super) fn valid(facets: &Facets<'_>) -> Vec<Value> {
    let Some(grid) = Grid::of(facets) else {
        return Vec::new();
    };
    let (low, high) = (grid.first(), grid.last());
    let mut places = vec![
        low.unwrap_or(0)
            .max(grid.unit.min(high.unwrap_or(i128::MAX))),
    ];
    places.extend(low);
    places.extend(high);
    places.push(0);
    places
        .into_iter()
        .filter_map(|place| grid.value(place))
        .collect()
}

/// The first numbers from each bound on, for what must not be one of them.
pub(super) fn nearby(facets: &Facets<'_>) -> Vec<Value> {
    const MOST: i128 = 8;
    let Some(grid) = Grid::of(facets) else {
        return Vec::new();
    };
    let from = |place: Option<i128>, sign: i128| {
        let step = |number: i128| place?.checked_add(grid.unit.checked_mul(sign * number)?);
        (0..MOST).filter_map(step).collect::<Vec<_>>()
    };
    let (low, high) = (grid.first(), grid.last());
    let places = from(low.or(high.is_none().then_some(0)), 1).into_iter();
    let places = places.chain(from(high, -1));
    places.filter_map(|place| grid.value(place)).collect()
}

/// Numbers at, below and above each bound, off the grid, and wide ones where nothing bounds them.
pub(super) fn proposals(facets: &Facets<'_>) -> Vec<Proposal> {
    let Some(grid) = Grid::of(facets) else {
        return Vec::new();
    };
    let mut list = Vec::new();
    let mut add = |keyword: &'static str, what: String, place: Option<i128>| {
        list.extend(
            place
                .and_then(|place| grid.value(place))
                .map(|value| Proposal::new(keyword, what, value)),
        );
    };
    let low = keyword(facets.low, "minimum", "exclusiveMinimum");
    let high = keyword(facets.high, "maximum", "exclusiveMaximum");
    if let Some(first) = grid.first() {
        add(low, "at the lower bound".to_owned(), Some(first));
        add(
            low,
            "just above the lower bound".to_owned(),
            first.checked_add(grid.unit),
        );
        add(
            low,
            "just below the lower bound".to_owned(),
            first.checked_sub(grid.unit),
        );
    }
    if let Some(last) = grid.last() {
        add(high, "at the upper bound".to_owned(), Some(last));
        add(
            high,
            "just below the upper bound".to_owned(),
            last.checked_sub(grid.unit),
        );
        add(
            high,
            "just above the upper bound".to_owned(),
            last.checked_add(grid.unit),
        );
    }
    if !facets.multiples.is_empty() {
        let inside = grid
            .first()
            .or(grid.last().map(|last| last - grid.unit))
            .unwrap_or(0);
        let step = if facets.allows(JsonType::Number) {
            grid.unit / 2
        } else {
            grid.one
        };
        add(
            "multipleOf",
            "between two multiples".to_owned(),
            inside.checked_add(step.max(1)),
        );
    }
    list.extend(wide(facets));
    list
}

fn keyword(
    bound: Option<(&Decimal, Inclusion)>,
    inclusive: &'static str,
    exclusive: &'static str,
) -> &'static str {
    match bound {
        Some((_, Inclusion::Exclusive)) => exclusive,
        _ => inclusive,
    }
}

/// Numbers that a service may have no room for, within what the format promises.
fn wide(facets: &Facets<'_>) -> Vec<Proposal> {
    let edges: &[(&str, &str)] = match facets.format {
        Some("int32") => &[
            ("the greatest int32", "2147483647"),
            ("the least int32", "-2147483648"),
        ],
        Some("int64") => &[
            ("the greatest int64", "9223372036854775807"),
            ("the least int64", "-9223372036854775808"),
        ],
        Some("uint32") => &[("the greatest uint32", "4294967295")],
        Some("int8" | "int16" | "uint8" | "uint16" | "uint64" | "float") => &[],
        _ if facets.allows(JsonType::Number) => &[
            ("beyond 32 bits", "2147483648"),
            ("a fraction", "0.5"),
            ("a negative fraction", "-0.25"),
        ],
        _ => &[
            ("beyond 32 bits", "2147483648"),
            ("an integer with a fraction of zero", "1.0"),
        ],
    };
    let made = edges
        .iter()
        .filter_map(|(what, text)| Some(Proposal::new("type", (*what).to_owned(), written(text)?)));
    made.collect()
}

/// The numbers that the facets allow, as multiples of a power of ten that all of them are whole multiples of.
struct Grid {
    /// How many decimal places a whole one stands for.
    places: u32,
    /// A whole 1.
    one: i128,
    /// The distance of neighbours.
    unit: i128,
    low: Option<(i128, Inclusion)>,
    high: Option<(i128, Inclusion)>,
}

impl Grid {
    /// `None` where a bound is too long or too large for exact steps.
    fn of(facets: &Facets<'_>) -> Option<Grid> {
        let integer = !facets.allows(JsonType::Number);
        let bounds = facets
            .low
            .iter()
            .chain(&facets.high)
            .map(|(bound, _)| *bound);
        let all: Vec<Scaled> = bounds
            .chain(facets.multiples.iter().copied())
            .map(Scaled::of)
            .collect::<Option<_>>()?;
        let mut places = all.iter().map(|scaled| scaled.places).max().unwrap_or(0);
        if !integer && facets.multiples.is_empty() {
            places = places.max(1);
        } else if !integer {
            places += 1;
        }
        let one = 10_i128.checked_pow(places)?;
        let at = |bound: &Decimal| Scaled::of(bound)?.at(places);
        let steps: Vec<i128> = facets
            .multiples
            .iter()
            .map(|multiple| at(multiple))
            .collect::<Option<_>>()?;
        let start = if integer { one } else { 1 };
        let unit = steps.into_iter().try_fold(start, least_common_multiple)?;
        let bound = |bound: Option<(&Decimal, Inclusion)>| match bound {
            None => Some(None),
            Some((decimal, inclusion)) => at(decimal).map(|place| Some((place, inclusion))),
        };
        Some(Grid {
            places,
            one,
            unit,
            low: bound(facets.low)?,
            high: bound(facets.high)?,
        })
    }

    /// The least number that is allowed, where there is one.
    fn first(&self) -> Option<i128> {
        let (low, inclusion) = self.low?;
        let below = low.div_euclid(self.unit).checked_mul(self.unit)?;
        let on_grid = below == low;
        if on_grid && inclusion == Inclusion::Inclusive {
            Some(low)
        } else {
            below.checked_add(self.unit)
        }
    }

    /// The greatest number that is allowed, where there is one.
    fn last(&self) -> Option<i128> {
        let (high, inclusion) = self.high?;
        let below = high.div_euclid(self.unit).checked_mul(self.unit)?;
        if below == high && inclusion == Inclusion::Exclusive {
            below.checked_sub(self.unit)
        } else {
            Some(below)
        }
    }

    /// The number at a place, as plain decimal text.
    fn value(&self, place: i128) -> Option<Value> {
        let sign = if place < 0 { "-" } else { "" };
        let (whole, rest) = (
            place.unsigned_abs() / self.one.unsigned_abs(),
            place.unsigned_abs() % self.one.unsigned_abs(),
        );
        let width = self.places as usize;
        let fraction = if rest == 0 {
            String::new()
        } else {
            format!(".{rest:0width$}")
        };
        written(&format!("{sign}{whole}{}", fraction.trim_end_matches('0')))
    }
}

/// A decimal as an integer and how often it was multiplied by ten.
#[derive(Copy, Clone)]
struct Scaled {
    digits: i128,
    places: u32,
}

impl Scaled {
    fn of(decimal: &Decimal) -> Option<Scaled> {
        const MOST_PLACES: i32 = 18;
        let text = decimal.to_string();
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text.as_str(), 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        if !(-MOST_PLACES..=MOST_PLACES).contains(&places) {
            return None;
        }
        if places >= 0 {
            return Some(Scaled {
                digits,
                places: places.unsigned_abs(),
            });
        }
        let factor = 10_i128.checked_pow(places.unsigned_abs())?;
        Some(Scaled {
            digits: digits.checked_mul(factor)?,
            places: 0,
        })
    }

    fn at(self, places: u32) -> Option<i128> {
        self.digits
            .checked_mul(10_i128.checked_pow(places.checked_sub(self.places)?)?)
    }
}

fn least_common_multiple(a: i128, b: i128) -> Option<i128> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    if x == 0 { None } else { (a / x).checked_mul(b) }
}
