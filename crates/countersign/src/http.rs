//! HTTP as OpenAPI describes it: what generated clients and servers share, as constants and as codecs over values.

mod media;
mod operation;
mod parameter;
mod template;

mod body;
mod file;
mod items;
pub mod media_type;
mod response;

mod malformed;
pub(crate) mod percent;

pub mod style;

pub(crate) use crate::to_value::to_value;
pub use ::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
pub use body::{Body, BodyError, BoxError};
pub use bytes::Bytes;
pub use file::{Content, File};
pub use items::{Framing, ItemError, Items};
pub use malformed::{Malformed, Unsayable};
pub use media::{Encoding, Kind, Media};
pub use operation::{
    Case, Operation, RequestBody, Requirement, Scheme, SchemeKind, Server, Statuses, Variable,
};
pub use parameter::{Location, Parameter, Style};
#[doc(hidden)]
pub use response::status;
pub use response::{Parts, Response, Undocumented};
pub(crate) use template::Piece;
