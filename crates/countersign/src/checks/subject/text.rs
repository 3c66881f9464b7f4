//! [`Text`]: what stands for a JSON string.

use std::borrow::Cow;

use super::Newtype;

/// What stands for a JSON string.
pub trait Text {
    /// The string, as it stands in JSON.
    fn text(&self) -> &str;
}

impl<T: Newtype<Inner: Text> + ?Sized> Text for T {
    #[inline]
    fn text(&self) -> &str {
        self.inner().text()
    }
}

impl Text for str {
    #[inline]
    fn text(&self) -> &str {
        self
    }
}

impl Text for String {
    #[inline]
    fn text(&self) -> &str {
        self
    }
}

impl Text for Cow<'_, str> {
    #[inline]
    fn text(&self) -> &str {
        self
    }
}
