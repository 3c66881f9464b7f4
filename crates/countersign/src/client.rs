//! What generated clients call: one executor of requests for all operations, over any transport.
//!
//! A generated method fills in a [`Draft`] and returns a [`Call`], which is sent when it is awaited. `Ok` is a documented
//! response of the class 2xx; [`Error::Response`] is every other one, the undocumented ones included; [`Error::Failure`] is
//! everything that is no response.

mod answer;
mod builder;
mod call;
mod draft;
mod error;
mod link;

mod accept;
mod executor;
mod idle;
mod multipart;
mod outgoing;
mod receive;
mod retry;
mod url;
mod watch;

mod auth;
mod blocking;
mod middleware;
mod transport;

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "tracing")]
mod trace;

#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(feature = "tower")]
pub use self::tower::Tower;
pub use answer::{Answer, Reply, Unreadable};
pub use auth::{ClientCredentials, Credential};
pub use blocking::{WaitError, wait};
pub use builder::{BuildError, Builder};
pub use call::Call;
pub use draft::Draft;
pub use error::{Error, Failure, Part};
pub use executor::{Checked, Executor};
pub use link::{Link, Source, Trail};
pub use middleware::{Middleware, Next};
pub use multipart::Parts;
pub use retry::Retry;
pub use transport::{BoxFuture, Transport};
