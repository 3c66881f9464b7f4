//! The texts of the parameters of a request that was sent.

use countersign_model::{Operation, Parameter, ParameterLocation};

use crate::wire::Outgoing;

/// Each parameter that stands once in a request, with its text.
pub(super) fn texts<'o>(operation: &'o Operation, sent: &Outgoing) -> Vec<(&'o Parameter, String)> {
    let (path, query) = sent.target.split_once('?').unwrap_or((&sent.target, ""));
    let one = |parameter: &'o Parameter| {
        let name = parameter.name.as_str();
        let text = match parameter.location {
            ParameterLocation::Path => of_path(&operation.path, path, name),
            ParameterLocation::Query => of_query(query, name),
            ParameterLocation::Header => {
                let mut fields = sent.headers.iter();
                let field = fields.find(|(known, _)| known.eq_ignore_ascii_case(name));
                field.map(|(_, text)| text.clone())
            }
            ParameterLocation::Cookie | ParameterLocation::QueryString => None,
        };
        Some((parameter, text?))
    };
    operation.parameters.iter().filter_map(one).collect()
}

/// The segment of a path that stands where the template has a parameter alone.
fn of_path(template: &str, path: &str, name: &str) -> Option<String> {
    let wanted = format!("{{{name}}}");
    let place = template.split('/').position(|segment| segment == wanted)?;
    decoded(path.split('/').nth(place)?)
}

fn of_query(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut texts = pairs.filter(|(known, _)| decoded(known).as_deref() == Some(name));
    let (_, text) = texts.next()?;
    texts.next().is_none().then(|| decoded(text))?
}

/// A text without its percent encoding (RFC 3986, section 2.1).
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{of_path, of_query};

    #[test]
    fn a_parameter_is_found_where_it_stands() {
        let path = |name| {
            of_path(
                "/books/{id}/reviews/{review}",
                "/books/7/reviews/a%2Fb",
                name,
            )
        };
        assert_eq!(path("id").as_deref(), Some("7"));
        assert_eq!(path("review").as_deref(), Some("a/b"));
        assert_eq!(path("other"), None);
        assert_eq!(of_query("a=1&b%5B%5D=x%20y", "b[]").as_deref(), Some("x y"));
        assert_eq!(of_query("a=1&a=2", "a"), None, "it stands there twice");
        assert_eq!(of_query("a=%zz", "a"), None);
    }
}
