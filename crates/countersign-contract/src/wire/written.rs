//! The value of a parameter as it stands on the wire.

use countersign_model::ParameterLocation;

use super::percent::{Plus, decode, encode};

/// What stands on the wire for a parameter.
#[derive(Clone, Eq, PartialEq, Debug)]
pub(crate) enum Form {
    /// A part of a path, percent-encoded, or the value of a header.
    Text {
        /// What the style puts before a value: `;id=`.
        before: String,
        /// The rest.
        text: String,
    },
    /// Pairs of a query, percent-encoded, or of a cookie.
    Pairs(Vec<(String, String)>),
    /// All of a query.
    Query(String),
}

/// The value of a parameter as text.
#[derive(Clone, Eq, PartialEq, Debug)]
pub(crate) struct Written {
    pub(super) form: Form,
    /// The value as it was before it was encoded, where it is a scalar.
    plain: Option<String>,
    /// The variable that stands for the scalar until it is sent.
    variable: Option<String>,
}

impl Written {
    pub(super) fn new(form: Form, plain: Option<String>) -> Written {
        Written {
            form,
            plain,
            variable: None,
        }
    }

    /// The text of a header that came over the wire.
    pub(crate) fn of_header(text: &str) -> Written {
        let form = Form::Text {
            before: String::new(),
            text: text.to_owned(),
        };
        Written::new(form, Some(text.to_owned()))
    }

    /// The scalar, before it was encoded.
    pub(crate) fn plain(&self) -> Option<&str> {
        self.plain.as_deref()
    }

    /// Whether nothing stands there but names and delimiters.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.form {
            Form::Text { text, .. } | Form::Query(text) => text.is_empty(),
            Form::Pairs(pairs) => pairs.iter().all(|(_, text)| text.is_empty()),
        }
    }

    /// The same, for whose scalar a variable stands until it is sent.
    pub(crate) fn bound(self, variable: &str) -> Written {
        let is_scalar = self.plain.is_some();
        Written {
            variable: is_scalar.then(|| variable.to_owned()),
            ..self
        }
    }

    /// Whether a variable stands for it.
    pub(crate) fn is_bound(&self) -> bool {
        self.variable.is_some()
    }

    fn variable(&self) -> Option<String> {
        self.variable.as_ref().map(|name| format!("<{name}>"))
    }

    /// What stands in a path or a header; `None` where it stands elsewhere.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.form {
            Form::Text { before, text } => {
                let text = self.variable().unwrap_or_else(|| text.clone());
                Some(format!("{before}{text}"))
            }
            Form::Pairs(_) | Form::Query(_) => None,
        }
    }

    /// What stands in a query, or in a cookie: pairs with their equals signs.
    pub(crate) fn pairs(&self) -> Vec<String> {
        let variable = self.variable();
        match &self.form {
            Form::Text { .. } => Vec::new(),
            Form::Query(text) => vec![text.clone()],
            Form::Pairs(pairs) => pairs
                .iter()
                .map(|(name, text)| format!("{name}={}", variable.as_deref().unwrap_or(text)))
                .collect(),
        }
    }

    /// The names of the pairs, decoded.
    pub(crate) fn names(&self) -> Vec<String> {
        match &self.form {
            Form::Pairs(pairs) => {
                let names = pairs.iter();
                names
                    .filter_map(|(name, _)| decode(name, Plus::Space))
                    .collect()
            }
            Form::Text { .. } | Form::Query(_) => Vec::new(),
        }
    }

    /// A text of a path, a query or a cookie that is not encoded yet; its commas stay as they are.
    pub(super) fn of_text(name: &str, location: ParameterLocation, text: &str) -> Written {
        let items: Vec<String> = text.split(',').map(encode).collect();
        let text = items.join(",");
        let form = match location {
            ParameterLocation::Path => Form::Text {
                before: String::new(),
                text,
            },
            _ => Form::Pairs(vec![(encode(name), text)]),
        };
        Written::new(form, None)
    }
}
