//! The contract tester: plan, send, check, report.
//!
//! A [`Subject`] is a document that was read. A [`Plan`] is the requests that it gives reason for, each with what the
//! document says about it; [`run`] sends them over a [`Transport`], lets every [`check`] look at the answers, and gives a
//! [`Report`]. [`suite`] does all of it inside `cargo test`.
//!
//! The tester does not cry wolf: a request is called valid or invalid, and the body of an answer is called wrong, only
//! where our own judge and the `jsonschema` crate agree. Where they do not, that is counted as a defect of ours.

mod subject;

mod judge;

mod generate;
mod plan;

mod send;
mod setup;
mod vary;
mod wire;

pub mod check;

mod run;

mod report;

mod baseline;
mod failure;

mod suite;

pub use baseline::{Baseline, Day, Known, NotABaseline};
pub use failure::{Failure, Keep, KeepError, NotAFailure, Replayed, replay};
pub use generate::{Change, Generator, Seed};
pub use judge::{Judge, Judgement, Opinion, Role, Violation};
pub use plan::{
    Breach, Case, Disagreement, Fuzzing, Identities, Intent, NotCovered, Phase, Plan, PlanOptions,
    Shard,
};
pub use report::{
    Answers, BoundCoverage, Ending, Excuse, Finding, Group, OperationCoverage, Repeated, Report,
    Side, Summary, Transcript,
};
pub use run::{
    Bindings, Credential, GivenHeader, ListExtent, Listing, Options, Past, Performed, Progress,
    RunError, fitting, run, run_until, run_with,
};
pub use send::{
    Bounds, ClientCredentials, Hooked, InProcess, Network, Pace, Polite, Record, Recorded,
    Recording, Renewing, SendError, Token, Transport, wait_for,
};
pub use setup::{Act, Fill, PageBy, Paging, Sequel, SequelKind, Setup, Source, Step, Take};
pub use subject::{LoadError, Subject};
pub use suite::{Suite, SuiteOf, suite};
pub use wire::{Credentials, Outgoing, readings_of, readings_of_header};
