//! References judged: what names nothing, what names the wrong thing, and what goes round in circles.

use crate::read::{Outcome, Reference, Standing};
use crate::{Code, Diagnostic, Diagnostics, NodeId, Span, Tree, nearest};

/// How many members of a cycle are shown.
const SHOWN: usize = 8;

/// How many names are looked for in the place of wrong ones: a broken file may have a hundred thousand of them.
const SUGGESTIONS: usize = 100;

/// From each sound reference to what it names, one step.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Sorted by the first; `None` for broken ones.
    targets: Vec<(NodeId, Option<NodeId>)>,
}

impl Links {
    /// What a reference names; `None` for what is no reference, and for a broken one.
    pub(super) fn target(&self, reference: NodeId) -> Option<NodeId> {
        self.step(reference).flatten()
    }

    /// One step; the outer option says whether it is a reference, the inner one whether it is sound.
    pub(super) fn step(&self, reference: NodeId) -> Option<Option<NodeId>> {
        let place = self
            .targets
            .binary_search_by_key(&reference, |(from, _)| *from)
            .ok()?;
        self.targets.get(place).map(|(_, to)| *to)
    }
}

/// Reports every broken reference and keeps the sound ones.
pub(super) fn judge(tree: &Tree, references: &[Reference], diagnostics: &mut Diagnostics) -> Links {
    let mut targets = Vec::with_capacity(references.len());
    let mut suggestions = SUGGESTIONS;
    for reference in references {
        let target = match reference.outcome {
            Outcome::Target(target) => Some(target),
            Outcome::Refused => None,
            Outcome::Missing(parent) => {
                let name = suggestions.checked_sub(1).and_then(|left| {
                    suggestions = left;
                    suggestion(tree, reference, parent)
                });
                diagnostics.push(missing(tree, reference, name));
                None
            }
            Outcome::WrongKind(target, found) => {
                diagnostics.push(wrong_kind(tree, reference, target, found.described()));
                None
            }
        };
        targets.push((reference.node, target));
        diagnostics.extend(ignored_sibling(tree, reference));
        diagnostics.extend(misplaced(tree, reference));
    }
    targets.sort_unstable_by_key(|(from, _)| *from);
    let mut links = Links { targets };
    break_cycles(tree, references, &mut links, diagnostics);
    links
}

fn missing(tree: &Tree, reference: &Reference, name: Option<&str>) -> Diagnostic {
    let node = tree.node(reference.text);
    let label = format!("`{}` names nothing", node.as_str().unwrap_or(""));
    let what = reference.object.described();
    let help = match name {
        Some(name) => format!("{what} with a similar name exists: `{name}`"),
        None => format!("refer to {what} that the document has"),
    };
    Diagnostic::error(Code::UnresolvedReference, "unresolved reference")
        .at(node.span(), label)
        .help(help)
}

/// The name that is nearest to the last token of the reference: beside it, or else in its section of `components`.
fn suggestion<'t>(
    tree: &'t Tree,
    reference: &Reference,
    parent: Option<NodeId>,
) -> Option<&'t str> {
    let last = tree
        .node(reference.text)
        .as_str()?
        .rsplit(['/', '#'])
        .next()?;
    let section = || {
        let components = tree.root_of(reference.text).get("components")?;
        components.get(reference.object.section()?)
    };
    let around = parent.map(|id| tree.node(id)).or_else(section)?;
    nearest(last, around.entries().map(|entry| entry.key))
}

fn wrong_kind(tree: &Tree, reference: &Reference, target: NodeId, found: &str) -> Diagnostic {
    let what = reference.object.described();
    let place = tree
        .key(target)
        .map_or_else(|| tree.node(target).span().before(), |(_, span)| span);
    Diagnostic::error(
        Code::WrongKindReference,
        format!("the reference leads to {found}, not to {what}"),
    )
    .at(
        tree.node(reference.text).span(),
        format!("{what} belongs here"),
    )
    .related(place, format!("this is {found}"))
    .help(format!("refer to {what}"))
}

/// Keys beside the `$ref` of a Reference Object (OpenAPI 3.1 section 4.8.23); schemas are the model's.
fn ignored_sibling(tree: &Tree, reference: &Reference) -> Option<Diagnostic> {
    if reference.object == crate::grammar::Object::Schema {
        return None;
    }
    let known =
        |key: &str| matches!(key, "$ref" | "summary" | "description") || key.starts_with("x-");
    let sibling = tree
        .node(reference.node)
        .entries()
        .find(|entry| !known(entry.key))?;
    let diagnostic = Diagnostic::warning(
        Code::IgnoredSibling,
        format!("`{}` beside a `$ref` has no effect", sibling.key),
    )
    .at(sibling.key_span, "not used")
    .related(
        tree.node(reference.text).span(),
        "what this names is used in its place",
    )
    .help("move it to what the reference names, or write the object out here");
    Some(diagnostic)
}

/// A `$ref` where the specification wants the object itself.
fn misplaced(tree: &Tree, reference: &Reference) -> Option<Diagnostic> {
    let what = reference.object.described();
    let message = format!("{what} cannot be a `$ref` in OpenAPI");
    (reference.standing == Standing::Misplaced).then(|| {
        Diagnostic::warning(Code::MisplacedReference, message)
            .at(tree.node(reference.text).span(), "followed all the same")
            .help("write the object here: other tools may stop at it")
    })
}

/// References that lead only to each other have no meaning: `A: {$ref: B}`, `B: {$ref: A}`.
fn break_cycles(
    tree: &Tree,
    references: &[Reference],
    links: &mut Links,
    diagnostics: &mut Diagnostics,
) {
    let mut texts: Vec<(NodeId, NodeId)> = references
        .iter()
        .map(|found| (found.node, found.text))
        .collect();
    texts.sort_unstable();
    let mut walks = vec![0_usize; links.targets.len()];
    for (start, walk) in (0..links.targets.len()).zip(1..) {
        let mut place = start;
        while walks[place] == 0 {
            walks[place] = walk;
            let Some(next) = links.next(place) else { break };
            place = next;
        }
        if walks[place] == walk && links.next(place).is_some() {
            let members = links.take_cycle(place);
            let text = |member: &NodeId| {
                texts
                    .binary_search_by_key(member, |(node, _)| *node)
                    .ok()
                    .map(|at| texts[at].1)
            };
            diagnostics.extend(cycle(
                &members
                    .iter()
                    .filter_map(text)
                    .map(|text| tree.node(text).span())
                    .collect::<Vec<_>>(),
            ));
        }
    }
}

fn cycle(members: &[Span]) -> Option<Diagnostic> {
    let (first, others) = members.split_first()?;
    let label = if others.is_empty() {
        "leads to itself"
    } else {
        "leads back to itself"
    };
    let diagnostic = Diagnostic::error(
        Code::ReferenceCycle,
        "the references lead only to each other",
    )
    .at(*first, label)
    .help("one of them must hold an object");
    Some(
        others
            .iter()
            .take(SHOWN)
            .fold(diagnostic, |diagnostic, span| {
                diagnostic.related(*span, "by way of this")
            }),
    )
}

impl Links {
    fn place(&self, reference: NodeId) -> Option<usize> {
        self.targets
            .binary_search_by_key(&reference, |(from, _)| *from)
            .ok()
    }

    /// The place of the reference that the one at a place names, if it names one.
    fn next(&self, place: usize) -> Option<usize> {
        self.targets[place].1.and_then(|to| self.place(to))
    }

    /// Breaks every reference of a cycle; its members in document order.
    fn take_cycle(&mut self, start: usize) -> Vec<NodeId> {
        let mut members = Vec::new();
        let mut place = start;
        while let Some(next) = self.next(place) {
            members.push(self.targets[place].0);
            self.targets[place].1 = None;
            place = next;
        }
        members.sort_unstable();
        members
    }
}
