//! `countersign explain`

use countersign_contract::check;
use countersign_spec::{Code, nearest};

use crate::arguments::Explain;
use crate::outcome::{Outcome, out};

/// What stands for every check.
const CHECKS: &str = "checks";

pub(crate) fn run(arguments: &Explain) -> Outcome {
    if let Some(code) = Code::parse(&arguments.code) {
        out(code.page());
        return Outcome::Fine;
    }
    if arguments.code == CHECKS {
        check::ALL.iter().for_each(|check| out(&page(check)));
        return Outcome::Fine;
    }
    if let Some(check) = check::find(&arguments.code) {
        out(&page(check));
        return Outcome::Fine;
    }
    let asked = arguments.code.to_uppercase();
    let near = nearest(&asked, Code::all().map(Code::as_str));
    let checks = check::ALL.iter().map(|check| check.name);
    let near = near.or_else(|| nearest(&arguments.code, checks));
    let hint = near
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default();
    Outcome::unable(format!("there is no code `{}`{hint}", arguments.code))
}

/// A check with what it assumes: where that does not hold, it is switched off.
fn page(check: &check::Check) -> String {
    let (name, assumes) = (check.name, check.assumes);
    format!("{name}\n  assumes: {assumes}\n  off:     --exclude-checks {name}\n\n")
}
