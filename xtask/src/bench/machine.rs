//! What was measured, where and when: figures without them say nothing.

use std::num::NonZero;
use std::process::Command;
use std::{env, fs, thread};

/// Lines of a name and what it is, in the order to print.
pub(super) fn description() -> Vec<(&'static str, String)> {
    vec![
        (
            "date",
            jiff::Timestamp::now().strftime("%Y-%m-%d").to_string(),
        ),
        ("machine", machine()),
        ("countersign", own_version()),
        ("rustc", rustc()),
    ]
}

/// The compiler's own words on its version.
pub(super) fn rustc() -> String {
    said_by("rustc", &["--version"]).unwrap_or_default()
}

fn machine() -> String {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let model = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let model = model.unwrap_or_else(|| env::consts::ARCH.to_owned());
    format!("{threads} threads of {model}, {}", env::consts::OS)
}

fn own_version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    match said_by("git", &["describe", "--always", "--dirty"]) {
        Some(commit) => format!("{version} ({commit})"),
        None => version.to_owned(),
    }
}

fn said_by(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
