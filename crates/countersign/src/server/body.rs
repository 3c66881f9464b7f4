//! Request bodies: which media type, how many bytes, and what they say.

use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body::Body as _;

use super::{Input, Refusal, Source};
use crate::{
    Contract, Error, Valid,
    http::{
        Body, BodyError, Bytes, Content, Framing, Items, Kind, Media, media_type,
        style::{Guide, form},
    },
    json::Value,
};

impl Input {
    /// The documented media type that the body has, by index; `None` where there is no body, and none is required.
    ///
    /// # Errors
    /// A media type that is not documented, and a required body that is not there.
    pub fn media(&self) -> Result<Option<usize>, Refusal> {
        let Some(body) = &self.operation().body else {
            return Ok(None);
        };
        let content_type = self.parts().headers.get(CONTENT_TYPE);
        if content_type.is_none() && self.is_bodiless() {
            return match body.required {
                true => Err(Refusal::malformed(
                    Source::Body,
                    "it is required and not there",
                )),
                false => Ok(None),
            };
        }
        let name = content_type.and_then(|value| value.to_str().ok());
        name.and_then(|name| media_type::matching(body.content, name))
            .map(Some)
            .ok_or(Refusal::UnsupportedMediaType)
    }

    fn is_bodiless(&self) -> bool {
        let length = self.parts().headers.get(CONTENT_LENGTH);
        let zero = length.is_some_and(|length| length.as_bytes() == b"0");
        zero || self.body_ref().is_end_stream()
    }

    /// A body of the only media type; `None` where there is none, and none is required.
    ///
    /// # Errors
    /// Those of [`Input::media`] and [`Input::body`].
    pub async fn only_body<T: Contract>(&mut self) -> Result<Option<Valid<T>>, Refusal> {
        match self.media()? {
            Some(media) => self.body(media).await.map(Some),
            None => Ok(None),
        }
    }

    /// The body as it comes, with its media type.
    ///
    /// # Errors
    /// As [`Input::bytes`].
    pub fn content(&mut self) -> Result<Content, Refusal> {
        let content_type = self.parts().headers.get(CONTENT_TYPE);
        let media_type = content_type.and_then(|value| value.to_str().ok());
        let media_type = media_type.unwrap_or("application/octet-stream").to_owned();
        let body = self.bytes()?;
        Ok(Content { media_type, body })
    }

    /// The items of the body as they come, each of at most as many bytes as a body may have.
    ///
    /// # Errors
    /// Never; items that cannot be read are errors of their own.
    pub fn items<T: Contract + 'static>(&mut self, framing: Framing) -> Result<Items<T>, Refusal> {
        let limit = self.options().body_limit;
        Ok(Items::of_request(self.take_body(), framing, limit))
    }

    /// The body as it comes, which breaks off beyond the limit.
    ///
    /// # Errors
    /// A `Content-Length` over the limit.
    pub fn bytes(&mut self) -> Result<Body, Refusal> {
        self.check_length()?;
        let limit = self.options().body_limit;
        Ok(Body::new(http_body_util::Limited::new(
            self.take_body(),
            limit,
        )))
    }

    /// A body of the media type of that index, read, decoded and validated.
    ///
    /// # Errors
    /// A body over the limit, one that is not of its media type, and every violation of its schema.
    pub async fn body<T: Contract>(&mut self, media: usize) -> Result<Valid<T>, Refusal> {
        let (bytes, media) = self.collected(media).await?;
        if media.is_none_or(|media| media.kind == Kind::Json) {
            return crate::from_slice(&bytes).map_err(refusal);
        }
        let value = media.map_or(Ok(Value::Null), |media| value(media, &bytes))?;
        super::input::strict(&value).map_err(Refusal::of_body)
    }

    /// The same without the proof, for a body that is proved as a whole.
    ///
    /// # Errors
    /// As [`Input::body`].
    pub async fn value<T: Contract>(&mut self, media: usize) -> Result<T, Refusal> {
        self.body(media).await.map(Valid::into_inner)
    }

    /// All bytes of the body, and its media type.
    pub(super) async fn collected(
        &mut self,
        media: usize,
    ) -> Result<(Bytes, Option<&'static Media>), Refusal> {
        self.check_length()?;
        let content = self.operation().body.as_ref().map(|body| body.content);
        let media = content.and_then(|content| content.get(media));
        let limit = self.options().body_limit;
        match self.take_body().bytes(limit).await {
            Ok(bytes) => Ok((bytes, media)),
            Err(BodyError::TooLong { limit }) => Err(Refusal::TooLarge { limit }),
            Err(BodyError::Broken(_)) => Err(Refusal::malformed(Source::Body, "it breaks off")),
        }
    }

    fn check_length(&self) -> Result<(), Refusal> {
        let limit = self.options().body_limit;
        let length = self.parts().headers.get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        let least = length.unwrap_or(0).max(self.body_ref().size_hint().lower());
        match least > limit as u64 {
            true => Err(Refusal::TooLarge { limit }),
            false => Ok(()),
        }
    }
}

/// The instance that a body of forms or text stands for.
fn value(media: &Media, bytes: &[u8]) -> Result<Value, Refusal> {
    let broken = |error| Refusal::malformed(Source::Body, error);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Refusal::malformed(Source::Body, "it is not UTF-8"))?;
    let guide = Guide::of((media.schema)());
    match media.kind {
        Kind::Form => form::read(media, &guide, text).map_err(broken),
        _ => Ok(guide.text(text)),
    }
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Invalid(violations) => Refusal::of_body(violations),
        syntax => Refusal::malformed(Source::Body, syntax),
    }
}
