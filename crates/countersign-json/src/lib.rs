//! JSON text and exact numbers, without dependencies: the ground that the runtime and the tools share.

use std::borrow::Cow;

/// Escapes a reference token of a JSON Pointer (RFC 6901, section 3).
#[must_use]
pub fn escape_pointer_token(token: &str) -> Cow<'_, str> {
    if token.contains(['~', '/']) {
        Cow::Owned(token.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(token)
    }
}
