//! The walk over a document and all that it refers to: which node is which kind of object, and every reference.
//!
//! The walk knows the grammar, so that a `$ref` in an example, a default or an enum is no reference, nor is a property
//! that is named `$ref`.

use std::collections::VecDeque;

use super::library::Library;
use super::pointer;
use crate::grammar::{Form, Object};
use crate::{Code, Diagnostic, Kind, Node, NodeId, Tree};

/// Everything that the walk has seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    /// Each object once, schemas left out.
    pub(crate) objects: Vec<(NodeId, Object)>,
    pub(crate) references: Vec<Reference>,
}

/// One reference.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// The mapping that holds the `$ref`, or the text of a discriminator's mapping.
    pub(crate) node: NodeId,
    /// The text of the reference.
    pub(crate) text: NodeId,
    /// What it has to lead to.
    pub(crate) object: Object,
    pub(crate) standing: Standing,
    pub(crate) outcome: Outcome,
}

/// Whether the specification has a reference there.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Standing {
    Allowed,
    /// It wants the object itself; bundlers follow the reference all the same, and so do we.
    Misplaced,
}

/// Where a reference leads.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Outcome {
    Target(NodeId),
    /// To an object of another kind.
    WrongKind(NodeId, Object),
    /// Into a file that was read, to nothing; with the node that the pointer without its last token leads to.
    Missing(Option<NodeId>),
    /// Nowhere, which has been said.
    Refused,
}

/// Walks the document at `root`, and loads the files that it refers to.
pub(super) fn survey(library: &mut Library<'_>, root: NodeId) -> Survey {
    let mut walk = Walk::default();
    walk.open.push((root, Object::Document));
    loop {
        walk.objects(&library.tree);
        let Some(found) = walk.found.pop_front() else {
            break;
        };
        let outcome = walk.follow(library, &found);
        let Found {
            node,
            text,
            object,
            standing,
        } = found;
        walk.survey.references.push(Reference {
            node,
            text,
            object,
            standing,
            outcome,
        });
    }
    walk.survey
}

#[derive(Default)]
struct Walk {
    survey: Survey,
    /// By node: what it has been seen as.
    seen: Vec<Option<Object>>,
    open: Vec<(NodeId, Object)>,
    /// References that were not followed yet. They come after all objects, so that what has a place of its own
    /// is seen there first.
    found: VecDeque<Found>,
}

struct Found {
    node: NodeId,
    text: NodeId,
    object: Object,
    standing: Standing,
}

impl Walk {
    fn objects(&mut self, tree: &Tree) {
        while let Some((id, object)) = self.open.pop() {
            if self.mark(id, object) {
                self.object(tree.node(id), object);
            }
        }
    }

    /// Whether the node is seen for the first time.
    fn mark(&mut self, id: NodeId, object: Object) -> bool {
        let place = id.index();
        if self.seen.len() <= place {
            self.seen.resize(place + 1, None);
        }
        match self.seen.get_mut(place) {
            Some(seen @ None) => {
                *seen = Some(object);
                true
            }
            _ => false,
        }
    }

    fn object(&mut self, node: Node<'_>, object: Object) {
        if object != Object::Schema {
            self.survey.objects.push((node.id(), object));
        }
        let fields = object.fields();
        for entry in node.entries() {
            match fields.get(entry.key) {
                Some(field) => self.form(entry.value, field.form),
                None if entry.key.starts_with("x-") => {}
                None => {
                    if let Some(form) = fields.rest {
                        self.form(entry.value, form);
                    }
                }
            }
        }
    }

    fn form(&mut self, node: Node<'_>, form: Form) {
        match form {
            Form::Text | Form::Prose | Form::Boolean | Form::Any => {}
            Form::Object(object) => self.reference(node, object, Standing::Misplaced),
            Form::Reference(object) => self.reference(node, object, Standing::Allowed),
            Form::List(form) => node.items().for_each(|item| self.form(item, *form)),
            Form::Map(form) => node
                .entries()
                .for_each(|entry| self.form(entry.value, *form)),
            Form::SchemaName => {
                if node.as_str().is_some() && self.mark(node.id(), Object::Schema) {
                    self.found.push_back(Found {
                        node: node.id(),
                        text: node.id(),
                        object: Object::Schema,
                        standing: Standing::Allowed,
                    });
                }
            }
            Form::Subschema => self.reference(node, Object::Schema, Standing::Allowed),
            Form::Subschemas => match node.kind() {
                Kind::Sequence => node
                    .items()
                    .for_each(|item| self.reference(item, Object::Schema, Standing::Allowed)),
                _ => self.reference(node, Object::Schema, Standing::Allowed),
            },
        }
    }

    /// An object or a `$ref` to one; a schema may have both (JSON Schema 2020-12 core, section 8.2.3.1).
    fn reference(&mut self, node: Node<'_>, object: Object, standing: Standing) {
        let Some(text) = node.get("$ref") else {
            if object != Object::Schema || node.kind() == Kind::Mapping {
                self.open.push((node.id(), object));
            }
            return;
        };
        if self.mark(node.id(), object) {
            self.found.push_back(Found {
                node: node.id(),
                text: text.id(),
                object,
                standing,
            });
            if matches!(object, Object::Schema | Object::PathItem) {
                self.object(node, object);
            }
        }
    }

    fn follow(&mut self, library: &mut Library<'_>, found: &Found) -> Outcome {
        let Some((source, tokens)) = locate(library, found) else {
            return Outcome::Refused;
        };
        let root = library.tree.node(source);
        let Some(target) = pointer::walk(root, &tokens) else {
            let parent = tokens
                .split_last()
                .and_then(|(_, parents)| pointer::walk(root, parents));
            return Outcome::Missing(parent.map(Node::id));
        };
        if let Some(other) = self.other_kind(&tokens, target.id(), found.object) {
            return Outcome::WrongKind(target.id(), other);
        }
        self.reference(target, found.object, found.standing);
        Outcome::Target(target.id())
    }

    /// What a target is, where that is not what the reference needs: by its section of `components`, or because it
    /// has been seen as something else.
    fn other_kind(&self, tokens: &[String], target: NodeId, needed: Object) -> Option<Object> {
        let section = match tokens {
            [components, section, _] if components == "components" => Object::of_section(section),
            _ => None,
        };
        let seen = self.seen.get(target.index()).copied().flatten();
        seen.or(section).filter(|object| *object != needed)
    }
}

/// The root of the file that a reference leads to, and the pointer into it.
fn locate(library: &mut Library<'_>, found: &Found) -> Option<(NodeId, Vec<String>)> {
    let node = library.tree.node(found.text);
    let span = node.span();
    let Some(text) = node.as_str() else {
        let diagnostic = Diagnostic::error(Code::WrongType, "a `$ref` must be a string")
            .at(span, node.kind().described())
            .help("write a reference, as in `#/components/schemas/Name`");
        library.diagnostics.push(diagnostic);
        return None;
    };
    if found.node == found.text && pointer::is_name(text) {
        let tokens = ["components", "schemas", text].map(str::to_owned).to_vec();
        return Some((library.root(span.source)?, tokens));
    }
    let target = match pointer::parse(
        text,
        library.tree.sources().name(span.source),
        library.folder(),
    ) {
        Ok(target) => target,
        Err(fault) => {
            let diagnostic = fault.diagnostic(text, span, library.folder());
            library.diagnostics.push(diagnostic);
            return None;
        }
    };
    let root = match target.file {
        Some(file) => library.file(&file, Some(span)),
        None => library.root(span.source),
    };
    root.map(|root| (root, target.tokens))
}
