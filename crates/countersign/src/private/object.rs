//! Reading objects: one loop over the members for every derived struct.

use std::borrow::Cow;

use crate::{
    Contract, Maybe,
    json::{Place, Reader, Value},
};

use super::Capture;

/// The members of an object that is being read.
///
/// What is refused is noted, and ends the reading: the derived code is free of error handling, which is what costs most
/// in compile time.
#[derive(Debug)]
pub struct Members<'r, 't> {
    reader: &'r mut Reader<'t>,
    /// The names as they are written, each with its quotes and its colon.
    tokens: &'static [&'static str],
    /// The name that is expected: most documents keep the order of the schema.
    next: usize,
    place: Place,
    /// How many members there were, those that the struct does not name included.
    seen: u64,
    refused: bool,
}

/// What the name of a member is to a struct.
enum Name<'t> {
    Known(usize),
    Other(Cow<'t, str>),
}

impl<'r, 't> Members<'r, 't> {
    /// Enters an object; an array is none. `tokens` are the names that the struct has, in the order of its fields, as JSON
    /// writes them, with quotes and colon.
    #[inline]
    pub fn open(reader: &'r mut Reader<'t>, tokens: &'static [&'static str]) -> Self {
        let refused = reader.open_object().is_none();
        Self {
            reader,
            tokens,
            next: 0,
            place: Place::First,
            seen: 0,
            refused,
        }
    }

    /// The index of the next known member; members that the struct does not name are skipped.
    #[expect(
        clippy::should_implement_trait,
        reason = "its sisters have other parameters"
    )]
    #[inline]
    pub fn next(&mut self) -> Option<usize> {
        loop {
            match self.name()? {
                Name::Known(index) => return Some(index),
                Name::Other(_) => self.skip(),
            }
        }
    }

    /// The index of the next member; one that the struct does not name is refused.
    #[inline]
    pub fn next_known(&mut self) -> Option<usize> {
        match self.name()? {
            Name::Known(index) => Some(index),
            Name::Other(_) => {
                self.refused = true;
                None
            }
        }
    }

    /// The index of the next known member; members that the struct does not name go to `others`.
    #[inline]
    pub fn next_or_capture<M: Capture<Value: Contract>>(
        &mut self,
        others: &mut M,
    ) -> Option<usize> {
        loop {
            match self.name()? {
                Name::Known(index) => return Some(index),
                Name::Other(name) => {
                    let value = M::Value::decode(self.reader);
                    let put = value.and_then(|value| others.put(name.into_owned(), value).ok());
                    self.refused |= put.is_none();
                }
            }
        }
    }

    /// Reads the value of the current member into its slot, which must be empty.
    #[inline]
    pub fn value<T: Contract>(&mut self, slot: &mut Option<T>) {
        if slot.is_some() {
            self.refused = true;
            return;
        }
        *slot = T::decode(self.reader);
        self.refused |= slot.is_none();
    }

    /// The same for a member that may be null.
    #[inline]
    pub fn maybe<T: Contract>(&mut self, slot: &mut Maybe<T>) {
        if !slot.is_absent() {
            self.refused = true;
        } else if self.reader.null() {
            *slot = Maybe::Null;
        } else {
            match T::decode(self.reader) {
                Some(value) => *slot = Maybe::Value(value),
                None => self.refused = true,
            }
        }
    }

    /// The value that was made of the members, if all of them were read and none was refused.
    #[inline]
    pub fn end<T>(&self, value: T) -> Option<T> {
        if self.refused { None } else { Some(value) }
    }

    /// The same, if there were no more members than `maxProperties` allows, those that were skipped included.
    #[inline]
    pub fn end_at_most<T>(&self, limit: u64, value: T) -> Option<T> {
        if self.seen > limit {
            None
        } else {
            self.end(value)
        }
    }

    /// The next name; `None` at the end, and where something was refused.
    #[inline]
    fn name(&mut self) -> Option<Name<'t>> {
        if self.refused {
            return None;
        }
        match self.reader.member(&mut self.place) {
            Some(true) => self.seen += 1,
            Some(false) => return None,
            None => {
                self.refused = true;
                return None;
            }
        }
        match self.tokens.get(self.next) {
            Some(token) if self.reader.goes_on(token) => {
                self.next += 1;
                Some(Name::Known(self.next - 1))
            }
            _ => self.searched(),
        }
    }

    /// The next name where it is not the expected one: those after it first, since most documents leave members out.
    #[inline(never)]
    fn searched(&mut self) -> Option<Name<'t>> {
        let Some(name) = self.reader.key() else {
            self.refused = true;
            return None;
        };
        let (before, after) = self.tokens.split_at(self.next.min(self.tokens.len()));
        let index = position(after, &name).map(|index| before.len() + index);
        match index.or_else(|| position(before, &name)) {
            Some(index) => {
                self.next = index + 1;
                Some(Name::Known(index))
            }
            None => Some(Name::Other(name)),
        }
    }

    #[cold]
    fn skip(&mut self) {
        self.refused |= self.reader.skip().is_none();
    }
}

fn position(tokens: &[&str], name: &str) -> Option<usize> {
    tokens.iter().position(|token| is_named(token, name))
}

/// Whether `token` is how `name` is written.
fn is_named(token: &str, name: &str) -> bool {
    let written = token.get(1..token.len().saturating_sub(2)).unwrap_or(token);
    // Escapes are longer than what they stand for.
    match written.len() == name.len() {
        true => written == name && !written.contains('\\'),
        false => written.contains('\\') && unescaped(token).as_deref() == Some(name),
    }
}

#[cold]
fn unescaped(token: &str) -> Option<String> {
    let token = token.strip_suffix(':')?;
    match token.parse() {
        Ok(Value::String(name)) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn names_as_they_are_written() {
        assert!(is_named(r#""ab":"#, "ab"));
        assert!(!is_named(r#""ab":"#, "ac") && !is_named(r#""ab":"#, "a"));
        assert!(is_named(r#""":"#, ""));
        assert!(is_named(r#""a\"\\":"#, "a\"\\") && !is_named(r#""a\"\\":"#, r#"a\"\\"#));
    }
}
