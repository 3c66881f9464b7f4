//! Paths: their templates against their parameters, and against each other.

use std::collections::HashMap;

use super::Rules;
use crate::document::{Operation, ParameterLocation, PathItem};
use crate::resolve::template;
use crate::{Code, Diagnostic, Spanned, nearest};

impl Rules<'_> {
    /// Names in the template against path parameters (OpenAPI 3.1 section 4.8.8.1).
    pub(super) fn path_parameters(&mut self, item: &PathItem) {
        let Ok(names) = template::names(&item.path.value) else {
            let diagnostic = Diagnostic::error(
                Code::InvalidValue,
                "the braces of a path template do not match",
            );
            self.diagnostics.push(
                diagnostic
                    .at(item.path.span, "not used")
                    .help("write each parameter as `{name}`"),
            );
            return;
        };
        for (place, name) in names.iter().enumerate() {
            if names[..place].contains(name) {
                let diagnostic = Diagnostic::error(
                    Code::PathParameter,
                    format!("the path has the parameter `{name}` twice"),
                );
                self.diagnostics.push(
                    diagnostic
                        .at(item.path.span, "in this template")
                        .help("give the second one another name"),
                );
            }
        }
        for operation in &item.operations {
            self.template_parameters(&item.path, &names, operation);
        }
    }

    fn template_parameters(
        &mut self,
        path: &Spanned<String>,
        names: &[&str],
        operation: &Operation,
    ) {
        let declared = || {
            operation
                .parameters
                .iter()
                .filter(|parameter| parameter.location == ParameterLocation::Path)
        };
        for name in names
            .iter()
            .filter(|name| !declared().any(|parameter| parameter.name.value == **name))
        {
            let message = format!("the path parameter `{name}` is not declared");
            let near = declared()
                .map(|parameter| parameter.name.value.as_str())
                .filter(|other| !names.contains(other));
            let help = match nearest(name, near) {
                Some(near) => format!("the declared parameter `{near}` has a similar name"),
                None => {
                    format!("add a parameter with `name: {name}`, `in: path` and `required: true`")
                }
            };
            let diagnostic = Diagnostic::error(Code::PathParameter, message)
                .at(operation.span, "this operation does not declare it")
                .related(path.span, "the path has it")
                .help(help);
            self.diagnostics.push(diagnostic);
        }
        for parameter in
            declared().filter(|parameter| !names.contains(&parameter.name.value.as_str()))
        {
            let name = &parameter.name.value;
            let diagnostic = Diagnostic::error(
                Code::PathParameter,
                format!("the path has no parameter `{name}`"),
            )
            .at(parameter.name.span, "declared here")
            .related(path.span, "not in this template")
            .help(format!(
                "add `{{{name}}}` to the path, or remove the parameter"
            ));
            self.diagnostics.push(diagnostic);
        }
    }

    pub(super) fn ambiguous_paths(&mut self) {
        let mut first: HashMap<String, &Spanned<String>> = HashMap::new();
        for item in &self.document.paths {
            let other = *first
                .entry(template::skeleton(&item.path.value))
                .or_insert(&item.path);
            if other.span != item.path.span {
                let message = format!(
                    "`{}` and `{}` match the same requests",
                    other.value, item.path.value
                );
                let diagnostic = Diagnostic::warning(Code::AmbiguousPath, message)
                    .at(item.path.span, "no server can tell it from the other")
                    .related(other.span, "the other one")
                    .help("join the two, with one name for the parameter");
                self.diagnostics.push(diagnostic);
            }
        }
    }
}
