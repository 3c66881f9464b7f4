//! What the specification asks beyond fields and types: ids, parameters, paths, servers, security.

use std::collections::HashMap;

use super::template;
use crate::document::{
    Document, Operation, Parameter, ParameterLocation, PathItem, SecurityRequirement, Server,
    SpecVersion,
};
use crate::{Code, Diagnostic, Diagnostics, NodeId, Span, Spanned, Tree, nearest};

/// Checks a typed document.
pub(super) fn check(tree: &Tree, document: &Document, diagnostics: &mut Diagnostics) {
    let mut rules = Rules {
        tree,
        document,
        diagnostics,
        ids: HashMap::new(),
    };
    rules.content();
    rules.servers(&document.servers);
    rules.security(&document.security);
    rules.ambiguous_paths();
    for item in &document.paths {
        rules.path_item(item);
        rules.path_parameters(item);
    }
    for item in &document.webhooks {
        rules.path_item(item);
    }
}

struct Rules<'a> {
    tree: &'a Tree,
    document: &'a Document,
    diagnostics: &'a mut Diagnostics,
    /// Each `operationId` with the operation that had it first.
    ids: HashMap<&'a str, (NodeId, Span)>,
}

impl<'a> Rules<'a> {
    /// A document without anything to use is most likely a mistake (OpenAPI 3.1 section 4.8.1).
    fn content(&mut self) {
        let root = self.tree.node(self.document.node);
        let has = |field: &str| root.get(field).is_some();
        if has("paths")
            || self.document.version > SpecVersion::V3_0 && (has("webhooks") || has("components"))
        {
            return;
        }
        let place = root
            .entry("openapi")
            .map_or_else(|| root.span().before(), |entry| entry.key_span);
        let diagnostic = Diagnostic::warning(
            Code::MissingField,
            "an OpenAPI document must have a field `paths`",
        )
        .at(place, "no `paths` in this document")
        .help("add `paths: {}` to a document of components only");
        self.diagnostics.push(diagnostic);
    }

    fn path_item(&mut self, item: &'a PathItem) {
        self.servers(&item.servers);
        self.duplicate_parameters(&item.parameters);
        for operation in &item.operations {
            self.operation(operation);
        }
    }

    fn operation(&mut self, operation: &'a Operation) {
        self.operation_id(operation);
        self.duplicate_parameters(&operation.parameters);
        self.servers(&operation.servers);
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        if let Some(security) = &operation.security {
            self.security(security);
        }
        for callback in &operation.callbacks {
            for item in &callback.paths {
                self.path_item(item);
            }
        }
    }

    fn operation_id(&mut self, operation: &'a Operation) {
        let Some(id) = &operation.operation_id else {
            return;
        };
        let (first, span) = *self
            .ids
            .entry(&id.value)
            .or_insert((operation.node, id.span));
        if first != operation.node {
            let diagnostic = Diagnostic::error(
                Code::DuplicateOperationId,
                format!("two operations have the id `{}`", id.value),
            )
            .at(id.span, "again here")
            .related(span, "first here")
            .help("give each operation an id of its own");
            self.diagnostics.push(diagnostic);
        }
    }

    fn duplicate_parameters(&mut self, parameters: &[Parameter]) {
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
    fn parameter(&mut self, parameter: &Parameter) {
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

    /// Names in the template against path parameters (OpenAPI 3.1 section 4.8.8.1).
    fn path_parameters(&mut self, item: &PathItem) {
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

    fn ambiguous_paths(&mut self) {
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

    /// Server Object, OpenAPI 3.1 section 4.8.5.
    fn servers(&mut self, servers: &[Server]) {
        for server in servers {
            let names = template::names(&server.url.value).unwrap_or_default();
            for name in names {
                if !server
                    .variables
                    .iter()
                    .any(|variable| variable.name.value == name)
                {
                    let message = format!("the server variable `{name}` is not declared");
                    let diagnostic = Diagnostic::error(Code::InvalidValue, message)
                        .at(server.url.span, "used here");
                    let help = format!("add `{name}` with a `default` to `variables`");
                    self.diagnostics.push(diagnostic.help(help));
                }
            }
            for variable in &server.variables {
                if !variable.values.is_empty() && !variable.values.contains(&variable.default) {
                    let message = format!(
                        "the default of the server variable `{}` is not in its `enum`",
                        variable.name.value
                    );
                    let diagnostic = Diagnostic::error(Code::InvalidValue, message);
                    let label = format!("its default is `{}`", variable.default);
                    self.diagnostics.push(
                        diagnostic
                            .at(variable.name.span, label)
                            .help("add it to `enum`"),
                    );
                }
            }
        }
    }

    fn security(&mut self, requirements: &[SecurityRequirement]) {
        let declared = self
            .tree
            .node(self.document.node)
            .get("components")
            .and_then(|node| node.get("securitySchemes"));
        for (name, _) in requirements
            .iter()
            .flat_map(|requirement| &requirement.schemes)
        {
            if declared.is_some_and(|schemes| schemes.get(&name.value).is_some()) {
                continue;
            }
            let names = declared
                .into_iter()
                .flat_map(crate::Node::entries)
                .map(|entry| entry.key);
            let help = match nearest(&name.value, names) {
                Some(near) => format!("a security scheme with a similar name exists: `{near}`"),
                None => "declare it under `components/securitySchemes`".to_owned(),
            };
            let message = format!("there is no security scheme `{}`", name.value);
            let diagnostic = Diagnostic::error(Code::UnknownSecurityScheme, message);
            self.diagnostics
                .push(diagnostic.at(name.span, "names nothing").help(help));
        }
    }
}
