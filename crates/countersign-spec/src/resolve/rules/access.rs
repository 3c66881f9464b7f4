//! Servers and security: what has to be declared before it is used.

use super::Rules;
use crate::document::{SecurityRequirement, Server};
use crate::resolve::template;
use crate::{Code, Diagnostic, nearest};

impl Rules<'_> {
    /// Server Object, OpenAPI 3.1 section 4.8.5.
    pub(super) fn servers(&mut self, servers: &[Server]) {
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

    pub(super) fn security(&mut self, requirements: &[SecurityRequirement]) {
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
            let diagnostic = Diagnostic::warning(Code::UnknownSecurityScheme, message);
            let label = "names nothing: no credentials are sent for it";
            self.diagnostics
                .push(diagnostic.at(name.span, label).help(help));
        }
    }
}
