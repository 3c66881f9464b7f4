//! [`Violations`]: everything that is wrong with one instance.

use std::{fmt, slice, vec};

use crate::Violation;

/// How much text is kept of the violations of one instance, in bytes; what goes beyond it is counted.
const BUDGET: usize = 16 << 20;

/// How many violations a message lists.
const LISTED: usize = 100;

/// Everything that is wrong with one instance, in the order of the schema.
///
/// All violations are kept, up to 16 MiB of them: a hostile instance cannot turn its own size into a multiple of it.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Violations {
    list: Vec<Violation>,
    weight: usize,
    omitted: usize,
}

impl Violations {
    /// An empty list.
    pub const fn new() -> Self {
        Self {
            list: Vec::new(),
            weight: 0,
            omitted: 0,
        }
    }

    /// Adds a violation.
    #[cold]
    pub fn push(&mut self, violation: Violation) {
        self.weight += violation.weight();
        // The first is kept whatever its weight, so that a list is never empty for want of room.
        if self.weight > BUDGET && !self.list.is_empty() {
            self.omitted += 1;
        } else {
            self.list.push(violation);
        }
    }

    /// Adds a violation, if there is room for it: to work out its place may take longer than to find it.
    #[cold]
    pub(crate) fn report(&mut self, violation: impl FnOnce() -> Violation) {
        if self.weight > BUDGET {
            self.omitted += 1;
        } else {
            self.push(violation());
        }
    }

    /// Keeps those that are wanted.
    pub(crate) fn retain(&mut self, is_wanted: impl FnMut(&Violation) -> bool) {
        self.list.retain(is_wanted);
    }

    /// The violations.
    pub fn iter(&self) -> slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// The violations.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.list
    }

    /// How many there are, with those that were not kept.
    pub(crate) fn total(&self) -> usize {
        self.list.len() + self.omitted
    }

    /// How many are in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.omitted == 0
    }

    /// How many more there were than the budget of 16 MiB has kept.
    #[must_use]
    pub const fn omitted(&self) -> usize {
        self.omitted
    }

    /// `Ok` when nothing is wrong.
    ///
    /// # Errors
    /// The list, when it is not empty.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// `3 violations`
    pub(crate) fn headline(&self) -> String {
        match self.total() {
            1 => "1 violation".to_owned(),
            count => format!("{count} violations"),
        }
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Violation> for Violations {
    fn extend<I: IntoIterator<Item = Violation>>(&mut self, violations: I) {
        violations
            .into_iter()
            .for_each(|violation| self.push(violation));
    }
}

/// A headline and one line for each, of which the first hundred are listed.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.headline())?;
        for (index, violation) in self.list.iter().take(LISTED).enumerate() {
            write!(f, "{}\n  {violation}", if index == 0 { ":" } else { "" })?;
        }
        match self.list.len().saturating_sub(LISTED) + self.omitted {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

impl std::error::Error for Violations {}

#[cfg(test)]
mod tests {
    use super::{BUDGET, Violations};
    use crate::{Location, Violation};

    fn violations(count: usize, name: &str) -> Violations {
        let mut violations = Violations::new();
        let root = Location::root();
        for _ in 0..count {
            violations.push(Violation::new(&root.property(name), "type", "is wrong"));
        }
        violations
    }

    #[test]
    fn a_line_each() {
        assert_eq!(
            violations(1, "a").to_string(),
            "1 violation:\n  /a: is wrong"
        );
        assert_eq!(
            violations(2, "a").to_string(),
            "2 violations:\n  /a: is wrong\n  /a: is wrong"
        );
        assert!(
            violations(103, "a")
                .to_string()
                .ends_with("/a: is wrong\n  and 3 more")
        );
    }

    #[test]
    fn empty_is_ok() {
        assert_eq!(violations(0, "a").into_result(), Ok(()));
        assert!(violations(1, "a").into_result().is_err());
    }

    #[test]
    fn the_first_is_kept() {
        let huge = violations(2, &"x".repeat(BUDGET));
        assert_eq!((huge.len(), huge.omitted()), (1, 1));
    }

    #[test]
    fn memory_and_time_are_bounded() {
        let name = "x".repeat(1 << 20);
        let root = Location::root();
        let place = root.property(&name);
        let mut many = Violations::new();
        for _ in 0..1_000_000 {
            many.report(|| Violation::new(&place, "type", "is wrong"));
        }
        assert!((1..100).contains(&many.len()));
        assert_eq!(many.len() + many.omitted(), 1_000_000);
        assert!(many.to_string().starts_with("1000000 violations:"));
    }
}
