//! What comes before the request of a failure, in the form that files have.

use serde_json::{Value, json};

use super::read::{Read, lacks, outgoing, string};
use super::write;
use crate::setup::{Act, Fill, PageBy, Paging, Sequel, SequelKind, Setup, Source, Step, Take};

const ACTS: [(Act, &str); 6] = [
    (Act::Create, "create"),
    (Act::Read, "read"),
    (Act::Update, "update"),
    (Act::Delete, "delete"),
    (Act::List, "list"),
    (Act::CreateWrongly, "create wrongly"),
];

pub(super) fn setup(setup: &Setup) -> Value {
    json!({
        "steps": setup.steps.iter().map(step).collect::<Vec<_>>(),
        "fills": fills(&setup.fills),
        "free": setup.free,
        "defaults": setup.defaults,
    })
}

fn step(step: &Step) -> Value {
    let act = ACTS
        .iter()
        .find(|(act, _)| *act == step.act)
        .map(|(_, name)| name);
    let take = |take: &Take| json!({ "variable": take.variable, "from": take.from.iter().map(source).collect::<Vec<_>>() });
    json!({
        "act": act,
        "request": write::outgoing(&step.request),
        "fills": fills(&step.fills),
        "free": step.free,
        "takes": step.takes.iter().map(take).collect::<Vec<_>>(),
        "paging": step.paging.as_ref().map(paging),
    })
}

fn fills(fills: &[Fill]) -> Vec<(&str, &str)> {
    fills
        .iter()
        .map(|fill| (fill.pointer.as_str(), fill.variable.as_str()))
        .collect()
}

fn source(source: &Source) -> (&'static str, &str) {
    match source {
        Source::Body(text) => ("body", text),
        Source::Sent(text) => ("sent", text),
        Source::Location(text) => ("location", text),
        Source::Header(text) => ("header", text),
        Source::Chosen(text) => ("chosen", text),
    }
}

fn paging(paging: &Paging) -> Value {
    let by = match &paging.by {
        PageBy::Offset(name) => json!(["offset", name]),
        PageBy::Page(name, first) => json!(["page", name, first]),
        PageBy::Cursor(name) => json!(["cursor", name]),
        PageBy::Link => json!(["link"]),
    };
    json!({ "limit": paging.limit, "by": by })
}

pub(super) fn sequel(sequel: &Sequel) -> Value {
    let names = SequelKind::NAMES;
    let kind = names
        .iter()
        .find(|(kind, _)| *kind == sequel.kind)
        .map(|(_, name)| name);
    json!({
        "kind": kind,
        "variable": sequel.variable,
        "identity": sequel.identity,
        "paging": sequel.paging.as_ref().map(paging),
    })
}

pub(super) fn read_setup(value: &Value) -> Read<Option<Setup>> {
    if value.is_null() {
        return Ok(None);
    }
    let steps = value["steps"].as_array().ok_or_else(|| lacks("steps"))?;
    Ok(Some(Setup {
        steps: steps.iter().map(read_step).collect::<Read<_>>()?,
        fills: read_fills(&value["fills"])?,
        free: strings(&value["free"])?,
        defaults: super::read::pairs(&value["defaults"], "defaults")?,
    }))
}

fn read_step(value: &Value) -> Read<Step> {
    let act = string(value, "act")?;
    let act = ACTS
        .iter()
        .find(|(_, name)| *name == act)
        .map(|(act, _)| *act);
    let takes = value["takes"].as_array().ok_or_else(|| lacks("takes"))?;
    Ok(Step {
        operation: 0,
        act: act.ok_or_else(|| lacks("act"))?,
        request: outgoing(&value["request"])?,
        fills: read_fills(&value["fills"])?,
        free: strings(&value["free"])?,
        takes: takes.iter().map(read_take).collect::<Read<_>>()?,
        paging: read_paging(&value["paging"])?,
    })
}

fn read_take(value: &Value) -> Read<Take> {
    let from = super::read::pairs(&value["from"], "from")?;
    let source = |(kind, text): (String, String)| match kind.as_str() {
        "body" => Ok(Source::Body(text)),
        "sent" => Ok(Source::Sent(text)),
        "location" => Ok(Source::Location(text)),
        "header" => Ok(Source::Header(text)),
        "chosen" => Ok(Source::Chosen(text)),
        _ => Err(lacks("from")),
    };
    Ok(Take {
        variable: string(value, "variable")?,
        from: from.into_iter().map(source).collect::<Read<_>>()?,
    })
}

fn read_fills(value: &Value) -> Read<Vec<Fill>> {
    let pairs = super::read::pairs(value, "fills")?;
    let fill = |(pointer, variable)| Fill { pointer, variable };
    Ok(pairs.into_iter().map(fill).collect())
}

pub(super) fn strings(value: &Value) -> Read<Vec<String>> {
    let items = value.as_array().ok_or_else(|| lacks("free"))?;
    let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
    texts.collect::<Option<_>>().ok_or_else(|| lacks("free"))
}

fn read_paging(value: &Value) -> Read<Option<Paging>> {
    if value.is_null() {
        return Ok(None);
    }
    let by = &value["by"];
    let name = || by[1].as_str().map(str::to_owned).ok_or_else(|| lacks("by"));
    let by = match by[0].as_str() {
        Some("offset") => PageBy::Offset(name()?),
        Some("page") => PageBy::Page(name()?, by[2].as_u64().ok_or_else(|| lacks("by"))?),
        Some("cursor") => PageBy::Cursor(name()?),
        Some("link") => PageBy::Link,
        _ => return Err(lacks("by")),
    };
    let limit = &value["limit"];
    let limit = limit[0].as_str().zip(limit[1].as_u64());
    Ok(Some(Paging {
        limit: limit.map(|(name, number)| (name.to_owned(), number)),
        by,
    }))
}

pub(super) fn read_sequel(value: &Value) -> Read<Option<Sequel>> {
    if value.is_null() {
        return Ok(None);
    }
    let name = string(value, "kind")?;
    let kind = SequelKind::NAMES.iter().find(|(_, known)| *known == name);
    Ok(Some(Sequel {
        kind: kind.map(|(kind, _)| *kind).ok_or_else(|| lacks("kind"))?,
        variable: string(value, "variable")?,
        identity: string(value, "identity")?,
        paging: read_paging(&value["paging"])?,
    }))
}
