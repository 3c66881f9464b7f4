//! A contract test for `cargo test` and nextest: each operation and phase is a test of its own.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::plan::{Phase, Plan, PlanOptions};
use crate::run::{GivenHeader, Options, RunError, run};
use crate::send::{Bounds, InProcess, Transport};
use crate::{Seed, Subject};

/// Starts a suite from the document at a path, which is relative to the package's root as in every `cargo test`.
///
/// ```no_run
/// # fn app() -> axum::Router { axum::Router::new() }
/// countersign_contract::suite("schema/lsps1.yaml").header("authorization", "Bearer test").service(app()).main();
/// ```
pub fn suite(document: impl AsRef<Path>) -> Suite {
    Suite {
        document: document.as_ref().to_owned(),
        plan: PlanOptions::default(),
        bounds: Bounds::default(),
        headers: Vec::new(),
        without: Vec::new(),
    }
}

/// A suite that has no service yet.
#[derive(Clone, Debug)]
#[must_use]
pub struct Suite {
    document: PathBuf,
    plan: PlanOptions,
    bounds: Bounds,
    headers: Vec<(String, String)>,
    without: Vec<String>,
}

impl Suite {
    /// Adds a header to every request, such as credentials.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Uses another seed than 0.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.plan.seed = seed;
        self
    }

    /// Runs only these phases.
    pub fn phases(mut self, phases: &[Phase]) -> Self {
        self.plan.phases = phases.to_vec();
        self
    }

    /// Switches a check off by its name; a name that no check has fails the suite.
    pub fn without_check(mut self, name: impl Into<String>) -> Self {
        self.without.push(name.into());
        self
    }

    /// Sets how long an answer may take and how long it may be.
    pub fn bounds(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }

    /// The service under test, in this process: an axum `Router`, or any other cloneable `tower::Service`.
    pub fn service<S>(self, service: S) -> SuiteOf<InProcess<S>>
    where
        InProcess<S>: Transport,
    {
        let transport = InProcess::new(service, self.bounds);
        self.transport(transport)
    }

    /// The service under test behind any transport, such as [`Network`](crate::Network).
    pub fn transport<T: Transport>(self, transport: T) -> SuiteOf<T> {
        SuiteOf {
            suite: self,
            transport,
        }
    }
}

/// A suite with its service.
#[derive(Clone, Debug)]
#[must_use]
pub struct SuiteOf<T> {
    suite: Suite,
    transport: T,
}

impl<T: Transport + Send + 'static> SuiteOf<T> {
    /// Runs the suite as the `main` of a test target with `harness = false`, by the arguments of the command line.
    ///
    /// A document that cannot be read, and a suite without a single test, are failures as well.
    pub fn main(self) -> ExitCode {
        let arguments = Arguments::from_args();
        libtest_mimic::run(&arguments, self.trials()).exit_code()
    }

    /// The tests, one for each operation and phase that has cases.
    #[must_use]
    pub fn trials(self) -> Vec<Trial> {
        let fail = |name: &str, reason: String| {
            vec![Trial::test(name.to_owned(), move || {
                Err(Failed::from(reason))
            })]
        };
        if let Some(name) = self
            .suite
            .without
            .iter()
            .find(|name| crate::check::find(name).is_none())
        {
            return fail("configuration", format!("there is no check `{name}`"));
        }
        let headers = self
            .suite
            .headers
            .iter()
            .map(|(name, value)| GivenHeader::secret(name, value));
        let headers: Vec<GivenHeader> = match headers.collect() {
            Ok(headers) => headers,
            Err(reason) => return fail("configuration", reason),
        };
        let subject = match Subject::load(&self.suite.document) {
            Ok(subject) => Arc::new(subject),
            Err(error) => {
                return fail(
                    "document",
                    format!("{}: {error}", self.suite.document.display()),
                );
            }
        };
        let options = Arc::new(Options {
            headers,
            without: self.suite.without.clone(),
        });
        let transport = Arc::new(self.transport);
        let count = subject.api().operations.len();
        let mut trials = Vec::new();
        for operation in 0..count {
            for phase in &self.suite.plan.phases {
                let plan_options = PlanOptions {
                    phases: vec![*phase],
                    ..self.suite.plan.clone()
                };
                let plan = Plan::of_operation(Arc::clone(&subject), operation, &plan_options);
                if !plan.cases.is_empty() {
                    trials.push(trial(
                        plan,
                        *phase,
                        Arc::clone(&transport),
                        Arc::clone(&options),
                    ));
                }
            }
        }
        if trials.is_empty() {
            return fail(
                "document",
                "nothing to run: the document gives no cases".to_owned(),
            );
        }
        trials
    }
}

fn trial<T: Transport + Send + 'static>(
    plan: Plan,
    phase: Phase,
    transport: Arc<T>,
    options: Arc<Options>,
) -> Trial {
    let first = plan.cases.first();
    let operation = first.and_then(|case| plan.subject.api().operations.get(case.operation));
    let name = operation
        .map(|operation| operation.id.replace(' ', "_"))
        .unwrap_or_default();
    Trial::test(format!("{name}::{phase}"), move || {
        judge(&plan, &*transport, &options)
    })
}

fn judge<T: Transport>(plan: &Plan, transport: &T, options: &Options) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failed::from)?;
    let report = runtime
        .block_on(run(plan, transport, options))
        .map_err(|error: RunError| Failed::from(error))?;
    if report.is_clean() {
        Ok(())
    } else {
        Err(Failed::from(report.human()))
    }
}
