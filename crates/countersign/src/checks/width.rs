//! `format` of numbers, as the OpenAPI format registry has it: the Rust type that has to hold the value.

use super::{Exact, Numeric};
use crate::{Location, Violation, Violations, schema::Width, violation::shown};

impl Width {
    /// The name that the OpenAPI format registry has for it, or would.
    #[must_use]
    pub const fn format(self) -> &'static str {
        match self {
            Self::I8 => "int8",
            Self::I16 => "int16",
            Self::I32 => "int32",
            Self::I64 => "int64",
            Self::U8 => "uint8",
            Self::U16 => "uint16",
            Self::U32 => "uint32",
            Self::U64 => "uint64",
            Self::I128 => "int128",
            Self::F32 => "float",
            Self::F64 => "double",
        }
    }

    fn holds(self, number: &Exact) -> bool {
        let decimal = number.decimal();
        let range = match self {
            Self::I8 => i8::MIN.into()..=i8::MAX.into(),
            Self::I16 => i16::MIN.into()..=i16::MAX.into(),
            Self::I32 => i32::MIN.into()..=i32::MAX.into(),
            Self::I64 => i64::MIN.into()..=i64::MAX.into(),
            Self::U8 => 0..=u8::MAX.into(),
            Self::U16 => 0..=u16::MAX.into(),
            Self::U32 => 0..=u32::MAX.into(),
            Self::U64 => 0..=i128::from(u64::MAX),
            Self::I128 => i128::MIN..=i128::MAX,
            #[allow(
                clippy::cast_possible_truncation,
                reason = "whether the nearest float is finite is the question"
            )]
            Self::F32 => {
                return decimal
                    .to_f64()
                    .is_some_and(|float| (float as f32).is_finite());
            }
            Self::F64 => return decimal.to_f64().is_some(),
        };
        // A fraction is `type`'s to refuse.
        !decimal.is_integer()
            || decimal
                .to_i128()
                .is_some_and(|integer| range.contains(&integer))
    }
}

/// Checks that a Rust type can hold a number; a float may round it.
pub(crate) fn width(number: &Exact, width: Width, at: &Location<'_>, violations: &mut Violations) {
    if !width.holds(number) {
        let actual = number.to_value();
        let message = format!("{} does not fit `{}`", shown(&actual), width.format());
        violations.report(|| {
            Violation::new(at, "format", message)
                .with_limit(width.format())
                .with_actual(actual)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::width;
    use crate::{
        checks::subject::tests::{exact, messages},
        schema::Width,
    };

    #[test]
    fn what_a_type_can_hold() {
        let broken = |text: &str, kind| messages(|at, v| width(&exact(text), kind, at, v));
        for (text, kind) in [
            ("-128", Width::I8),
            ("127.0", Width::I8),
            ("9223372036854775807", Width::I64),
            ("18446744073709551615", Width::U64),
            ("3.4e38", Width::F32),
            ("1e-400", Width::F64),
            ("1.7976931348623157e308", Width::F64),
        ] {
            assert!(broken(text, kind).is_empty(), "{text}");
        }
        for (text, kind) in [
            ("128", Width::I8),
            ("-129", Width::I8),
            ("32768", Width::I16),
            ("2147483648", Width::I32),
            ("9223372036854775808", Width::I64),
            ("1e30", Width::I64),
            ("-1", Width::U8),
            ("65536", Width::U16),
            ("4294967296", Width::U32),
            ("18446744073709551616", Width::U64),
            ("3.5e38", Width::F32),
            ("1e400", Width::F64),
        ] {
            assert_eq!(broken(text, kind).len(), 1, "{text}");
        }
        assert_eq!(
            broken("1e30", Width::I64),
            ["format: 1e30 does not fit `int64`"]
        );
    }
}
