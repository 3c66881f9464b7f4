//! A part of the API: the operations that are wanted, and the types that they reach.

use std::collections::HashSet;

use crate::plan::{only, reach, target};
use crate::surface::each_slot;
use crate::{Api, Operation, Trigger, TypeId, nearest};

/// What a selection names; it takes every operation that answers to it.
#[derive(Clone, Eq, PartialEq, Debug)]
pub enum Wanted {
    /// An `operationId`, or a method and a path: `get /orders/{id}`.
    Operation(String),
    /// One of the `tags` of an operation.
    Tag(String),
    /// A path of `paths`, in which `*` stands for any text without a slash, and `**` for any text.
    Path(String),
}

/// Which parts of an API are left, by their places in the lists before.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// Of [`Api::types`].
    pub types: Vec<bool>,
    /// Of [`Api::operations`], followed by [`Api::webhooks`].
    pub operations: Vec<bool>,
}

impl Wanted {
    /// What the selection says.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Wanted::Operation(text) | Wanted::Tag(text) | Wanted::Path(text) => text,
        }
    }

    fn takes(&self, operation: &Operation) -> bool {
        match self {
            Wanted::Operation(text) => operation.id == *text || is_request_line(text, operation),
            Wanted::Tag(tag) => operation.tags.contains(tag),
            Wanted::Path(pattern) => {
                operation.trigger == Trigger::Call && fits(pattern, &operation.path)
            }
        }
    }
}

impl Api {
    /// Whether an operation answers to what is wanted.
    #[must_use]
    pub fn has(&self, wanted: &Wanted) -> bool {
        self.all().any(|operation| wanted.takes(operation))
    }

    /// The name of the same kind that is spelled most like what is wanted, if one is near.
    #[must_use]
    pub fn nearest(&self, wanted: &Wanted) -> Option<&str> {
        let mut names: Vec<&str> = match wanted {
            Wanted::Operation(_) => self.all().map(|operation| operation.id.as_str()).collect(),
            Wanted::Tag(_) => self
                .all()
                .flat_map(|operation| &operation.tags)
                .map(String::as_str)
                .collect(),
            Wanted::Path(_) => self
                .operations
                .iter()
                .map(|operation| operation.path.as_str())
                .collect(),
        };
        names.sort_unstable();
        names.dedup();
        nearest(wanted.text(), names)
    }

    /// Leaves the operations that any of these takes, with the callbacks that they have, and the types that they reach.
    ///
    /// What stays is as it was: roles, forms and words of names are those of the whole API.
    pub fn keep(&mut self, wanted: &[Wanted]) -> Kept {
        let operations = self.taken(wanted);
        let mut flags = operations.iter().copied();
        self.operations.retain(|_| flags.next().unwrap_or(false));
        self.webhooks.retain(|_| flags.next().unwrap_or(false));

        let types = self.reached_by(self.all());
        let (left, renumbered) = only(std::mem::take(&mut self.types), &types);
        self.types = left;
        each_slot(self, &mut |slot| renumbered.apply(slot));
        Kept { types, operations }
    }

    /// Which types operations lead to, directly and through others; parallel to [`Api::types`].
    pub fn reached_by<'o>(&self, operations: impl IntoIterator<Item = &'o Operation>) -> Vec<bool> {
        let slots = operations.into_iter().flat_map(Operation::slots);
        reach(&self.types, slots.filter_map(target).map(|(id, _)| id))
    }

    /// The same from types, which are among them.
    pub fn reached_from(&self, types: impl IntoIterator<Item = TypeId>) -> Vec<bool> {
        reach(&self.types, types)
    }

    fn all(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().chain(&self.webhooks)
    }

    /// Which operations are taken; a callback is where the operation is that has it, which comes before it.
    fn taken(&self, wanted: &[Wanted]) -> Vec<bool> {
        let mut owners = HashSet::new();
        let mut taken = Vec::new();
        for operation in self.all() {
            let owned = match &operation.trigger {
                Trigger::Callback {
                    operation: owner, ..
                } => owners.contains(owner.as_str()),
                Trigger::Call | Trigger::Webhook => false,
            };
            let is_taken = owned || wanted.iter().any(|wanted| wanted.takes(operation));
            if is_taken {
                owners.insert(operation.id.as_str());
            }
            taken.push(is_taken);
        }
        taken
    }
}

/// Whether a text is the method and the path of an operation.
fn is_request_line(text: &str, operation: &Operation) -> bool {
    text.split_once(' ').is_some_and(|(method, path)| {
        method.eq_ignore_ascii_case(operation.method.as_str()) && path == operation.path
    })
}

/// Whether a path fits a pattern. Each step either uses up the pattern or lets the last star take one more byte, which
/// is enough: what an earlier star could have taken in its place, the last one can as well, unless it stops at a slash;
/// then the last `**` goes on.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.as_bytes(), path.as_bytes());
    let (mut at, mut read) = (0, 0);
    let (mut segment, mut any) = (None, None);
    loop {
        let star = pattern.get(at) == Some(&b'*');
        if star && pattern.get(at + 1) == Some(&b'*') {
            at += 2;
            (segment, any) = (None, Some((at, read)));
        } else if star {
            at += 1;
            segment = Some((at, read));
        } else if read < path.len() && pattern.get(at) == path.get(read) {
            at += 1;
            read += 1;
        } else if read == path.len() && at == pattern.len() {
            return true;
        } else if let Some((after, from)) =
            segment.filter(|(_, from)| *path.get(*from).unwrap_or(&b'/') != b'/')
        {
            (at, read) = (after, from + 1);
            segment = Some((after, from + 1));
        } else if let Some((after, from)) = any.filter(|(_, from)| *from < path.len()) {
            (at, read) = (after, from + 1);
            (segment, any) = (None, Some((after, from + 1)));
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn stars_stand_for_text() {
        for (pattern, path, expected) in [
            ("/orders", "/orders", true),
            ("/orders", "/orders/{id}", false),
            ("/orders/*", "/orders/{id}", true),
            ("/orders/*", "/orders/{id}/lines", false),
            ("/orders/**", "/orders/{id}/lines", true),
            ("/orders/**", "/orders", false),
            ("/orders**", "/orders", true),
            ("/*/lines", "/orders/lines", true),
            ("/**/lines", "/orders/{id}/lines", true),
            ("/**/lines", "/orders/{id}/lines/{n}", false),
            ("/**/*/b*", "/x/a/b/c/bd", true),
            ("/*a*/b", "/xaya/b", true),
            ("/*", "/", true),
            ("", "", true),
            ("*", "/", false),
            ("**", "", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
