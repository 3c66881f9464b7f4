//! The walk over a document and all that it refers to: which node is which kind of object, and every reference.
//!
//! The walk knows the grammar, so that a `$ref` in an example, a default or an enum is no reference, nor is a property
//! that is named `$ref`.

use std::collections::{BTreeSet, VecDeque};

use super::library::Library;
use super::metaschema;
use super::pointer;
use super::resource::Resources;
use super::target::{self, Place};
use crate::document::SpecVersion;
use crate::grammar::{Form, Object};
use crate::{Code, Diagnostic, Entry, Kind, Node, NodeId, Tree};

/// Everything that the walk has seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    /// Each object once, schemas left out.
    pub(crate) objects: Vec<(NodeId, Object)>,
    pub(crate) references: Vec<Reference>,
    /// What schemas call themselves.
    pub(crate) resources: Resources,
    /// Each schema or document that declares a dialect other than OpenAPI's own and JSON Schema 2020-12, with the text.
    pub(crate) dialects: Vec<(NodeId, NodeId)>,
}

/// One reference.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// The mapping that holds the `$ref`, or the text of a `$dynamicRef` or of a discriminator's mapping.
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
pub(super) fn survey(library: &mut Library<'_>, root: NodeId, version: SpecVersion) -> Survey {
    let mut walk = Walk::default();
    walk.survey.resources = Resources::new(version);
    target::name_document(library, &mut walk.survey.resources, root, version);
    walk.open.push((root, Object::Document, Visit::Whole));
    if let Some(dialect) = library.tree.node(root).get("jsonSchemaDialect") {
        walk.dialect(root, dialect);
    }
    loop {
        walk.objects(&library.tree);
        let Some(found) = walk.found.pop_front() else {
            if walk.try_again(library) {
                continue;
            }
            break;
        };
        match walk.follow(library, &found) {
            Some(outcome) => walk.survey.references.push(found.with(outcome)),
            None => walk.waiting.push(found),
        }
    }
    library.diagnostics.extend(walk.said);
    walk.survey
}

#[derive(Default)]
struct Walk {
    survey: Survey,
    /// By node: what it has been seen as.
    seen: Vec<Option<Object>>,
    open: Vec<(NodeId, Object, Visit)>,
    /// References that were not followed yet. They come after all objects, so that what has a place of its own
    /// is seen there first.
    found: VecDeque<Found>,
    /// References to names that no schema has, as far as has been seen.
    waiting: Vec<Found>,
    /// How many names were known when those that wait were tried for the last time.
    tried: Option<usize>,
    /// The roots of the files that have been walked whole.
    whole: BTreeSet<NodeId>,
    /// Whether there is a `$dynamicRef`: it has to know every schema that has its name.
    is_dynamic: bool,
    said: Vec<Diagnostic>,
}

/// Why an object is to be walked.
#[derive(Copy, Clone, Eq, PartialEq)]
enum Visit {
    /// Something leads to it; once is enough.
    Whole,
    /// It has a `$ref`, and has been seen; what stands beside that is still to be walked. Not at once: a schema takes in
    /// its own names before its parts do.
    Beside,
}

/// A reference, to be followed.
pub(super) struct Found {
    pub(super) node: NodeId,
    pub(super) text: NodeId,
    object: Object,
    standing: Standing,
    pub(super) manner: Manner,
}

/// What the text of a reference is.
#[derive(Copy, Clone, Eq, PartialEq)]
pub(super) enum Manner {
    /// A URI reference.
    Uri,
    /// The same, or the name of a component: in the mapping of a discriminator.
    SchemaName,
    /// The URI of a metaschema, which says what keywords there are. Nothing is wrong where it is not at hand.
    Dialect,
}

impl Found {
    fn with(self, outcome: Outcome) -> Reference {
        Reference {
            node: self.node,
            text: self.text,
            object: self.object,
            standing: self.standing,
            outcome,
        }
    }

    /// Whether it stands in a schema, whose `$id` it starts from.
    pub(super) fn is_of_schema(&self) -> bool {
        self.object == Object::Schema
    }
}

impl Walk {
    fn objects(&mut self, tree: &Tree) {
        while let Some((id, object, visit)) = self.open.pop() {
            if visit == Visit::Beside || self.mark(id, object) {
                let inside = self.open.len();
                self.object(tree, tree.node(id), object);
                self.open[inside..].reverse(); // in document order
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

    fn object(&mut self, tree: &Tree, node: Node<'_>, object: Object) {
        if object != Object::Schema {
            self.survey.objects.push((node.id(), object));
        }
        let fields = object.fields();
        for entry in node.entries() {
            match fields.get(entry.key) {
                Some(field) => self.form(entry.value, field.form),
                None if entry.key.starts_with("x-") => {}
                None if object == Object::Schema => self.identifier(tree, node, entry),
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
                        manner: Manner::SchemaName,
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
                self.open.push((node.id(), object, Visit::Whole));
            }
            return;
        };
        if self.mark(node.id(), object) {
            self.found.push_back(Found {
                node: node.id(),
                text: text.id(),
                object,
                standing,
                manner: Manner::Uri,
            });
            if matches!(object, Object::Schema | Object::PathItem) {
                self.open.push((node.id(), object, Visit::Beside));
            }
        }
    }

    /// The keywords of a schema that hold no subschemas: its names, and what refers to them.
    fn identifier(&mut self, tree: &Tree, schema: Node<'_>, entry: Entry<'_>) {
        if !self.survey.resources.are_read() {
            return;
        }
        match entry.key {
            "$id" | "$anchor" | "$dynamicAnchor" => {
                let resources = &mut self.survey.resources;
                resources.take(tree, schema, &mut self.said);
            }
            "$schema" => self.dialect(schema.id(), entry.value),
            "$dynamicRef" if self.mark(entry.value.id(), Object::Schema) => {
                self.is_dynamic = true;
                self.found.push_back(Found {
                    node: entry.value.id(),
                    text: entry.value.id(),
                    object: Object::Schema,
                    standing: Standing::Allowed,
                    manner: Manner::Uri,
                });
            }
            _ => {}
        }
    }

    /// The dialect of a schema, or of all schemas of a document (OpenAPI 3.1, section 4.8.24.5).
    fn dialect(&mut self, owner: NodeId, text: Node<'_>) {
        let Some(uri) = text.as_str().filter(|uri| !metaschema::is_standard(uri)) else {
            return;
        };
        self.survey.dialects.push((owner, text.id()));
        if !metaschema::is_older(uri) && self.mark(text.id(), Object::Schema) {
            self.found.push_back(Found {
                node: text.id(),
                text: text.id(),
                object: Object::Schema,
                standing: Standing::Allowed,
                manner: Manner::Dialect,
            });
        }
    }

    /// Where a reference leads; `None` while it names what no schema is called, as far as has been seen.
    fn follow(&mut self, library: &mut Library<'_>, found: &Found) -> Option<Outcome> {
        Some(
            match target::locate(library, &mut self.survey.resources, found) {
                Place::At(start, tokens) => self.outcome(library, found, start, &tokens),
                Place::Refused => Outcome::Refused,
                Place::Unknown => return None,
            },
        )
    }

    fn outcome(
        &mut self,
        library: &Library<'_>,
        found: &Found,
        start: NodeId,
        tokens: &[String],
    ) -> Outcome {
        let root = library.tree.node(start);
        let path = pointer::walk(root, tokens);
        let Some(target) = path.or_else(|| self.in_file(&library.tree, found, start, tokens))
        else {
            let parent = tokens
                .split_last()
                .and_then(|(_, parents)| pointer::walk(root, parents));
            return Outcome::Missing(parent.map(Node::id));
        };
        if found.manner == Manner::Dialect {
            return Outcome::Target(target.id());
        }
        if let Some(other) = self.other_kind(tokens, target.id(), found.object) {
            return Outcome::WrongKind(target.id(), other);
        }
        self.take_around(&library.tree, target);
        self.reference(target, found.object, found.standing);
        Outcome::Target(target.id())
    }

    /// The node that a pointer leads to from the root of its file, where authors forget that an `$id` is a new beginning.
    fn in_file<'t>(
        &mut self,
        tree: &'t Tree,
        found: &Found,
        start: NodeId,
        tokens: &[String],
    ) -> Option<Node<'t>> {
        let text = tree.node(found.text);
        let root = tree.root(text.span().source)?;
        let is_local = text.as_str()?.starts_with('#') && root != start;
        let target = is_local.then(|| pointer::walk(tree.node(root), tokens))??;
        self.said.push(
            Diagnostic::warning(
                Code::ForeignBase,
                "the reference starts from the file, not from the `$id` around it",
            )
            .at(
                text.span(),
                "names nothing in the schema that has the `$id`",
            )
            .related(tree.node(start).span().before(), "this schema")
            .help("remove the `$id`, or refer to the file by its name"),
        );
        Some(target)
    }

    /// Takes in the names of the schemas around a target, which may stand where the walk does not come by.
    fn take_around(&mut self, tree: &Tree, target: Node<'_>) {
        let is_seen = self
            .seen
            .get(target.id().index())
            .copied()
            .flatten()
            .is_some();
        if is_seen || !self.survey.resources.are_read() {
            return;
        }
        let mut around = Vec::new();
        let mut here = target.id();
        while let Some(parent) = tree.parent(here) {
            if tree
                .node(parent)
                .get("$id")
                .is_some_and(|id| id.as_str().is_some())
            {
                around.push(parent);
            }
            here = parent;
        }
        for schema in around.into_iter().rev() {
            let resources = &mut self.survey.resources;
            resources.take(tree, tree.node(schema), &mut self.said);
        }
    }

    /// Goes on where no reference is left but some that name what has not been seen: the files that are known only in
    /// part are walked whole, and as long as that brings up new names everything that waits is tried once more.
    fn try_again(&mut self, library: &mut Library<'_>) -> bool {
        if self.waiting.is_empty() && !self.is_dynamic {
            return false;
        }
        for root in library.roots() {
            if self.whole.insert(root) {
                let is_document = library.tree.node(root).get("openapi").is_some();
                let object = if is_document {
                    Object::Document
                } else {
                    Object::Schema
                };
                self.open.push((root, object, Visit::Whole));
            }
        }
        if !self.open.is_empty() {
            return true;
        }
        let names = self.survey.resources.count();
        if self.tried.replace(names) != Some(names) {
            self.found.extend(self.waiting.drain(..));
            return !self.found.is_empty();
        }
        for found in std::mem::take(&mut self.waiting) {
            let outcome = target::give_up(library, &mut self.survey.resources, &found);
            self.survey.references.push(found.with(outcome));
        }
        false
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
