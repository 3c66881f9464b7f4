//! [`Pairs`]: names and values of a query string or of cookies, the values still as they came.

use std::{borrow::Cow, collections::BTreeMap};

use super::super::{
    Malformed,
    percent::{self, Plus},
};

/// The pairs of a query string, of a form, or of the cookies of a request, by name.
///
/// Values stay encoded, since delimiters between items are found before what is encoded is decoded.
#[derive(Clone, Debug, Default)]
pub struct Pairs<'a> {
    /// In the order in which each name came first.
    groups: Vec<(Cow<'a, str>, Vec<&'a str>)>,
    index: BTreeMap<Cow<'a, str>, usize>,
}

impl<'a> Pairs<'a> {
    /// The pairs of a query string without its `?`, or of an `application/x-www-form-urlencoded` body.
    ///
    /// # Errors
    /// A name that is not percent-encoded UTF-8.
    pub fn of_query(query: &'a str) -> Result<Self, Malformed> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self::decoded(pairs, Plus::Space)
    }

    /// Pairs that stand in a path segment: `;a=1;b=2` after its first `;`.
    pub(super) fn of_matrix(text: &'a str) -> Result<Self, Malformed> {
        Self::decoded(text.split(';'), Plus::Plus)
    }

    /// The pairs of the `Cookie` fields of a request (RFC 6265, section 4.2.1), without the quotes of quoted values.
    #[must_use]
    pub fn of_cookies(fields: &[&'a str]) -> Self {
        let mut pairs = Self::default();
        for pair in fields
            .iter()
            .flat_map(|field| field.split(';'))
            .map(str::trim)
        {
            if !pair.is_empty() {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                pairs.add(Cow::Borrowed(name.trim_end()), unquoted(value.trim_start()));
            }
        }
        pairs
    }

    fn decoded(texts: impl Iterator<Item = &'a str>, plus: Plus) -> Result<Self, Malformed> {
        let mut pairs = Self::default();
        for pair in texts {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.add(percent::decode(name, plus)?, value);
        }
        Ok(pairs)
    }

    fn add(&mut self, name: Cow<'a, str>, value: &'a str) {
        match self.index.get(&name) {
            Some(at) => self.groups[*at].1.push(value),
            None => {
                self.index.insert(name.clone(), self.groups.len());
                self.groups.push((name, vec![value]));
            }
        }
    }

    /// The values under one name.
    pub(crate) fn values(&self, name: &str) -> &[&'a str] {
        self.index
            .get(name)
            .map_or(&[], |at| self.groups[*at].1.as_slice())
    }

    /// All names, each with its values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[&'a str])> {
        let groups = self.groups.iter();
        groups.map(|(name, values)| (name.as_ref(), values.as_slice()))
    }
}

fn unquoted(value: &str) -> &str {
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(value)
}
