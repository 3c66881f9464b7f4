//! Pairs: every two values of two parameters or properties meet in some request.

use std::collections::BTreeSet;
use std::rc::Rc;

use countersign_json::{Value, escape_pointer_token};

use super::Intent;
use super::draft::Draft;
use super::parameters::{self, Base};
use crate::generate::{Mutation, proposals};
use crate::judge::Judgement;
use crate::wire::Written;

/// How many parameters and properties are paired.
const MOST_FACTORS: usize = 24;
/// How many values each of them takes, besides being absent.
const MOST_VALUES: usize = 5;
/// How many requests pairs make for one operation.
const MOST_ROWS: usize = 120;

/// Something that takes several values.
struct Factor<'s> {
    place: Place<'s>,
    values: Vec<Chosen>,
}

/// Where a value goes.
enum Place<'s> {
    Parameter(Rc<Base<'s>>),
    Property(String),
}

/// What a factor is in one request.
#[derive(Clone)]
enum Chosen {
    Absent,
    Text(Written),
    Value(Value),
}

pub(super) fn add(draft: &mut Draft<'_>) {
    let mut factors = of_parameters(draft);
    factors.extend(of_body(draft));
    factors.truncate(MOST_FACTORS);
    factors.retain(|factor| factor.values.len() > 1);
    if factors.len() < 2 {
        return;
    }
    let sizes: Vec<usize> = factors.iter().map(|factor| factor.values.len()).collect();
    for row in cover(&sizes) {
        if draft.is_full() {
            return;
        }
        add_row(draft, &factors, &row);
    }
}

fn of_parameters<'s>(draft: &Draft<'s>) -> Vec<Factor<'s>> {
    let factor = |base: &Rc<Base<'s>>| {
        let (mutations, _left_out) = proposals(&draft.instances(), &[base.schema], &base.value);
        let mut values = Vec::new();
        if !base.is_required() {
            values.push(Chosen::Absent);
        }
        let most = values.len() + MOST_VALUES;
        values.push(Chosen::Text(base.written.clone()));
        for mutation in telling(mutations) {
            let value = mutation.apply(&base.value);
            let written = value.and_then(|value| parameters::written(draft, base, &value));
            let Some(written) = written else {
                continue;
            };
            let is_new = !values
                .iter()
                .any(|known| matches!(known, Chosen::Text(known) if *known == written));
            if values.len() < most
                && is_new
                && matches!(parameters::judge(draft, base, &written), Judgement::Valid)
            {
                values.push(Chosen::Text(written));
            }
        }
        Factor {
            place: Place::Parameter(Rc::clone(base)),
            values,
        }
    };
    let free = draft.bases.iter().filter(|base| !base.written.is_bound());
    free.map(factor).collect()
}

fn of_body<'s>(draft: &Draft<'s>) -> Vec<Factor<'s>> {
    let Some(body) = &draft.body else {
        return Vec::new();
    };
    let Value::Object(members) = &body.full else {
        return Vec::new();
    };
    let (mutations, _left_out) = proposals(&draft.instances(), &[body.content.schema], &body.full);
    let is_valid = |value: &Value| {
        draft
            .instances()
            .judge()
            .accepts(&[body.content.schema], value)
    };
    let mut factors = Vec::new();
    for (name, member) in members {
        let pointer = format!("/{}", escape_pointer_token(name));
        let here = mutations
            .iter()
            .filter(|mutation| mutation.pointer == pointer);
        let mut values = Vec::new();
        let rest: Vec<_> = members
            .iter()
            .filter(|(known, _)| known != name)
            .cloned()
            .collect();
        if is_valid(&Value::Object(rest)) {
            values.push(Chosen::Absent);
        }
        let most = values.len() + MOST_VALUES;
        values.push(Chosen::Value(member.clone()));
        for mutation in telling(here.cloned().collect()) {
            let Some(made) = mutation.apply(&body.full).filter(|_| values.len() < most) else {
                continue;
            };
            let value = made.get(name).cloned().unwrap_or_default();
            let is_new = !values
                .iter()
                .any(|known| matches!(known, Chosen::Value(known) if *known == value));
            if is_new && is_valid(&made) {
                values.push(Chosen::Value(value));
            }
        }
        factors.push(Factor {
            place: Place::Property(name.clone()),
            values,
        });
    }
    factors
}

/// The changes whose values stand at bounds or in lists, before all others.
fn telling(mut mutations: Vec<Mutation>) -> Vec<Mutation> {
    mutations.sort_by_key(|mutation| {
        !matches!(
            mutation.keyword,
            "enum" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum"
        )
    });
    mutations
}

/// Rows of indices in which every two values of every two factors meet, as far as the rows reach.
fn cover(sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut open: BTreeSet<(usize, usize, usize, usize)> = BTreeSet::new();
    for (a, size_a) in sizes.iter().enumerate() {
        for (b, size_b) in sizes.iter().enumerate().skip(a + 1) {
            for i in 0..*size_a {
                open.extend((0..*size_b).map(|j| (a, i, b, j)));
            }
        }
    }
    let mut rows = Vec::new();
    while let Some(first) = open.first().copied() {
        if rows.len() >= MOST_ROWS {
            break;
        }
        let row = row(sizes, first, &open);
        for (a, i) in row.iter().enumerate() {
            for (b, j) in row.iter().enumerate().skip(a + 1) {
                open.remove(&(a, *i, b, *j));
            }
        }
        rows.push(row);
    }
    rows
}

/// The row that has a pair, and of all others as many that are open as can be had one factor at a time.
fn row(
    sizes: &[usize],
    (a, i, b, j): (usize, usize, usize, usize),
    open: &BTreeSet<(usize, usize, usize, usize)>,
) -> Vec<usize> {
    let mut chosen: Vec<Option<usize>> = vec![None; sizes.len()];
    chosen[a] = Some(i);
    chosen[b] = Some(j);
    for (factor, size) in sizes.iter().enumerate() {
        if chosen[factor].is_some() {
            continue;
        }
        let gain = |value: usize| {
            let others = chosen
                .iter()
                .enumerate()
                .filter_map(|(other, value)| Some((other, (*value)?)));
            let pairs = others.map(|(other, there)| {
                if other < factor {
                    (other, there, factor, value)
                } else {
                    (factor, value, other, there)
                }
            });
            pairs.filter(|pair| open.contains(pair)).count()
        };
        chosen[factor] = (0..*size).rev().max_by_key(|value| gain(*value));
    }
    chosen.into_iter().map(Option::unwrap_or_default).collect()
}

fn add_row(draft: &mut Draft<'_>, factors: &[Factor<'_>], row: &[usize]) {
    let mut written = Vec::new();
    let mut body = draft.body.as_ref().map(|body| body.full.clone());
    for (factor, index) in factors.iter().zip(row) {
        match (&factor.place, factor.values.get(*index)) {
            (Place::Parameter(base), Some(Chosen::Text(text))) => {
                written.push((base.parameter, text.clone()))
            }
            (Place::Property(name), Some(chosen)) => {
                if let Some(Value::Object(members)) = &mut body {
                    match chosen {
                        Chosen::Value(value) => {
                            let mut known = members.iter_mut().filter(|(known, _)| known == name);
                            known
                                .next()
                                .into_iter()
                                .for_each(|(_, member)| *member = value.clone());
                        }
                        _ => members.retain(|(known, _)| known != name),
                    }
                }
            }
            _ => {}
        }
    }
    let bound = draft.bases.iter().filter(|base| base.written.is_bound());
    written.extend(bound.map(|base| (base.parameter, base.written.clone())));
    let content = match (draft.body.as_ref(), body) {
        (Some(of), Some(value)) => {
            let Some(bytes) = of.bytes(draft, &value) else {
                return;
            };
            Some((of.content, bytes))
        }
        _ => None,
    };
    let judgement = content
        .as_ref()
        .map_or(Judgement::Valid, |(content, bytes)| {
            content.judge(draft.subject, bytes)
        });
    let content = content.map(|(content, bytes)| (content.media_type, bytes));
    let intent = draft.intent(judgement, "body", ("", ""), "a pair of values");
    let request = draft.request(&written, content);
    // What two properties break together is no case of its own.
    if let (Some(Intent::Valid), Some(request)) = (intent, request) {
        draft.add("pairs of values", Intent::Valid, request);
    }
}

#[cfg(test)]
mod tests {
    use super::cover;

    #[test]
    fn every_pair_is_in_a_row() {
        let sizes = [3, 2, 4, 5];
        let rows = cover(&sizes);
        for a in 0..sizes.len() {
            for b in a + 1..sizes.len() {
                for i in 0..sizes[a] {
                    for j in 0..sizes[b] {
                        let met = rows.iter().any(|row| row[a] == i && row[b] == j);
                        assert!(met, "{a}={i} and {b}={j}");
                    }
                }
            }
        }
        assert!(rows.len() <= 30, "{}", rows.len());
        assert!(cover(&[5; 40]).len() <= super::MOST_ROWS);
    }
}
