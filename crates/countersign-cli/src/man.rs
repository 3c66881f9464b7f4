//! `countersign man`

use clap::CommandFactory;

use crate::arguments::{Arguments, Man};
use crate::outcome::{Outcome, out};

pub(crate) fn run(arguments: &Man) -> Outcome {
    let mut whole = Arguments::command();
    whole.build();
    let found = match &arguments.command {
        None => Some(&whole),
        Some(name) => whole.find_subcommand(name),
    };
    let Some(command) = found else {
        let name = arguments.command.as_deref().unwrap_or_default();
        return Outcome::unable(format!("there is no command `{name}`"));
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(command.clone()).render(&mut page) {
        Ok(()) => {
            out(&String::from_utf8_lossy(&page));
            Outcome::Fine
        }
        Err(error) => Outcome::unable(error.to_string()),
    }
}
