//! A report for the tests of its forms: one finding whose every text is hostile, and a gap without a place.

use std::collections::BTreeMap;

use super::{BoundCoverage, Ending, Finding, Group, OperationCoverage, Repeated, Report, Summary};
use crate::Seed;
use crate::check::Problem;
use crate::plan::{Case, Disagreement, Intent, Phase};
use crate::wire::{Credentials, Outgoing};

/// Text that no form may let out as it is.
pub(super) const HOSTILE: &str =
    "<script>alert(1)</script>\r\n::error::50% \"a\", 'b' & c]]>\u{1b}[31m\u{0}";

/// A report with a hostile finding at a place in the document.
pub(crate) fn report() -> Report {
    Report {
        title: HOSTILE.to_owned(),
        ending: Ending::Complete,
        groups: vec![Group {
            operation: "add".to_owned(),
            phase: Phase::Coverage,
            planned: 3,
            sent: 3,
            is_whole: true,
        }],
        seed: Seed(7),
        ids: vec!["add".to_owned()],
        findings: vec![finding()],
        operations: vec![OperationCoverage {
            operation: "add".to_owned(),
            route: format!("POST /{HOSTILE}"),
            seen: BTreeMap::from([(201, 2), (422, 1)]),
            never_seen: vec!["4XX".to_owned()],
            documented: Vec::new(),
        }],
        bounds: vec![bound()],
        not_covered: Vec::new(),
        disagreements: vec![Disagreement {
            operation: "add".to_owned(),
            about: HOSTILE.to_owned(),
            opinions: "valid, invalid".to_owned(),
        }],
        summary: Summary {
            cases: BTreeMap::from([(Phase::Coverage, 3)]),
            valid: (1, 1),
            invalid: (2, 1),
            not_reached: 0,
            undecided: 0,
        },
        archive: None,
    }
}

fn finding() -> Finding {
    Finding {
        check: "negative_data_rejection",
        operation: "add".to_owned(),
        route: format!("POST /{HOSTILE}"),
        phase: Phase::Coverage,
        case: "add/coverage/2".to_owned(),
        what: HOSTILE.to_owned(),
        problem: Problem {
            message: format!("201 for {HOSTILE}"),
            keyword: "maximum".to_owned(),
            pointer: "/a,b:c".to_owned(),
            expected: "4xx".to_owned(),
            got: HOSTILE.to_owned(),
            span: None,
        },
        status: Some(201),
        place: Some("my schema/a,b:c%.yaml:63:9".to_owned()),
        count: 2,
        repeated: Repeated::Yes,
        curl: format!("curl -H \"authorization: ${{AUTHORIZATION}}\" '{HOSTILE}'"),
        transcript: Some(super::Transcript {
            request: format!("POST /add\nauthorization: ${{AUTHORIZATION}}\n\n{HOSTILE}"),
            answer: format!("201 Created\n\n{HOSTILE}"),
        }),
        given: Vec::new(),
        smallest: case(),
        replay: Some("countersign replay 0001.json".to_owned()),
        excuse: None,
    }
}

/// A bound whose outside is taken, and whose inside was not tried.
fn bound() -> BoundCoverage {
    BoundCoverage {
        operation: "add".to_owned(),
        part: "body".to_owned(),
        pointer: format!("/{HOSTILE}"),
        keyword: "maximum".to_owned(),
        limit: "5".to_owned(),
        answers: [
            BTreeMap::new(),
            BTreeMap::from([(201, 1)]),
            BTreeMap::from([(201, 2), (422, 1)]),
        ],
    }
}

fn case() -> Case {
    Case {
        id: "add/coverage/2".to_owned(),
        operation: 0,
        phase: Phase::Coverage,
        what: HOSTILE.to_owned(),
        intent: Intent::Unclear,
        request: Outgoing {
            method: http::Method::POST,
            target: "/add".to_owned(),
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: Some(HOSTILE.into()),
            credentials: Credentials::Given,
        },
        setup: None,
        sequel: None,
        choices: Vec::new(),
    }
}
