//! Links: the operations that they name.

use super::Rules;
use crate::document::{Callback, Link, Operation, PathItem};
use crate::{Code, Diagnostic, nearest};

impl Rules<'_> {
    /// Link Object, OpenAPI 3.1 section 4.8.20; called when every `operationId` is known.
    pub(super) fn links(&mut self) {
        let document = self.document;
        let mut pending: Vec<&PathItem> = document.paths.iter().chain(&document.webhooks).collect();
        while let Some(item) = pending.pop() {
            for operation in &item.operations {
                links_of(operation).for_each(|link| self.link(link));
                let callbacks = operation.callbacks.iter();
                pending.extend(callbacks.flat_map(|callback: &Callback| &callback.paths));
            }
        }
    }

    fn link(&mut self, link: &Link) {
        let Some(id) = &link.operation_id else {
            return;
        };
        if self.ids.contains_key(id.value.as_str()) {
            return;
        }
        let mut names: Vec<&str> = self.ids.keys().copied().collect();
        names.sort_unstable();
        let help = match nearest(&id.value, names) {
            Some(near) => format!("an operation with a similar id exists: `{near}`"),
            None => "name the `operationId` of an operation of this document".to_owned(),
        };
        let message = format!("there is no operation `{}`", id.value);
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message)
            .at(id.span, "this link leads nowhere")
            .help(help);
        self.diagnostics.push(diagnostic);
    }
}

fn links_of(operation: &Operation) -> impl Iterator<Item = &Link> {
    operation
        .responses
        .iter()
        .flat_map(|response| &response.links)
}
