//! Violations as data: JSON Schema's output format, and problem details for HTTP.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

use crate::{
    Violation, Violations,
    json::{Decimal, Number, Value},
};

/// The *basic* output format (JSON Schema 2020-12, Core section 12.4.2):
/// `{"valid":false,"errors":[{"instanceLocation":..,"keywordLocation":..,"error":..}]}`.
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut output = serializer.serialize_map(None)?;
        output.serialize_entry("valid", &self.is_empty())?;
        if !self.is_empty() {
            output.serialize_entry("errors", self.as_slice())?;
        }
        output.end()
    }
}

/// One output unit, with `keyword`, `limit` and `actual` beside the names of the specification.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut unit = serializer.serialize_map(None)?;
        unit.serialize_entry("instanceLocation", self.instance_location())?;
        unit.serialize_entry("keywordLocation", self.keyword_location())?;
        unit.serialize_entry("error", self.message())?;
        unit.serialize_entry("keyword", self.keyword())?;
        if let Some(limit) = self.limit() {
            unit.serialize_entry("limit", &Written(limit))?;
        }
        if let Some(actual) = self.actual() {
            unit.serialize_entry("actual", &Written(actual))?;
        }
        unit.end()
    }
}

impl Violations {
    /// Problem details (RFC 9457, `application/problem+json`) with status 422: `errors` has a member for each
    /// violation, whose `pointer` is a URI fragment as in the RFC's section 3.
    ///
    /// `limit` and `actual` are JSON numbers where 64 bits say them exactly, else strings.
    #[must_use]
    pub fn to_problem(&self) -> serde_json::Value {
        let errors: Vec<_> = self.iter().map(problem).collect();
        serde_json::json!({
            "type": "about:blank",
            "title": "Unprocessable Content",
            "status": 422,
            "detail": self.headline(),
            "errors": errors,
        })
    }
}

fn problem(violation: &Violation) -> serde_json::Value {
    let mut error = serde_json::json!({
        "pointer": fragment(violation.instance_location()),
        "detail": violation.message(),
        "keyword": violation.keyword(),
    });
    for (name, value) in [("limit", violation.limit()), ("actual", violation.actual())] {
        if let Some(Ok(value)) = value.map(|value| serde_json::to_value(Written(value))) {
            error[name] = value;
        }
    }
    error
}

/// A JSON Pointer as a URI fragment (RFC 6901, section 6).
pub(crate) fn fragment(pointer: &str) -> String {
    pointer.bytes().fold("#".to_owned(), |mut text, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => text.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b'!' | b'$' | b'&' => text.push(char::from(byte)),
            b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@' | b'?' => {
                text.push(char::from(byte));
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
        text
    })
}

/// A value for any serializer: numbers that it cannot say exactly become strings.
pub(crate) struct Written<'a>(pub(crate) &'a Value);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(boolean) => serializer.serialize_bool(*boolean),
            Value::Number(number) => write_number(number, serializer),
            Value::String(string) => serializer.serialize_str(string),
            Value::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(&Written(item))?;
                }
                sequence.end()
            }
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, &Written(value))?;
                }
                map.end()
            }
        }
    }
}

fn write_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    let decimal = number.decimal();
    if let Some(integer) = decimal.to_i64() {
        return serializer.serialize_i64(integer);
    }
    if let Some(integer) = decimal.to_u64() {
        return serializer.serialize_u64(integer);
    }
    match decimal.to_f64() {
        Some(float) if Decimal::from_f64(float) == Some(decimal) => serializer.serialize_f64(float),
        _ => serializer.serialize_str(number.text()),
    }
}

#[cfg(test)]
mod tests {
    use super::fragment;
    use crate::{
        Location, Violation, Violations,
        json::{Number, Value},
    };

    fn number(text: &str) -> Value {
        Value::Number(Number::parse(text).unwrap())
    }

    fn two() -> Violations {
        let root = Location::root();
        let mut violations = Violations::new();
        violations.push(
            Violation::new(
                &root.property("a"),
                "minimum",
                "0 is less than the minimum of 1",
            )
            .with_limit(number("1.0"))
            .with_actual(number("0")),
        );
        violations.push(Violation::new(&root, "maximum", "too much").with_limit(number("1e400")));
        violations
    }

    #[test]
    fn json_schemas_output() {
        assert_eq!(
            serde_json::to_string(&two()).unwrap(),
            r##"{"valid":false,"errors":[{"instanceLocation":"/a","keywordLocation":"/properties/a/minimum","##.to_owned()
                + r##""error":"0 is less than the minimum of 1","keyword":"minimum","limit":1,"actual":0},"##
                + r##"{"instanceLocation":"","keywordLocation":"/maximum","error":"too much","keyword":"maximum","limit":"1e400"}]}"##
        );
        assert_eq!(
            serde_json::to_string(&Violations::new()).unwrap(),
            r#"{"valid":true}"#
        );
    }

    #[test]
    fn problem_details() {
        assert_eq!(
            two().to_problem(),
            serde_json::json!({
                "type": "about:blank",
                "title": "Unprocessable Content",
                "status": 422,
                "detail": "2 violations",
                "errors": [
                    {"pointer": "#/a", "detail": "0 is less than the minimum of 1", "keyword": "minimum", "limit": 1, "actual": 0},
                    {"pointer": "#", "detail": "too much", "keyword": "maximum", "limit": "1e400"},
                ],
            })
        );
    }

    #[test]
    fn numbers_are_numbers_only_where_that_is_exact() {
        let written = |text| serde_json::to_string(&super::Written(&number(text))).unwrap();
        assert_eq!(written("9007199254740993"), "9007199254740993");
        assert_eq!(written("18446744073709551615"), "18446744073709551615");
        assert_eq!(written("0.10"), "0.1");
        assert_eq!(written("18446744073709551617"), "\"18446744073709551617\"");
        assert_eq!(written("9007199254740993.5"), "\"9007199254740993.5\"");
    }

    #[test]
    fn pointers_as_fragments() {
        assert_eq!(fragment("/a b/é\"/~1"), "#/a%20b/%C3%A9%22/~1");
    }
}
