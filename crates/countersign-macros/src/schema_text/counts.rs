//! Keywords whose values are counts.

use countersign_json::Value;

use crate::parse::Assertion;

use super::{
    Keyword,
    reader::{Members, Reader, member},
};

pub(super) fn keyword(
    reader: &mut Reader<'_>,
    value: &Value,
    make: fn(u64) -> Assertion,
) -> Option<Keyword> {
    count(reader, value).map(|count| Keyword::Plain(make(count)))
}

/// `minContains` and `maxContains`: `contains` reads them, and without it they say nothing (Validation section 6.4.4).
pub(super) fn beside_contains(
    reader: &mut Reader<'_>,
    _: &Members,
    value: &Value,
) -> Option<Keyword> {
    count(reader, value);
    None
}

/// The count of a sibling, whose own line reports what is wrong with it.
pub(super) fn sibling(members: &Members, name: &str) -> Option<u64> {
    whole(member(members, name)?)
}

fn count(reader: &mut Reader<'_>, value: &Value) -> Option<u64> {
    let count = whole(value);
    if count.is_none() {
        reader.fault(format_args!(
            "expected a whole number from 0 to 2^64 - 1, found {value}"
        ));
    }
    count
}

fn whole(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.decimal().to_u64(),
        _ => None,
    }
}
