//! Bodies that no schema describes: bytes, and media types of which only the name is documented.

use countersign_model::MediaType;
use hyper::body::Bytes;

use super::Intent;
use super::draft::Draft;
use crate::wire::Medium;

/// The number of bytes of a large body.
const LARGE: usize = 64 << 10;

/// A media type with bodies for it.
#[derive(Clone, Debug)]
pub(super) struct Blob<'s> {
    pub(super) media_type: &'s MediaType,
    /// Each with what is special about it; never none.
    samples: Vec<(&'static str, Bytes)>,
    certainty: Certainty,
}

/// Whether the document allows every body of a media type.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
enum Certainty {
    /// `application/octet-stream` is any bytes (RFC 2046, section 4.5.1).
    Certain,
    /// A service may want an image to be one.
    Unsure,
}

impl<'s> Blob<'s> {
    /// Bodies of a media type that needs no schema; `None` where nothing is known about it.
    pub(super) fn of(media_type: &'s MediaType) -> Option<Blob<'s>> {
        let medium = Medium::of(&media_type.name)?;
        let plain = match medium {
            Medium::Json => "{}",
            Medium::Form => "a=b",
            Medium::Text | Medium::Octets => "countersign",
            Medium::Lines => "{}\n",
            Medium::Sequence => "\u{1e}{}\n",
            Medium::Events | Medium::EventData => "data: countersign\n\n",
            Medium::Multipart => return None,
        };
        let mut samples = vec![("a few bytes", Bytes::from_static(plain.as_bytes()))];
        if medium == Medium::Octets {
            let every: Vec<u8> = (0..=u8::MAX).collect();
            samples.push(("every byte once", Bytes::from(every)));
            samples.push(("one byte", Bytes::from_static(b"\0")));
            samples.push(("many bytes", Bytes::from(vec![b'a'; LARGE])));
        }
        let is_octets = medium == Medium::Octets && media_type.name.contains("octet-stream");
        let certainty = if is_octets {
            Certainty::Certain
        } else {
            Certainty::Unsure
        };
        Some(Blob {
            media_type,
            samples,
            certainty,
        })
    }

    /// The plainest body.
    pub(super) fn base(&self) -> Bytes {
        let first = self.samples.first();
        first.map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    }

    /// What can be said about a request that is valid but for such a body.
    pub(super) fn intent(&self) -> Intent {
        match self.certainty {
            Certainty::Certain => Intent::Valid,
            Certainty::Unsure => Intent::Unclear,
        }
    }
}

/// Adds each sample of each media type, all else as in the least request.
pub(super) fn add(draft: &mut Draft<'_>) {
    for blob in draft.blobs.clone() {
        for (what, bytes) in &blob.samples {
            let request = draft.with_body(blob.media_type, bytes.clone());
            if let Some(request) = request {
                let what = format!("body of type `{}`: {what}", blob.media_type.name);
                draft.add(what, blob.intent(), request);
            }
        }
    }
}
