//! What a check can be applied to: numbers, text, items, members, scalars, and newtypes over them.

mod exact;
mod items;
mod members;
mod newtype;
mod numeric;
mod scalar;
mod text;

pub(crate) use exact::Exact;
pub use items::Items;
pub use members::Members;
pub use newtype::Newtype;
pub use numeric::Numeric;
pub use scalar::{Scalar, text_is};
pub use text::Text;

#[cfg(test)]
pub(crate) mod tests {
    use super::Exact;
    use crate::{
        Location, Violations,
        json::{Limits, Number, Value, read},
    };

    /// A JSON value.
    pub(crate) fn json(text: &str) -> Value {
        read(text, Limits::default()).unwrap()
    }

    /// What a check reports at the root, as `keyword: message`.
    pub(crate) fn messages(check: impl FnOnce(&Location<'_>, &mut Violations)) -> Vec<String> {
        let mut violations = Violations::new();
        check(&Location::root(), &mut violations);
        let text = |violation: &crate::Violation| {
            format!("{}: {}", violation.keyword(), violation.message())
        };
        violations.iter().map(text).collect()
    }

    /// A number as the exact judge sees it.
    pub(crate) fn exact(text: &str) -> Exact {
        Exact::new(&Number::parse(text).unwrap())
    }
}
