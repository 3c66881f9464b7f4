//! `read_only_kept`: what only answers have is not taken from a request.

use countersign_json::{Value, escape_pointer_token};

use super::{Check, Exchange, Problem, agreement};
use crate::judge::{Judge, Role};
use crate::setup::{Act, SequelKind};

pub(super) const CHECK: Check = Check {
    name: "read_only_kept",
    assumes: "a `readOnly` member is the service's own: a request that has one all the same does not decide it",
    run,
};

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let (sequel, past) = exchange.sequel()?;
    if sequel.kind != SequelKind::Imposed || !exchange.answer()?.status.is_success() {
        return None;
    }
    let create = past.iter().rev().find(|past| past.act == Act::Create)?;
    let sent = crate::run::json(create.request.body.as_ref()?)?;
    let shown = crate::run::json(&exchange.answer()?.body)?;
    let schema = exchange.media_type()?.schema?;
    let judge = Judge::new(exchange.subject.api(), Role::Request);
    sent.as_object()?.iter().find_map(|(name, value)| {
        let declared = agreement::property(exchange, &[schema], name);
        let own = declared.iter().find(|id| judge.exempt(**id))?;
        is_taken(value, shown.get(name)?).then(|| Problem {
            message: "what only answers have was taken from the request".to_owned(),
            keyword: "readOnly".to_owned(),
            pointer: format!("/{}", escape_pointer_token(name)),
            expected: "a value of the service's own".to_owned(),
            got: value.to_string(),
            span: exchange.subject.keyword_span(*own, "readOnly"),
        })
    })
}

/// Whether a value is the one that was sent, and none that a service comes to by itself.
fn is_taken(sent: &Value, shown: &Value) -> bool {
    crate::plan::is_telling(sent) && sent == shown
}
