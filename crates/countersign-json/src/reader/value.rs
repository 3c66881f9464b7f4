//! Values of any type.

use super::{Place, Reader};
use crate::{Number, Value};

impl Reader<'_> {
    /// A value of any type: numbers as they are spelled, members in their order, two of one name both kept.
    pub fn value(&mut self) -> Option<Value> {
        match self.ahead()? {
            b'{' => self.members().map(Value::Object),
            b'[' => self.items().map(Value::Array),
            b'"' => Some(Value::String(self.text()?.into_owned())),
            b't' | b'f' => self.boolean().map(Value::Bool),
            b'n' => self.word("null").map(|()| Value::Null),
            _ => Some(Value::Number(Number::scanned(self.number()?))),
        }
    }

    fn members(&mut self) -> Option<Vec<(String, Value)>> {
        self.open_object()?;
        let mut members = Vec::new();
        let mut place = Place::First;
        while self.member(&mut place)? {
            members.push((self.key()?.into_owned(), self.value()?));
        }
        Some(members)
    }

    fn items(&mut self) -> Option<Vec<Value>> {
        self.open_array()?;
        let mut items = Vec::new();
        let mut place = Place::First;
        while self.item(&mut place)? {
            items.push(self.value()?);
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Reader, read};

    #[test]
    fn it_is_what_read_reads() {
        for text in [
            "null",
            " [ 1.10, -0, 1e400, true, \"\\u0041\" ] ",
            r#"{"b":1,"a":{"x":[],"y":{}},"b":3}"#,
            "123456789012345678901234567890",
        ] {
            let mut reader = Reader::new(text, Limits::default());
            let value = reader
                .value()
                .and_then(|value| reader.end().map(|()| value));
            assert_eq!(
                value.map(|value| value.to_string()),
                read(text, Limits::default())
                    .ok()
                    .map(|value| value.to_string())
            );
        }
        for text in ["", "[1,]", "{\"a\"}", "nul", "[", "{\"a\":1", "01"] {
            let mut reader = Reader::new(text, Limits::default());
            assert!(
                reader.value().and_then(|_| reader.end()).is_none(),
                "{text}"
            );
        }
    }
}
