//! [`Newtype`]: a type that is checked as what it wraps.

/// A struct of one unnamed field, which is checked as that field: `#[derive(Contract)]` implements it.
///
/// A property whose type is a newtype may have assertions of its own beside those of the type.
pub trait Newtype {
    /// What is wrapped.
    type Inner: ?Sized;

    /// The wrapped value.
    fn inner(&self) -> &Self::Inner;
}
