//! [`Options`]: what a server lets in, and how much it says.

/// What a server lets in, and how much it says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// The most bytes of a request body that is decoded; 2 MiB by default. A body of bytes, which is handed on as it
    /// comes, breaks off after them.
    pub body_limit: usize,
    /// How many violations a refusal lists; 100 by default. All are counted.
    pub listed: usize,
    /// Whether responses are checked before they are sent; in debug builds by default.
    pub responses: ResponseChecks,
}

/// What happens to a response that breaks its schema (law 5: never refused in production).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ResponseChecks {
    /// It is sent; nobody looks.
    Off,
    /// It becomes a 500 that lists the violations: for tests and debug builds.
    Refuse,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            body_limit: 2 << 20,
            listed: 100,
            responses: if cfg!(debug_assertions) {
                ResponseChecks::Refuse
            } else {
                ResponseChecks::Off
            },
        }
    }
}

impl Options {
    /// The same with another limit of bytes for bodies.
    #[must_use]
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The same with so many violations listed.
    #[must_use]
    pub const fn listed(mut self, violations: usize) -> Self {
        self.listed = violations;
        self
    }

    /// The same with responses checked or not.
    #[must_use]
    pub const fn responses(mut self, checks: ResponseChecks) -> Self {
        self.responses = checks;
        self
    }
}
