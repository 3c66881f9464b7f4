//! `countersign explain`

use countersign_spec::{Code, nearest};

use crate::arguments::Explain;
use crate::outcome::{Outcome, out};

pub(crate) fn run(arguments: &Explain) -> Outcome {
    if let Some(code) = Code::parse(&arguments.code) {
        out(code.page());
        return Outcome::Fine;
    }
    let asked = arguments.code.to_uppercase();
    let near = nearest(&asked, Code::all().map(Code::as_str));
    let hint = near
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default();
    Outcome::unable(format!("there is no code `{}`{hint}", arguments.code))
}
