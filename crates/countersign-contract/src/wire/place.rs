//! The parameters of a request, put into their places.

use countersign_model::{Parameter, ParameterLocation};

use super::written::Written;

/// The target of a path template with its parameters, and the headers; `None` where the path is not filled.
pub(crate) fn place(
    path: &str,
    parameters: &[(&Parameter, Written)],
) -> Option<(String, Vec<(String, String)>)> {
    let mut target = path.to_owned();
    let mut query: Vec<String> = Vec::new();
    let mut headers = Vec::new();
    let mut cookies: Vec<String> = Vec::new();
    for (parameter, written) in parameters {
        let name = &parameter.name;
        match parameter.location {
            ParameterLocation::Path => {
                target = target.replace(&format!("{{{name}}}"), &written.text()?);
            }
            ParameterLocation::Header => headers.push((name.clone(), written.text()?)),
            ParameterLocation::Query | ParameterLocation::QueryString => {
                query.extend(written.pairs());
            }
            ParameterLocation::Cookie => cookies.extend(written.pairs()),
        }
    }
    if target.contains(['{', '}']) || !target.starts_with('/') {
        return None;
    }
    if !cookies.is_empty() {
        headers.push(("cookie".to_owned(), cookies.join("; ")));
    }
    let separator = if query.is_empty() { "" } else { "?" };
    Some((format!("{target}{separator}{}", query.join("&")), headers))
}
