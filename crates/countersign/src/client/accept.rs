//! The field `Accept`: every media type that the document has for a response.

use ::http::HeaderValue;

use crate::http::{Operation, Statuses};

/// The documented media types, those of successes first; `None` where no response has a body.
pub(super) fn accept(operation: &Operation) -> Option<HeaderValue> {
    let mut names: Vec<&str> = Vec::new();
    let is_success =
        |status: Statuses| matches!(status, Statuses::Code(200..=299) | Statuses::Class(2));
    for success in [true, false] {
        let cases = operation.responses.iter();
        for case in cases.filter(|case| is_success(case.status) == success) {
            for media in case.content {
                if !names.contains(&media.name) {
                    names.push(media.name);
                }
            }
        }
    }
    (!names.is_empty()).then(|| HeaderValue::try_from(names.join(", ")).ok())?
}
