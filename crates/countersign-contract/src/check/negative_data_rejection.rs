//! `negative_data_rejection`: a request that both judges call invalid is refused.

use super::{Check, Exchange, Problem};
use crate::plan::{Breach, Intent};

pub(super) const CHECK: Check = Check {
    name: "negative_data_rejection",
    assumes: "the service validates what it is sent: an answer of 2xx or 3xx means that it took the request for valid",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    if !(answer.status.is_success() || answer.status.is_redirection()) {
        return None;
    }
    let status = answer.status.as_u16();
    match &exchange.case.intent {
        Intent::Invalid(breach) if is_missing_header(breach) => None,
        Intent::Invalid(breach) => Some(Problem {
            message: format!(
                "answered {status} to a request that breaks `{}`",
                breach.keyword
            ),
            keyword: breach.keyword.clone(),
            pointer: breach.pointer.clone(),
            expected: format!(
                "4xx: `{}` of {} is {}",
                breach.keyword,
                place(breach),
                breach.limit
            ),
            got: format!("{status} for {}", breach.sent),
            span: breach.span,
        }),
        Intent::UndocumentedMediaType => Some(Problem {
            message: format!("answered {status} to a body of a media type that is not documented"),
            keyword: "content".to_owned(),
            pointer: String::new(),
            expected: "4xx, best 415".to_owned(),
            got: format!("{status} for {}", exchange.case.what),
            span: Some(exchange.operation.span),
        }),
        Intent::Valid | Intent::Unauthenticated | Intent::UndocumentedMethod | Intent::Unclear => {
            None
        }
    }
}

/// `missing_required_header` says it.
fn is_missing_header(breach: &Breach) -> bool {
    breach.keyword == "required" && breach.part.starts_with("header parameter")
}

fn place(breach: &Breach) -> String {
    format!("{} {}", breach.part, breach.pointer)
        .trim_end()
        .to_owned()
}
