//! [`Items`]: what stands for a JSON array.

use super::Newtype;

/// What stands for a JSON array.
pub trait Items {
    /// What the items are.
    type Item;

    /// The items.
    fn items(&self) -> &[Self::Item];
}

impl<T: Newtype<Inner: Items> + ?Sized> Items for T {
    type Item = <T::Inner as Items>::Item;

    #[inline]
    fn items(&self) -> &[Self::Item] {
        self.inner().items()
    }
}

impl<T> Items for [T] {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }
}

impl<T> Items for Vec<T> {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }
}

impl<T, const N: usize> Items for [T; N] {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }
}
