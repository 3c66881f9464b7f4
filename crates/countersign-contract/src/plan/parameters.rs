//! The parameters of an operation: a valid value for each, and what to try instead of it.

use countersign_json::Value;
use countersign_model::{JsonType, Parameter, ParameterLocation, Presence, SchemaId};

use super::draft::Draft;
use super::{Breach, Intent};
use crate::generate::{Facets, proposals};
use crate::judge::{Judgement, Role};
use crate::wire::{self, Outgoing, Written};

/// Headers that are no parameters (OpenAPI 3.1, section 4.8.12.2.1).
const NOT_PARAMETERS: &[&str] = &["accept", "content-type", "authorization"];

/// A parameter with a valid value.
#[derive(Clone, Debug)]
pub(super) struct Base<'s> {
    pub(super) parameter: &'s Parameter,
    pub(super) schema: SchemaId,
    pub(super) value: Value,
    pub(super) written: Written,
}

impl Base<'_> {
    pub(super) fn is_required(&self) -> bool {
        self.parameter.presence == Presence::Required
    }

    /// The parameter in words: ``query parameter `limit` ``.
    pub(super) fn part(&self) -> String {
        describe(self.parameter)
    }
}

/// A parameter in words: ``query parameter `limit` ``.
pub(crate) fn describe(parameter: &Parameter) -> String {
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::QueryString => "query string",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{location} parameter `{}`", parameter.name)
}

/// Finds a valid value for each parameter; those without one are reported.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    for parameter in &draft.operation.parameters {
        let is_header = parameter.location == ParameterLocation::Header;
        if is_header && NOT_PARAMETERS.contains(&parameter.name.to_lowercase().as_str()) {
            continue;
        }
        let reason = match (wire::unsupported(parameter), parameter.schema) {
            (None, Some(schema)) => match base(draft, parameter, schema) {
                Some(base) => {
                    draft.bases.push(base);
                    continue;
                }
                None => "no valid value was found for it".to_owned(),
            },
            (reason, _) => reason.unwrap_or_else(|| "it has no `schema`".to_owned()),
        };
        let span = parameter
            .schema
            .and_then(|schema| draft.subject.api().schema(schema))
            .map(|schema| schema.origin.span);
        if parameter.presence == Presence::Required {
            draft.impossible(describe(parameter), reason, span);
        } else {
            draft.not_covered(describe(parameter), reason, span);
        }
    }
}

/// The first example, or else the first made value, that is valid in every reading of its text.
fn base<'s>(draft: &Draft<'s>, parameter: &'s Parameter, schema: SchemaId) -> Option<Base<'s>> {
    let instances = draft.instances();
    let examples = parameter
        .examples
        .iter()
        .map(|example| (*example.value).clone());
    let made = Facets::alternatives(draft.subject.api(), &[schema], Role::Request);
    let made: Vec<Value> = made
        .iter()
        .flat_map(|facets| instances.values(facets))
        .collect();
    examples.chain(made).find_map(|value| {
        let written = wire::write(parameter, &value)?;
        let base = Base {
            parameter,
            schema,
            value,
            written,
        };
        matches!(judge(draft, &base, &base.written), Judgement::Valid).then_some(base)
    })
}

/// Judges a parameter from its text: it is valid where any reading is, and invalid where every reading is.
pub(super) fn judge(draft: &Draft<'_>, base: &Base<'_>, written: &Written) -> Judgement {
    let mut invalid: Option<Judgement> = None;
    let mut other: Option<Judgement> = None;
    for reading in wire::readings(base.parameter, written) {
        let judgement = draft.judge_body(base.schema, reading.to_string().as_bytes());
        match judgement {
            Judgement::Valid => return judgement,
            Judgement::Invalid(_) => {
                invalid.get_or_insert(judgement);
            }
            Judgement::Disagreement(_) | Judgement::Undecided(_) => {
                other.get_or_insert(judgement);
            }
        }
    }
    other
        .or(invalid)
        .unwrap_or_else(|| Judgement::Undecided("the parameter has no text".to_owned()))
}

/// Adds the cases that change one parameter and leave all else as it is.
pub(super) fn add(draft: &mut Draft<'_>) {
    for index in 0..draft.bases.len() {
        let base = draft.bases[index].clone();
        if !base.is_required() {
            add_case(
                draft,
                &base,
                Some(base.written.clone()),
                ("", ""),
                &format!("with {}", base.part()),
            );
        }
        let (mutations, left_out) = proposals(&draft.instances(), &[base.schema], &base.value);
        if let Some(left_out) = left_out {
            draft.not_covered(base.part(), left_out, None);
        }
        let mut seen = vec![base.written.clone()];
        for mutation in mutations {
            let value = mutation.apply(&base.value);
            let Some(written) = value.and_then(|value| wire::write(base.parameter, &value)) else {
                continue;
            };
            if seen.contains(&written) || is_ambiguous(draft, &base, &written) || draft.is_full() {
                continue;
            }
            seen.push(written.clone());
            let what = format!("{}: {}", base.part(), mutation.what);
            add_case(
                draft,
                &base,
                Some(written),
                (&mutation.pointer, mutation.keyword),
                &what,
            );
        }
        if base.is_required() && base.parameter.location != ParameterLocation::Path {
            add_case(
                draft,
                &base,
                None,
                ("", "required"),
                &format!("without the required {}", base.part()),
            );
        }
    }
}

/// Whether services differ on what a text means: an empty one is often taken for an absent one.
pub(super) fn is_ambiguous(draft: &Draft<'_>, base: &Base<'_>, written: &Written) -> bool {
    let is_empty = written.texts.iter().all(String::is_empty);
    let facets = Facets::alternatives(draft.subject.api(), &[base.schema], Role::Request);
    let takes_text = facets
        .iter()
        .any(|facets| facets.allows(JsonType::String) && facets.values.is_none());
    is_empty && (!takes_text || base.parameter.allow_empty_value)
}

fn add_case(
    draft: &mut Draft<'_>,
    base: &Base<'_>,
    written: Option<Written>,
    aim: (&str, &str),
    what: &str,
) {
    let intent = match &written {
        Some(written) => {
            let judgement = judge(draft, base, written);
            draft.intent(judgement, &base.part(), aim, what)
        }
        None => Some(Intent::Invalid(missing(draft, base))),
    };
    let request = with(draft, base, written);
    if let (Some(intent), Some(request)) = (intent, request) {
        draft.add(what, intent, request);
    }
}

/// The least valid request with another text for one parameter, or without it.
pub(super) fn with(
    draft: &Draft<'_>,
    base: &Base<'_>,
    written: Option<Written>,
) -> Option<Outgoing> {
    let others = draft
        .bases
        .iter()
        .filter(|other| other.is_required() && other.parameter.name != base.parameter.name);
    let mut all: Vec<_> = others
        .map(|other| (other.parameter, other.written.clone()))
        .collect();
    all.extend(written.map(|written| (base.parameter, written)));
    draft.request(&all, draft.base_body())
}

fn missing(draft: &Draft<'_>, base: &Base<'_>) -> Breach {
    Breach {
        part: base.part(),
        pointer: String::new(),
        keyword: "required".to_owned(),
        limit: "true".to_owned(),
        sent: "nothing".to_owned(),
        span: draft
            .subject
            .api()
            .schema(base.schema)
            .map(|schema| schema.origin.span),
    }
}
