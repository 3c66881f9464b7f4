//! `missing_required_header`: a request without a header that the document requires is refused.

use super::{Check, Exchange, Problem};
use crate::plan::Intent;

pub(super) const CHECK: Check = Check {
    name: "missing_required_header",
    assumes: "no proxy between adds the header",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let status = exchange.answer()?.status;
    let Intent::Invalid(breach) = &exchange.case.intent else {
        return None;
    };
    let is_about_header =
        breach.keyword == "required" && breach.part.starts_with("header parameter");
    (is_about_header && (status.is_success() || status.is_redirection())).then(|| Problem {
        message: format!(
            "answered {} to a request without the required {}",
            status.as_u16(),
            breach.part
        ),
        keyword: breach.keyword.clone(),
        pointer: String::new(),
        expected: "4xx".to_owned(),
        got: status.to_string(),
        span: breach.span,
    })
}
