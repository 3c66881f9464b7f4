//! Formats: which pick a width or a form, which are checked, which assert nothing.

use countersign_json::formats::ASSERTED;

use crate::{Calendar, IntegerWidth, NumberWidth, StringForm};

/// The width of an integer of a format.
pub(super) fn integer_width(format: &str) -> Option<IntegerWidth> {
    Some(match format {
        "int8" => IntegerWidth::I8,
        "int16" => IntegerWidth::I16,
        "int32" => IntegerWidth::I32,
        "int64" => IntegerWidth::I64,
        "uint8" => IntegerWidth::U8,
        "uint16" => IntegerWidth::U16,
        "uint32" => IntegerWidth::U32,
        "uint64" => IntegerWidth::U64,
        _ => return None,
    })
}

/// The least and the greatest integer of a width; nothing where it holds any.
pub(super) fn integer_range(width: IntegerWidth) -> Option<(i128, i128)> {
    Some(match width {
        IntegerWidth::I8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerWidth::I16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerWidth::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerWidth::I64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerWidth::U8 => (0, u8::MAX.into()),
        IntegerWidth::U16 => (0, u16::MAX.into()),
        IntegerWidth::U32 => (0, u32::MAX.into()),
        IntegerWidth::U64 => (0, u64::MAX.into()),
        IntegerWidth::I128 => (i128::MIN, i128::MAX),
        IntegerWidth::Unbounded => return None,
    })
}

/// The width of a number of a format.
pub(super) fn number_width(format: &str) -> Option<NumberWidth> {
    match format {
        "float" => Some(NumberWidth::F32),
        "double" => Some(NumberWidth::F64),
        "decimal" | "decimal128" => Some(NumberWidth::Exact),
        _ => None,
    }
}

/// The form of a string of a format that is a shape of its own.
pub(super) fn string_form(format: &str, dates: Option<Calendar>) -> Option<StringForm> {
    match format {
        "date-time" => dates.map(StringForm::DateTime),
        "date" => dates.map(StringForm::Date),
        _ => None,
    }
}

/// Formats of the OpenAPI registry that assert nothing about the text.
const SILENT: &[&str] = &["binary", "commonmark", "html", "password"];

/// Formats of the OpenAPI registry that say something about the text, and are annotations here.
const ANNOTATIONS: &[&str] = &[
    "base64url",
    "byte",
    "char",
    "date-time-local",
    "decimal",
    "http-date",
    "media-range",
    "time-local",
];

/// Whether a format of strings is known, and an annotation all the same.
pub(super) fn is_annotation(format: &str) -> bool {
    ANNOTATIONS.contains(&format)
}

pub(super) fn asserts_nothing(format: &str) -> bool {
    SILENT.contains(&format)
}

/// The known formats of a subject, for suggestions.
pub(super) fn known(subject: &str) -> impl Iterator<Item = &'static str> {
    let names: &[&str] = match subject {
        "integers" => &[
            "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        ],
        "numbers" => &["decimal", "decimal128", "double", "float"],
        _ => &[],
    };
    let asserted = ASSERTED.iter().map(|format| format.name);
    let strings = asserted.filter(move |_| subject == "strings");
    names.iter().copied().chain(strings)
}
