//! Types that hold their contract: validation, exact bounds, absent against null.
//!
//! A type that derives [`Contract`] stands for a JSON Schema. It knows every keyword of it, reads instances, checks
//! them, and writes them back as they were. What codegen writes for an OpenAPI document, a person may write by hand:
//!
//! ```
//! use countersign::{Contract, Maybe, Valid};
//!
//! #[derive(Clone, Debug, PartialEq, Contract)]
//! pub struct CreateOrder {
//!     pub client_pubkey: String,
//!     #[contract(minimum = 0)]
//!     pub lsp_balance_sat: i64,
//!     #[contract(minimum = 1)]
//!     pub channel_expiry_blocks: i64,
//!     pub token: Maybe<String>,
//!     #[contract(default = true)]
//!     pub announce_channel: bool,
//! }
//!
//! let order: Valid<CreateOrder> = countersign::from_json(
//!     r#"{"client_pubkey": "02ab", "lsp_balance_sat": 5e6, "channel_expiry_blocks": 144, "token": null}"#,
//! )?;
//! assert_eq!(order.lsp_balance_sat, 5_000_000);
//! assert_eq!(order.token, Maybe::Null);
//! assert!(order.announce_channel);
//!
//! let refused = countersign::from_json::<CreateOrder>(r#"{"lsp_balance_sat": -1, "channel_expiry_blocks": 0}"#);
//! assert_eq!(
//!     refused.unwrap_err().to_string(),
//!     "3 violations:
//!   (root): the property `client_pubkey` is missing
//!   /lsp_balance_sat: -1 is less than the minimum of 0
//!   /channel_expiry_blocks: 0 is less than the minimum of 1"
//! );
//! # Ok::<(), countersign::Error>(())
//! ```
//!
//! # Shape on decode, constraints on demand
//!
//! `Deserialize` and [`Contract::decode`] check the shape: types, required members, nulls. [`Validate::validate`]
//! checks every constraint and lists all [`Violations`], each with its place, keyword, limit and value, for people, as
//! JSON Schema's output format and as problem details for HTTP. A [`Valid`] value has passed; there is no other way to
//! have one. [`from_json`] and [`from_slice`] do all of it: one typed pass for what is valid, and a second, exact one
//! over what is not, so that missing and wrongly typed members are listed with the rest.
//!
//! # Who is strict
//!
//! | role | what it receives or sends | how strict it is |
//! |---|---|---|
//! | server, request | `Valid<T>` by `from_slice` | strict: 4xx with [`Violations::to_problem`], every violation in it |
//! | server, response | `T` | checked in debug builds and tests, never refused in production |
//! | client, request | `Valid<T>` from a builder or [`Valid::new`] | validated before it is sent |
//! | client, response | `T` by its `Deserialize` | lenient: violations by `validate()`, never an error by default |
//!
//! Enums which only requests carry are closed. Enums which a response may carry are open: a new word decodes as
//! `Unknown(..)`, and `validate()` reports it.
//!
//! # Exactness
//!
//! Bounds are decimals, never floats: 2^53 + 1, steps of 0.1 and 1e400 come out right. `1.0`, `1e3` and `-0` are
//! integers; lengths count code points; patterns are those of ECMA-262. A Rust type is chosen by `type` and `format`
//! alone, so that a wider bound breaks nobody's build. A `f64` holds the nearest float, and is judged as the shortest
//! decimal that reads back as it. A free-form [`Value`] keeps the numbers of its text, of any size, the order of its
//! members and their spelling, through `serde_json` as well.
//!
//! # Features
//!
//! All of the first line are on by default. What is off does not exist: an attribute that needs it does not compile.
//!
//! - `derive`; `pattern` (ECMA-262, `format: regex`); `email`, `uri` and `uuid` (those formats); `jiff` (instants of
//!   [`DateTime`] and days of [`Date`])
//! - `chrono` and `time`: instants and days as the types of those crates, [`Spelled`] as they were read
//! - `idn`: `format: idn-hostname` and `idn-email`, and the A-labels of `hostname` (IDNA 2008)
//! - `openapi`: the macro `openapi!`, with the whole generator
//! - `client`: what generated clients call; `reqwest` (with `rustls`: TLS) and `tower`: transports for
//!   it; `tracing`: a span for each call
//! - `http`: parameters, bodies and descriptions of operations, for generated clients and servers
//! - `server`: what generated servers call, over `axum`
//! - `schemars`: `JsonSchema` for all that derives `Contract`, from the constants that the checks use

extern crate self as countersign; // the derives write `::countersign::..`, in our own tests as well

mod contract;
mod example;
mod input;
mod integer;
mod maybe;
mod valid;
mod validate;
mod violation;
mod violations;

pub mod checks;
#[cfg(feature = "chrono")]
pub mod chrono;
#[cfg(feature = "client")]
pub mod client;
pub mod formats;
#[cfg(feature = "http")]
pub mod http;
pub mod json;
pub mod schema;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "time")]
pub mod time;

mod impls;
mod judge;
#[cfg(feature = "http")]
mod lenient;
mod location;
#[cfg(feature = "pattern")]
mod pattern;
mod report;
mod to_value;

#[doc(hidden)]
pub mod private;
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub mod schemars_support;

pub use contract::Contract;
#[cfg(feature = "openapi")]
pub use countersign_macros::openapi;
#[cfg(feature = "derive")]
pub use countersign_macros::{Contract, Validate};
pub use example::{assert_round_trip, assert_writes};
pub use formats::{Date, DateTime, Spelled, Spelling};
pub use input::{Error, from_json, from_slice, judge, to_json};
pub use integer::{Integer, NotAnInteger};
pub use json::{Number, Value};
#[cfg(feature = "http")]
pub(crate) use lenient::{lenient, lenient_from_value};
pub use location::Location;
pub use maybe::Maybe;
#[cfg(feature = "pattern")]
pub use pattern::Pattern;
pub use valid::{Invalid, Valid};
pub use validate::Validate;
pub use violation::Violation;
pub use violations::Violations;
