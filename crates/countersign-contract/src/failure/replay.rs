//! Sending the request of a failure again, and judging the answer anew.

use std::sync::Arc;

use super::Failure;
use crate::check::{self, Exchange, Problem};
use crate::judge::Judgement;
use crate::plan::{Case, Intent};
use crate::run::{Mask, Options, Performer};
use crate::send::Transport;
use crate::setup::Setup;
use crate::wire::Content;
use crate::{GivenHeader, Subject};

/// What became of a finding.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum Replayed {
    /// The check has nothing to say any more.
    Gone,
    /// The check still says that something is wrong.
    Still(Problem),
    /// It cannot be told, for this reason.
    Cannot(String),
}

/// Sends the request of a failure once more and has its check look at the answer.
///
/// The document has the last word: where it no longer says about the body what it said when the finding was made, the
/// failure is out of date, and that is [`Replayed::Cannot`].
pub async fn replay<T: Transport>(
    failure: &Failure,
    subject: &Subject,
    transport: &T,
    headers: &[GivenHeader],
    other: &[GivenHeader],
) -> Replayed {
    let operations = &subject.api().operations;
    let found = operations
        .iter()
        .position(|operation| operation.id == failure.operation);
    let Some((index, operation)) = found.and_then(|index| Some((index, operations.get(index)?)))
    else {
        return Replayed::Cannot(format!(
            "the document has no operation `{}`",
            failure.operation
        ));
    };
    let Some(check) = check::find(&failure.check) else {
        return Replayed::Cannot(format!("there is no check `{}`", failure.check));
    };
    if let Some(reason) = out_of_date(failure, subject, index) {
        return Replayed::Cannot(reason);
    }
    let Some(setup) = setup(failure, subject) else {
        return Replayed::Cannot("the document lacks an operation that comes before".to_owned());
    };
    let case = Case {
        id: failure.case.clone(),
        operation: index,
        phase: failure.phase,
        what: failure.what.clone(),
        intent: failure.intent.clone(),
        request: failure.request.clone(),
        setup: setup.map(Arc::new),
        sequel: failure.sequel.clone(),
        choices: Vec::new(),
    };
    let options = Options {
        headers: headers.to_vec(),
        other: other.to_vec(),
        ..Options::default()
    };
    let performed = Performer::new(subject, transport, &options)
        .perform(&case)
        .await;
    let mask = Mask::of(&options, subject.api()).with(&transport.renewed());
    if let Err(error) = &performed.outcome
        && error.is_unreachable()
    {
        let error = mask.error(error);
        return Replayed::Cannot(format!("the service cannot be reached: {error}"));
    }
    let exchange = Exchange::new(subject, operation, &case, &performed);
    if exchange.is_not_reached() {
        return Replayed::Cannot("a request before it did not do what it was for".to_owned());
    }
    match (check.run)(&exchange) {
        Some(problem) => Replayed::Still(mask.problem(problem)),
        None => Replayed::Gone,
    }
}

/// What comes before, by the operations that the document has now; `None` where one of them is gone.
#[expect(
    clippy::option_option,
    reason = "nothing before it, and something that is gone, are two things"
)]
fn setup(failure: &Failure, subject: &Subject) -> Option<Option<Setup>> {
    let Some(mut setup) = failure.setup.clone() else {
        return Some(None);
    };
    for (step, id) in setup.steps.iter_mut().zip(&failure.steps) {
        let mut operations = subject.api().operations.iter();
        step.operation = operations.position(|operation| operation.id == *id)?;
    }
    (setup.steps.len() == failure.steps.len()).then_some(Some(setup))
}

/// Why the document no longer says about the body of the request what the failure says.
fn out_of_date(failure: &Failure, subject: &Subject, operation: usize) -> Option<String> {
    let is_about_body = match &failure.intent {
        Intent::Valid => true,
        Intent::Invalid(breach) => breach.part == "body" && breach.keyword != "json",
        _ => false,
    };
    let body = failure.request.body.as_ref().filter(|_| is_about_body)?;
    let operation = subject.api().operations.get(operation)?;
    let content = Content::of_request(subject, operation, &failure.request)?;
    let judgement = content.judge(subject, body);
    let agrees = matches!(
        (&failure.intent, &judgement),
        (Intent::Valid, Judgement::Valid) | (Intent::Invalid(_), Judgement::Invalid(_))
    );
    let was = match failure.intent {
        Intent::Valid => "valid",
        _ => "invalid",
    };
    (!agrees)
        .then(|| format!("the failure is out of date: by the document the body is no longer {was}"))
}
