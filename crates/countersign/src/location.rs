//! [`Location`]: where in an instance, and where in its schema, a check stands.

/// A place in an instance, with the way through the schema that led there.
///
/// It lives on the stack, one link a level, and becomes text only when a violation is reported: a value that is
/// valid pays nothing for it. The two texts are JSON Schema's `instanceLocation` and `keywordLocation`
/// (Core section 12.3).
#[derive(Clone, Copy, Debug)]
pub struct Location<'a> {
    parent: Option<&'a Location<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Property(&'a str),
    AdditionalProperty(&'a str),
    Item(usize),
    Reference,
    PatternProperty(&'a str, &'static str),
    UnevaluatedProperty(&'a str),
    PrefixItem(usize),
    UnevaluatedItem(usize),
    Branch(&'static str, usize),
    Under(&'static str),
    DependentSchema(&'static str),
}

impl<'a> Location<'a> {
    /// The whole instance.
    #[must_use]
    pub const fn root() -> Self {
        Location {
            parent: None,
            step: Step::Root,
        }
    }

    /// The member `name`, judged by `properties`.
    #[must_use]
    pub const fn property(&'a self, name: &'a str) -> Location<'a> {
        self.then(Step::Property(name))
    }

    /// The member `name`, judged by `additionalProperties`.
    #[must_use]
    pub const fn additional_property(&'a self, name: &'a str) -> Location<'a> {
        self.then(Step::AdditionalProperty(name))
    }

    /// The item at `index`, judged by `items`.
    #[must_use]
    pub const fn item(&'a self, index: usize) -> Location<'a> {
        self.then(Step::Item(index))
    }

    /// The same place in the instance, in the schema of a named type: through `$ref`, except at the root.
    #[must_use]
    pub const fn reference(&'a self) -> Location<'a> {
        match self.step {
            Step::Root => *self,
            _ => self.then(Step::Reference),
        }
    }

    /// The same place in the instance, in the branch at `index` of `keyword`: `allOf`, `anyOf`, `oneOf`.
    #[must_use]
    pub const fn branch(&'a self, keyword: &'static str, index: usize) -> Location<'a> {
        self.then(Step::Branch(keyword, index))
    }

    /// The same place in the instance, in the one subschema of `keyword`: `then`, `else`, `propertyNames`.
    pub(crate) const fn under(&'a self, keyword: &'static str) -> Location<'a> {
        self.then(Step::Under(keyword))
    }

    /// The same place in the instance, in what `dependentSchemas` has for the property `name`.
    pub(crate) const fn dependent_schema(&'a self, name: &'static str) -> Location<'a> {
        self.then(Step::DependentSchema(name))
    }

    /// The member `name`, judged by `patternProperties`.
    pub(crate) const fn pattern_property(
        &'a self,
        name: &'a str,
        pattern: &'static str,
    ) -> Location<'a> {
        self.then(Step::PatternProperty(name, pattern))
    }

    /// The member `name`, judged by `unevaluatedProperties`.
    pub(crate) const fn unevaluated_property(&'a self, name: &'a str) -> Location<'a> {
        self.then(Step::UnevaluatedProperty(name))
    }

    /// The item at `index`, judged by `prefixItems`.
    pub(crate) const fn prefix_item(&'a self, index: usize) -> Location<'a> {
        self.then(Step::PrefixItem(index))
    }

    /// The item at `index`, judged by `unevaluatedItems`.
    pub(crate) const fn unevaluated_item(&'a self, index: usize) -> Location<'a> {
        self.then(Step::UnevaluatedItem(index))
    }

    const fn then(&'a self, step: Step<'a>) -> Location<'a> {
        Location {
            parent: Some(self),
            step,
        }
    }

    /// The JSON Pointer (RFC 6901) of the instance.
    #[must_use]
    pub fn instance(&self) -> String {
        self.text(|step, text| match step {
            Step::Property(name)
            | Step::AdditionalProperty(name)
            | Step::PatternProperty(name, _)
            | Step::UnevaluatedProperty(name) => push(text, name),
            Step::Item(index) | Step::PrefixItem(index) | Step::UnevaluatedItem(index) => {
                push(text, &index.to_string());
            }
            Step::Root
            | Step::Reference
            | Step::Branch(..)
            | Step::Under(_)
            | Step::DependentSchema(_) => {}
        })
    }

    /// The JSON Pointer of `keyword` in the schema, by the way that evaluation took: `/properties/a/items/minimum`.
    #[must_use]
    pub fn keyword(&self, keyword: &str) -> String {
        let mut text = self.text(|step, text| match step {
            Step::Property(name) => push_all(text, ["properties", name]),
            Step::AdditionalProperty(_) => push(text, "additionalProperties"),
            Step::PatternProperty(_, pattern) => push_all(text, ["patternProperties", pattern]),
            Step::UnevaluatedProperty(_) => push(text, "unevaluatedProperties"),
            Step::Item(_) => push(text, "items"),
            Step::PrefixItem(index) => push_all(text, ["prefixItems", &index.to_string()]),
            Step::UnevaluatedItem(_) => push(text, "unevaluatedItems"),
            Step::Reference => push(text, "$ref"),
            Step::Branch(keyword, index) => push_all(text, [keyword, &index.to_string()]),
            Step::Under(keyword) => push(text, keyword),
            Step::DependentSchema(name) => push_all(text, ["dependentSchemas", name]),
            Step::Root => {}
        });
        push(&mut text, keyword);
        text
    }

    fn text(&self, write: impl Fn(Step<'_>, &mut String)) -> String {
        let mut steps = Vec::new();
        let mut place = Some(self);
        while let Some(location) = place {
            steps.push(location.step);
            place = location.parent;
        }
        steps.iter().rev().fold(String::new(), |mut text, step| {
            write(*step, &mut text);
            text
        })
    }
}

fn push_all<const N: usize>(text: &mut String, tokens: [&str; N]) {
    for token in tokens {
        push(text, token);
    }
}

fn push(text: &mut String, token: &str) {
    text.push('/');
    text.push_str(&countersign_json::escape_pointer_token(token));
}
