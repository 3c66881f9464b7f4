//! `countersign completions`

use clap::CommandFactory;

use crate::arguments::{Arguments, Completions};
use crate::outcome::{Outcome, out};

pub(crate) fn run(arguments: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "countersign",
        &mut script,
    );
    out(&String::from_utf8_lossy(&script));
    Outcome::Fine
}
