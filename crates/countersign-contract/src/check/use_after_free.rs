//! `use_after_free`: what was deleted is there no more: it is not read, updated, deleted again, used or listed.

use super::{Check, Exchange, Problem};
use crate::setup::SequelKind;

pub(super) const CHECK: Check = Check {
    name: "use_after_free",
    assumes: "a DELETE that is answered 2xx is done (202 says that it is not), and operations that document 404 or 410 \
              answer it for what is gone",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    let is_later = past.iter().any(|past| {
        past.outcome
            .as_ref()
            .is_ok_and(|answer| answer.status == http::StatusCode::ACCEPTED)
    });
    let status = exchange.answer().filter(|_| !is_later)?.status;
    let (message, expected, got) = match sequel.kind {
        // PUT may make what is not there.
        SequelKind::Deleted if status.is_success() && status != http::StatusCode::CREATED => (
            format!("answered {} for what was deleted", status.as_u16()),
            "404 or 410",
            status.to_string(),
        ),
        SequelKind::Unlisted => {
            let identity = exchange.binding(&sequel.variable)?;
            let count = exchange.listing()?.count(&sequel.identity, identity);
            if count == 0 {
                return None;
            }
            let message = "the list still has what was deleted".to_owned();
            (
                message,
                "no such item",
                format!("`{}` {identity}", sequel.identity),
            )
        }
        _ => return None,
    };
    Some(Problem {
        message,
        keyword: "state".to_owned(),
        pointer: String::new(),
        expected: expected.to_owned(),
        got,
        span: Some(exchange.operation.span),
    })
}
