//! The checks: each looks at one exchange and says what is wrong with it, if it can tell.
//!
//! A check is a file, and a line in [`ALL`].

mod agreement;
mod allow_header_conformance;
mod conditional_requests;
mod content_type_conformance;
mod defaults_apply;
mod ensure_resource_availability;
mod error_body_conformance;
mod exchange;
mod filters_hold;
mod head_matches_get;
mod idempotency_key;
mod idempotent_put;
mod ignored_auth;
mod list_contains_created;
mod max_response_time;
mod missing_required_header;
mod moment;
mod negative_data_rejection;
mod no_internal_leak;
mod no_trace_of_failed_create;
mod not_a_server_error;
mod object_level_authorization;
mod pagination_is_complete;
mod positive_data_acceptance;
mod read_only_kept;
mod resource_hierarchy;
mod response_headers_conformance;
mod response_schema_conformance;
mod round_trip;
mod status_code_conformance;
mod unsupported_method;
mod update_sticks;
mod use_after_free;

use countersign_model::Span;

pub(crate) use content_type_conformance::matches as media_type_matches;
pub use exchange::{Answer, BodyOpinion, Exchange};

/// Something that can be wrong with an exchange.
#[derive(Copy, Clone, Debug)]
pub struct Check {
    /// Its name, by which it is switched off.
    pub name: &'static str,
    /// What it takes for granted: where that does not hold, switch it off.
    pub assumes: &'static str,
    /// What is wrong with an exchange, if anything is.
    pub run: fn(&Exchange<'_>) -> Option<Problem>,
}

/// Every check, by name.
pub const ALL: &[Check] = &[
    allow_header_conformance::CHECK,
    conditional_requests::CHECK,
    content_type_conformance::CHECK,
    defaults_apply::CHECK,
    ensure_resource_availability::CHECK,
    error_body_conformance::CHECK,
    filters_hold::CHECK,
    head_matches_get::CHECK,
    idempotency_key::CHECK,
    idempotent_put::CHECK,
    ignored_auth::CHECK,
    list_contains_created::CHECK,
    max_response_time::CHECK,
    missing_required_header::CHECK,
    negative_data_rejection::CHECK,
    no_internal_leak::CHECK,
    no_trace_of_failed_create::CHECK,
    not_a_server_error::CHECK,
    object_level_authorization::CHECK,
    pagination_is_complete::CHECK,
    positive_data_acceptance::CHECK,
    read_only_kept::CHECK,
    resource_hierarchy::CHECK,
    response_headers_conformance::CHECK,
    response_schema_conformance::CHECK,
    round_trip::CHECK,
    status_code_conformance::CHECK,
    unsupported_method::CHECK,
    update_sticks::CHECK,
    use_after_free::CHECK,
];

/// The check of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Check> {
    ALL.iter().find(|check| check.name == name)
}

/// What is wrong with an exchange.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Problem {
    /// What happened, in one line.
    pub message: String,
    /// The keyword of the document that is not kept: `minimum`, `required`, or `responses`, `content`, `headers`.
    pub keyword: String,
    /// Where in the request or the answer, as a JSON Pointer; empty for the whole.
    pub pointer: String,
    /// What the document lets one expect.
    pub expected: String,
    /// What was there instead.
    pub got: String,
    /// Where the document says so.
    pub span: Option<Span>,
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::ALL;

    /// The names that users of other testers know, and ours.
    const NAMES: [&str; 24] = [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "positive_data_acceptance",
        "missing_required_header",
        "unsupported_method",
        "allow_header_conformance",
        "ignored_auth",
        "object_level_authorization",
        "use_after_free",
        "ensure_resource_availability",
        "max_response_time",
        "round_trip",
        "list_contains_created",
        "update_sticks",
        "pagination_is_complete",
        "head_matches_get",
        "idempotent_put",
        "error_body_conformance",
        "no_trace_of_failed_create",
        "no_internal_leak",
    ];

    #[test]
    fn each_check_is_a_file_and_says_what_it_assumes() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
        for check in ALL {
            let text = std::fs::read_to_string(folder.join(format!("{}.rs", check.name))).unwrap();
            assert!(text.contains(&format!("name: \"{}\"", check.name)));
            assert!(check.assumes.len() > 10, "{}", check.name);
        }
        let names: Vec<&str> = ALL.iter().map(|check| check.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert!(NAMES.iter().all(|name| names.contains(name)));
    }
}
