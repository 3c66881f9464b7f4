//! [`Contract`]: a Rust type that stands for a JSON Schema.

use serde::{Serialize, Serializer};

use crate::{Validate, json::Reader, schema::Schema};

/// A Rust type that stands for a JSON Schema: it knows its assertions, reads an instance and writes it back.
///
/// Derive it. `decode` and `encode` have JSON Schema's idea of a value: `1.0` and `1e3` are integers, `null` is refused
/// where the schema refuses it, an array is no object, a duplicate known member is an error, and NaN, which JSON cannot
/// say, is not written as `null`. The derive implements serde's `Deserialize` and `Serialize` by way of them: from
/// `serde_json` a type reads the very text, and from other formats what they can say of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a contract",
    label = "`Contract` is not implemented for `{Self}`",
    note = "derive it: `#[derive(countersign::Contract)]`",
    note = "for a type that keeps its serde derives: `#[derive(countersign::Validate)]` and `serde_json::from_str::<countersign::Valid<_>>`"
)]
pub trait Contract: Validate + Serialize + Sized {
    /// The schema of this type: what the exact judge reads, and what `schemars` is given. It is always the same one.
    fn schema() -> &'static Schema;

    /// Reads an instance. Checks its shape, not its constraints: those are `validate`'s.
    ///
    /// `None` for an instance that this type cannot hold; what is wrong with it, the schema says.
    fn decode(reader: &mut Reader<'_>) -> Option<Self>;

    /// Writes the instance that `decode` would read back as an equal value.
    ///
    /// It is serde's `Serialize`, which the derive implements, unless the type says otherwise: as `f64` does, whose NaN serde
    /// writes as `null`.
    ///
    /// # Errors
    /// The serializer's own, and one for a float that JSON cannot say.
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}
