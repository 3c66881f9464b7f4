//! Every awkward value once in every place that could hold it: in the body, and in the parameters.

mod bodies;

use countersign_json::Value;
use countersign_model::{JsonType, ParameterLocation};

use crate::generate::Facets;
use crate::judge::{Judgement, Role};
use crate::plan::Intent;
use crate::plan::draft::Draft;
use crate::plan::parameters::{self, Base};

/// The length of a long text in a URL, in characters.
const LONG_IN_URL: usize = 3_000;

/// Numbers that readers differ on, as they are written.
const NUMBERS: [&str; 13] = [
    "-0",
    "-0.0",
    "1e400",
    "-1e400",
    "1e-400",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
];

/// Texts for parameters.
const IN_URLS: [(&str, &str); 7] = [
    ("a character beyond the basic plane", "\u{1f511}"),
    ("a lone combining mark", "\u{301}"),
    ("a mark that turns the direction", "\u{202e}a"),
    ("a quote", "a'b\";--"),
    ("a percent sign", "a%b"),
    ("a newline", "a\nb"),
    ("angle brackets", "<a>&b"),
];

pub(in crate::plan) fn add(draft: &mut Draft<'_>) {
    if let Some(body) = draft.body.clone().filter(|body| body.content.is_json()) {
        bodies::add(draft, &body);
    }
    for base in draft.bases.clone() {
        add_parameter(draft, &base);
    }
}

fn add_parameter(draft: &mut Draft<'_>, base: &Base<'_>) {
    let facets = Facets::alternatives(draft.subject.api(), &[base.schema], Role::Request);
    let allows = |json_type| {
        facets
            .iter()
            .any(|facets| facets.allows(json_type) && facets.values.is_none())
    };
    let mut values: Vec<(String, Value)> = Vec::new();
    if allows(JsonType::Integer) {
        let number = |text: &&str| {
            Some((
                (*text).to_owned(),
                Value::Number(countersign_json::Number::parse(text)?),
            ))
        };
        values.extend(NUMBERS.iter().filter_map(number));
    }
    if allows(JsonType::String) {
        values
            .extend(IN_URLS.map(|(what, text)| (what.to_owned(), Value::String(text.to_owned()))));
        let is_in_url = base.parameter.location != ParameterLocation::Header;
        let long = "a".repeat(if is_in_url { LONG_IN_URL } else { 1_000 });
        values.push(("a long text".to_owned(), Value::String(long)));
    }
    for (what, value) in values {
        let Some(written) = parameters::written(draft, base, &value) else {
            continue;
        };
        let judgement = match parameters::judge(draft, base, &written) {
            // A proxy or a router may refuse what the document allows.
            Judgement::Valid => Judgement::Undecided("readers differ on it".to_owned()),
            judgement => judgement,
        };
        let what = format!("{}: {what}", base.part());
        let intent = match judgement {
            Judgement::Undecided(_) => Some(Intent::Unclear),
            judgement => draft.intent(judgement, &base.part(), ("", ""), &what),
        };
        let request = parameters::with(draft, base, Some(written));
        if let (Some(intent), Some(request)) = (intent, request) {
            draft.add(what, intent, request);
        }
    }
}
