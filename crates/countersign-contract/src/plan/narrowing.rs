//! Query parameters that say which items of a list are wanted, and in which order.

use countersign_json::Value;
use countersign_model::{Api, JsonType, Parameter, ParameterLocation, SchemaId, Style};

use super::atlas::plain;
use crate::generate::Facets;
use crate::judge::Role;

/// What asks for the items of which a member has a value.
pub(crate) struct Narrowing<'a> {
    /// The member.
    pub(crate) member: &'a str,
    /// The name under which its value stands in a query, without its encoding.
    pub(crate) written: String,
    /// The schemas of the value.
    pub(crate) schemas: Vec<SchemaId>,
}

/// Which way an order goes.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Direction {
    Rising,
    Falling,
    /// The document does not say.
    Either,
}

const SORTS: [&str; 5] = ["sort", "sortby", "orderby", "sortfield", "ordering"];

/// What a parameter of a query may ask for: its own name, or the properties of a `deepObject`.
pub(crate) fn narrowing<'a>(api: &'a Api, parameter: &'a Parameter) -> Vec<Narrowing<'a>> {
    let Some(schema) = parameter
        .schema
        .filter(|_| parameter.location == ParameterLocation::Query)
    else {
        return Vec::new();
    };
    if parameter.style != Style::DeepObject {
        return vec![Narrowing {
            member: &parameter.name,
            written: parameter.name.clone(),
            schemas: vec![schema],
        }];
    }
    let facets = Facets::alternatives(api, &[schema], Role::Request);
    let properties = facets.into_iter().next().map(|facets| facets.properties);
    let of = |(name, schemas): (&'a str, Vec<SchemaId>)| Narrowing {
        member: name,
        written: format!("{}[{name}]", parameter.name),
        schemas,
    };
    properties.into_iter().flatten().map(of).collect()
}

/// Whether a parameter and a member of items are of one kind: they have the same listed values, are both boolean, or are
/// whole numbers within the same two bounds.
pub(crate) fn is_same_range(api: &Api, asked: &[SchemaId], shown: &[SchemaId]) -> bool {
    if asked.is_empty() || shown.is_empty() {
        return false;
    }
    let first = |schemas: &[SchemaId]| {
        let ways = Facets::alternatives(api, schemas, Role::Response);
        ways.into_iter().next()
    };
    let Some((asked, shown)) = first(asked).zip(first(shown)) else {
        return false;
    };
    let are_both = |kind: JsonType| {
        let is = |facets: &Facets<'_>| facets.allows(kind) && !facets.allows(JsonType::String);
        is(&asked) && is(&shown)
    };
    match (values(&asked), values(&shown)) {
        (Some(one), Some(other)) => one == other,
        (None, None) if asked.types.single() == Some(JsonType::Boolean) => {
            are_both(JsonType::Boolean)
        }
        (None, None) => {
            let bounds = bounds(&asked);
            are_both(JsonType::Integer) && bounds.is_some() && bounds == self::bounds(&shown)
        }
        _ => false,
    }
}

/// The values that are listed, but null, in one order.
fn values(facets: &Facets<'_>) -> Option<Vec<String>> {
    let values = facets.values.as_ref()?.iter();
    let told = values.filter(|value| !matches!(value, Value::Null));
    let mut values: Vec<String> = told.map(|value| value.canonical()).collect();
    values.sort();
    Some(values)
}

/// Both bounds, where there are two.
fn bounds(facets: &Facets<'_>) -> Option<(String, String)> {
    let (low, high) = facets.low.as_ref().zip(facets.high.as_ref())?;
    Some((low.0.to_string(), high.0.to_string()))
}

/// The member by which a value of a parameter asks to sort, and which way; `None` where it does not.
pub(crate) fn sorting<'t>(
    api: &Api,
    parameter: &Parameter,
    text: &'t str,
) -> Option<(&'t str, Direction)> {
    let is_sort = SORTS.contains(&plain(&parameter.name).as_str());
    let values = listed(api, parameter);
    let is_listed = values.iter().any(|value| value == text);
    if parameter.location != ParameterLocation::Query || !is_sort || !is_listed {
        return None;
    }
    if let Some(member) = text.strip_prefix('-') {
        return Some((member, Direction::Falling));
    }
    if let Some(member) = text.strip_prefix('+') {
        return Some((member, Direction::Rising));
    }
    for (ending, direction) in [("asc", Direction::Rising), ("desc", Direction::Falling)] {
        let before = text.strip_suffix(ending);
        if let Some(member) = before.and_then(|it| it.strip_suffix([':', '_', ' ', '.'])) {
            return Some((member, direction));
        }
    }
    let has_opposite = values.iter().any(|value| *value == format!("-{text}"));
    let direction = match has_opposite {
        true => Direction::Rising,
        false => Direction::Either,
    };
    Some((text, direction))
}

/// The texts that a parameter may have, where they are listed.
pub(super) fn listed(api: &Api, parameter: &Parameter) -> Vec<String> {
    let schemas: Vec<SchemaId> = parameter.schema.into_iter().collect();
    let facets = Facets::alternatives(api, &schemas, Role::Request);
    let values = facets
        .into_iter()
        .next()
        .and_then(|facets| facets.values)
        .unwrap_or_default();
    let texts = values.into_iter().filter_map(|value| value.as_str());
    texts.map(str::to_owned).collect()
}

/// Whether a parameter asks for an order.
pub(super) fn is_sort(parameter: &Parameter) -> bool {
    SORTS.contains(&plain(&parameter.name).as_str())
}

#[cfg(test)]
mod tests {
    use countersign_spec::Memory;

    use super::{Direction, is_same_range, narrowing, sorting};
    use crate::Subject;

    const TEXT: &str = "openapi: 3.1.0
info: {title: Orders, version: '1'}
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
      - {name: order_by, in: query, schema: {enum: [price, -price, age:desc, name]}}
      - {name: state, in: query, schema: {enum: [open, closed]}}
      - {name: filter, in: query, style: deepObject, schema: {properties: {level: {type: integer, minimum: 0, maximum: 9}}}}
      - {name: level, in: query, schema: {type: integer, minimum: 1, maximum: 9}}
      responses: {'200': {description: Fine}}
";

    #[test]
    fn orders_are_read_from_the_values_of_a_parameter() {
        let subject = Subject::read(&Memory::new().with("a.yaml", TEXT), "a.yaml").unwrap();
        let parameter = &subject.api().operations[0].parameters[0];
        let of = |text| sorting(subject.api(), parameter, text);
        assert_eq!(of("price"), Some(("price", Direction::Rising)));
        assert_eq!(of("-price"), Some(("price", Direction::Falling)));
        assert_eq!(of("age:desc"), Some(("age", Direction::Falling)));
        assert_eq!(of("name"), Some(("name", Direction::Either)));
        assert_eq!(of("size"), None);
    }

    #[test]
    fn a_filter_is_of_the_range_of_what_it_filters() {
        let subject = Subject::read(&Memory::new().with("a.yaml", TEXT), "a.yaml").unwrap();
        let parameters = &subject.api().operations[0].parameters;
        let of = |index: usize| narrowing(subject.api(), &parameters[index]).remove(0);
        let (state, deep, level) = (of(1), of(2), of(3));
        assert_eq!(
            (deep.member, deep.written.as_str()),
            ("level", "filter[level]")
        );
        let is_same = |one: &super::Narrowing<'_>, other: &super::Narrowing<'_>| {
            is_same_range(subject.api(), &one.schemas, &other.schemas)
        };
        assert!(is_same(&state, &state) && is_same(&deep, &deep));
        assert!(!is_same(&deep, &level) && !is_same(&state, &level));
    }
}
