//! Cases of the tester from choices to judged answers, against a service in this process or behind a port.

use std::error::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use countersign_contract::{
    Bounds, GivenHeader, InProcess, Network, Options, Phase, Plan, PlanOptions, Progress, Report,
    Subject, Transport, run, run_with,
};

use crate::{Figures, memory, runtime, service};

/// Against the service in this process, on this one thread.
pub(crate) fn in_process(count: usize) -> Result<Figures, Box<dyn Error>> {
    let transport = InProcess::new(service::router(), Bounds::default());
    measured(&transport, count)
}

/// Over 127.0.0.1; the service has a thread of its own.
pub(crate) fn network(count: usize) -> Result<Figures, Box<dyn Error>> {
    let address = served()?;
    let transport = Network::new(&format!("http://{address}"), Bounds::default())?;
    measured(&transport, count)
}

/// So many cases of one plan: what the process holds after the first tenth and in the end.
pub(crate) fn long(count: usize) -> Result<Figures, Box<dyn Error>> {
    let transport = InProcess::new(service::router(), Bounds::default());
    let plan = plan(&subject()?, count);
    let start = Instant::now();
    let mut early = 0;
    let progress = |progress: Progress| {
        if progress.sent == count / 10 {
            early = memory::now_and_peak().0;
        }
    };
    let options = options()?;
    let run = run_with(&plan, &transport, &options, progress);
    let report = runtime()?.block_on(run)?;
    let (now, peak) = memory::now_and_peak();
    Ok(vec![
        ("cases", fine(&report)?),
        ("wall", start.elapsed().as_micros() as u64),
        ("kib_early", early),
        ("kib_late", now),
        ("kib_peak", peak),
    ])
}

/// Starts the service on a port that is free.
pub(crate) fn served() -> Result<SocketAddr, Box<dyn Error>> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || -> std::io::Result<()> {
        runtime()?.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            let _ = tell.send(listener.local_addr()); // it waits for it
            axum::serve(listener, service::router()).await
        })
    });
    Ok(told.recv_timeout(Duration::from_secs(10))??)
}

fn measured(transport: &impl Transport, count: usize) -> Result<Figures, Box<dyn Error>> {
    let subject = subject()?;
    let runtime = runtime()?;
    let start = Instant::now();
    let plan = plan(&subject, count);
    let planned = start.elapsed();
    let report = runtime.block_on(run(&plan, transport, &options()?))?;
    let wall = start.elapsed();
    Ok(vec![
        ("cases", fine(&report)?),
        ("planned", planned.as_micros() as u64),
        ("wall", wall.as_micros() as u64),
        ("kib_peak", memory::now_and_peak().1),
    ])
}

fn subject() -> Result<Arc<Subject>, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/lsps1.yaml");
    Ok(Arc::new(Subject::load(&path)?))
}

/// Requests of chosen values, half of them with a change that breaks the document.
fn plan(subject: &Arc<Subject>, count: usize) -> Plan {
    let options = PlanOptions {
        phases: vec![Phase::Fuzzing],
        most_cases: count,
        fuzz_cases: count,
        ..PlanOptions::default()
    };
    Plan::of(Arc::clone(subject), &options)
}

fn options() -> Result<Options, Box<dyn Error>> {
    Ok(Options {
        headers: vec![GivenHeader::secret("Authorization", service::TOKEN)?],
        ..Options::default()
    })
}

/// How many cases were sent; the service is right, and what the tester says against it is an error.
fn fine(report: &Report) -> Result<u64, Box<dyn Error>> {
    if let Some(finding) = report.findings.first() {
        return Err(format!("a finding against a service that is right: {finding:?}").into());
    }
    Ok(report.summary.cases.values().sum::<usize>() as u64)
}
