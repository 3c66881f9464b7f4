//! The links that a document declares itself (OpenAPI 3.1, section 4.8.20).

use countersign_spec::document::{Link, Operation};

use crate::Subject;
use crate::setup::Source;

/// A parameter of one operation that takes a value from the answer of another.
#[derive(Debug)]
pub(super) struct Documented {
    /// The operation whose answer it is.
    pub(super) from: usize,
    /// The operation whose parameter it is.
    pub(super) to: usize,
    /// The parameter's name.
    pub(super) parameter: String,
    /// Where the value is.
    pub(super) sources: Vec<Source>,
}

/// Every link of a document that leads from one of its operations to another.
pub(super) fn all(subject: &Subject) -> Vec<Documented> {
    let document = subject.resolved().document();
    let operations = document.paths.iter().flat_map(|item| {
        item.operations
            .iter()
            .map(|operation| (item.path.value.as_str(), operation))
    });
    let mut list = Vec::new();
    for (path, operation) in operations {
        let Some(from) = index(subject, path, operation) else {
            continue;
        };
        for link in operation
            .responses
            .iter()
            .flat_map(|response| &response.links)
        {
            let Some(to) = target(subject, link) else {
                continue;
            };
            list.extend(link.parameters.iter().filter_map(|(name, node)| {
                let expression = subject.resolved().node(*node).as_str()?;
                let bare = name
                    .value
                    .rsplit_once('.')
                    .map_or(name.value.as_str(), |(_, bare)| bare);
                Some(Documented {
                    from,
                    to,
                    parameter: bare.to_owned(),
                    sources: vec![source(expression)?],
                })
            }));
        }
    }
    list
}

fn index(subject: &Subject, path: &str, operation: &Operation) -> Option<usize> {
    let method = operation.method.as_str();
    subject
        .api()
        .operations
        .iter()
        .position(|known| known.path == path && known.method.as_str() == method)
}

/// The operation that a link names: by `operationId`, or by `operationRef` within the document.
fn target(subject: &Subject, link: &Link) -> Option<usize> {
    let operations = &subject.api().operations;
    if let Some(id) = &link.operation_id {
        return operations
            .iter()
            .position(|operation| operation.id == id.value);
    }
    let pointer = link
        .operation_ref
        .as_ref()?
        .value
        .strip_prefix("#/paths/")?;
    let (path, method) = pointer.rsplit_once('/')?;
    let path = path.replace("~1", "/").replace("~0", "~");
    operations.iter().position(|operation| {
        operation.path == path && operation.method.as_str().eq_ignore_ascii_case(method)
    })
}

/// A runtime expression as a source (OpenAPI 3.1, section 4.8.20.4); `None` for one that no answer decides.
fn source(expression: &str) -> Option<Source> {
    if let Some(pointer) = expression.strip_prefix("$response.body#") {
        return Some(Source::Body(pointer.to_owned()));
    }
    if let Some(name) = expression.strip_prefix("$response.header.") {
        return Some(Source::Header(name.to_lowercase()));
    }
    let pointer = expression.strip_prefix("$request.body#")?;
    Some(Source::Sent(pointer.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::source;
    use crate::setup::Source;

    #[test]
    fn runtime_expressions() {
        let body = |pointer: &str| Some(Source::Body(pointer.to_owned()));
        assert_eq!(source("$response.body#/data/id"), body("/data/id"));
        assert_eq!(
            source("$response.header.ETag"),
            Some(Source::Header("etag".to_owned()))
        );
        assert_eq!(
            source("$request.body#/name"),
            Some(Source::Sent("/name".to_owned()))
        );
        assert_eq!(source("constant"), None);
    }
}
