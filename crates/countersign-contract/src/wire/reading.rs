//! What a text may be read as: text has no types, so that it may stand for several values.

use countersign_json::{Limits, Number, Value, escape_pointer_token};
use countersign_model::SchemaId;

use crate::Subject;
use crate::judge::{Judge, Judgement, Opinion, Role};

/// How many parts are looked at one by one; where there are more, all of them are read in the same way.
const MOST_PARTS: usize = 64;

/// One way of taking a text apart; each part with the values that it may stand for, the likeliest first.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Reading {
    /// It is not taken apart.
    One(Vec<Value>),
    /// Items.
    Array(Vec<Vec<Value>>),
    /// Members.
    Object(Vec<(String, Vec<Value>)>),
}

/// The values that a text may stand for: a number or a boolean as JSON writes it may be one (`05` and `+5` may not: RFC
/// 8259, section 6), and everything may be a string.
pub(super) fn candidates(text: &str) -> Vec<Value> {
    let plain = match text {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        "" | "null" => None,
        number => Number::parse(number).map(Value::Number),
    };
    let null = (text.is_empty() || text == "null").then_some(Value::Null);
    let string = Some(Value::String(text.to_owned()));
    [plain, string, null].into_iter().flatten().collect()
}

/// The same for what may be JSON as well: an array or an object is most likely one.
pub(super) fn candidates_or_json(text: &str) -> Vec<Value> {
    let mut list = candidates(text);
    match countersign_json::read(text, Limits::default()) {
        Ok(whole @ (Value::Array(_) | Value::Object(_))) => list.insert(0, whole),
        Ok(other) => list.push(other),
        Err(_) => {}
    }
    list
}

impl Reading {
    /// The values that it may stand for: with every part at its likeliest, with every part a string, and as the schema
    /// asks, part by part.
    pub(crate) fn values(&self, breaks: impl Fn(&Value) -> Vec<String>) -> Vec<Value> {
        let parts = self.parts();
        let tokens = match self {
            Reading::One(values) => return values.clone(),
            Reading::Array(_) => (0..parts.len()).map(|index| index.to_string()).collect(),
            Reading::Object(members) => members
                .iter()
                .map(|(name, _)| escape_pointer_token(name).to_string())
                .collect::<Vec<_>>(),
        };
        let strings = parts.iter().map(|values| usize::from(values.len() > 1));
        let mut all = vec![vec![0; parts.len()], strings.collect()];
        if parts.len() <= MOST_PARTS && parts.iter().any(|values| values.len() > 1) {
            all.push(self.chosen(&parts, &tokens, breaks));
        }
        all.dedup();
        all.iter().map(|choice| self.with(&parts, choice)).collect()
    }

    fn parts(&self) -> Vec<&Vec<Value>> {
        match self {
            Reading::One(values) => vec![values],
            Reading::Array(items) => items.iter().collect(),
            Reading::Object(members) => members.iter().map(|(_, values)| values).collect(),
        }
    }

    /// For each part the first value at which nothing is broken.
    fn chosen(
        &self,
        parts: &[&Vec<Value>],
        tokens: &[String],
        breaks: impl Fn(&Value) -> Vec<String>,
    ) -> Vec<usize> {
        let mut choice = vec![0; parts.len()];
        for (part, token) in tokens.iter().enumerate() {
            let (at, beneath) = (format!("/{token}"), format!("/{token}/"));
            let is_broken = |choice: &[usize]| {
                let broken = breaks(&self.with(parts, choice));
                broken
                    .iter()
                    .any(|it| *it == at || it.starts_with(&beneath))
            };
            let fitting = (0..parts[part].len()).find(|index| {
                choice[part] = *index;
                !is_broken(&choice)
            });
            choice[part] = fitting.unwrap_or(0);
        }
        choice
    }

    fn with(&self, parts: &[&Vec<Value>], choice: &[usize]) -> Value {
        let values = parts.iter().zip(choice);
        let mut values =
            values.map(|(values, index)| values.get(*index).cloned().unwrap_or_default());
        match self {
            Reading::One(_) => values.next().unwrap_or_default(),
            Reading::Array(_) => Value::Array(values.collect()),
            Reading::Object(members) => {
                let names = members.iter().map(|(name, _)| name.clone());
                Value::Object(names.zip(values).collect())
            }
        }
    }
}

/// Judges what may be read: it is valid where any value is, and invalid where every one is.
pub(crate) fn judge(
    subject: &Subject,
    schema: SchemaId,
    role: Role,
    readings: &[Reading],
) -> Judgement {
    let ours = Judge::new(subject.api(), role);
    let breaks = |value: &Value| match ours.judge(&[schema], value) {
        Opinion::Invalid(violations) => violations.into_iter().map(|it| it.pointer).collect(),
        Opinion::Valid | Opinion::Undecided(_) => Vec::new(),
    };
    let mut invalid: Option<Judgement> = None;
    let mut other: Option<Judgement> = None;
    for value in readings.iter().flat_map(|reading| reading.values(breaks)) {
        let text = value.to_string();
        let judgement = subject
            .judge(schema, role, text.as_bytes())
            .unwrap_or_else(Judgement::Undecided);
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
        .unwrap_or_else(|| Judgement::Undecided("there is no text to read".to_owned()))
}
