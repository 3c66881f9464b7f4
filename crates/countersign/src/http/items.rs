//! [`Items`]: values that come, or are sent, one after the other in one body.

mod framing;

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

pub use self::framing::Framing;
use self::framing::Splitter;
use super::{Body, BoxError};
use crate::{Contract, Error, Violations, lenient};

/// A stream of values: server-sent events, lines of JSON, or a JSON sequence.
///
/// A client takes them with [`Items::next`] as they come; a server makes one of any stream. Dropping it ends the response.
pub struct Items<T>(Pin<Box<dyn Stream<Item = Result<T, ItemError>> + Send>>);

/// Why the next item cannot be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum ItemError {
    /// The item is not JSON, or its shape is not that of its type, or it breaks a constraint where
    /// [that](Items::of_request) is asked for. The items after it can still be read.
    Undecodable {
        /// The text of the item.
        text: String,
        /// What is wrong with it.
        reason: Error,
    },
    /// The item is longer than it may be; nothing comes after it.
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The stream broke off; nothing comes after it.
    Broken(BoxError),
}

impl<T> Items<T> {
    /// The items of a stream, to be sent.
    pub fn new(stream: impl Stream<Item = T> + Send + 'static) -> Self
    where
        T: 'static,
    {
        Self(Box::pin(Sent(Box::pin(stream))))
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// An item that cannot be decoded, and the end of a broken stream.
    pub async fn next(&mut self) -> Option<Result<T, ItemError>> {
        std::future::poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }
}

impl<T: Contract + 'static> Items<T> {
    /// The items of a body, each of at most `limit` bytes, decoded leniently.
    #[must_use]
    pub fn of_body(body: Body, framing: Framing, limit: usize) -> Self {
        Self(Box::pin(Received {
            texts: Splitter::new(body, framing, limit),
            decode: decode::<T>,
        }))
    }

    /// The items of a body, each of at most `limit` bytes and checked as requests are: one that breaks a constraint is
    /// [`ItemError::Undecodable`].
    #[must_use]
    pub fn of_request(body: Body, framing: Framing, limit: usize) -> Self {
        Self(Box::pin(Received {
            texts: Splitter::new(body, framing, limit),
            decode: decode_strictly::<T>,
        }))
    }

    /// The items as a body; the first that cannot be written breaks it off.
    #[must_use]
    pub fn into_body(self, framing: Framing) -> Body {
        Body::from_stream(Written {
            items: self.0,
            framing,
            encode: encode::<T>,
        })
    }

    /// The items as the body of a request; the first that breaks a constraint, or cannot be written, breaks it off and
    /// is not sent.
    #[must_use]
    pub fn into_request(self, framing: Framing) -> Body {
        Body::from_stream(Written {
            items: self.0,
            framing,
            encode: encode_strictly::<T>,
        })
    }
}

fn decode<T: Contract>(text: String) -> Result<T, ItemError> {
    lenient(&text).map_err(|reason| ItemError::Undecodable { text, reason })
}

fn decode_strictly<T: Contract>(text: String) -> Result<T, ItemError> {
    match crate::from_json(&text) {
        Ok(item) => Ok(crate::Valid::into_inner(item)),
        Err(reason) => Err(ItemError::Undecodable { text, reason }),
    }
}

fn encode<T: Contract>(item: Result<T, ItemError>) -> Result<String, BoxError> {
    Ok(crate::to_json(&item?)?)
}

fn encode_strictly<T: Contract>(item: Result<T, ItemError>) -> Result<String, BoxError> {
    Ok(crate::to_json(&*crate::Valid::new(item?)?)?)
}

impl<T> Stream for Items<T> {
    type Item = Result<T, ItemError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, ItemError>>> {
        self.0.as_mut().poll_next(context)
    }
}

/// Items of the application.
struct Sent<S>(Pin<Box<S>>);

impl<T, S: Stream<Item = T>> Stream for Sent<S> {
    type Item = Result<T, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|item| item.map(Ok))
    }
}

/// Items of a body.
struct Received<T> {
    texts: Splitter,
    decode: fn(String) -> Result<T, ItemError>,
}

impl<T> Stream for Received<T> {
    type Item = Result<T, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let decode = self.decode;
        let text = self.texts.poll(context);
        text.map(|text| text.map(|text| text.and_then(decode)))
    }
}

/// Items on their way into a body.
struct Written<T> {
    items: Pin<Box<dyn Stream<Item = Result<T, ItemError>> + Send>>,
    framing: Framing,
    encode: fn(Result<T, ItemError>) -> Result<String, BoxError>,
}

impl<T> Stream for Written<T> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let (framing, encode) = (self.framing, self.encode);
        let item = self.items.as_mut().poll_next(context);
        item.map(|item| Some(encode(item?).map(|text| framing.frame(&text).into())))
    }
}

/// It is read by taking its items.
impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items(stream)")
    }
}

/// Its items say themselves what is wrong with them.
impl<T> crate::Validate for Items<T> {
    fn check(&self, _: &crate::Location<'_>, _: &mut Violations) {}
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undecodable { reason, .. } => write!(f, "an item cannot be decoded: {reason}"),
            Self::TooLong { limit } => write!(f, "an item is longer than {limit} bytes"),
            Self::Broken(error) => write!(f, "the stream broke off: {error}"),
        }
    }
}

impl std::error::Error for ItemError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Undecodable { reason, .. } => Some(reason),
            Self::TooLong { .. } => None,
            Self::Broken(error) => Some(&**error),
        }
    }
}
