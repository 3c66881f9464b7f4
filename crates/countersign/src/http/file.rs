//! [`File`] and [`Content`]: bodies that say themselves what they are.

use super::Body;
use crate::{Location, Validate, Violations};

/// A part of a multipart body that holds bytes: a file, with or without a name (RFC 7578).
#[derive(Debug, Default)]
pub struct File {
    /// `filename`
    pub name: Option<String>,
    /// `Content-Type`; where there is none, the document's, or `application/octet-stream`.
    pub content_type: Option<String>,
    /// The bytes, which may be a stream.
    pub body: Body,
}

impl File {
    /// A file of a name.
    pub fn named(name: impl Into<String>, body: impl Into<Body>) -> Self {
        Self {
            name: Some(name.into()),
            content_type: None,
            body: body.into(),
        }
    }

    /// The same file with a media type.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

/// Its bytes are the application's to judge.
impl Validate for File {
    fn check(&self, _: &Location<'_>, _: &mut Violations) {}
}

/// A body of a media type that the document leaves open, such as `image/*`.
#[derive(Debug)]
pub struct Content {
    /// The media type that the body has.
    pub media_type: String,
    /// The bytes, which may be a stream.
    pub body: Body,
}
