//! The parameters of an operation: a valid value for each, and what to try instead of it.

use std::rc::Rc;

use countersign_json::Value;
use countersign_model::{JsonType, Parameter, ParameterLocation, Presence, SchemaId};

use super::draft::Draft;
use super::{Breach, Intent};
use crate::generate::{Facets, proposals};
use crate::judge::{Judgement, Role, Violation};
use crate::wire::{self, Outgoing, Spelling, Written};

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
        let content = parameter.content.first();
        let schema = parameter.schema.or(content.and_then(|it| it.schema));
        let reason = match (wire::unsupported(parameter), schema) {
            (None, Some(schema)) => match base(draft, parameter, schema) {
                Some(base) => {
                    draft.bases.push(Rc::new(base));
                    continue;
                }
                None => "no valid value was found for it".to_owned(),
            },
            (reason, _) => reason.unwrap_or_else(|| "it has no `schema`".to_owned()),
        };
        let span = schema
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
        let base = Base {
            parameter,
            schema,
            written: wire::write(parameter, &value)?,
            value,
        };
        let is_sure = written(draft, &base, &base.value).is_some()
            || parameter.location != ParameterLocation::Query;
        (is_sure && matches!(judge(draft, &base, &base.written), Judgement::Valid)).then_some(base)
    })
}

/// A value of a parameter as text; `None` where there is none, or services differ on what it means.
pub(super) fn written(draft: &Draft<'_>, base: &Base<'_>, value: &Value) -> Option<Written> {
    let written = wire::write(base.parameter, value)?;
    let is_clear = !is_ambiguous(draft, base, &written) && stands_alone(draft, base, &written);
    is_clear.then_some(written)
}

/// Whether pairs under other names than the parameter's can only be its own: they name its properties, and no other
/// parameter.
fn stands_alone(draft: &Draft<'_>, base: &Base<'_>, written: &Written) -> bool {
    let parameter = base.parameter;
    if !Spelling::of(parameter).spreads_members() {
        return true;
    }
    let ways = draft.instances().ways(&[base.schema]);
    let facets: Vec<&Facets<'_>> = ways.iter().map(|way| &way.facets).collect();
    let declared = |name: &String| {
        let mut properties = facets.iter().flat_map(|facets| &facets.properties);
        properties.any(|(known, _)| known == name)
    };
    let mut others =
        draft.operation.parameters.iter().filter(|other| {
            other.location == parameter.location && !std::ptr::eq(*other, parameter)
        });
    let names = written.names();
    let takes_objects = facets
        .iter()
        .any(|facets| facets.allows(JsonType::Object) && !facets.allows(JsonType::String));
    !takes_objects || names.iter().any(declared) && !others.any(|other| names.contains(&other.name))
}

/// Judges a parameter from its text: it is valid where any reading is, and invalid where every reading is.
pub(super) fn judge(draft: &Draft<'_>, base: &Base<'_>, written: &Written) -> Judgement {
    let readings = wire::readings(base.parameter, written);
    let judgement = wire::judge(draft.subject, base.schema, Role::Request, &readings);
    let of_others = |violation: &Violation| {
        matches!(
            violation.keyword,
            "additionalProperties" | "unevaluatedProperties" | "propertyNames" | "maxProperties"
        )
    };
    match judgement {
        Judgement::Invalid(violations)
            if Spelling::of(base.parameter).names_members() && violations.iter().all(of_others) =>
        {
            Judgement::Undecided("what is no member may belong to another reader".to_owned())
        }
        judgement => judgement,
    }
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
            let Some(written) = value.and_then(|value| written(draft, &base, &value)) else {
                continue;
            };
            if seen.contains(&written) || draft.is_full() {
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
fn is_ambiguous(draft: &Draft<'_>, base: &Base<'_>, written: &Written) -> bool {
    let is_empty = written.is_empty();
    let ways = draft.instances().ways(&[base.schema]);
    let takes_text = ways
        .iter()
        .map(|way| &way.facets)
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
