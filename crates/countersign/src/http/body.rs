//! [`Body`]: bytes that are there, or that come.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};

/// Any error of a stream or of a transport.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A body of bytes: whole, or a stream of chunks.
///
/// It is an [`http_body::Body`], so that hyper, axum and tower take it as it is.
pub struct Body(Inner);

enum Inner {
    Whole(Bytes),
    Stream(Pin<Box<dyn http_body::Body<Data = Bytes, Error = BoxError> + Send>>),
}

/// Why a body could not be read to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// It is longer than it may be.
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The stream broke off.
    Broken(BoxError),
}

impl Body {
    /// No bytes.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Inner::Whole(Bytes::new()))
    }

    /// Another kind of body, of a transport or of a server.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Stream(Box::pin(Boxed(Box::pin(body)))))
    }

    /// Chunks as they come.
    pub fn from_stream<E: Into<BoxError> + 'static>(
        stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Self(Inner::Stream(Box::pin(Chunks(Box::pin(stream)))))
    }

    /// The bytes, where they are all there.
    #[must_use]
    pub const fn whole(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Whole(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// A second body of the same bytes, where they are all there.
    #[must_use]
    pub fn again(&self) -> Option<Self> {
        self.whole().map(|bytes| Self(Inner::Whole(bytes.clone())))
    }

    /// The next chunk; `None` at the end. Trailers are passed over.
    ///
    /// # Errors
    /// The stream's own.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, BoxError>> {
        loop {
            let frame = std::future::poll_fn(|context| Pin::new(&mut *self).poll_frame(context));
            match frame.await? {
                Ok(frame) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Some(Ok(bytes));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// All bytes, of which there may be no more than `limit`.
    ///
    /// # Errors
    /// More bytes than that, and the stream's own.
    pub async fn bytes(self, limit: usize) -> Result<Bytes, BodyError> {
        self.collect(limit).await.map_err(|(_, error)| error)
    }

    /// All bytes, or those that came before the error.
    pub(crate) async fn collect(mut self, limit: usize) -> Result<Bytes, (Bytes, BodyError)> {
        if let Inner::Whole(bytes) = self.0 {
            return match bytes.len() <= limit {
                true => Ok(bytes),
                false => Err((bytes, BodyError::TooLong { limit })),
            };
        }
        let mut all = BytesMut::new();
        while let Some(chunk) = self.chunk().await {
            match chunk {
                Ok(chunk) if all.len() + chunk.len() <= limit => all.extend_from_slice(&chunk),
                Ok(_) => return Err((all.freeze(), BodyError::TooLong { limit })),
                Err(error) => return Err((all.freeze(), BodyError::Broken(error))),
            }
        }
        Ok(all.freeze())
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.get_mut().0 {
            Inner::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Stream(stream) => stream.as_mut().poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Whole(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(stream) => stream.size_hint(),
        }
    }
}

/// A body with its error in a box.
struct Boxed<B>(Pin<Box<B>>);

impl<B: http_body::Body<Data = Bytes>> http_body::Body for Boxed<B>
where
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = self.0.as_mut().poll_frame(context);
        frame.map(|frame| frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// A stream of chunks as a body.
struct Chunks<S>(Pin<Box<S>>);

impl<E: Into<BoxError>, S: Stream<Item = Result<Bytes, E>>> http_body::Body for Chunks<S> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let chunk = self.0.as_mut().poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data).map_err(Into::into)))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Whole(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

/// The length of what is there; a stream says nothing of itself.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Whole(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { limit } => write!(f, "the body is longer than {limit} bytes"),
            Self::Broken(error) => write!(f, "the body broke off: {error}"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TooLong { .. } => None,
            Self::Broken(error) => Some(&**error),
        }
    }
}
