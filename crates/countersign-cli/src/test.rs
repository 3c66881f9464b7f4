//! `countersign test`

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use countersign_contract::{
    Bounds, Ending, GivenHeader, Identities, Keep, KeepError, Options, Plan, PlanOptions,
    Recording, Report, RunError, Seed, Shard, Subject, check, run_until,
};

use crate::arguments::{Phase, ReportFormat, Test};
use crate::baseline::Extent;
use crate::header;
use crate::outcome::{Outcome, out};
use crate::progress::Line;
use crate::report_file::ReportFile;
use crate::schema::Document;
use crate::sending::{Service, credentials};
use crate::stop;

/// How many bytes of exchanges are kept for an archive.
const MOST_RECORDED: usize = 256 << 20;

pub(crate) fn run(arguments: &Test) -> Outcome {
    let tested = prepare(arguments).and_then(|(plan, network, options)| {
        let known = arguments.baseline.read()?;
        let report = test(arguments, &plan, network, &options)?;
        Ok((report, options, known))
    });
    match tested {
        Ok((mut report, options, known)) => {
            let extent = if arguments.shard == Shard::default() {
                Extent::Whole
            } else {
                Extent::Part
            };
            let marked = known.map(|known| known.apply(&mut report, extent, &options.without));
            let kept = keep(arguments, &mut report, &options).map_err(|error| error.to_string());
            finish(arguments, &report, [marked.unwrap_or(Ok(())), kept])
        }
        Err(reason) => Outcome::unable(reason),
    }
}

/// Writes the reports, all that can be; says what could not be done.
fn finish(arguments: &Test, report: &Report, written: [Result<(), String>; 2]) -> Outcome {
    out(&match arguments.message_format {
        ReportFormat::Human => report.human(),
        ReportFormat::Json => report.ndjson(),
    });
    let mut failed: Vec<String> = written.into_iter().filter_map(Result::err).collect();
    failed.extend(
        arguments
            .reports
            .iter()
            .filter_map(|file| file.write(report).err()),
    );
    if report.ending == Ending::Interrupted {
        let (sent, planned) = (report.summary.sent(), report.planned());
        failed.push(format!(
            "interrupted: {sent} of {planned} cases were sent; the reports have what was done"
        ));
    }
    if !failed.is_empty() {
        Outcome::unable(failed.join("\n"))
    } else if report.summary.sent() == 0 {
        Outcome::unable("no case was sent before the time limit")
    } else if report.is_clean() {
        Outcome::Fine
    } else {
        Outcome::Found
    }
}

/// Keeps the findings as files, each with the line that replays it.
fn keep(arguments: &Test, report: &mut Report, options: &Options) -> Result<(), KeepError> {
    let document = arguments.schema.display().to_string();
    let keep = Keep {
        folder: &arguments.failures,
        document: &document,
        headers: &options.headers,
        other: &options.other,
    };
    report.keep(&keep, |path| {
        let path = path.display().to_string().replace('\\', "/");
        format!(
            "countersign replay {} --url {}",
            word(&path),
            word(&arguments.url)
        )
    })
}

/// A text as one word of a POSIX shell.
fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-:@%+=,".contains(c);
    if text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// Everything that can go wrong before the first request.
fn prepare(arguments: &Test) -> Result<(Plan, Service, Options), String> {
    let bounds = Bounds {
        timeout: Duration::from_secs(arguments.timeout.get()),
        ..Bounds::default()
    };
    let network = arguments.sending.service(&arguments.url, bounds)?;
    let variable = |name: &str| std::env::var(name).ok();
    let given = |texts: &[String]| -> Result<Vec<GivenHeader>, String> {
        let headers = texts.iter().map(|text| header::parse(text, variable));
        headers.collect()
    };
    let mut options = Options {
        headers: given(&arguments.headers)?,
        other: given(&arguments.other_headers)?,
        credentials: credentials(&arguments.credentials)?,
        without: switched_off(arguments),
        workers: arguments.workers,
        max_response_time: arguments
            .max_response_time
            .map(|limit| Duration::from_millis(limit.get())),
        time_limit: arguments
            .time_limit
            .map(|limit| Duration::from_secs(limit.get())),
    };
    let document = Document::at(&arguments.schema)?;
    let files = countersign_spec::Folder::new(document.folder);
    let subject = Subject::read(&files, &document.name)
        .map_err(|error| format!("the document has errors\n\n{error}"))?;
    countersign_contract::fitting(subject.api(), &options.credentials)?;
    options.headers.extend(network.header().cloned());
    let plan = Plan::of(Arc::new(subject), &plan_options(arguments));
    if plan.is_empty() {
        let gaps: String = plan
            .not_covered
            .iter()
            .map(|gap| format!("\n  {}: {}: {}", gap.operation, gap.what, gap.reason))
            .collect();
        return Err(format!("nothing to run: the document gives no cases{gaps}"));
    }
    Ok((plan, network, options))
}

fn switched_off(arguments: &Test) -> Vec<String> {
    let is_off = |name: &str| {
        let asked = |names: &[String]| names.iter().any(|asked| asked == name);
        asked(&arguments.exclude_checks)
            || (!arguments.checks.is_empty() && !asked(&arguments.checks))
    };
    check::ALL
        .iter()
        .map(|check| check.name)
        .filter(|name| is_off(name))
        .map(str::to_owned)
        .collect()
}

fn plan_options(arguments: &Test) -> PlanOptions {
    let phases = arguments.phases.iter().map(|phase| match phase {
        Phase::Examples => countersign_contract::Phase::Examples,
        Phase::Stateful => countersign_contract::Phase::Stateful,
        Phase::Coverage => countersign_contract::Phase::Coverage,
        Phase::Auth => countersign_contract::Phase::Auth,
        Phase::Protocol => countersign_contract::Phase::Protocol,
        Phase::Fuzzing => countersign_contract::Phase::Fuzzing,
    });
    let defaults = PlanOptions::default();
    PlanOptions {
        seed: Seed(arguments.seed),
        phases: if arguments.phases.is_empty() {
            defaults.phases
        } else {
            phases.collect()
        },
        most_cases: usize::try_from(arguments.max_cases.get()).unwrap_or(usize::MAX),
        fuzz_cases: arguments.fuzz_cases,
        case_limit: arguments.case_limit.map(NonZeroUsize::get),
        shard: arguments.shard,
        identities: if arguments.other_headers.is_empty() {
            Identities::One
        } else {
            Identities::Two
        },
    }
}

fn test(
    arguments: &Test,
    plan: &Plan,
    network: Service,
    options: &Options,
) -> Result<Report, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| format!("no runtime: {error}"))?;
    let line = Line::new(&arguments.url, plan.planned());
    let is_recorded = arguments.reports.iter().any(ReportFile::has_exchanges);
    let most = if is_recorded { MOST_RECORDED } else { 0 };
    let network = Recording::new(network, most);
    let outcome = runtime.block_on(run_until(
        plan,
        &network,
        options,
        |progress| line.show(progress),
        stop::asked(),
    ));
    line.clear();
    outcome.map_err(|error| match error {
        RunError::Unreachable(reason) => format!(
            "the service at {} cannot be reached: {reason}",
            arguments.url
        ),
        RunError::NothingToRun => error.to_string(),
    })
}
