//! What the generator makes: valid instances of every keyword, and instances that one keyword alone refuses. Judged by the
//! `jsonschema` crate.
#![allow(clippy::unwrap_used, clippy::panic)] // the helpers of tests may fail as tests do

#[path = "generator/suite.rs"]
mod suite;
#[path = "generator/trial.rs"]
mod trial;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use countersign_contract::Opinion;
use trial::{Said, Trial};

/// What was asked for by the suite, and what of it the generator did not make.
#[derive(Default)]
struct Tally {
    asked: usize,
    missed: Vec<String>,
}

impl Tally {
    fn count(&mut self, name: &str, is_made: bool) {
        self.asked += 1;
        if !is_made {
            self.missed.push(name.to_owned());
        }
    }

    fn told(&self, what: &str) -> String {
        let made = self.asked - self.missed.len();
        let mut told = format!("{what:24} {made:3} of {:3}\n", self.asked);
        for missed in &self.missed {
            told.push_str(&format!("    {missed}\n"));
        }
        told
    }
}

/// Says something that is seen even where the test passes: the figures are the point.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

#[test]
fn the_official_suite() {
    let Some(root) = suite::root() else {
        say("generator: skipped, ../shared/json-schema-test-suite is not there\n");
        return;
    };
    let remotes = suite::remotes(&root);
    let [mut valid, mut refused, mut judged] = <[Tally; 3]>::default();
    let mut invalid: BTreeMap<String, Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    for group in suite::groups(&root) {
        let trial = match Trial::new(&group.schema, &remotes) {
            Ok(trial) => trial,
            Err(_) => {
                refused.count(&group.name, false);
                continue;
            }
        };
        for (instance, _) in &group.instances {
            let mut says =
                |is_alike| judged.count(&format!("{}: {instance}", group.name), is_alike);
            match (trial.opinion(instance), trial.said(instance)) {
                (Opinion::Undecided(_), _) => says(false),
                (Opinion::Valid, Said::Valid) => says(true),
                (Opinion::Invalid(_), Said::Broken(_) | Said::Other) => says(true),
                (ours, _) => wrong.push(format!("{}: {instance}: {ours:?}", group.name)),
            }
        }
        let made = trial.valid(0);
        let is_valid = |value| matches!(trial.said(value), Said::Valid);
        wrong.extend(
            made.iter()
                .find(|value| !is_valid(value))
                .map(|value| format!("{}: {value}", group.name)),
        );
        if group
            .instances
            .iter()
            .any(|(instance, valid)| *valid && is_valid(instance))
        {
            valid.count(&group.name, made.iter().any(is_valid));
        }
        let alone = |value| match trial.said(value) {
            Said::Broken(keywords) => keywords,
            Said::Valid | Said::Other => BTreeSet::new(),
        };
        let asked: BTreeSet<String> = group
            .instances
            .iter()
            .flat_map(|(value, _)| alone(value))
            .collect();
        let changes = trial.changes(0);
        let shown: BTreeSet<String> = changes
            .iter()
            .flat_map(|change| alone(&change.value))
            .collect();
        for keyword in asked {
            let is_shown = shown.contains(&keyword);
            invalid
                .entry(keyword)
                .or_default()
                .count(&group.name, is_shown);
        }
    }
    say(&refused.told("schemas not read"));
    say(&judged.told("judged alike"));
    say(&valid.told("valid instances"));
    for (keyword, tally) in &invalid {
        say(&tally.told(keyword));
    }
    let asked: usize = invalid.values().map(|tally| tally.asked).sum();
    let missed: usize = invalid.values().map(|tally| tally.missed.len()).sum();
    say(&format!(
        "one keyword alone: {} of {asked}\n",
        asked - missed
    ));
    assert_eq!(wrong, Vec::<String>::new(), "the judges do not agree");
}
