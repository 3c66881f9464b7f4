//! HEAD after GET, which has to say the same (RFC 9110, section 9.3.2).

use crate::plan::Intent;
use crate::plan::draft::Draft;
use crate::setup::{Act, Sequel, SequelKind, Step};
use crate::wire::Outgoing;

/// The same request by HEAD, after the request itself.
pub(in crate::plan) fn add(draft: &mut Draft<'_>, base: &Outgoing) {
    if draft.operation.method.as_str() != "GET" {
        return;
    }
    let mut setup = draft.setup_or_empty();
    setup.steps.push(Step {
        operation: draft.index(),
        act: Act::Read,
        request: base.clone(),
        fills: Vec::new(),
        free: Vec::new(),
        takes: Vec::new(),
        paging: None,
    });
    let sequel = Sequel {
        kind: SequelKind::Head,
        variable: String::new(),
        identity: String::new(),
        paging: None,
    };
    let request = Outgoing {
        method: http::Method::HEAD,
        ..base.clone()
    };
    draft.add_sequel("HEAD, after GET", Intent::Unclear, request, setup, sequel);
}
