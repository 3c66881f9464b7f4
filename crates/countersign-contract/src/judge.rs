//! Two judges of one value: ours over the model, and an independent one over the document's own text.
//!
//! Law 8: a request is called valid or invalid, and a response is called wrong, only where both say so.

mod dialect;
mod format;
mod oracle;
mod schema;
mod text;

pub(crate) use oracle::Oracle;
pub use schema::{Judge, Opinion, Violation};
pub(crate) use text::Pattern;

/// On which side of the exchange a value stands: `readOnly` and `writeOnly` depend on it (OpenAPI 3.0, section 4.7.24.2).
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub enum Role {
    /// The service receives it: a `readOnly` property need not be there.
    Request,
    /// The service sends it: a `writeOnly` property need not be there.
    Response,
}

/// What both judges say together.
#[derive(Clone, Debug)]
pub enum Judgement {
    /// Both: valid.
    Valid,
    /// Both: invalid. The violations are those of our judge, never none.
    Invalid(Vec<Violation>),
    /// One says valid, the other invalid: a defect of ours, never a finding.
    Disagreement(String),
    /// At least one of them cannot tell, for this reason.
    Undecided(String),
}

impl Judgement {
    /// Puts two opinions together.
    pub(crate) fn of(
        ours: Opinion,
        theirs: Result<Result<(), impl std::fmt::Display>, String>,
    ) -> Judgement {
        match (ours, theirs) {
            (Opinion::Undecided(reason), _) | (_, Err(reason)) => Judgement::Undecided(reason),
            (Opinion::Valid, Ok(Ok(()))) => Judgement::Valid,
            (Opinion::Invalid(violations), Ok(Err(_))) => Judgement::Invalid(violations),
            (Opinion::Valid, Ok(Err(theirs))) => {
                Judgement::Disagreement(format!("ours: valid; jsonschema: {theirs}"))
            }
            (Opinion::Invalid(violations), Ok(Ok(()))) => {
                let ours = violations
                    .first()
                    .map(Violation::to_string)
                    .unwrap_or_default();
                Judgement::Disagreement(format!("ours: {ours}; jsonschema: valid"))
            }
        }
    }
}

/// Whether a text is a date-time (RFC 3339, section 5.6).
pub(crate) fn is_date_time(text: &str) -> bool {
    format::holds("date-time", text) == Some(true)
}

/// Whether a text has a format; `None` where our judge does not decide it.
#[cfg(test)]
pub(crate) fn holds(format: &str, text: &str) -> Option<bool> {
    format::holds(format, text)
}

/// Whether a text is a date (RFC 3339, section 5.6: `full-date`).
pub(crate) fn is_date(text: &str) -> bool {
    format::holds("date", text) == Some(true)
}

/// Whether both judges can see a value as it is: no number beyond floats, no member twice.
pub(crate) fn is_judgeable(value: &countersign_json::Value) -> bool {
    oracle::sees(value)
}
