//! [`Violation`]: one keyword that one place in an instance breaks.

use std::fmt;

use crate::{Location, json::Value};

/// How much of an instance a violation repeats, in code points: enough to find it, never a whole document.
const EXCERPT: usize = 120;

/// One assertion that an instance breaks, in the words of JSON Schema's output format (2020-12, Core section 12.3).
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    instance_location: String,
    keyword_location: String,
    keyword: &'static str,
    message: String,
    limit: Option<Value>,
    actual: Option<Value>,
}

impl Violation {
    /// `keyword` is broken at `at`; the message completes the sentence "the instance at this place: ..".
    #[must_use]
    pub fn new(at: &Location<'_>, keyword: &'static str, message: impl Into<String>) -> Self {
        Self {
            instance_location: at.instance(),
            keyword_location: at.keyword(keyword),
            keyword,
            message: message.into(),
            limit: None,
            actual: None,
        }
    }

    /// Moves the place in the instance to the member `name` of the object that was judged; the keyword stays its object's.
    #[must_use]
    pub(crate) fn of_member(mut self, name: &str) -> Self {
        self.instance_location.push('/');
        self.instance_location
            .push_str(&countersign_json::escape_pointer_token(name));
        self
    }

    /// Puts the place in the instance where the pointer leads to.
    #[cfg(feature = "server")]
    #[must_use]
    pub(crate) fn at_pointer(mut self, pointer: String) -> Self {
        self.instance_location = pointer;
        self
    }

    /// The value that the schema gives to the keyword.
    #[must_use]
    pub fn with_limit(mut self, limit: impl Into<Value>) -> Self {
        self.limit = Some(limit.into());
        self
    }

    /// What was compared with the limit: the instance, or its length or count. Long ones are cut.
    #[must_use]
    pub fn with_actual(mut self, actual: impl Into<Value>) -> Self {
        self.actual = Some(excerpt(&actual.into()));
        self
    }

    /// [`Self::with_actual`] of a value which may be large.
    #[must_use]
    pub(crate) fn with_excerpt_of(mut self, actual: &Value) -> Self {
        self.actual = Some(excerpt(actual));
        self
    }

    /// Puts `context` before the message.
    #[must_use]
    pub(crate) fn about(mut self, context: &str) -> Self {
        self.message = format!("{context}: {}", self.message);
        self
    }

    /// The JSON Pointer (RFC 6901) of the place in the instance.
    #[must_use]
    pub fn instance_location(&self) -> &str {
        &self.instance_location
    }

    /// The JSON Pointer of the keyword in the schema, by the way that evaluation took through `$ref`s.
    #[must_use]
    pub fn keyword_location(&self) -> &str {
        &self.keyword_location
    }

    /// The keyword: `minimum`, `required`, ..
    #[must_use]
    pub const fn keyword(&self) -> &'static str {
        self.keyword
    }

    /// The value of the keyword, where it has one that JSON can say.
    #[must_use]
    pub const fn limit(&self) -> Option<&Value> {
        self.limit.as_ref()
    }

    /// What was compared with the limit: a number, string or literal itself, for lengths and counts the figure, for
    /// objects and arrays their JSON text as a string; at most about 120 characters of it.
    #[must_use]
    pub const fn actual(&self) -> Option<&Value> {
        self.actual.as_ref()
    }

    /// What is wrong, for people: `0 is less than the minimum of 1`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How much memory it takes, about.
    pub(crate) fn weight(&self) -> usize {
        let texts = [
            &self.instance_location,
            &self.keyword_location,
            &self.message,
        ];
        size_of::<Self>() + EXCERPT + texts.iter().map(|text| text.len()).sum::<usize>()
    }
}

/// `/channel_expiry_blocks: 0 is less than the minimum of 1`; the whole instance is `(root)`.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.instance_location.as_str() {
            "" => f.write_str("(root)")?,
            pointer => f.write_str(&cut(pointer))?,
        }
        write!(f, ": {}", self.message)
    }
}

/// A value as it stands in a message: JSON text, cut.
pub(crate) fn shown(value: &Value) -> String {
    match excerpt(value) {
        // What had to be cut to a string is shown without quotes.
        Value::String(text) if !matches!(value, Value::String(_)) => text,
        other => other.to_string(),
    }
}

/// The value, if it is short; else its beginning.
fn excerpt(value: &Value) -> Value {
    match value {
        Value::Null | Value::Bool(_) => value.clone(),
        Value::Number(number) if number.text().len() <= EXCERPT => value.clone(),
        Value::Number(number) => Value::String(cut(number.text())),
        Value::String(string) => Value::String(cut(string)),
        Value::Array(_) | Value::Object(_) => Value::String(beginning(value)),
    }
}

/// The first characters, and an ellipsis where there are more.
fn cut(text: &str) -> String {
    cut_at(text, EXCERPT)
}

/// The first `length` characters, and an ellipsis where there are more.
pub(crate) fn cut_at(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The beginning of the JSON text of a value, of which no more is written than is needed.
fn beginning(value: &Value) -> String {
    let mut text = Beginning(String::new());
    let _cut_short = fmt::write(&mut text, format_args!("{value}"));
    cut(&text.0)
}

/// A writer that has had enough after [`EXCERPT`] characters.
struct Beginning(String);

impl fmt::Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(text.chars().take(EXCERPT + 1));
        if self.0.len() > 4 * EXCERPT + 4 {
            return Err(fmt::Error);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Violation, shown};
    use crate::{Location, json::Value};

    fn value(text: &str) -> Value {
        crate::json::read(text, crate::json::Limits::default()).unwrap()
    }

    #[test]
    fn it_speaks_json_schemas_language() {
        let root = Location::root();
        let property = root.property("a/b");
        let item = property.item(3);
        let violation = Violation::new(&item, "minimum", "0 is less than the minimum of 1")
            .with_limit(value("1"))
            .with_actual(value("0"));
        assert_eq!(violation.instance_location(), "/a~1b/3");
        assert_eq!(
            violation.keyword_location(),
            "/properties/a~1b/items/minimum"
        );
        assert_eq!(violation.keyword(), "minimum");
        assert_eq!(violation.limit(), Some(&value("1.0")));
        assert_eq!(violation.actual(), Some(&value("0")));
        assert_eq!(
            violation.to_string(),
            "/a~1b/3: 0 is less than the minimum of 1"
        );
        assert_eq!(Violation::new(&root, "type", "x").to_string(), "(root): x");
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        let long = "é".repeat(1000);
        let violation =
            Violation::new(&Location::root(), "pattern", "").with_actual(Value::String(long));
        let Some(Value::String(text)) = violation.actual() else {
            panic!("{violation:?}")
        };
        assert_eq!(text.chars().count(), 121);
        assert!(text.ends_with("é…"));
        let array = value(&format!("[{}1]", "[],".repeat(1000)));
        assert_eq!(shown(&array).chars().count(), 121);
        assert_eq!(shown(&value("[1, \"x\"]")), "[1,\"x\"]");
        assert_eq!(shown(&value(&"9".repeat(500))).chars().count(), 121);
    }
}
