//! Smaller requests that show the same: members that a finding does not need are left out, one after another.

use countersign_json::Value;

use super::findings::again;
use super::perform::Performer;
use super::taken::json;
use crate::check::{Check, Problem};
use crate::generate::simpler;
use crate::judge::Judgement;
use crate::plan::{Atlas, Case, Intent, Plan};
use crate::send::Transport;
use crate::setup::filled;
use crate::wire::{self, Content, Medium};

/// How many smaller requests are sent for one finding.
const MOST_TRIES: usize = 40;
/// How many smaller requests are made from choices for one finding.
const MOST_REMADE: usize = 400;

/// Makes the case of a finding smaller.
pub(super) struct Shrink<'r, T> {
    pub(super) plan: &'r Plan,
    pub(super) atlas: &'r Atlas<'r>,
    pub(super) performer: &'r Performer<'r, T>,
}

impl<T: Transport> Shrink<'_, T> {
    /// The case that shows what the check says with the fewest and plainest choices, and then the fewest members.
    pub(super) async fn smallest(&self, case: &Case, check: &Check) -> Option<Case> {
        let alone = self.without_setup(case, check).await;
        let case = alone.as_ref().unwrap_or(case);
        let chosen = self.fewer_choices(case, check).await;
        let fewer = self.shrink(chosen.as_ref().unwrap_or(case), check).await;
        fewer.or(chosen).or(alone)
    }

    /// The case without what comes before it, where that shows the same.
    async fn without_setup(&self, case: &Case, check: &Check) -> Option<Case> {
        let setup = case.setup.as_ref().filter(|_| case.sequel.is_none())?;
        let keyword = self.again(case, check).await?.keyword;
        let mut alone = case.clone();
        alone.setup = None;
        alone.choices = Vec::new();
        alone.request.target = filled(&case.request.target, |name| {
            let mut known = setup.defaults.iter();
            known
                .find(|(known, _)| known == name)
                .map(|(_, text)| text.clone())
        })?;
        let problem = self.again(&alone, check).await?;
        (problem.keyword == keyword).then_some(alone)
    }

    async fn again(&self, case: &Case, check: &Check) -> Option<Problem> {
        again(self.plan, self.performer, case, check).await
    }

    async fn fewer_choices(&self, case: &Case, check: &Check) -> Option<Case> {
        if case.choices.is_empty() {
            return None;
        }
        let keyword = self.again(case, check).await?.keyword;
        let mut smallest: Option<Case> = None;
        let (mut tries, mut next) = (0, 0);
        for _ in 0..MOST_REMADE {
            let now = smallest.as_ref().unwrap_or(case);
            let simpler = simpler(&now.choices);
            let Some(choices) = simpler.get(next).cloned() else {
                return smallest;
            };
            next += 1;
            let remade = self
                .plan
                .remade(self.atlas, case, choices)
                .filter(|remade| {
                    same(&remade.intent, &case.intent) && size(&remade.choices) < size(&now.choices)
                });
            let Some(remade) = remade else { continue };
            tries += 1;
            if self
                .again(&remade, check)
                .await
                .is_some_and(|problem| problem.keyword == keyword)
            {
                smallest = Some(remade);
                next = 0;
            }
            if tries >= MOST_TRIES {
                break;
            }
        }
        smallest
    }

    /// A case with as few members in its body as still show what the check says, if there is a smaller one.
    async fn shrink(&self, case: &Case, check: &Check) -> Option<Case> {
        let keyword = self.again(case, check).await?.keyword;
        let Value::Object(mut members) = self.body(case)? else {
            return None;
        };
        let mut smallest = None;
        let mut index = members.len();
        for _ in 0..MOST_TRIES {
            index = index
                .checked_sub(1)
                .filter(|index| *index < members.len())
                .unwrap_or(usize::MAX);
            if index == usize::MAX {
                break;
            }
            let mut fewer = members.clone();
            fewer.remove(index);
            let Some(smaller) = self.with_body(case, &Value::Object(fewer.clone())) else {
                continue;
            };
            if self
                .again(&smaller, check)
                .await
                .is_some_and(|problem| problem.keyword == keyword)
            {
                members = fewer;
                smallest = Some(smaller);
            }
        }
        smallest
    }

    /// The case with another body, if both judges say the same about it as about the first one.
    fn with_body(&self, case: &Case, value: &Value) -> Option<Case> {
        let operation = self.plan.subject.api().operations.get(case.operation)?;
        let content = Content::of_request(&self.plan.subject, operation, &case.request)?;
        let bytes = content.write(&self.plan.subject, value)?;
        let judgement = content.judge(&self.plan.subject, &bytes);
        let same = match (&case.intent, &judgement) {
            (Intent::Valid, Judgement::Valid) => true,
            (Intent::Invalid(breach), Judgement::Invalid(violations)) => {
                let about = |pointer: &str, keyword: &str| {
                    pointer == breach.pointer && keyword == breach.keyword
                };
                violations.iter().all(|violation| {
                    about(&violation.pointer, violation.keyword) && violation.limit == breach.limit
                })
            }
            _ => false,
        };
        let mut smaller = case.clone();
        if content.medium == Medium::Multipart {
            // The boundary is another one where the text that it was not to be in is gone.
            let kind = wire::content_type(content.media_type, &bytes);
            let mut headers = smaller.request.headers.iter_mut();
            let header = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            header?.1 = kind;
        }
        smaller.request.body = Some(bytes);
        same.then_some(smaller)
    }

    /// The value of the body of a case that is about its body. JSON is read as far as it can be, so that what is awkward in
    /// it may go; what is written in another way must be written so again.
    fn body(&self, case: &Case) -> Option<Value> {
        let about_body = match &case.intent {
            Intent::Valid => true,
            Intent::Invalid(breach) => breach.part == "body",
            _ => false,
        };
        let bytes = case.request.body.as_ref().filter(|_| about_body)?;
        let subject = &self.plan.subject;
        let operation = subject.api().operations.get(case.operation)?;
        let content = Content::of_request(subject, operation, &case.request)?;
        if content.is_json() {
            return json(bytes);
        }
        content.read(subject, bytes)
    }
}

/// How far choices are from the plainest ones: fewer first, then smaller.
fn size(choices: &[u64]) -> (usize, u128) {
    (
        choices.len(),
        choices.iter().map(|choice| u128::from(*choice)).sum(),
    )
}

/// Whether two requests mean the same: both valid, or both breaking the same keyword at the same place.
fn same(one: &Intent, other: &Intent) -> bool {
    match (one, other) {
        (Intent::Invalid(one), Intent::Invalid(other)) => {
            (&one.part, &one.pointer, &one.keyword) == (&other.part, &other.pointer, &other.keyword)
        }
        _ => one == other,
    }
}
