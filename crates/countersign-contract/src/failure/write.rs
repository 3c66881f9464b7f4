//! Writing a failure as JSON.

use hyper::body::Bytes;
use serde_json::{Value, json};

use super::{Failure, sequence};
use crate::plan::Intent;
use crate::wire::{Credentials, Outgoing};

/// The version of the file's form.
pub(super) const VERSION: u64 = 2;

pub(super) fn failure(failure: &Failure) -> String {
    let request = &failure.request;
    let value = json!({
        "countersign_failure": VERSION,
        "document": failure.document,
        "seed": failure.seed.0,
        "operation": failure.operation,
        "phase": failure.phase.as_str(),
        "case": failure.case,
        "what": failure.what,
        "check": failure.check,
        "message": failure.message,
        "keyword": failure.keyword,
        "pointer": failure.pointer,
        "expected": failure.expected,
        "got": failure.got,
        "status": failure.status,
        "intent": intent(&failure.intent),
        "setup": failure.setup.as_ref().map(sequence::setup),
        "sequel": failure.sequel.as_ref().map(sequence::sequel),
        "request": outgoing(request),
        "steps": failure.steps,
        "given": failure.given,
        "other": failure.other,
    });
    format!("{value:#}\n")
}

pub(super) fn outgoing(request: &Outgoing) -> Value {
    json!({
        "method": request.method.as_str(),
        "target": request.target,
        "headers": request.headers,
        "body": request.body.as_ref().map(body),
        "credentials": credentials(&request.credentials),
    })
}

/// The name of an intent, as files have it.
pub(super) const NAMES: [(Intent, &str); 5] = [
    (Intent::Valid, "valid"),
    (Intent::Unauthenticated, "unauthenticated"),
    (Intent::UndocumentedMethod, "undocumented method"),
    (Intent::UndocumentedMediaType, "undocumented media type"),
    (Intent::Unclear, "unclear"),
];

fn intent(intent: &Intent) -> Value {
    match intent {
        Intent::Invalid(breach) => json!({
            "part": breach.part,
            "pointer": breach.pointer,
            "keyword": breach.keyword,
            "limit": breach.limit,
            "sent": breach.sent,
        }),
        named => json!(
            NAMES
                .iter()
                .find(|(known, _)| known == named)
                .map(|(_, name)| name)
        ),
    }
}

/// Text where the bytes are UTF-8, hexadecimal digits where they are not.
fn body(bytes: &Bytes) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text) => json!({ "text": text }),
        Err(_) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            json!({ "hex": digits })
        }
    }
}

fn credentials(credentials: &Credentials) -> Value {
    match credentials {
        Credentials::Given => Value::Null,
        Credentials::Other => json!("other"),
        Credentials::Replaced { without, with } => json!({ "without": without, "with": with }),
    }
}
