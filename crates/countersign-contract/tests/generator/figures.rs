//! What the generator makes of the schemas of the suite, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use countersign_contract::Opinion;

use super::suite::Group;
use super::trial::{Said, Trial};

/// What was asked for by the suite, and what of it there is not.
#[derive(Default)]
pub(crate) struct Tally {
    asked: usize,
    pub(crate) missed: Vec<String>,
}

impl Tally {
    fn count(&mut self, name: &str, is_there: bool) {
        self.asked += 1;
        if !is_there {
            self.missed.push(name.to_owned());
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.asked - self.missed.len(), self.asked)?;
        let mut missed = self.missed.iter();
        missed.try_for_each(|missed| write!(f, "\n    {missed}"))
    }
}

/// What the generator makes of the schemas of the suite.
#[derive(Default)]
pub(crate) struct Figures {
    /// Instances of the suite that our judge decides; in each case as the `jsonschema` crate does.
    pub(crate) judged: Tally,
    /// Schemas that have a valid instance, and for which one is made.
    pub(crate) valid: Tally,
    /// By keyword: schemas of which the suite has an instance that is invalid by it alone, and for which one is made.
    pub(crate) invalid: BTreeMap<String, Tally>,
    /// Where the judges do not agree, and what was made as valid and is not.
    pub(crate) wrong: Vec<String>,
}

impl Figures {
    pub(crate) fn add(&mut self, group: &Group, trial: &Trial) {
        for instance in &group.instances {
            self.judge(group, trial, instance);
        }
        let is_valid = |value| matches!(trial.said(value), Said::Valid);
        if !group.instances.iter().any(is_valid) {
            return; // nothing is near to something valid
        }
        let made = trial.valid(0);
        let invalid = made.iter().filter(|value| !is_valid(value));
        let invalid = invalid.map(|value| format!("{}: made {value}", group.name));
        self.wrong.extend(invalid);
        self.valid.count(&group.name, !made.is_empty());
        let asked = group.instances.iter().flat_map(|value| alone(trial, value));
        let changes = trial.changes(0);
        let shown = changes
            .iter()
            .flat_map(|change| alone(trial, &change.value));
        let shown: BTreeSet<String> = shown.collect();
        for keyword in asked.collect::<BTreeSet<_>>() {
            let is_shown = shown.contains(&keyword);
            let tally = self.invalid.entry(keyword).or_default();
            tally.count(&group.name, is_shown);
        }
    }

    fn judge(&mut self, group: &Group, trial: &Trial, instance: &countersign_json::Value) {
        let name = format!("{}: {instance}", group.name);
        match (trial.opinion(instance), trial.said(instance)) {
            (Opinion::Undecided(_), _) => self.judged.count(&name, false),
            (Opinion::Valid, Said::Valid) => self.judged.count(&name, true),
            (Opinion::Invalid(_), Said::Broken(_) | Said::Other) => self.judged.count(&name, true),
            (ours, _) => self.wrong.push(format!("{name}: {ours:?}")),
        }
    }

    /// What was asked for and not made: keyword and schema.
    pub(crate) fn missed(&self) -> BTreeSet<(&str, &str)> {
        let each = self.invalid.iter().flat_map(|(keyword, tally)| {
            let missed = tally.missed.iter();
            missed.map(|name| (keyword.as_str(), name.as_str()))
        });
        each.collect()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "judged: {}", self.judged)?;
        writeln!(f, "valid: {}", self.valid)?;
        for (keyword, tally) in &self.invalid {
            writeln!(f, "broken alone, {keyword}: {tally}")?;
        }
        let asked: usize = self.invalid.values().map(|tally| tally.asked).sum();
        let made = asked - self.missed().len();
        writeln!(f, "broken alone, all keywords: {made} of {asked}")
    }
}

/// The keywords by which a value is invalid, where there is one reason alone.
fn alone(trial: &Trial, value: &countersign_json::Value) -> BTreeSet<String> {
    match trial.said(value) {
        Said::Broken(keywords) => keywords,
        Said::Valid | Said::Other => BTreeSet::new(),
    }
}
