//! The requests of an operation: the least valid one, and others with one part that is not as it was.

use countersign_model::{MediaType, Parameter};
use hyper::body::Bytes;

use super::Draft;
use crate::setup::filled;
use crate::wire::{self, Credentials, Outgoing, Written};

impl<'s> Draft<'s> {
    /// A request with its variables at their defaults.
    pub(in crate::plan) fn default_target(&self, target: &str) -> Option<String> {
        let setup = self.setup.as_deref();
        filled(target, |name| {
            let mut known = setup?.defaults.iter();
            known
                .find(|(known, _)| known == name)
                .map(|(_, text)| text.clone())
        })
    }

    /// The least request that is valid: the required parameters, and the body where it is required.
    pub(in crate::plan) fn base_request(&self) -> Option<Outgoing> {
        self.request(&self.required(), self.base_body())
    }

    /// The body of the least valid request.
    pub(in crate::plan) fn base_body(&self) -> Option<(&'s MediaType, Bytes)> {
        if let Some(body) = &self.body {
            return Some((body.content.media_type, body.bytes(self, &body.base)?));
        }
        let blob = self.blobs.first()?;
        Some((blob.media_type, blob.base()))
    }

    /// A request with these parameters and this body; `None` where the path cannot be filled.
    pub(in crate::plan) fn request(
        &self,
        written: &[(&Parameter, Written)],
        body: Option<(&MediaType, Bytes)>,
    ) -> Option<Outgoing> {
        let (target, mut headers) = wire::place(&self.operation.path, written)?;
        self.default_target(&target)?
            .parse::<http::uri::PathAndQuery>()
            .ok()?;
        let bytes = body.map(|(media_type, bytes)| {
            let content_type = wire::content_type(media_type, &bytes);
            headers.push(("content-type".to_owned(), content_type));
            bytes
        });
        Some(Outgoing {
            method: http::Method::from_bytes(self.operation.method.as_str().as_bytes()).ok()?,
            target,
            headers,
            body: bytes,
            credentials: Credentials::Given,
        })
    }

    /// The least valid request with another body.
    pub(in crate::plan) fn with_body(
        &self,
        media_type: &MediaType,
        bytes: Bytes,
    ) -> Option<Outgoing> {
        self.request(&self.required(), Some((media_type, bytes)))
    }

    /// The least valid request without its body.
    pub(in crate::plan) fn without_body(&self) -> Option<Outgoing> {
        self.request(&self.required(), None)
    }

    fn required(&self) -> Vec<(&Parameter, Written)> {
        let required = self.bases.iter().filter(|base| base.is_required());
        required
            .map(|base| (base.parameter, base.written.clone()))
            .collect()
    }
}
