//! [`Routes`]: from a path to the operations that it names, and what stands at the places of its parameters.

use std::{borrow::Cow, collections::BTreeMap};

use crate::http::{
    Operation, Piece,
    percent::{self, Plus},
};

/// A tree of path segments. Text goes before templates at every segment (OpenAPI 3.2, section 4.8.2).
#[derive(Debug, Default)]
pub(super) struct Routes {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    texts: BTreeMap<String, Node>,
    /// Segments of text and parameters: `{name}.json`.
    mixed: Vec<(Vec<Part>, Node)>,
    whole: Option<Box<Node>>,
    /// The methods of the paths that end here, each with its operation.
    methods: Vec<(&'static str, usize)>,
}

/// A part of a segment.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Part {
    Text(&'static str),
    Parameter,
}

/// What a path has led to.
#[derive(Debug)]
pub(super) struct Found<'r> {
    /// The methods, each with its operation.
    pub(super) methods: &'r [(&'static str, usize)],
    /// What stands at the places of the template's parameters, in its order, still encoded.
    pub(super) captures: Vec<String>,
}

impl Routes {
    /// The tree of these operations; of two with one path and method the first is reached.
    pub(super) fn of(operations: &[&'static Operation]) -> Self {
        let mut routes = Self::default();
        for (index, operation) in operations.iter().enumerate() {
            let mut node = &mut routes.root;
            for segment in segments(operation) {
                node = node.child(segment);
            }
            node.methods.push((operation.method, index));
        }
        routes
    }

    /// The operations of a path, still percent-encoded.
    pub(super) fn find(&self, path: &str) -> Option<Found<'_>> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let segments: Vec<&str> = path.split('/').collect();
        let mut captures = Vec::new();
        let node = self.root.find(&segments, &mut captures)?;
        Some(Found {
            methods: &node.methods,
            captures: captures.into_iter().map(str::to_owned).collect(),
        })
    }
}

impl Node {
    fn child(&mut self, segment: Vec<Part>) -> &mut Self {
        match segment.as_slice() {
            [] => self.texts.entry(String::new()).or_default(),
            [Part::Text(text)] => self.texts.entry((*text).to_owned()).or_default(),
            [Part::Parameter] => self.whole.get_or_insert_default(),
            _ => {
                let known = self.mixed.iter().position(|(parts, _)| *parts == segment);
                let at = known.unwrap_or_else(|| {
                    self.mixed.push((segment, Node::default()));
                    self.mixed.len() - 1
                });
                &mut self.mixed[at].1
            }
        }
    }

    /// The first node with methods, text before mixed segments before parameters; captures are those of the way there.
    fn find<'p>(&self, segments: &[&'p str], captures: &mut Vec<&'p str>) -> Option<&Self> {
        let Some((first, rest)) = segments.split_first() else {
            return (!self.methods.is_empty()).then_some(self);
        };
        let mark = captures.len();
        let text = percent::decode(first, Plus::Plus).unwrap_or(Cow::Borrowed(first));
        if let Some(node) = self.texts.get(text.as_ref()) {
            if let Some(found) = node.find(rest, captures) {
                return Some(found);
            }
            captures.truncate(mark);
        }
        for (parts, node) in &self.mixed {
            if capture(parts, first, captures) {
                if let Some(found) = node.find(rest, captures) {
                    return Some(found);
                }
            }
            captures.truncate(mark);
        }
        let whole = self.whole.as_ref().filter(|_| !first.is_empty())?;
        captures.push(first);
        let found = whole.find(rest, captures);
        if found.is_none() {
            captures.truncate(mark);
        }
        found
    }
}

/// The segments of a template.
fn segments(operation: &Operation) -> Vec<Vec<Part>> {
    let mut segments = vec![Vec::new()];
    for (at, piece) in operation.pieces().enumerate() {
        match piece {
            Piece::Parameter(_) => push(&mut segments, Part::Parameter),
            Piece::Text(text) => {
                let text = if at == 0 {
                    text.strip_prefix('/').unwrap_or(text)
                } else {
                    text
                };
                for (index, part) in text.split('/').enumerate() {
                    if index > 0 {
                        segments.push(Vec::new());
                    }
                    if !part.is_empty() {
                        push(&mut segments, Part::Text(part));
                    }
                }
            }
        }
    }
    segments
}

fn push(segments: &mut [Vec<Part>], part: Part) {
    if let Some(last) = segments.last_mut() {
        last.push(part);
    }
}

/// Whether a segment has this form: each parameter takes what stands before the next text, and never nothing.
fn capture<'p>(parts: &[Part], segment: &'p str, captures: &mut Vec<&'p str>) -> bool {
    let mut rest = segment;
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        match (part, parts.peek()) {
            (Part::Text(text), _) => match rest.strip_prefix(text) {
                Some(after) => rest = after,
                None => return false,
            },
            (Part::Parameter, Some(Part::Text(next))) => {
                let last = parts.len() == 1;
                let found = match last {
                    true => rest.strip_suffix(next).map(str::len),
                    false => rest.find(next),
                };
                match found {
                    Some(end) if end > 0 => {
                        captures.push(&rest[..end]);
                        rest = &rest[end..];
                    }
                    _ => return false,
                }
            }
            // Two parameters without text between them: the first takes one character.
            (Part::Parameter, Some(Part::Parameter)) => match rest.chars().next() {
                Some(first) => {
                    let (one, after) = rest.split_at(first.len_utf8());
                    captures.push(one);
                    rest = after;
                }
                None => return false,
            },
            (Part::Parameter, None) => {
                captures.push(rest);
                return !rest.is_empty();
            }
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::Routes;
    use crate::http::{Operation, Parameter};

    const fn get(path: &'static str) -> Operation {
        static PARAMETERS: &[Parameter] = &[Parameter::path("id"), Parameter::path("page")];
        Operation {
            parameters: PARAMETERS,
            ..Operation::new("", "GET", path)
        }
    }

    static ROOT: Operation = get("/");
    static BOOKS: Operation = get("/books");
    static MINE: Operation = get("/books/mine");
    static BOOK: Operation = get("/books/{id}");
    static JSON: Operation = get("/books/{id}.json");
    static RANGE: Operation = get("/books/{id}-{page}!");
    static PAGES: Operation = get("/books/{id}/pages/{page}");
    static MINE_LAST: Operation = get("/books/mine/last");

    fn find(path: &str) -> Option<(usize, Vec<String>)> {
        let all = [
            &ROOT, &BOOKS, &MINE, &BOOK, &JSON, &RANGE, &PAGES, &MINE_LAST,
        ];
        let routes = Routes::of(&all);
        let found = routes.find(path)?;
        Some((found.methods[0].1, found.captures))
    }

    fn at(index: usize, captures: &[&str]) -> Option<(usize, Vec<String>)> {
        Some((
            index,
            captures.iter().map(|text| (*text).to_owned()).collect(),
        ))
    }

    #[test]
    fn text_goes_before_templates() {
        assert_eq!(find("/"), at(0, &[]));
        assert_eq!(find("/books"), at(1, &[]));
        assert_eq!(find("/books/mine"), at(2, &[]));
        assert_eq!(find("/books/%6Dine"), at(2, &[]));
        assert_eq!(find("/books/a%2Fb"), at(3, &["a%2Fb"]));
        assert_eq!(find("/books/a.json.json"), at(4, &["a.json"]));
        assert_eq!(find("/books/1-2-3!"), at(5, &["1", "2-3"]));
        assert_eq!(find("/books/mine/pages/5"), at(6, &["mine", "5"]));
        assert_eq!(find("/books/mine/last"), at(7, &[]));
    }

    #[test]
    fn the_rest_is_nowhere() {
        for path in [
            "/books/",
            "/book",
            "/books/1/pages",
            "/books/1/pages/",
            "//",
            "",
            "/books/%zz/x",
            "*",
        ] {
            assert!(find(path).is_none() || path.is_empty(), "{path}");
        }
    }
}
