//! The assertions of one schema about one value, parts aside; bounds exact.

use countersign_json::Value;

use crate::Schema;

pub(super) fn refuse_listed(schema: &Schema, value: &Value) -> Option<String> {
    if let Some(constant) = &schema.constant
        && constant != value
    {
        return Some(format!("the only value is `{}`", short(constant)));
    }
    let values = schema.enumeration.as_ref()?;
    if values.contains(value) {
        return None;
    }
    let listed: Vec<String> = values
        .iter()
        .take(5)
        .map(|value| format!("`{}`", short(value)))
        .collect();
    let more = if values.len() > listed.len() {
        ", ..."
    } else {
        ""
    };
    Some(format!(
        "`{}` is none of {}{more}",
        short(value),
        listed.join(", ")
    ))
}

pub(super) fn refuse_number(schema: &Schema, value: &Value) -> Option<String> {
    let Value::Number(number) = value else {
        return None;
    };
    if schema.number.is_empty() {
        return None;
    }
    let (number, bounds) = (number.decimal(), &schema.number);
    if let Some(limit) = bounds.minimum.as_ref().filter(|limit| number < **limit) {
        return Some(format!("{number} is less than the minimum {limit}"));
    }
    if let Some(limit) = bounds
        .exclusive_minimum
        .as_ref()
        .filter(|limit| number <= **limit)
    {
        return Some(format!("{number} is not greater than {limit}"));
    }
    if let Some(limit) = bounds.maximum.as_ref().filter(|limit| number > **limit) {
        return Some(format!("{number} is greater than the maximum {limit}"));
    }
    if let Some(limit) = bounds
        .exclusive_maximum
        .as_ref()
        .filter(|limit| number >= **limit)
    {
        return Some(format!("{number} is not less than {limit}"));
    }
    let step = bounds
        .multiple_of
        .as_ref()
        .filter(|step| !number.is_multiple_of(step))?;
    Some(format!("{number} is no multiple of {step}"))
}

pub(super) fn refuse_string(schema: &Schema, value: &Value) -> Option<String> {
    let Value::String(text) = value else {
        return None;
    };
    let limits = (schema.string.min_length, schema.string.max_length);
    if limits == (None, None) {
        return None;
    }
    out_of(text.chars().count(), limits, "characters")
}

pub(super) fn refuse_counts(schema: &Schema, value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => out_of(
            items.len(),
            (schema.array.min_items, schema.array.max_items),
            "items",
        )
        .or_else(|| refuse_duplicates(schema, items)),
        Value::Object(members) => {
            let present = |name: &String| members.iter().any(|(member, _)| member == name);
            if let Some(name) = schema.object.required.iter().find(|name| !present(name)) {
                return Some(format!("the required property `{name}` is missing"));
            }
            let limits = (schema.object.min_properties, schema.object.max_properties);
            out_of(members.len(), limits, "properties")
        }
        _ => None,
    }
}

fn refuse_duplicates(schema: &Schema, items: &[Value]) -> Option<String> {
    if !schema.array.unique_items {
        return None;
    }
    let mut seen = std::collections::HashSet::new();
    items
        .iter()
        .any(|item| !seen.insert(item.canonical()))
        .then(|| "an item is there twice".to_owned())
}

fn out_of(
    count: usize,
    (minimum, maximum): (Option<u64>, Option<u64>),
    what: &str,
) -> Option<String> {
    let count = count as u64;
    if let Some(limit) = minimum.filter(|limit| count < *limit) {
        return Some(format!("{count} {what} are fewer than {limit}"));
    }
    let limit = maximum.filter(|limit| count > *limit)?;
    Some(format!("{count} {what} are more than {limit}"))
}

/// A value for a message, cut where it is long.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((cut, _)) => format!("{}...", &text[..cut]),
        None => text,
    }
}
