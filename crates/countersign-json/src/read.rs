//! [`read`]: JSON text into a [`Value`], with a bound on its depth.

use crate::{
    Number, SyntaxError, Value,
    scan::{Event, Kind, Scanner, unescape},
};

/// How much [`read`] is willing to build.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    depth: usize,
}

impl Limits {
    /// The deepest nesting that can be asked for: beyond it, dropping a value might exhaust a thread's stack.
    pub const MAX_DEPTH: usize = 1024;

    /// Refuses objects and arrays nested more than `depth` levels; at most [`Self::MAX_DEPTH`].
    #[must_use]
    pub const fn with_depth(self, depth: usize) -> Self {
        let depth = if depth > Self::MAX_DEPTH {
            Self::MAX_DEPTH
        } else {
            depth
        };
        Self { depth }
    }

    /// How many levels are allowed.
    #[must_use]
    pub const fn depth(self) -> usize {
        self.depth
    }
}

/// 127 levels, as deep as `serde_json` goes.
impl Default for Limits {
    fn default() -> Self {
        Self { depth: 127 }
    }
}

/// Reads one JSON text (RFC 8259), without recursion. Duplicate members are kept.
///
/// # Errors
/// The first thing that is no JSON, or the bracket that goes too deep.
pub fn read(text: &str, limits: Limits) -> Result<Value, SyntaxError> {
    let mut scanner = Scanner::new(text);
    let mut tree = Tree::default();
    while let Some(event) = scanner.next() {
        let event = event?;
        if scanner.depth() > limits.depth {
            return Err(SyntaxError::new(event.range.start, "nested too deeply"));
        }
        tree.add(text, &event);
    }
    tree.root
        .ok_or(SyntaxError::new(text.len(), "expected a value"))
}

/// The values that are open, innermost last.
#[derive(Default)]
struct Tree {
    open: Vec<Open>,
    root: Option<Value>,
}

enum Open {
    Array(Vec<Value>),
    Object(Vec<(String, Value)>, String),
}

impl Tree {
    fn add(&mut self, text: &str, event: &Event) {
        let token = &text[event.range.clone()];
        match event.kind {
            Kind::ObjectStart => self.open.push(Open::Object(Vec::new(), String::new())),
            Kind::ArrayStart => self.open.push(Open::Array(Vec::new())),
            Kind::ObjectEnd | Kind::ArrayEnd => self.close(),
            Kind::Key => self.key(unescape(token).into_owned()),
            Kind::String => self.place(Value::String(unescape(token).into_owned())),
            Kind::Number => self.place(Value::Number(Number::scanned(token))),
            Kind::True => self.place(Value::Bool(true)),
            Kind::False => self.place(Value::Bool(false)),
            Kind::Null => self.place(Value::Null),
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Array(items)) => self.place(Value::Array(items)),
            Some(Open::Object(members, _)) => self.place(Value::Object(members)),
            None => {}
        }
    }

    fn key(&mut self, name: String) {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            *key = name;
        }
    }

    fn place(&mut self, value: Value) {
        match self.open.last_mut() {
            Some(Open::Array(items)) => items.push(value),
            Some(Open::Object(members, key)) => members.push((std::mem::take(key), value)),
            None => self.root = Some(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Limits, read};

    #[test]
    fn depth_is_bounded() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let three = Limits::default().with_depth(3);
        assert!(read(&nested(3), three).is_ok());
        let error = read(&nested(4), three).unwrap_err();
        assert_eq!((error.offset, error.message), (3, "nested too deeply"));
        assert!(read(&nested(127), Limits::default()).is_ok());
        assert!(read(&nested(128), Limits::default()).is_err());
        let most = Limits::default().with_depth(usize::MAX);
        assert!(read(&nested(1024), most).is_ok_and(|value| value == value.clone()));
        assert!(read(&nested(100_000), most).is_err());
    }
}
