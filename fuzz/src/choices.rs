//! Choices made by the bytes of an input: a schema with a meaning, and instances near it.

use countersign_json::{Number, Value};

/// The bytes that are left.
pub(crate) struct Choices<'i>(pub(crate) &'i [u8]);

/// How deep schemas and instances are.
const MOST_DEPTH: u32 = 3;

const NAMES: [&str; 4] = ["a", "b", "ab", "é"];
const NUMBERS: [&str; 14] = [
    "0", "-0", "1", "-1", "2", "3", "0.5", "1.0", "1e1", "-2.5", "0.1", "0.01", "1000000", "1e2",
];
const TEXTS: [&str; 8] = ["", "a", "ab", "é", "😀", "aaa", "1", "A"];
const PATTERNS: [&str; 6] = ["^a", "a$", "^a*$", "[0-9]", "^.$", "b"];
const TYPES: [&str; 7] = [
    "null", "boolean", "integer", "number", "string", "array", "object",
];

impl Choices<'_> {
    /// A number below `count`; 0 where nothing is left.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first) % count
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn number(&mut self) -> Value {
        let text = self.of(&NUMBERS);
        Number::parse(text).map_or(Value::Null, Value::Number)
    }

    /// An instance.
    pub(crate) fn instance(&mut self, depth: u32) -> Value {
        let kinds = if depth >= MOST_DEPTH { 5 } else { 7 };
        match self.below(kinds) {
            0 => Value::Null,
            1 => Value::Bool(self.below(2) == 1),
            2 | 3 => self.number(),
            4 => self.of(&TEXTS).into(),
            5 => (0..self.below(4))
                .map(|_| self.instance(depth + 1))
                .collect(),
            _ => {
                let count = self.below(4);
                let names = NAMES.iter().take(count);
                names
                    .map(|name| (*name, self.instance(depth + 1)))
                    .collect()
            }
        }
    }

    /// A schema of JSON Schema 2020-12, with no reference.
    pub(crate) fn schema(&mut self, depth: u32) -> Value {
        if depth >= MOST_DEPTH {
            return Value::Bool(self.below(3) != 0);
        }
        let mut keywords: Vec<(String, Value)> = Vec::new();
        for _ in 0..=self.below(4) {
            let (keyword, value) = self.keyword(depth);
            if keywords.iter().all(|(known, _)| known != keyword) {
                keywords.push((keyword.to_owned(), value));
            }
        }
        Value::Object(keywords)
    }

    fn keyword(&mut self, depth: u32) -> (&'static str, Value) {
        match self.below(4) {
            0 => self.of_scalars(),
            1 => self.of_arrays(depth),
            2 => self.of_objects(depth),
            _ => self.of_schemas(depth),
        }
    }

    fn of_scalars(&mut self) -> (&'static str, Value) {
        match self.below(11) {
            0 => ("type", self.of(&TYPES).into()),
            1 => ("minimum", self.number()),
            2 => ("maximum", self.number()),
            3 => ("exclusiveMinimum", self.number()),
            4 => ("exclusiveMaximum", self.number()),
            5 => ("multipleOf", self.positive()),
            6 => ("minLength", self.count()),
            7 => ("maxLength", self.count()),
            8 => ("pattern", self.of(&PATTERNS).into()),
            9 => ("const", self.instance(1)),
            _ => {
                let mut values: Vec<Value> = Vec::new();
                for _ in 0..=self.below(3) {
                    let value = self.instance(2);
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                ("enum", values.into())
            }
        }
    }

    fn of_arrays(&mut self, depth: u32) -> (&'static str, Value) {
        match self.below(8) {
            0 => ("minItems", self.count()),
            1 => ("maxItems", self.count()),
            2 => ("uniqueItems", Value::Bool(self.below(4) != 0)),
            3 => ("items", self.schema(depth + 1)),
            4 => ("prefixItems", self.schemas(depth)),
            5 => ("contains", self.schema(depth + 1)),
            6 => ("unevaluatedItems", self.schema(depth + 1)),
            _ => ("minContains", self.count()),
        }
    }

    fn of_objects(&mut self, depth: u32) -> (&'static str, Value) {
        match self.below(10) {
            0 => ("minProperties", self.count()),
            1 => ("maxProperties", self.count()),
            2 => (
                "required",
                (0..=self.below(2)).map(|it| NAMES[it]).collect(),
            ),
            3 => ("properties", self.named(depth)),
            4 => ("additionalProperties", self.schema(depth + 1)),
            5 => ("unevaluatedProperties", self.schema(depth + 1)),
            6 => ("propertyNames", self.schema(depth + 1)),
            7 => (
                "patternProperties",
                [(self.of(&PATTERNS), self.schema(depth + 1))].into(),
            ),
            8 => ("dependentSchemas", self.named(depth)),
            _ => {
                let needed: Value = [self.of(&NAMES)].into_iter().collect();
                ("dependentRequired", [(self.of(&NAMES), needed)].into())
            }
        }
    }

    fn of_schemas(&mut self, depth: u32) -> (&'static str, Value) {
        match self.below(7) {
            0 => ("allOf", self.schemas(depth)),
            1 => ("anyOf", self.schemas(depth)),
            2 => ("oneOf", self.schemas(depth)),
            3 => ("not", self.schema(depth + 1)),
            4 => ("if", self.schema(depth + 1)),
            5 => ("then", self.schema(depth + 1)),
            _ => ("else", self.schema(depth + 1)),
        }
    }

    fn schemas(&mut self, depth: u32) -> Value {
        (0..=self.below(3))
            .map(|_| self.schema(depth + 1))
            .collect()
    }

    fn named(&mut self, depth: u32) -> Value {
        let count = 1 + self.below(3);
        let names = NAMES.iter().take(count);
        names.map(|name| (*name, self.schema(depth + 1))).collect()
    }

    fn count(&mut self) -> Value {
        Value::from(self.below(4) as u64)
    }

    fn positive(&mut self) -> Value {
        let text = self.of(&["1", "2", "0.5", "0.01", "1.5"]);
        Number::parse(text).map_or(Value::Null, Value::Number)
    }
}
