//! [`Reply`]: a response on its way out.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::CONTENT_TYPE};

use super::Refusal;
use crate::{
    Contract,
    http::{
        Body, Case, Framing, Items, Kind, Media, Operation, Undocumented,
        style::{self, form},
        to_value,
    },
    json::Value,
};

/// A response: status, headers and body, written as the document describes its case.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
    case: Option<&'static Case>,
}

impl Reply {
    pub(super) fn of(status: StatusCode, body: Body) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body,
            case: None,
        }
    }

    /// A response of the case of that index, without headers and body.
    #[must_use]
    pub fn new(operation: &'static Operation, case: usize, status: StatusCode) -> Self {
        Self {
            case: operation.responses.get(case),
            ..Self::of(status, Body::empty())
        }
    }

    /// What no document has.
    #[must_use]
    pub fn undocumented(response: Undocumented) -> Self {
        Self {
            headers: response.headers,
            ..Self::of(response.status, response.body.into())
        }
    }

    /// Adds the headers of the case.
    ///
    /// # Errors
    /// A value that no header field can hold.
    pub fn headers<H: Contract>(mut self, headers: &H) -> Result<Self, Refusal> {
        let values = to_value(headers).map_err(|_| Refusal::Internal)?;
        for parameter in self.case.map_or(&[][..], |case| case.headers) {
            let Some(value) = values.get(parameter.member) else {
                continue;
            };
            let text = style::encode(parameter, value).map_err(|_| Refusal::Internal)?;
            if let Some(text) = text {
                let name = HeaderName::from_bytes(parameter.name.as_bytes());
                let value = HeaderValue::from_bytes(text.as_bytes());
                let (Ok(name), Ok(value)) = (name, value) else {
                    return Err(Refusal::Internal);
                };
                self.headers.insert(name, value);
            }
        }
        Ok(self)
    }

    /// Adds a body of the media type of that index.
    ///
    /// # Errors
    /// A value that the media type cannot say.
    pub fn body<T: Contract>(self, media: usize, body: &T) -> Result<Self, Refusal> {
        let text = match self.media(media) {
            Some(media) if media.kind == Kind::Form => {
                form::write(media, &to_value(body).map_err(|_| Refusal::Internal)?)
                    .map_err(|_| Refusal::Internal)?
            }
            Some(media) if media.kind != Kind::Json => {
                plain(&to_value(body).map_err(|_| Refusal::Internal)?)
            }
            _ => crate::to_json(body).map_err(|_| Refusal::Internal)?,
        };
        Ok(self.with_body(media, None, text.into()))
    }

    /// Says what `GET` would send, where a response to `HEAD` documents a body.
    #[must_use]
    pub fn of_type(mut self, media_type: &'static str) -> Self {
        if let Ok(name) = HeaderValue::from_str(media_type) {
            self.headers.insert(CONTENT_TYPE, name);
        }
        self
    }

    /// Adds a body of bytes; its media type is the document's, where that is no range.
    #[must_use]
    pub fn bytes(self, media: usize, body: Body) -> Self {
        self.with_body(media, None, body)
    }

    /// Adds a body of bytes of a media type that the implementation has chosen.
    #[must_use]
    pub fn content(self, media: usize, body: crate::http::Content) -> Self {
        self.with_body(media, Some(&body.media_type), body.body)
    }

    /// Adds a body of items, sent one after the other.
    #[must_use]
    pub fn items<T: Contract + 'static>(
        self,
        media: usize,
        framing: Framing,
        items: Items<T>,
    ) -> Self {
        self.with_body(media, None, items.into_body(framing))
    }

    fn media(&self, index: usize) -> Option<&'static Media> {
        self.case?.content.get(index)
    }

    fn with_body(mut self, media: usize, name: Option<&str>, body: Body) -> Self {
        let documented = self
            .media(media)
            .map(|media| match media.name.contains('*') {
                true => "application/octet-stream",
                false => media.name,
            });
        let name = name.or(documented).map(HeaderValue::from_str);
        if let Some(Ok(name)) = name {
            self.headers.entry(CONTENT_TYPE).or_insert(name);
        }
        self.body = body;
        self
    }

    pub(super) const fn set_status(&mut self, status: StatusCode) {
        self.status = status;
    }

    pub(super) const fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    pub(super) fn into_response(self) -> axum::response::Response {
        let mut response = axum::response::Response::new(axum::body::Body::new(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// The text of a scalar; JSON for anything else.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
