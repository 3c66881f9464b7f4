//! Parameters: each on its own, and those of one list against each other.

use std::collections::HashMap;

use super::Rules;
use crate::document::{Parameter, ParameterLocation};
use crate::{Code, Diagnostic, Span};

impl Rules<'_> {
    pub(super) fn duplicate_parameters(&mut self, parameters: &[Parameter]) {
        let mut first: HashMap<(ParameterLocation, String), Span> = HashMap::new();
        for parameter in parameters {
            let name = match parameter.location {
                ParameterLocation::Header => parameter.name.value.to_ascii_lowercase(),
                _ => parameter.name.value.clone(),
            };
            let span = *first
                .entry((parameter.location, name))
                .or_insert(parameter.name.span);
            if span != parameter.name.span {
                let (name, location) = (&parameter.name.value, parameter.location.as_str());
                let message = format!("the {location} parameter `{name}` is declared twice");
                let diagnostic = Diagnostic::error(Code::DuplicateParameter, message)
                    .at(parameter.name.span, "again here")
                    .related(span, "first here")
                    .help("remove one of the two");
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// Parameter Object, OpenAPI 3.1 section 4.8.12.2.
    pub(super) fn parameter(&mut self, parameter: &Parameter) {
        let node = self.tree.node(parameter.node);
        let name = &parameter.name.value;
        let required = node.get("required").and_then(|required| required.as_bool());
        if parameter.location == ParameterLocation::Path && required != Some(true) {
            let place = node
                .get("required")
                .map_or(parameter.name.span, |required| required.span());
            let message = format!("the path parameter `{name}` is not declared as required");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message);
            self.diagnostics.push(
                diagnostic
                    .at(place, "a path has no place for absence")
                    .help("add `required: true`"),
            );
        }
        match (node.entry("schema"), node.entry("content")) {
            (None, None) => {
                let message = format!("the parameter `{name}` has neither `schema` nor `content`");
                let diagnostic = Diagnostic::warning(Code::MissingField, message);
                self.diagnostics.push(
                    diagnostic
                        .at(parameter.name.span, "any value is taken")
                        .help("add a `schema`"),
                );
            }
            (Some(schema), Some(content)) => {
                let message = format!("the parameter `{name}` has both `schema` and `content`");
                let diagnostic = Diagnostic::error(Code::InvalidValue, message)
                    .at(content.key_span, "one of the two is too much");
                self.diagnostics.push(
                    diagnostic
                        .related(schema.key_span, "the other one")
                        .help("remove one of them"),
                );
            }
            (None, Some(content)) if content.value.len() != 1 => {
                let message =
                    format!("`content` of the parameter `{name}` must have exactly one media type");
                let diagnostic = Diagnostic::error(Code::InvalidValue, message);
                let label = format!("{} of them", content.value.len());
                self.diagnostics.push(
                    diagnostic
                        .at(content.key_span, label)
                        .help("keep the one that clients send"),
                );
            }
            _ => {}
        }
    }
}
