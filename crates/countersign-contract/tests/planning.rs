//! Plans over real documents: bounded, deterministic, and without a disagreement of the judges on our own.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use countersign_contract::{
    Breach, Intent, Options, Phase, Plan, PlanOptions, Seed, SendError, Subject, Transport, run,
};
use countersign_spec::Memory;
use http::{Method, Request, Response};
use hyper::body::Bytes;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn lsps1() -> Arc<Subject> {
    Arc::new(
        Subject::load(&root().join("schema/lsps1.yaml")).unwrap_or_else(|error| panic!("{error}")),
    )
}

#[test]
fn lsps1_is_covered_keyword_by_keyword() {
    let plan = Plan::of(lsps1(), &PlanOptions::default());
    assert_eq!(plan.disagreements, []);
    assert_eq!(plan.not_covered, []);
    let mut broken: BTreeMap<(String, String), usize> = BTreeMap::new();
    for case in &plan.cases {
        if let Intent::Invalid(breach) = &case.intent {
            *broken
                .entry((breach.pointer.clone(), breach.keyword.clone()))
                .or_default() += 1;
        }
    }
    let amounts = [
        "lsp_balance_sat",
        "client_balance_sat",
        "required_channel_confirmations",
    ];
    let blocks = ["funding_confirms_within_blocks", "channel_expiry_blocks"];
    for name in amounts.iter().chain(&blocks) {
        assert!(
            broken.contains_key(&(format!("/{name}"), "minimum".to_owned())),
            "{name}: {broken:?}"
        );
        assert!(
            broken[&(format!("/{name}"), "type".to_owned())] >= 6,
            "{name}: {broken:?}"
        );
    }
    assert_eq!(
        broken[&(String::new(), "required".to_owned())],
        8,
        "six fields, an empty object, and no body at all"
    );
    let has_cases = |phase: &Phase| *phase != Phase::Stateful; // one operation has no sequence
    for phase in Phase::ALL.into_iter().filter(has_cases) {
        assert!(plan.every_case().any(|case| case.phase == phase), "{phase}");
    }
}

/// The plan of one operation that takes this schema as JSON, beside these components.
fn taking(schema: &str, components: &str) -> Plan {
    let document = format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /t:
    post:
      requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{'200': {{description: ok}}}}
components: {{schemas: {{{components}}}}}
"
    );
    let subject = Subject::read(&Memory::new().with("t.yaml", document.as_str()), "t.yaml");
    let plan = Plan::of(Arc::new(subject.unwrap()), &PlanOptions::default());
    assert_eq!(plan.disagreements, []);
    plan
}

/// What the cases of a plan break.
fn breaches(plan: &Plan) -> impl Iterator<Item = &Breach> {
    plan.cases.iter().filter_map(|case| match &case.intent {
        Intent::Invalid(breach) => Some(breach),
        _ => None,
    })
}

/// A service that looks at the first item alone, or at one form of a union alone, has to be found.
#[test]
fn later_items_and_the_other_forms_of_a_union_are_broken_too() {
    let guests = "type: array, items: {type: object, required: [age], properties: {age: {type: integer, minimum: 1, maximum: 120}}}";
    let plan = taking(
        &format!(
            "{{type: object, required: [guests, pay], properties: {{
                guests: {{{guests}, minItems: 1, maxItems: 3, uniqueItems: true}},
                none: {{{guests}, maxItems: 1}},
                pay: {{oneOf: [{{$ref: '#/components/schemas/Card'}}, {{$ref: '#/components/schemas/Cash'}}]}}}}}}"
        ),
        "Card: {type: object, required: [card], properties: {card: {type: string, minLength: 4}}, additionalProperties: false},
         Cash: {type: object, required: [cash], properties: {cash: {type: integer, maximum: 900}}, additionalProperties: false}",
    );
    let pairs = breaches(&plan).map(|it| (it.pointer.as_str(), it.keyword.as_str()));
    let broken: BTreeSet<(&str, &str)> = pairs.collect();
    for (pointer, keyword) in [
        ("/guests/1/age", "maximum"),
        ("/guests/1/age", "minimum"),
        ("/guests/1", "required"),
    ] {
        assert!(
            broken.contains(&(pointer, keyword)),
            "{pointer} {keyword}: {broken:?}"
        );
    }
    let pointers = broken.iter().map(|(pointer, _)| *pointer);
    let beyond = pointers.filter(|it| it.starts_with("/none/1") || it.starts_with("/guests/3"));
    let beyond: Vec<&str> = beyond.collect();
    assert_eq!(
        beyond,
        Vec::<&str>::new(),
        "an array that is full has no more items"
    );
    let whats: BTreeSet<&str> = plan.cases.iter().map(|case| case.what.as_str()).collect();
    let own = "/pay/card: one character too short";
    let other = "/pay/cash: of another form: just above the upper bound";
    assert!(whats.contains(own) && whats.contains(other), "{whats:?}");
}

/// What a pattern that counts badly, or that looks at one class of characters alone, still takes.
#[test]
fn a_pattern_is_missed_by_one_character() {
    let plan = taking(
        r"{type: object, required: [price, expiry], properties: {
            price: {type: string, pattern: '^[0-9]\.[0-9]{2}$'},
            expiry: {type: string, pattern: '^(0[1-9]|1[0-2])/[0-9]{2}$'}}}",
        "",
    );
    let form = |sent: &str| -> String {
        let digit = |c: char| if c.is_ascii_digit() { '0' } else { c };
        sent.chars().map(digit).collect()
    };
    let forms: BTreeSet<String> = breaches(&plan)
        .filter(|breach| breach.keyword == "pattern")
        .map(|breach| form(&breach.sent))
        .collect();
    let near = ["0.0", "0.000", "00.00", "000", "00/00", "00/000"];
    for wanted in near.map(|text| format!("\"{text}\"")) {
        assert!(forms.contains(&wanted), "{wanted}: {forms:?}");
    }
}

/// Nothing is made before it is asked for, and an operation that has few requests ends.
#[test]
fn a_budget_costs_nothing_before_it_is_spent() {
    let options = PlanOptions {
        phases: vec![Phase::Fuzzing],
        most_cases: usize::MAX,
        fuzz_cases: usize::MAX,
        ..PlanOptions::default()
    };
    let plan = Plan::of(lsps1(), &options);
    let ids: BTreeSet<String> = plan.fuzzing().take(500).map(|case| case.id).collect();
    assert_eq!((ids.len(), plan.cases.len()), (500, 0));
    let few = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /t:
    get:
      parameters: [{name: on, in: query, schema: {type: boolean}}]
      responses: {'200': {description: ok}}
";
    let subject = Subject::read(&Memory::new().with("t.yaml", few), "t.yaml").unwrap();
    let cases = Plan::of(Arc::new(subject), &options).fuzzing().count();
    assert!((2..50).contains(&cases), "{cases}");
}

/// A document with more operations than one, and with sequences.
fn shop() -> Arc<Subject> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shop/shop.yaml");
    Arc::new(Subject::load(&path).unwrap_or_else(|error| panic!("{error}")))
}

/// A service that accepts everything, and keeps what it was asked.
#[derive(Default)]
struct Accepting(Mutex<Vec<String>>);

impl Transport for Accepting {
    fn base(&self) -> String {
        "http://accepting".to_owned()
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let asked = format!("{} {}", request.method(), request.uri());
        self.0.lock().unwrap().push(asked);
        Ok(Response::new(Bytes::new()))
    }
}

#[test]
fn phases_run_in_the_order_that_they_are_given_in() {
    let phases = [
        Phase::Fuzzing,
        Phase::Protocol,
        Phase::Fuzzing,
        Phase::Examples,
    ];
    let options = PlanOptions {
        phases: phases.to_vec(),
        fuzz_cases: 5,
        ..PlanOptions::default()
    };
    let plan = Plan::of(lsps1(), &options);
    let mut order: Vec<Phase> = plan.every_case().map(|case| case.phase).collect();
    order.dedup();
    assert_eq!(order, [Phase::Fuzzing, Phase::Protocol, Phase::Examples]);
    let service = Accepting::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    // Findings are sent again in the end.
    let without = countersign_contract::check::ALL
        .iter()
        .map(|check| check.name.to_owned());
    let options = Options {
        without: without.collect(),
        ..Options::default()
    };
    runtime.block_on(run(&plan, &service, &options)).unwrap();
    let planned = plan.every_case();
    let planned: Vec<String> = planned
        .map(|case| format!("{} {}", case.request.method, case.request.target))
        .collect();
    assert_eq!(service.0.into_inner().unwrap(), planned);
}

/// A service that takes its time, and keeps the methods that it was asked while others were under way.
#[derive(Default)]
struct Crowded {
    under_way: AtomicUsize,
    beside: Mutex<Vec<(Method, usize)>>,
}

impl Transport for Crowded {
    fn base(&self) -> String {
        "http://crowded".to_owned()
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        self.under_way.fetch_add(1, Ordering::SeqCst);
        for _ in 0..8 {
            let others = self.under_way.load(Ordering::SeqCst) - 1;
            let seen = (request.method().clone(), others);
            self.beside.lock().unwrap().push(seen);
            tokio::task::yield_now().await;
        }
        self.under_way.fetch_sub(1, Ordering::SeqCst);
        Ok(Response::new(Bytes::new()))
    }
}

#[test]
fn sequences_run_alone_whatever_their_phase() {
    let options = PlanOptions {
        phases: vec![Phase::Coverage, Phase::Protocol],
        ..PlanOptions::default()
    };
    let plan = Plan::of(shop(), &options);
    // GET and HEAD, one after another: they can tell of a difference only where nothing else is done.
    let heads = plan
        .cases
        .iter()
        .filter(|case| case.request.method == Method::HEAD);
    assert!(heads.clone().count() > 0 && heads.clone().all(|case| case.sequel.is_some()));
    let service = Crowded::default();
    let options = Options {
        workers: 8.try_into().unwrap(),
        ..Options::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(run(&plan, &service, &options)).unwrap();
    let beside = service.beside.into_inner().unwrap();
    let most = |of: &dyn Fn(&Method) -> bool| {
        let others = beside.iter().filter(|(method, _)| of(method));
        others.map(|(_, others)| *others).max()
    };
    assert_eq!(most(&|method| method == Method::HEAD), Some(0));
    assert_eq!(most(&|_| true), Some(7));
}

#[test]
fn a_limit_leaves_the_first_phases_and_some_of_every_operation() {
    let plan = |case_limit: Option<usize>, shard: &str| {
        let options = PlanOptions {
            phases: vec![Phase::Examples, Phase::Coverage, Phase::Fuzzing],
            fuzz_cases: 40,
            case_limit,
            shard: shard.parse().unwrap(),
            ..PlanOptions::default()
        };
        Plan::of(shop(), &options)
    };
    let count = |plan: &Plan, phase: Phase| {
        let mut by_operation: BTreeMap<usize, usize> = BTreeMap::new();
        for case in plan.every_case().filter(|case| case.phase == phase) {
            *by_operation.entry(case.operation).or_default() += 1;
        }
        by_operation
    };
    let text = |plan: &Plan| {
        plan.every_case()
            .map(|case| format!("{case:?}"))
            .collect::<BTreeSet<_>>()
    };
    let whole = plan(None, "1/1");
    let [examples, coverage] = [Phase::Examples, Phase::Coverage].map(|phase| count(&whole, phase));
    let sum = |counts: &BTreeMap<usize, usize>| counts.values().sum::<usize>();
    let limit = sum(&examples) + coverage.len() * 2;
    let few = plan(Some(limit), "1/1");
    assert_eq!((few.every_case().count(), few.planned()), (limit, limit));
    assert_eq!(count(&few, Phase::Examples), examples);
    let at_least = |count: usize| coverage.values().filter(|all| **all >= count).count();
    assert!(at_least(3) > 1, "{coverage:?}");
    for (operation, kept) in count(&few, Phase::Coverage) {
        assert!(kept >= coverage[&operation].min(2), "{operation}: {kept}");
    }
    assert!(text(&few).is_subset(&text(&whole)));
    let said = |phase: &str| {
        let gaps = few.not_covered.iter();
        gaps.filter(|gap| {
            gap.what.ends_with(phase) && gap.reason == format!("the run has at most {limit} cases")
        })
        .count()
    };
    assert_eq!(said("phase examples"), 0);
    assert!(
        said("phase coverage") > 0 && said("phase fuzzing") > 0,
        "{:?}",
        few.not_covered
    );
    let beyond = sum(&examples) + sum(&coverage) + 7;
    for limit in [limit, beyond, 1] {
        let whole = plan(Some(limit), "1/1");
        let parts: Vec<Plan> = ["1/3", "2/3", "3/3"]
            .map(|shard| plan(Some(limit), shard))
            .into();
        let count = parts
            .iter()
            .map(|part| part.every_case().count())
            .sum::<usize>();
        assert_eq!(count, whole.every_case().count(), "{limit}");
        let together: BTreeSet<String> = parts.iter().flat_map(text).collect();
        assert_eq!(together, text(&whole), "{limit}");
        assert_eq!(
            parts.iter().map(Plan::planned).sum::<usize>(),
            whole.planned()
        );
    }
    assert_eq!(text(&plan(Some(usize::MAX), "1/1")), text(&whole));
}

/// How many real documents are planned, spread over the list; `COUNTERSIGN_TEST_ALL=1` plans all of them, and any other
/// value those whose names have it.
const DOCUMENTS: usize = 12;

#[test]
fn real_documents_are_planned_within_bounds() {
    let corpus = root().join("../shared/corpus");
    let Ok(folder) = std::fs::read_dir(&corpus) else {
        return eprintln!("no corpus here: skipped");
    };
    let mut paths: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let is_small = |path: &PathBuf| {
        let metadata = path.metadata();
        metadata.is_ok_and(|metadata| metadata.is_file() && metadata.len() < most_bytes())
    };
    paths.retain(is_small);
    let asked = std::env::var("COUNTERSIGN_TEST_ALL").unwrap_or_default();
    let is_asked = |path: &PathBuf| path.to_string_lossy().contains(&asked);
    paths.retain(|path| asked == "1" || is_asked(path));
    let step = if plans_all() {
        1
    } else {
        (paths.len() / DOCUMENTS).max(1)
    };
    let mut planned = 0;
    for path in paths.into_iter().step_by(step) {
        let Some(subject) = Subject::load(&path).ok() else {
            continue;
        };
        let started = processor_time();
        let plan = Plan::of(
            Arc::new(subject),
            &PlanOptions {
                most_cases: 8,
                fuzz_cases: 8,
                seed: Seed(1),
                phases: Phase::ALL.to_vec(),
                ..PlanOptions::default()
            },
        );
        let mut fuzzing = plan.fuzzing();
        let fuzzed = fuzzing.by_ref().count();
        let took = processor_time() - started;
        assert!(
            took < Duration::from_secs(60),
            "{}: {took:?}",
            path.display()
        );
        println!(
            "{}: {} cases, {} gaps, {} disagreements, {} undecided, {took:?}",
            path.display(),
            plan.cases.len() + fuzzed,
            plan.not_covered.len(),
            plan.disagreements.len() + fuzzing.disagreements().len(),
            plan.undecided + fuzzing.undecided()
        );
        assert_eq!(plan.disagreements, [], "{}", path.display());
        assert_eq!(fuzzing.disagreements(), [], "{}", path.display());
        planned += 1;
    }
    assert!(
        planned > DOCUMENTS / 2 || plans_all(),
        "only {planned} documents could be planned"
    );
}

/// What this thread has computed, whatever else the machine does.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap())
}

fn plans_all() -> bool {
    std::env::var_os("COUNTERSIGN_TEST_ALL").is_some()
}

/// The largest document that is planned, in bytes.
fn most_bytes() -> u64 {
    if plans_all() { 1_000_000 } else { 200_000 }
}
