//! The ways in which a value can fail a schema: one assertion of it is broken.

use countersign_json::{Decimal, Value};
use countersign_model::{Api, JsonType, Schema, SchemaId, TypeSet};

use super::{Facets, Inclusion, tighten};

/// How many schemas are looked through for what may be broken.
const MOST_SCHEMAS: usize = 32;

/// One way of failing a schema.
#[derive(Clone, Debug)]
pub(super) enum Break<'a> {
    /// To be of another type.
    Types(TypeSet),
    /// To be at least that much.
    Raise(&'a Decimal, Inclusion),
    /// To be at most that much.
    Lower(&'a Decimal, Inclusion),
    /// To have another length, number of items, or number of members.
    Size(JsonType, u64, Option<u64>),
    /// To lack a member.
    Absent(&'a str),
    /// To have a member that a schema refuses.
    Member(&'a str, SchemaId),
    /// To have an item that a schema refuses.
    Item(SchemaId),
    /// That this schema holds.
    Holds(SchemaId),
    /// That all of these fail.
    Fails(Vec<SchemaId>),
    /// To be another value of this type, by trial.
    Other(TypeSet),
}

/// Every way of failing a schema; none where it accepts everything.
pub(super) fn breaks<'a>(api: &'a Api, id: SchemaId) -> Vec<Break<'a>> {
    let mut found = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        let Some(schema) = api.schema(id).filter(|_| seen.len() < MOST_SCHEMAS) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        of_scalars(schema, &mut found);
        of_parts(schema, &mut found);
        of_others(schema, &mut found);
        waiting.extend(schema.all_of.iter().rev().chain(&schema.reference));
    }
    found
}

fn of_scalars<'a>(schema: &'a Schema, found: &mut Vec<Break<'a>>) {
    if schema.boolean == Some(false) || schema.enumeration.is_some() || schema.constant.is_some() {
        found.push(Break::Other(TypeSet::ALL));
    }
    let number = &*schema.number;
    for (bound, inclusion) in [
        (&number.minimum, Inclusion::Exclusive),
        (&number.exclusive_minimum, Inclusion::Inclusive),
    ] {
        found.extend(bound.iter().map(|bound| Break::Lower(bound, inclusion)));
    }
    for (bound, inclusion) in [
        (&number.maximum, Inclusion::Exclusive),
        (&number.exclusive_maximum, Inclusion::Inclusive),
    ] {
        found.extend(bound.iter().map(|bound| Break::Raise(bound, inclusion)));
    }
    let string = &*schema.string;
    sizes(
        JsonType::String,
        string.min_length,
        string.max_length,
        found,
    );
    let by_trial = [
        (JsonType::Number, number.multiple_of.is_some()),
        (JsonType::String, string.pattern.is_some()),
        (JsonType::String, string.format.is_some()),
        (JsonType::Array, schema.array.unique_items),
    ];
    let by_trial = by_trial.into_iter().filter(|(_, is_set)| *is_set);
    found.extend(by_trial.map(|(json_type, _)| Break::Other(TypeSet::of(json_type))));
}

/// A number of characters, items or members that is out of bounds.
fn sizes(json_type: JsonType, least: Option<u64>, most: Option<u64>, found: &mut Vec<Break<'_>>) {
    let fewer = least.and_then(|least| least.checked_sub(1));
    found.extend(fewer.map(|fewer| Break::Size(json_type, 0, Some(fewer))));
    let more = most.and_then(|most| most.checked_add(1));
    found.extend(more.map(|more| Break::Size(json_type, more, None)));
}

fn of_parts<'a>(schema: &'a Schema, found: &mut Vec<Break<'a>>) {
    let (array, object) = (&*schema.array, &*schema.object);
    found.extend(object.required.iter().map(|name| Break::Absent(name)));
    let properties = object.properties.iter();
    found.extend(properties.map(|(name, id)| Break::Member(name, *id)));
    sizes(JsonType::Array, array.min_items, array.max_items, found);
    sizes(
        JsonType::Object,
        object.min_properties,
        object.max_properties,
        found,
    );
    found.extend(array.items.map(Break::Item));
    if array.contains.or(array.unevaluated_items).is_some() || !array.prefix_items.is_empty() {
        found.push(Break::Other(TypeSet::of(JsonType::Array)));
    }
    let rest = [
        object.additional_properties,
        object.property_names,
        object.unevaluated_properties,
    ];
    let has_rest = rest.iter().any(Option::is_some)
        || !object.pattern_properties.is_empty()
        || !object.dependent_required.is_empty()
        || !object.dependent_schemas.is_empty();
    if has_rest {
        found.push(Break::Other(TypeSet::of(JsonType::Object)));
    }
}

fn of_others<'a>(schema: &'a Schema, found: &mut Vec<Break<'a>>) {
    for branches in [&schema.any_of, &schema.one_of] {
        if !branches.is_empty() {
            found.push(Break::Fails(branches.clone()));
        }
    }
    found.extend(schema.logic.not.map(Break::Holds));
    if schema.logic.condition.is_some() {
        found.push(Break::Other(TypeSet::ALL));
    }
    // Last: a value of another type breaks nothing that is worth a test.
    found.extend(schema.types.map(Break::Types));
}

impl<'a> Facets<'a> {
    /// Takes in one way of failing a schema.
    pub(super) fn break_by(&mut self, way: &Break<'a>) {
        let only = |json_type| TypeSet::of(json_type);
        let types = match way {
            Break::Types(types) => others(*types),
            Break::Raise(bound, inclusion) => {
                self.raise(Some(bound), *inclusion);
                only(JsonType::Number)
            }
            Break::Lower(bound, inclusion) => {
                self.lower(Some(bound), *inclusion);
                only(JsonType::Number)
            }
            Break::Size(json_type, least, most) => {
                let size = match json_type {
                    JsonType::String => &mut self.length,
                    JsonType::Array => &mut self.count,
                    _ => &mut self.members,
                };
                tighten(size, Some(*least), *most);
                only(*json_type)
            }
            Break::Absent(name) => {
                self.absent.push(name);
                only(JsonType::Object)
            }
            Break::Member(name, id) => {
                self.require(name);
                self.refused_members.push((name, *id));
                only(JsonType::Object)
            }
            Break::Item(id) => {
                tighten(&mut self.count, Some(1), None);
                self.refused_items.push(*id);
                only(JsonType::Array)
            }
            Break::Other(types) => *types,
            Break::Holds(_) | Break::Fails(_) => TypeSet::ALL,
        };
        self.types = self.types.intersection(types);
    }
}

/// The types beside these; a number that is no integer is one of them.
fn others(types: TypeSet) -> TypeSet {
    let is_other = |json_type: &JsonType| !types.contains(*json_type);
    JsonType::ALL.into_iter().filter(is_other).collect()
}

/// Values of all types, for what can only be found by trial.
pub(crate) fn varied(types: TypeSet) -> impl Iterator<Item = Value> {
    const TEXTS: [(JsonType, &str); 16] = [
        (JsonType::Object, "{}"),
        (JsonType::Object, r#"{"other":null}"#),
        (JsonType::Object, r#"{"other":1,"another":"text"}"#),
        (JsonType::Array, "[]"),
        (JsonType::Array, "[null]"),
        (JsonType::Array, r#"["text","text"]"#),
        (JsonType::Array, "[1,2,3]"),
        (JsonType::String, r#""other""#),
        (JsonType::String, r#""""#),
        (JsonType::String, r#""?""#),
        (JsonType::Integer, "0"),
        (JsonType::Integer, "-7"),
        (JsonType::Integer, "7"),
        (JsonType::Number, "0.5"),
        (JsonType::Boolean, "false"),
        (JsonType::Null, "null"),
    ];
    let fitting = TEXTS.into_iter().filter(move |(it, _)| types.contains(*it));
    fitting.filter_map(|(_, text)| text.parse().ok())
}
