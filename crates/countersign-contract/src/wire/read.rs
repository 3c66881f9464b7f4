//! What stands on the wire, read back as services do: by the style and the content of the parameter.

use std::collections::BTreeSet;

use countersign_json::{Limits, Value};
use countersign_model::{Parameter, ParameterLocation, Style};

use super::medium::Medium;
use super::percent::{Plus, decode};
use super::reading::{Reading, candidates};
use super::style::Spelling;
use super::written::{Form, Written};

/// The ways of reading a parameter; none where its text cannot be read at all.
pub(crate) fn readings(parameter: &Parameter, written: &Written) -> Vec<Reading> {
    of_form(&Spelling::of(parameter), &written.form)
}

fn of_form(spelling: &Spelling<'_>, form: &Form) -> Vec<Reading> {
    if let Some(content) = spelling.content {
        return match form {
            Form::Query(query) if Medium::of(&content.name) == Some(Medium::Form) => {
                super::form::readings(content, query)
            }
            Form::Query(text) | Form::Text { text, .. } => json(spelling, text),
            Form::Pairs(pairs) => match pairs.as_slice() {
                [(_, text)] => json(spelling, text),
                _ => Vec::new(),
            },
        };
    }
    match form {
        Form::Text { before, text } => of_text(spelling, before, text),
        Form::Pairs(pairs) => of_pairs(spelling, pairs),
        Form::Query(_) => Vec::new(),
    }
}

/// What a text is without its encoding.
fn decoded(spelling: &Spelling<'_>, text: &str) -> Option<String> {
    match spelling.location {
        ParameterLocation::Header => Some(text.to_owned()),
        ParameterLocation::Path | ParameterLocation::Cookie => decode(text, Plus::Plus),
        ParameterLocation::Query | ParameterLocation::QueryString => decode(text, Plus::Space),
    }
}

fn json(spelling: &Spelling<'_>, text: &str) -> Vec<Reading> {
    let text = decoded(spelling, text);
    let value = text.and_then(|text| countersign_json::read(&text, Limits::default()).ok());
    value
        .map(|value| Reading::One(vec![value]))
        .into_iter()
        .collect()
}

/// In a path or a header.
fn of_text(spelling: &Spelling<'_>, before: &str, text: &str) -> Vec<Reading> {
    if spelling.style == Style::Matrix && before == ";" {
        let members: Vec<&str> = text.split(before).collect();
        return exploded(spelling, &members).into_iter().collect();
    }
    let mut list = one(spelling, text);
    let mut splits = spelling.splits(text);
    if spelling.style == Style::Matrix && spelling.explode {
        splits = vec![text.split(before).collect()];
    }
    for parts in splits {
        let parts: Vec<&str> = match spelling.location {
            ParameterLocation::Header => parts.iter().map(|part| part.trim()).collect(),
            _ => parts,
        };
        list.extend(array(spelling, &parts));
        list.extend(if spelling.explode {
            exploded(spelling, &parts)
        } else {
            alternating(spelling, &parts)
        });
    }
    list
}

/// In a query or a cookie.
fn of_pairs(spelling: &Spelling<'_>, pairs: &[(String, String)]) -> Vec<Reading> {
    if spelling.style == Style::DeepObject {
        return deep(spelling, pairs).into_iter().collect();
    }
    let named = pairs
        .iter()
        .filter(|(name, _)| decoded(spelling, name).as_deref() == Some(spelling.name));
    let texts: Vec<&str> = named.map(|(_, text)| text.as_str()).collect();
    let mut list = Vec::new();
    if let [text] = texts.as_slice() {
        list.extend(one(spelling, text));
    }
    if spelling.spreads() {
        list.extend(array(spelling, &texts).filter(|_| !texts.is_empty()));
        let members: Option<Vec<_>> = pairs
            .iter()
            .map(|(name, text)| member(spelling, name, text))
            .collect();
        let members = members.filter(|members| spelling.spreads_members() && is_object(members));
        list.extend(members.map(Reading::Object));
    } else if let [text] = texts.as_slice() {
        for parts in spelling.splits(text) {
            list.extend(array(spelling, &parts));
            list.extend(alternating(spelling, &parts));
        }
    }
    list
}

fn one(spelling: &Spelling<'_>, text: &str) -> Vec<Reading> {
    let text = decoded(spelling, text);
    text.map(|text| Reading::One(candidates(&text)))
        .into_iter()
        .collect()
}

fn array(spelling: &Spelling<'_>, parts: &[&str]) -> Option<Reading> {
    let items = parts
        .iter()
        .map(|part| Some(candidates(&decoded(spelling, part)?)));
    items.collect::<Option<Vec<_>>>().map(Reading::Array)
}

fn member(spelling: &Spelling<'_>, name: &str, text: &str) -> Option<(String, Vec<Value>)> {
    let text = decoded(spelling, text)?;
    Some((decoded(spelling, name)?, candidates(&text)))
}

/// Whether no name stands twice.
fn is_object(members: &[(String, Vec<Value>)]) -> bool {
    let names: BTreeSet<&String> = members.iter().map(|(name, _)| name).collect();
    names.len() == members.len()
}

/// `a=1`, each.
fn exploded(spelling: &Spelling<'_>, parts: &[&str]) -> Option<Reading> {
    let members = parts.iter().map(|part| {
        let (name, text) = part.split_once('=')?;
        member(spelling, name, text)
    });
    let members = members.collect::<Option<Vec<_>>>();
    members
        .filter(|members| is_object(members))
        .map(Reading::Object)
}

/// `a`, `1`, in turn.
fn alternating(spelling: &Spelling<'_>, parts: &[&str]) -> Option<Reading> {
    let (pairs, rest) = parts.as_chunks::<2>();
    let members = pairs
        .iter()
        .map(|[name, text]| member(spelling, name, text));
    let members = members.collect::<Option<Vec<_>>>();
    let members = members.filter(|members| rest.is_empty() && is_object(members));
    members.map(Reading::Object)
}

/// `name[a]=1`, each.
fn deep(spelling: &Spelling<'_>, pairs: &[(String, String)]) -> Option<Reading> {
    let members = pairs.iter().map(|(name, text)| {
        let name = decoded(spelling, name)?;
        let inner = name.strip_prefix(spelling.name)?.strip_prefix('[')?;
        Some((
            inner.strip_suffix(']')?.to_owned(),
            candidates(&decoded(spelling, text)?),
        ))
    });
    members.collect::<Option<Vec<_>>>().map(Reading::Object)
}
