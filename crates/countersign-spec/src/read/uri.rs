//! References from one URI to another (RFC 3986, section 5.2), as lenient as documents are.

/// The base of files: no document can mean this scheme by accident.
const FILES: &str = "countersign-file:/";

/// The URI of a file by its name, relative to the root of the files.
pub(super) fn of_file(name: &str) -> String {
    let mut uri = String::with_capacity(FILES.len() + name.len());
    uri.push_str(FILES);
    for character in name.chars() {
        match character {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3F"),
            '#' => uri.push_str("%23"),
            _ => uri.push(character),
        }
    }
    uri
}

/// The name of the file that a URI is of, not decoded; `None` for every other URI.
pub(super) fn file_name(uri: &str) -> Option<&str> {
    uri.strip_prefix(FILES)
}

/// A reference without its fragment, and the fragment, which is empty where there is none.
pub(super) fn split_fragment(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Whether a reference stands on its own feet: it names a scheme or a host.
pub(super) fn names_host(reference: &str) -> bool {
    let parts = Parts::of(reference);
    parts.scheme.is_some() || parts.authority.is_some()
}

/// The URI that a reference without fragment leads to from a base (RFC 3986, section 5.2.2).
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let (base, to) = (Parts::of(base), Parts::of(reference));
    if to.scheme.is_some() {
        return to.with_path(without_dots(to.path)).written();
    }
    let mut target = Resolved {
        scheme: base.scheme,
        authority: base.authority,
        path: String::new(),
        query: to.query,
    };
    if to.authority.is_some() {
        target.authority = to.authority;
        target.path = without_dots(to.path);
    } else if to.path.is_empty() {
        target.path = base.path.to_owned();
        target.query = to.query.or(base.query);
    } else if to.path.starts_with('/') {
        target.path = without_dots(to.path);
    } else {
        target.path = without_dots(&merged(&base, to.path));
    }
    target.written()
}

/// The parts of a URI reference that has no fragment (RFC 3986, appendix B).
struct Parts<'t> {
    scheme: Option<&'t str>,
    authority: Option<&'t str>,
    path: &'t str,
    query: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn of(reference: &'t str) -> Self {
        let (scheme, rest) = match super::pointer::scheme(reference) {
            Some(scheme) => (Some(scheme), &reference[scheme.len() + 1..]),
            None => (None, reference),
        };
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (rest, None),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                (Some(&rest[..end]), &rest[end..])
            }
            None => (None, rest),
        };
        Parts {
            scheme,
            authority,
            path,
            query,
        }
    }

    fn with_path(&self, path: String) -> Resolved<'t> {
        Resolved {
            scheme: self.scheme,
            authority: self.authority,
            path,
            query: self.query,
        }
    }
}

/// The parts of the target.
struct Resolved<'t> {
    scheme: Option<&'t str>,
    authority: Option<&'t str>,
    path: String,
    query: Option<&'t str>,
}

impl Resolved<'_> {
    /// RFC 3986, section 5.3.
    fn written(&self) -> String {
        let mut uri = String::new();
        if let Some(scheme) = self.scheme {
            uri.push_str(scheme);
            uri.push(':');
        }
        if let Some(authority) = self.authority {
            uri.push_str("//");
            uri.push_str(authority);
        }
        uri.push_str(&self.path);
        if let Some(query) = self.query {
            uri.push('?');
            uri.push_str(query);
        }
        uri
    }
}

/// A relative path in place of the last segment of the base (RFC 3986, section 5.2.3).
fn merged(base: &Parts<'_>, path: &str) -> String {
    if base.authority.is_some() && base.path.is_empty() {
        return format!("/{path}");
    }
    let end = base.path.rfind('/').map_or(0, |slash| slash + 1);
    format!("{}{path}", &base.path[..end])
}

/// RFC 3986, section 5.2.4.
fn without_dots(path: &str) -> String {
    if !path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return path.to_owned();
    }
    let is_rooted = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => {
                kept.push(segment);
                continue;
            }
        }
        if is_last {
            kept.push(""); // `a/..` is a folder
        }
    }
    let root = if is_rooted { "/" } else { "" };
    format!("{root}{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{file_name, names_host, of_file, resolve};

    /// RFC 3986, section 5.4, without fragments.
    #[test]
    fn the_examples_of_the_specification() {
        let examples = [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
        ];
        for (reference, target) in examples {
            assert_eq!(
                resolve("http://a/b/c/d;p?q", reference),
                target,
                "{reference}"
            );
        }
        assert_eq!(resolve("http://a", "g"), "http://a/g");
        assert_eq!(resolve("urn:a:b", "urn:c:d"), "urn:c:d");
    }

    #[test]
    fn files_have_uris_of_their_own() {
        let base = of_file("s/a b#1.yaml");
        assert_eq!(file_name(&base), Some("s/a b%231.yaml"));
        assert_eq!(file_name(&resolve(&base, "../c.yaml")), Some("c.yaml"));
        assert_eq!(file_name("http://a/b"), None);
        assert!(names_host("//a/b") && names_host("urn:a") && !names_host("a/b:c"));
    }
}
