//! `uuid`.

/// The form with hyphens alone: the crate reads others as well.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}
