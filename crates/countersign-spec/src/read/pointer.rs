//! The parts of a `$ref`: the relative name of a file (RFC 3986), and a JSON Pointer (RFC 6901) as the fragment.

use crate::{Code, Diagnostic, Node, Span};

/// Why a reference is refused.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(super) enum Fault {
    Remote,
    Outside,
    Absolute,
    Backslash,
    Query,
    Anchor,
    Percent,
    Tilde,
}

/// Whether the text of a discriminator's mapping is a schema's name, and not a reference.
pub(super) fn is_name(text: &str) -> bool {
    !text.contains(['#', '/'])
        && ![".yaml", ".yml", ".json"]
            .iter()
            .any(|ending| text.ends_with(ending))
}

/// The node that the tokens lead to.
pub(super) fn walk<'t>(root: Node<'t>, tokens: &[String]) -> Option<Node<'t>> {
    tokens.iter().try_fold(root, |node, token| {
        node.get(token).or_else(|| node.items().nth(index(token)?))
    })
}

/// An array index of RFC 6901: no sign, no leading zeros.
fn index(token: &str) -> Option<usize> {
    let is_index = token == "0" || token.starts_with(|c: char| ('1'..='9').contains(&c));
    token.parse().ok().filter(|_| is_index)
}

/// The tokens of a decoded fragment that is a pointer.
pub(super) fn tokens(fragment: &str) -> Result<Vec<String>, Fault> {
    if fragment.is_empty() {
        return Ok(Vec::new());
    }
    let pointer = fragment.strip_prefix('/').ok_or(Fault::Anchor)?;
    pointer
        .split('/')
        .map(|token| unescape(token).ok_or(Fault::Tilde))
        .collect()
}

fn unescape(token: &str) -> Option<String> {
    let escapes = token.matches('~').count();
    let known = token.matches("~0").count() + token.matches("~1").count();
    (escapes == known).then(|| token.replace("~1", "/").replace("~0", "~"))
}

/// The name of the file that a relative reference leads to from a file.
pub(super) fn file(path: &str, base: &str, folder: &str) -> Result<String, Fault> {
    if path.contains('\\') {
        return Err(Fault::Backslash);
    }
    if path.starts_with("//") {
        return Err(Fault::Remote);
    }
    if path.starts_with('/') {
        return Err(Fault::Absolute);
    }
    match scheme(path) {
        Some("file") => return Err(Fault::Absolute),
        Some(scheme) if scheme.len() == 1 => return Err(Fault::Absolute), // a drive of Windows
        Some(_) => return Err(Fault::Remote),
        None => {}
    }
    if path.contains('?') {
        return Err(Fault::Query);
    }
    let path = percent_decode(path).ok_or(Fault::Percent)?;
    let file = join(base, &path).ok_or(Fault::Outside)?;
    if file.starts_with(folder) {
        Ok(file)
    } else {
        Err(Fault::Outside)
    }
}

/// The scheme of an absolute URI, RFC 3986 section 3.1.
pub(super) fn scheme(path: &str) -> Option<&str> {
    let (scheme, _) = path.split_once(':')?;
    let first = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (first
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
    .then_some(scheme)
}

/// A path beside a file, with its dots removed; `None` where it climbs above the root.
fn join(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

pub(super) fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = if *first == b'%' {
            (hex(after.get(..2)?)?, &after[2..])
        } else {
            (*first, after)
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let [high, low] = digits else { return None };
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}

impl Fault {
    /// The diagnostic, at the text of the reference.
    pub(super) fn diagnostic(self, reference: &str, span: Span, folder: &str) -> Diagnostic {
        let folder = if folder.is_empty() {
            "the folder of the document"
        } else {
            folder
        };
        let (code, message, label, help) = match self {
            Fault::Remote => (
                Code::RemoteReference,
                format!("`{reference}` leads to another host"),
                "references are never fetched",
                "download the file, keep it beside the document, and refer to it by its relative name; or let `mirrors` in `countersign.toml` name its folder".to_owned(),
            ),
            Fault::Outside => (
                Code::OutsideReference,
                format!("`{reference}` leads out of the folder of the document"),
                "outside",
                format!("move the file into {folder} or below it"),
            ),
            Fault::Absolute => (
                Code::OutsideReference,
                format!("`{reference}` is an absolute path"),
                "it means another file on every machine",
                "use a path relative to this file".to_owned(),
            ),
            Fault::Backslash => malformed(reference, "a backslash separates nothing in a URI", "write `/`"),
            Fault::Query => malformed(reference, "a file has no query", "write `%3F` if the name holds a `?`"),
            Fault::Anchor => malformed(
                reference,
                "schemas have no plain names before OpenAPI 3.1",
                "use a JSON Pointer, as in `#/components/schemas/Name`",
            ),
            Fault::Percent => malformed(reference, "a bad percent escape", "a percent sign itself is `%25`"),
            Fault::Tilde => malformed(reference, "a bad `~` escape", "in a JSON Pointer `~` is `~0` and `/` is `~1`"),
        };
        Diagnostic::error(code, message).at(span, label).help(help)
    }
}

fn malformed(
    reference: &str,
    label: &'static str,
    help: &str,
) -> (Code, String, &'static str, String) {
    (
        Code::MalformedReference,
        format!("`{reference}` is not a usable reference"),
        label,
        help.to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Fault, file, is_name, percent_decode, tokens};

    /// The file, where one is named, and the tokens of the pointer.
    type Target = (Option<String>, Vec<String>);

    fn parse(reference: &str, base: &str, folder: &str) -> Result<Target, Fault> {
        let (path, fragment) = crate::read::uri::split_fragment(reference);
        let file = match path {
            "" => None,
            path => Some(file(path, base, folder)?),
        };
        let fragment = percent_decode(fragment).ok_or(Fault::Percent)?;
        Ok((file, tokens(&fragment)?))
    }

    fn target(file: Option<&str>, tokens: &[&str]) -> Result<Target, Fault> {
        Ok((
            file.map(str::to_owned),
            tokens.iter().map(|token| (*token).to_owned()).collect(),
        ))
    }

    #[test]
    fn local_references() {
        assert_eq!(
            parse("#/components/schemas/A", "x.yaml", ""),
            target(None, &["components", "schemas", "A"])
        );
        assert_eq!(parse("#", "x.yaml", ""), target(None, &[]));
        assert_eq!(
            parse("#/paths/~1a~1%7Bid%7D/~0", "x.yaml", ""),
            target(None, &["paths", "/a/{id}", "~"])
        );
        assert_eq!(parse("#/a/", "x.yaml", ""), target(None, &["a", ""]));
        assert_eq!(parse("#/~01", "x.yaml", ""), target(None, &["~1"]));
    }

    #[test]
    fn files_are_relative_to_the_file_that_refers() {
        assert_eq!(
            parse("b.yaml", "s/a.yaml", "s/"),
            target(Some("s/b.yaml"), &[])
        );
        assert_eq!(
            parse("./d/../b%20c.yaml#/X", "s/a.yaml", "s/"),
            target(Some("s/b c.yaml"), &["X"])
        );
        assert_eq!(
            parse("../a.yaml#/X", "s/d/b.yaml", "s/"),
            target(Some("s/a.yaml"), &["X"])
        );
    }

    #[test]
    fn what_leads_away_is_refused() {
        let cases = [
            ("https://example.com/a.yaml", Fault::Remote),
            ("//example.com/a.yaml", Fault::Remote),
            ("urn:x:y", Fault::Remote),
            ("/etc/passwd", Fault::Absolute),
            ("file:///etc/passwd", Fault::Absolute),
            ("C:/x.yaml", Fault::Absolute),
            ("..\\x.yaml", Fault::Backslash),
            ("../x.yaml", Fault::Outside),
            ("%2e%2e/x.yaml", Fault::Outside),
            ("../../../../x.yaml", Fault::Outside),
            ("../s2/x.yaml", Fault::Outside),
            ("x.yaml?y", Fault::Query),
            ("#Pet", Fault::Anchor),
            ("#/%zz", Fault::Percent),
            ("#/%c3", Fault::Percent),
            ("#/~2", Fault::Tilde),
        ];
        for (reference, fault) in cases {
            assert_eq!(
                parse(reference, "s/a.yaml", "s/"),
                Err(fault),
                "{reference}"
            );
        }
    }

    #[test]
    fn names_of_a_mapping() {
        assert!(is_name("Dog") && is_name("my.Dog"));
        assert!(!is_name("#/components/schemas/Dog") && !is_name("dog.yaml") && !is_name("a/dog"));
    }
}
