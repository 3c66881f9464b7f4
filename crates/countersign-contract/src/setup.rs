//! What comes before a request: earlier requests, and what of their answers goes into it.

use std::sync::Arc;

use crate::wire::Outgoing;

/// The requests that make what another request needs, with what is taken from their answers.
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct Setup {
    /// The requests, in order.
    pub steps: Vec<Step>,
    /// What goes into the body of the request that they are for.
    pub fills: Vec<Fill>,
    /// The texts of that body that may be others, as JSON Pointers: they are, where the service says 409.
    pub free: Vec<String>,
    /// What stands for a variable where no answer gave a value for it.
    pub defaults: Vec<(String, String)>,
}

/// One request of a [`Setup`].
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Step {
    /// The index of its operation in [`Api::operations`](countersign_model::Api::operations).
    pub operation: usize,
    /// What it does to the resource.
    pub act: Act,
    /// The request; each `<name>` in its target stands for a variable.
    pub request: Outgoing,
    /// What goes into its body.
    pub fills: Vec<Fill>,
    /// The texts of its body that are others each time it is sent, as JSON Pointers.
    pub free: Vec<String>,
    /// What is taken from its answer.
    pub takes: Vec<Take>,
    /// How its pages follow each other, where it is a list.
    pub paging: Option<Paging>,
}

/// What a request does to the resource that a sequence is about.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Debug)]
pub enum Act {
    /// Makes it.
    Create,
    /// Fetches it.
    Read,
    /// Puts another state into it, all of it or a part.
    Update,
    /// Removes it.
    Delete,
    /// Fetches its collection.
    List,
    /// Asks for one that must be refused.
    CreateWrongly,
}

/// A variable that is read from an answer: by the first of the sources that has a scalar.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Take {
    /// The name of the variable.
    pub variable: String,
    /// Where to look, in this order.
    pub from: Vec<Source>,
}

/// Where a value is found.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum Source {
    /// In the body of the answer, at this JSON Pointer.
    Body(String),
    /// In the body of the request, at this JSON Pointer.
    Sent(String),
    /// In the header `Location` of the answer, where this path template has its last variable.
    Location(String),
    /// In another header of the answer.
    Header(String),
    /// Nowhere: a text like this one is made up, another one each time.
    Chosen(String),
}

/// A variable that goes into a JSON body, in the place of the value at a JSON Pointer.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Fill {
    /// The place.
    pub pointer: String,
    /// The name of the variable.
    pub variable: String,
}

/// How the pages of a list follow each other.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Paging {
    /// The query parameter that says how many items a page has, and the number asked for.
    pub limit: Option<(String, u64)>,
    /// What leads to the next page.
    pub by: PageBy,
}

/// What leads to the next page.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum PageBy {
    /// A query parameter that counts the items before the page.
    Offset(String),
    /// A query parameter that counts pages, from this number on.
    Page(String, u64),
    /// A query parameter that takes what the page before gave.
    Cursor(String),
    /// There is one page, unless the answer links to another one.
    Link,
}

/// What a sequence of requests is about; the checks of sequences go by it.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Sequel {
    /// What is expected.
    pub kind: SequelKind,
    /// The variable that holds the identity of the resource.
    pub variable: String,
    /// The member of the resource that holds its identity.
    pub identity: String,
    /// How the last request's pages follow each other, where it is a list.
    pub paging: Option<Paging>,
}

/// What the last request of a sequence is to show.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum SequelKind {
    /// What was created is there, as it was sent.
    Created,
    /// What was updated is there, as it was sent.
    Updated,
    /// The same update twice is the update once.
    UpdatedTwice,
    /// What was deleted is there no more.
    Deleted,
    /// The list has what was created.
    Listed,
    /// The list has what was updated twice once.
    ListedOnce,
    /// The list does not have what was deleted.
    Unlisted,
    /// The pages of the list have each item once.
    Paged,
    /// The list has nothing of what was refused.
    Untouched,
    /// What somebody made is not for somebody else.
    Foreign,
    /// What belongs to one parent is not found under another.
    Misplaced,
    /// HEAD says what GET says.
    Head,
    /// The pages of a list that was asked for some of the items, or for an order.
    Narrowed,
    /// A change that is for another version than the one that is there.
    Outdated,
    /// The same creation under the same `Idempotency-Key`.
    Repeated,
    /// What was created shows none of what only answers have, and the creation had.
    Imposed,
    /// Steps of a resource one after the other; nothing is known of what they come to.
    Stepped,
}

impl SequelKind {
    /// Every kind with its name in files.
    pub(crate) const NAMES: [(SequelKind, &'static str); 17] = [
        (SequelKind::Created, "created"),
        (SequelKind::Updated, "updated"),
        (SequelKind::UpdatedTwice, "updated twice"),
        (SequelKind::Deleted, "deleted"),
        (SequelKind::Listed, "listed"),
        (SequelKind::ListedOnce, "listed once"),
        (SequelKind::Unlisted, "unlisted"),
        (SequelKind::Paged, "paged"),
        (SequelKind::Untouched, "untouched"),
        (SequelKind::Foreign, "foreign"),
        (SequelKind::Misplaced, "misplaced"),
        (SequelKind::Head, "head"),
        (SequelKind::Narrowed, "narrowed"),
        (SequelKind::Outdated, "outdated"),
        (SequelKind::Repeated, "repeated"),
        (SequelKind::Imposed, "imposed"),
        (SequelKind::Stepped, "stepped"),
    ];
}

impl Setup {
    /// Whether a request needs it: it has a variable, or its body may have to be another one.
    pub(crate) fn of(self) -> Option<Arc<Setup>> {
        let is_empty = self.steps.is_empty() && self.free.is_empty();
        (!is_empty).then(|| Arc::new(self))
    }

    /// The operations of the steps: what two setups that make the same have in common.
    pub(crate) fn route(&self) -> Vec<(usize, Act)> {
        self.steps
            .iter()
            .map(|step| (step.operation, step.act))
            .collect()
    }
}

/// A target with its variables filled in; `None` where a value is missing.
pub(crate) fn filled(target: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::with_capacity(target.len());
    let mut rest = target;
    while let Some((before, variable)) = rest.split_once('<') {
        let (name, after) = variable.split_once('>')?;
        text.push_str(before);
        text.push_str(&crate::wire::encode(&value(name)?));
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The names of the variables of a target.
pub(crate) fn variables(target: &str) -> impl Iterator<Item = &str> {
    target
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::{filled, variables};

    #[test]
    fn variables_are_filled_and_encoded() {
        let value = |name: &str| (name == "a.*").then(|| "x/y".to_owned());
        assert_eq!(
            filled("/a/<a.*>/b?c=%3C", value).as_deref(),
            Some("/a/x%2Fy/b?c=%3C")
        );
        assert_eq!(filled("/a/<b>", value), None);
        assert_eq!(
            variables("/a/<a>/<b>?<c>").collect::<Vec<_>>(),
            ["a", "b", "c"]
        );
    }
}
