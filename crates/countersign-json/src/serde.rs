//! [`Value`] by serde: exactly where the format is `serde_json`'s text, else as exactly as serde's numbers are.
//!
//! serde has no number but 64 and 128 bit integers and floats. `serde_json`'s text is therefore taken and given as it
//! stands, by its own `RawValue`; which format it is, is seen by its name, since types with lifetimes have no other
//! identity. Were the name another one day, values would still be read and written, as by other formats.

mod de;
mod ser;

pub use de::text_of;

/// Whether a `Value` is read from `D` as its text spells it.
fn is_read_exactly<D>() -> bool {
    is_serde_json::<D>("de::Deserializer")
}

/// Whether `T` is the type of that path in `serde_json`, behind a `&mut`.
fn is_serde_json<T>(path: &str) -> bool {
    let name = std::any::type_name::<T>();
    let rest = name.strip_prefix("&mut serde_json::");
    rest.and_then(|rest| rest.strip_prefix(path))
        .is_some_and(|rest| rest.starts_with('<'))
}

#[cfg(test)]
mod tests;
