//! Performing a case: what comes before it, the values that its answers give, and the request itself.

mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use countersign_json::Value;
use tokio::sync::RwLock;

use super::listing::{self, Listing};
use super::{Access, Options, exchange};
use crate::Subject;
use crate::check::Answer;
use crate::plan::{Case, Intent};
use crate::send::{SendError, Transport};
use crate::setup::{Act, Sequel, SequelKind, Setup};
use crate::wire::Outgoing;

/// Values of variables.
pub type Bindings = Vec<(String, Value)>;

/// A request that was sent before another one.
#[derive(Clone, Debug)]
pub struct Past {
    /// What it does to the resource.
    pub act: Act,
    /// The request as it was sent.
    pub request: Outgoing,
    /// The answer, or why there is none.
    pub outcome: Result<Answer, SendError>,
    /// The items of all of its pages, where it is a list.
    pub listing: Option<Listing>,
}

/// What came of a case.
#[derive(Clone, Debug)]
pub struct Performed {
    /// What was sent before it, with the answers.
    pub past: Vec<Past>,
    /// The values that were taken from them.
    pub bindings: Bindings,
    /// The request as it was sent.
    pub sent: Outgoing,
    /// The answer, or why there is none.
    pub outcome: Result<Answer, SendError>,
    /// The items of all of its pages, where it is a list.
    pub listing: Option<Listing>,
    /// How long the answer took.
    pub took: Duration,
    /// How long it may take.
    pub slow_after: Option<Duration>,
    /// How many of the steps before it did what they were for; where that is not all, a sequence ended there.
    pub steps: usize,
}

/// A resource that is there, for requests that need one.
#[derive(Clone, Debug)]
struct Living {
    past: Vec<Past>,
    bindings: Bindings,
    steps: usize,
}

/// What made a resource: operations, and what each did.
type Route = Vec<(usize, Act)>;

/// What performs cases; many at a time.
pub(crate) struct Performer<'r, T> {
    pub(super) subject: &'r Subject,
    transport: &'r T,
    options: &'r Options,
    access: Access,
    /// Resources that no case has changed, by what made them.
    living: Mutex<BTreeMap<Route, Vec<Living>>>,
    /// Operations that refused to make the same twice.
    jealous: Mutex<BTreeSet<usize>>,
    round: AtomicU64,
    /// Sequences look at what is there as a whole: nothing else is under way beside them.
    turn: RwLock<()>,
}

impl<'r, T: Transport> Performer<'r, T> {
    pub(crate) fn new(subject: &'r Subject, transport: &'r T, options: &'r Options) -> Self {
        Performer {
            subject,
            transport,
            options,
            access: Access::new(subject.api(), options),
            living: Mutex::default(),
            jealous: Mutex::default(),
            round: AtomicU64::new(1),
            turn: RwLock::default(),
        }
    }

    /// Sends a case with all that comes before it.
    ///
    /// Where 404 or 409 hides what it is to show, it is tried once more, with what it needs made afresh.
    pub(crate) async fn perform(&self, case: &Case) -> Performed {
        if case.sequel.is_some() {
            let _alone = self.turn.write().await;
            self.perform_now(case).await
        } else {
            let _beside = self.turn.read().await;
            self.perform_now(case).await
        }
    }

    async fn perform_now(&self, case: &Case) -> Performed {
        let Some(setup) = &case.setup else {
            return self.alone(case).await;
        };
        if case.sequel.is_some() {
            let living = self.prepare(setup, case.sequel.as_ref()).await;
            let is_ready = living.steps == setup.steps.len()
                && self.is_of(&case.request, case.operation, &living.bindings);
            return self.finish(case, setup, living, 0, is_ready).await;
        }
        let living = match self.take(setup) {
            Some(living) => living,
            None => self.prepare(setup, None).await,
        };
        let first = self.finish(case, setup, living, 0, true).await;
        if !is_to_repeat(case, &first) {
            self.give_back(case, setup, &first);
            return first;
        }
        let living = self.prepare(setup, None).await;
        let round = self.next_round();
        self.finish(case, setup, living, round, true).await
    }

    async fn alone(&self, case: &Case) -> Performed {
        let started = Instant::now();
        let mut sent = case.request.clone();
        self.refresh(&mut sent, case.operation, self.next_round());
        let outcome = self.send(&sent, case.operation).await;
        Performed {
            past: Vec::new(),
            bindings: Vec::new(),
            outcome,
            took: started.elapsed(),
            slow_after: self.options.max_response_time,
            sent,
            listing: None,
            steps: 0,
        }
    }

    /// Sends the request of a case after what comes before it.
    async fn finish(
        &self,
        case: &Case,
        setup: &Setup,
        living: Living,
        round: u64,
        is_ready: bool,
    ) -> Performed {
        let fills = (setup.fills.as_slice(), setup.free.as_slice(), round);
        let mut sent = self.request(
            &case.request,
            case.operation,
            setup,
            &living.bindings,
            fills,
            Some(case),
        );
        if !is_repeated(case.sequel.as_ref()) {
            self.refresh(&mut sent, case.operation, self.next_round());
        }
        let started = Instant::now();
        let outcome = if is_ready {
            self.send(&sent, case.operation).await
        } else {
            Err(SendError::NotReached)
        };
        let took = started.elapsed();
        let paging = case
            .sequel
            .as_ref()
            .and_then(|sequel| sequel.paging.as_ref());
        let listing = match (paging, &outcome) {
            (Some(paging), Ok(first)) => {
                Some(listing::walk(self, (&sent, case.operation), paging, first).await)
            }
            _ => None,
        };
        Performed {
            past: living.past,
            bindings: living.bindings,
            sent,
            outcome,
            listing,
            took,
            slow_after: self.options.max_response_time,
            steps: living.steps,
        }
    }

    pub(super) async fn send(
        &self,
        outgoing: &Outgoing,
        operation: usize,
    ) -> Result<Answer, SendError> {
        let given = self.access.headers(operation);
        exchange::send(self.transport, outgoing, given, &self.options.other).await
    }

    fn next_round(&self) -> u64 {
        self.round.fetch_add(1, Ordering::Relaxed)
    }

    fn take(&self, setup: &Setup) -> Option<Living> {
        if setup.steps.is_empty() {
            return None;
        }
        self.lock(&self.living)
            .get_mut(&setup.route())
            .and_then(Vec::pop)
    }

    /// Keeps what a case left as it was: it only asked, or was refused.
    fn give_back(&self, case: &Case, setup: &Setup, performed: &Performed) {
        let status = performed
            .outcome
            .as_ref()
            .map(|answer| answer.status.as_u16());
        let is_safe = matches!(case.request.method, http::Method::GET | http::Method::HEAD);
        let is_refused = matches!(status, Ok(400..=403 | 405 | 406 | 411..=415 | 422));
        let is_whole = !setup.steps.is_empty() && performed.steps == setup.steps.len();
        if is_whole && (is_refused || (is_safe && matches!(status, Ok(200..=299)))) {
            let living = Living {
                past: performed.past.clone(),
                bindings: performed.bindings.clone(),
                steps: performed.steps,
            };
            self.lock(&self.living)
                .entry(setup.route())
                .or_default()
                .push(living);
        }
    }

    #[expect(
        clippy::unused_self,
        reason = "reads as what it is: a lock of the performer's"
    )]
    fn lock<'m, M>(&self, mutex: &'m Mutex<M>) -> std::sync::MutexGuard<'m, M> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a sequence is about the same request under the same key.
fn is_repeated(sequel: Option<&Sequel>) -> bool {
    sequel.is_some_and(|sequel| sequel.kind == SequelKind::Repeated)
}

/// Whether an answer may be what it is only because of what was there, or was not.
fn is_to_repeat(case: &Case, performed: &Performed) -> bool {
    let status = performed
        .outcome
        .as_ref()
        .map(|answer| answer.status.as_u16());
    let about_path =
        matches!(&case.intent, Intent::Invalid(breach) if breach.part.starts_with("path"));
    !about_path && matches!(status, Ok(404 | 409 | 410 | 412 | 423))
}

/// A scalar as the text that a URL has.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.text().to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}
