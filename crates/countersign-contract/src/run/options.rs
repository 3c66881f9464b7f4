//! How a plan is run.

use std::num::NonZeroUsize;
use std::time::Duration;

use super::{Credential, GivenHeader};

/// How a plan is run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Headers that go with every request: credentials, above all.
    pub headers: Vec<GivenHeader>,
    /// The headers that are others for a second identity; none where there is no second one.
    pub other: Vec<GivenHeader>,
    /// The secrets of security schemes: each operation is called with those that it asks for.
    pub credentials: Vec<Credential>,
    /// The names of the checks that are switched off.
    pub without: Vec<String>,
    /// How many requests are under way at a time.
    pub workers: NonZeroUsize,
    /// How long an answer may take before it is a finding; any time where it is not given.
    pub max_response_time: Option<Duration>,
    /// How long the run may take; it then ends with what was done.
    pub time_limit: Option<Duration>,
}

impl Default for Options {
    /// No headers and credentials, every check, one request at a time, no limit.
    fn default() -> Self {
        Options {
            headers: Vec::new(),
            other: Vec::new(),
            credentials: Vec::new(),
            without: Vec::new(),
            workers: NonZeroUsize::MIN,
            max_response_time: None,
            time_limit: None,
        }
    }
}
