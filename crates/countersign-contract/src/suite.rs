//! A contract test for `cargo test` and nextest: each operation and phase is a test of its own.

mod known;
mod planned;
mod replayed;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, RwLock};

use known::KnownFindings;
use libtest_mimic::{Arguments, Failed, Trial};
use planned::{Context, planned, wait};

use crate::plan::{Phase, PlanOptions};
use crate::run::{Credential, GivenHeader, Options, fitting};
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
        credentials: Vec::new(),
        without: Vec::new(),
        regressions: None,
        baseline: None,
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
    credentials: Vec<Credential>,
    without: Vec<String>,
    regressions: Option<PathBuf>,
    baseline: Option<PathBuf>,
}

impl Suite {
    /// Adds a header to every request, such as credentials.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds the secret of a security scheme: a token, a key, or `user:password`. It goes with the operations that ask for
    /// it; a scheme that the document does not have fails the suite.
    pub fn credential(mut self, scheme: impl Into<String>, secret: impl Into<String>) -> Self {
        self.credentials.push(Credential::secret(scheme, secret));
        self
    }

    /// Uses another seed than 0.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.plan.seed = seed;
        self
    }

    /// Runs only these phases, and lists their tests in this order.
    pub fn phases(mut self, phases: &[Phase]) -> Self {
        self.plan.phases = phases.to_vec();
        self
    }

    /// Makes so many cases of each operation in phase `fuzzing`, instead of 200.
    pub fn fuzz_cases(mut self, count: usize) -> Self {
        self.plan.fuzz_cases = count;
        self
    }

    /// Runs so many cases at most, all tests together: those of the first phases, and of each operation as many as of
    /// others. What is left out for it is told by the tests that fail.
    pub fn case_limit(mut self, count: usize) -> Self {
        self.plan.case_limit = Some(count);
        self
    }

    /// Switches a check off by its name; a name that no check has fails the suite.
    pub fn without_check(mut self, name: impl Into<String>) -> Self {
        self.without.push(name.into());
        self
    }

    /// Replays the failures of a folder before all else: each file is a test, which fails while its finding is there.
    ///
    /// A failing test keeps its findings in `countersign/failures` of the target folder; what is copied from there to
    /// this folder and committed never comes back unseen.
    pub fn regressions(mut self, folder: impl Into<PathBuf>) -> Self {
        self.regressions = Some(folder.into());
        self
    }

    /// Puts up with the findings of a [baseline](crate::Baseline), each for its reason and until its day: they fail no test.
    /// A test says on stderr which of them it no longer finds, and one that fails has the entries of what is new; the file
    /// itself is for people, and for `countersign test --baseline`, which keeps the same form.
    pub fn baseline(mut self, file: impl Into<PathBuf>) -> Self {
        self.baseline = Some(file.into());
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
    /// A document that cannot be read, and a suite without a single test, are failures as well, whatever tests are asked
    /// for.
    pub fn main(self) -> ExitCode {
        let mut arguments = Arguments::from_args();
        let trials = self.tests().unwrap_or_else(|reason| {
            arguments.filter = None;
            arguments.skip.clear();
            vec![reason.trial()]
        });
        libtest_mimic::run(&arguments, trials).exit_code()
    }

    /// The tests, one for each operation and phase that has cases; where there are none, one that fails for the reason.
    #[must_use]
    pub fn trials(self) -> Vec<Trial> {
        self.tests().unwrap_or_else(|reason| vec![reason.trial()])
    }

    fn tests(self) -> Result<Vec<Trial>, NoTests> {
        let plan = self.suite.plan.clone();
        let regressions = self.suite.regressions.clone();
        let context = Arc::new(self.context()?);
        if let Some(file) = std::env::var_os(replayed::VARIABLE) {
            return Ok(vec![replayed::trial("replay", Path::new(&file), &context)]);
        }
        let mut trials =
            replayed::trials(regressions.as_deref(), &context).map_err(NoTests::Configuration)?;
        let planned = planned(&plan, &context);
        if planned.is_empty() {
            let reason = "nothing to run: the document gives no cases";
            return Err(NoTests::Document(reason.to_owned()));
        }
        trials.extend(planned);
        if let Some(known) = &context.known {
            known.say_lost(context.subject.api());
        }
        Ok(trials)
    }

    fn context(self) -> Result<Context<T>, NoTests> {
        let suite = self.suite;
        let mut without = suite.without.iter();
        if let Some(name) = without.find(|name| crate::check::find(name).is_none()) {
            return Err(NoTests::Configuration(format!(
                "there is no check `{name}`"
            )));
        }
        let headers = suite.headers.iter();
        let headers = headers.map(|(name, value)| GivenHeader::secret(name, value));
        let headers: Result<Vec<GivenHeader>, String> = headers.collect();
        let document = suite.document.display().to_string();
        let subject = Subject::load(&suite.document)
            .map_err(|error| NoTests::Document(format!("{document}: {error}")))?;
        fitting(subject.api(), &suite.credentials).map_err(NoTests::Configuration)?;
        let known = suite.baseline.as_deref().map(KnownFindings::read);
        Ok(Context {
            subject: Arc::new(subject),
            document,
            transport: self.transport,
            options: Options {
                headers: headers.map_err(NoTests::Configuration)?,
                credentials: suite.credentials,
                without: suite.without,
                ..Options::default()
            },
            known: known.transpose().map_err(NoTests::Configuration)?,
            turn: RwLock::default(),
        })
    }
}

/// Why a suite has no tests.
enum NoTests {
    Configuration(String),
    Document(String),
}

impl NoTests {
    /// The test that fails for this reason.
    fn trial(self) -> Trial {
        let (name, reason) = match self {
            NoTests::Configuration(reason) => ("configuration", reason),
            NoTests::Document(reason) => ("document", reason),
        };
        Trial::test(name, move || Err(Failed::from(reason)))
    }
}
