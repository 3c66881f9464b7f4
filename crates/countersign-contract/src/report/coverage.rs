//! What a run has covered: the statuses of each operation, and how many cases of which kind were answered how.

use std::collections::BTreeMap;

use countersign_model::{Operation, Status};

use super::finding::route;
use crate::check::Exchange;
use crate::plan::{Intent, Phase};
use crate::run::is_hidden;

/// What an operation answered.
#[derive(Clone, Debug)]
pub struct OperationCoverage {
    /// The operation's id.
    pub operation: String,
    /// Method and path template.
    pub route: String,
    /// How often each status was answered.
    pub seen: BTreeMap<u16, usize>,
    /// The documented responses, `200`, `4XX`, `default`, that no answer had.
    pub never_seen: Vec<String>,
    pub(super) documented: Vec<Status>,
}

impl OperationCoverage {
    pub(crate) fn of(operation: &Operation) -> Self {
        let documented: Vec<Status> = operation
            .responses
            .iter()
            .map(|response| response.status)
            .collect();
        OperationCoverage {
            operation: operation.id.clone(),
            route: route(operation),
            seen: BTreeMap::new(),
            never_seen: documented
                .iter()
                .map(|status| status_name(*status))
                .collect(),
            documented,
        }
    }

    pub(crate) fn add(&mut self, exchange: &Exchange<'_>) {
        let Some(answer) = exchange
            .answer()
            .filter(|_| exchange.case.intent != Intent::UndocumentedMethod)
        else {
            return;
        };
        let count = self.seen.entry(answer.status.as_u16()).or_default();
        *count += 1;
        if *count > 1 {
            return;
        }
        let documented = exchange.documented().map(|response| response.status);
        let seen = |name: &String| documented.is_some_and(|status| *name == status_name(status));
        self.never_seen.retain(|name| !seen(name));
    }

    /// How many responses the document lists.
    #[must_use]
    pub fn documented(&self) -> usize {
        self.documented.len()
    }
}

/// The key of a response: `200`, `2XX`, `default`.
fn status_name(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// The counts of a run.
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct Summary {
    /// Cases that were sent, by phase.
    pub cases: BTreeMap<Phase, usize>,
    /// Valid requests, and those among them that were answered 2xx.
    pub valid: (usize, usize),
    /// Invalid requests, and those among them that were answered 4xx.
    pub invalid: (usize, usize),
    /// Cases whose answer (401, 403, 404, 409, 429) hides what they were to find out.
    pub not_reached: usize,
    /// Cases that were dropped because a judge could not tell.
    pub undecided: usize,
}

impl Summary {
    pub(crate) fn add(&mut self, exchange: &Exchange<'_>) {
        let status = exchange.answer().map(|answer| answer.status);
        match exchange.case.intent {
            Intent::Valid => {
                self.valid.0 += 1;
                self.valid.1 += usize::from(status.is_some_and(|status| status.is_success()));
            }
            Intent::Invalid(_) => {
                self.invalid.0 += 1;
                self.invalid.1 +=
                    usize::from(status.is_some_and(|status| status.is_client_error()));
            }
            _ => {}
        }
        self.not_reached += usize::from(is_hidden(exchange));
    }

    /// How many cases were sent.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.cases.values().sum()
    }
}
