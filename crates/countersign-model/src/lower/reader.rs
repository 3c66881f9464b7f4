//! Values of keywords: each is of the type that its keyword wants, or a diagnostic.

use countersign_json::{Decimal, Value};
use countersign_spec::{Code, Diagnostic, Entry, Kind, Node};
use std::collections::HashSet;

use super::Arena;

impl Arena<'_> {
    /// A number, exact.
    pub(super) fn decimal(&mut self, entry: Entry<'_>) -> Option<Decimal> {
        let decimal = entry.value.number().and_then(Decimal::parse);
        if decimal.is_none() {
            self.report_wrong(entry.key, entry.value, "a number");
        }
        decimal
    }

    /// A count: an integer that is not negative (validation, section 6.3.1 and others). One beyond 64 bits is taken for
    /// the greatest there is, which no value reaches.
    pub(super) fn count(&mut self, entry: Entry<'_>) -> Option<u64> {
        let decimal = self.decimal(entry)?;
        if decimal.is_integer() && (!decimal.is_negative() || decimal.is_zero()) {
            return Some(decimal.to_u64().unwrap_or(u64::MAX));
        }
        let what = if decimal.is_negative() {
            "negative"
        } else {
            "no integer"
        };
        self.report(
            Diagnostic::error(Code::KeywordValue, format!("`{}` is {what}", entry.key)).at(
                entry.value.span(),
                "expected an integer that is not negative",
            ),
        );
        None
    }

    /// A string.
    pub(super) fn text<'t>(&mut self, entry: Entry<'t>) -> Option<&'t str> {
        let text = entry.value.as_str();
        if text.is_none() {
            self.report_wrong(entry.key, entry.value, "a string");
        }
        text
    }

    /// A boolean; false where it is none.
    pub(super) fn flag(&mut self, entry: Entry<'_>) -> bool {
        let flag = entry.value.as_bool();
        if flag.is_none() {
            self.report_wrong(entry.key, entry.value, "a boolean");
        }
        flag.unwrap_or(false)
    }

    /// The items of a sequence; `None` where it is none.
    pub(super) fn sequence<'t>(&mut self, entry: Entry<'t>) -> Option<Vec<Node<'t>>> {
        if entry.value.kind() == Kind::Sequence {
            return Some(entry.value.items().collect());
        }
        self.report_wrong(entry.key, entry.value, "a sequence");
        None
    }

    /// Whether the value is a mapping; a diagnostic where it is none.
    pub(super) fn is_mapping(&mut self, entry: Entry<'_>) -> bool {
        match entry.value.kind() {
            Kind::Mapping => return true,
            Kind::Null => self.report_null(entry),
            _ => self.report_wrong(entry.key, entry.value, "a mapping"),
        }
        false
    }

    /// A list of strings without duplicates.
    pub(super) fn strings(&mut self, entry: Entry<'_>) -> Vec<String> {
        let mut seen = HashSet::new();
        let mut strings = Vec::new();
        for item in self.sequence(entry).unwrap_or_default() {
            let Some(text) = item.as_str() else {
                self.report_wrong(entry.key, item, "strings");
                continue;
            };
            if seen.insert(text) {
                strings.push(text.to_owned());
            } else {
                self.report_duplicate(entry.key, item, text);
            }
        }
        strings
    }

    /// Any values, without those that are equal to an earlier one (core, section 4.2.2).
    pub(super) fn values(&mut self, entry: Entry<'_>) -> Vec<Value> {
        let mut seen = HashSet::new();
        let mut values = Vec::new();
        for item in self.sequence(entry).unwrap_or_default() {
            let value = item.to_value();
            if seen.insert(value.canonical()) {
                values.push(value);
            } else {
                self.report_duplicate(entry.key, item, &value.to_string());
            }
        }
        values
    }

    /// A keyword of which nothing is left but its name.
    fn report_null(&mut self, entry: Entry<'_>) {
        let message = format!("`{}` needs a mapping", entry.key);
        self.report(
            Diagnostic::warning(Code::KeywordType, message)
                .at(entry.value.span(), "null is taken for an empty one")
                .help("remove the keyword, or write `{}`"),
        );
    }

    pub(super) fn report_wrong(&mut self, keyword: &str, found: Node<'_>, wanted: &str) {
        let message = format!("`{keyword}` needs {wanted}");
        let label = format!("this is {}", found.kind().described());
        if found.is_null() {
            let message = format!("`{keyword}` is null: taken as if it were not there");
            let label = format!("expected {wanted}");
            let diagnostic = Diagnostic::warning(Code::KeywordType, message);
            return self.report(diagnostic.at(found.span(), label));
        }
        let diagnostic = Diagnostic::error(Code::KeywordType, message).at(found.span(), label);
        let text = match found.kind() {
            Kind::String => found.as_str(),
            _ => None,
        };
        let quoted_number =
            wanted == "a number" && text.is_some_and(|text| Decimal::parse(text).is_some());
        self.report(match text {
            Some(text) if quoted_number => {
                diagnostic.help(format!("write `{text}` without quotes"))
            }
            _ => diagnostic,
        });
    }

    fn report_duplicate(&mut self, keyword: &str, item: Node<'_>, text: &str) {
        let message = format!("`{text}` is listed twice in `{keyword}`");
        self.report(
            Diagnostic::warning(Code::DuplicateEntry, message)
                .at(item.span(), "the second has no effect"),
        );
    }
}
