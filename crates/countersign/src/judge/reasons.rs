//! Why no branch of `anyOf` or `oneOf` takes a value: each branch with its violations, best match first.

use std::cmp::Reverse;

use super::{Judge, Marks, Mode, Place, Verdict};
use crate::{
    Violations,
    schema::Link,
    violation::{cut_at, shown},
};

/// How many branches a message lists.
const BRANCHES: usize = 6;

/// How many violations it lists of each.
const VIOLATIONS: usize = 3;

/// How much it says of each violation, in code points.
const LENGTH: usize = 600;

/// A branch that does not take the value.
pub(super) struct Reason {
    pub(super) index: usize,
    pub(super) verdict: Verdict,
    name: String,
    violations: Violations,
}

impl Judge {
    /// Judges each branch for itself. The best match is first: the right JSON type, the fewest violations, the deepest.
    pub(super) fn reasons(
        &mut self,
        keyword: &'static str,
        links: &'static [Link],
        place: Place<'_>,
    ) -> Vec<Reason> {
        let reported = std::mem::take(&mut self.violations);
        let mode = std::mem::replace(&mut self.mode, Mode::Report);
        let mut reasons = Vec::with_capacity(links.len());
        for (index, link) in links.iter().enumerate() {
            let at = &place.at.branch(keyword, index);
            let verdict = self.link(link, Place { at, ..place }, &mut Marks::unwanted());
            let violations = std::mem::take(&mut self.violations);
            let name = name(link, index);
            reasons.push(Reason {
                index,
                verdict,
                name,
                violations,
            });
        }
        self.violations = reported;
        self.mode = mode;
        reasons.sort_by_key(|reason| {
            let depth =
                |violation: &crate::Violation| violation.instance_location().matches('/').count();
            let deepest = reason.violations.iter().map(depth).max();
            (reason.verdict, reason.violations.total(), Reverse(deepest))
        });
        reasons
    }
}

/// The name of the type behind a branch, or its number.
fn name(link: &Link, index: usize) -> String {
    let name = link.schema().name;
    name.map_or_else(|| format!("branch {index}"), |name| format!("`{name}`"))
}

/// No branch takes the value.
pub(super) fn none(reasons: &[Reason], place: Place<'_>) -> String {
    let mut message = format!(
        "{} fits none of the {} branches",
        shown(place.value),
        reasons.len()
    );
    let here = place.at.instance();
    for reason in reasons.iter().take(BRANCHES) {
        message += &format!("\n    {}", reason.name);
        for violation in reason.violations.iter().take(VIOLATIONS) {
            let text = match violation.instance_location().strip_prefix(&here) {
                Some("") => violation.message().to_owned(),
                _ => violation.to_string(),
            };
            let text = cut_at(&text, LENGTH).replace('\n', "\n    ");
            message += &format!("\n      {text}");
        }
        message += &and_more("      ", reason.violations.total(), VIOLATIONS);
    }
    message + &and_more("    ", reasons.len(), BRANCHES)
}

fn and_more(indent: &str, all: usize, listed: usize) -> String {
    match all.saturating_sub(listed) {
        0 => String::new(),
        more => format!("\n{indent}and {more} more"),
    }
}

/// More than one branch takes the value.
pub(super) fn several(links: &[Link], valid: &[usize], place: Place<'_>) -> String {
    let names = valid.iter().take(BRANCHES).filter_map(|index| {
        let link = links.get(*index)?;
        Some(name(link, *index))
    });
    let names: Vec<_> = names.collect();
    format!(
        "{} fits {} of the {} branches, and exactly one is wanted: {}{}",
        shown(place.value),
        valid.len(),
        links.len(),
        names.join(", "),
        and_more("    ", valid.len(), BRANCHES),
    )
}
