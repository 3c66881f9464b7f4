//! `Sparse<T>`: a group of keywords that takes one word of memory where none of them is set.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// What has a state in which nothing is set.
pub trait Empty: Sized + 'static {
    /// The value in which nothing is set.
    fn empty() -> &'static Self;
}

/// A `T` of which most stay empty: reads as `T`, and allocates at the first write.
///
/// Documents have schemas by the hundred thousand, nearly all of them without an assertion.
#[derive(Clone)]
pub struct Sparse<T>(Option<Box<T>>);

impl<T> Sparse<T> {
    /// The value in which nothing is set.
    #[must_use]
    pub const fn new() -> Self {
        Sparse(None)
    }
}

impl<T: Empty + PartialEq> Sparse<T> {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.as_deref().is_none_or(|value| value == T::empty())
    }
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<T> for Sparse<T> {
    fn from(value: T) -> Self {
        Sparse(Some(Box::new(value)))
    }
}

impl<T: Empty> Deref for Sparse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::empty())
    }
}

impl<T: Empty + Default> DerefMut for Sparse<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_with(Box::default)
    }
}

impl<T: Empty + PartialEq> PartialEq for Sparse<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Empty + Eq> Eq for Sparse<T> {}

impl<T: Empty + fmt::Debug> fmt::Debug for Sparse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
