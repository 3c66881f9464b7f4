//! Where a reference starts to be followed: in the schema that has an `$id`, in a file, in a copy of what is elsewhere.

use super::library::Library;
use super::metaschema;
use super::pointer::{self, Fault};
use super::resource::Resources;
use super::survey::{Found, Manner, Outcome};
use super::uri;
use crate::document::SpecVersion;
use crate::{Code, Diagnostic, Node, NodeId, Span};

/// Where a reference leads.
pub(super) enum Place {
    /// From this node by a JSON Pointer.
    At(NodeId, Vec<String>),
    /// To a name that no schema has so far.
    Unknown,
    /// Nowhere, which has been said.
    Refused,
}

/// The base URI of the entry document: `$self` where it has one (OpenAPI 3.2, section 4.1.2.2.1).
pub(super) fn name_document(
    library: &Library<'_>,
    resources: &mut Resources,
    root: NodeId,
    version: SpecVersion,
) {
    name_file(library, resources, root);
    let node = library.tree.node(root);
    let own = node.get("$self").and_then(Node::as_str);
    if let Some(own) = own.filter(|_| version >= SpecVersion::V3_2) {
        let base = resources.base(&library.tree, root);
        let (own, _) = uri::split_fragment(own);
        resources.name_file(root, uri::resolve(&base, own));
    }
}

/// Where the reference starts, and by which pointer it goes on.
pub(super) fn locate(library: &mut Library<'_>, resources: &mut Resources, found: &Found) -> Place {
    let node = library.tree.node(found.text);
    let span = node.span();
    let Some(text) = node.as_str() else {
        let diagnostic = Diagnostic::error(Code::WrongType, "a `$ref` must be a string")
            .at(span, node.kind().described())
            .help("write a reference, as in `#/components/schemas/Name`");
        library.diagnostics.push(diagnostic);
        return Place::Refused;
    };
    if found.manner == Manner::SchemaName && pointer::is_name(text) {
        let tokens = ["components", "schemas", text].map(str::to_owned).to_vec();
        let root = library.root(span.source);
        return root.map_or(Place::Refused, |root| Place::At(root, tokens));
    }
    let text = text.to_owned();
    match start(library, resources, found, &text) {
        Ok(Start::At(root)) => within(library, resources, root, &text, span),
        Ok(Start::Unknown) => Place::Unknown,
        Ok(Start::Refused) => Place::Refused,
        Err(fault) => refused(library, fault, &text, span),
    }
}

/// What becomes of a reference to a name that no schema has.
pub(super) fn give_up(
    library: &mut Library<'_>,
    resources: &mut Resources,
    found: &Found,
) -> Outcome {
    if found.manner == Manner::Dialect {
        return Outcome::Refused; // what that means for its keywords is the model's to say
    }
    let node = library.tree.node(found.text);
    let text = node.as_str().unwrap_or("").to_owned();
    let span = node.span();
    match start(library, resources, found, &text) {
        Ok(Start::At(_)) => Outcome::Missing(None),
        Ok(Start::Unknown) => {
            let (reference, _) = uri::split_fragment(&text);
            let names_host = uri::names_host(reference);
            let fault = pointer::file(reference, "", "")
                .err()
                .filter(|_| names_host);
            refused(library, fault.unwrap_or(Fault::Remote), &text, span);
            Outcome::Refused
        }
        Ok(Start::Refused) | Err(_) => Outcome::Refused,
    }
}

/// What a reference without its fragment leads to.
enum Start {
    At(NodeId),
    Unknown,
    /// A file that cannot be read, which has been said.
    Refused,
}

fn start(
    library: &mut Library<'_>,
    resources: &mut Resources,
    found: &Found,
    text: &str,
) -> Result<Start, Fault> {
    let span = library.tree.node(found.text).span();
    let (reference, _) = uri::split_fragment(text);
    let around = match found.is_of_schema() && !resources.is_empty() {
        true => Some(resources.of(&library.tree, found.text)),
        false => library.root(span.source),
    };
    let Some(around) = around else {
        return Ok(Start::Refused);
    };
    if reference.is_empty() {
        return Ok(Start::At(around));
    }
    let by_uri = !resources.is_empty() || uri::names_host(reference);
    let target = by_uri.then(|| uri::resolve(&resources.base(&library.tree, around), reference));
    if let Some(known) = target.as_ref().and_then(|target| resources.get(target)) {
        return Ok(Start::At(known));
    }
    let base = library.tree.sources().name(span.source).to_owned();
    match target.filter(|target| uri::file_name(target).is_none()) {
        None => {
            let base = resources.base(&library.tree, around);
            let base = uri::file_name(&base).and_then(pointer::percent_decode);
            let base = base.unwrap_or_default();
            let file = pointer::file(reference, &base, library.folder())?;
            Ok(file_at(library, resources, &file, Some(span)))
        }
        Some(target) => Ok(elsewhere(
            library,
            resources,
            (reference, &base),
            &target,
            span,
        )),
    }
}

/// The file by its name; what it is called elsewhere is a name of it as well.
fn file_at(
    library: &mut Library<'_>,
    resources: &mut Resources,
    file: &str,
    from: Option<Span>,
) -> Start {
    let Some(root) = library.file(file, from) else {
        return Start::Refused;
    };
    name_file(library, resources, root);
    Start::At(root)
}

fn name_file(library: &Library<'_>, resources: &mut Resources, root: NodeId) {
    let source = library.tree.node(root).span().source;
    if let Some(uri) = library.uri_of(library.tree.sources().name(source)) {
        resources.name_file(root, uri);
    }
}

/// A URI on another host: a copy of it, one of the metaschemas, or the file that the reference would mean without an
/// `$id`.
fn elsewhere(
    library: &mut Library<'_>,
    resources: &mut Resources,
    (reference, base): (&str, &str),
    target: &str,
    span: Span,
) -> Start {
    if let Some(file) = library.mirrored(target) {
        return file_at(library, resources, &file, Some(span));
    }
    if let Some(text) = metaschema::text(target) {
        library.give(metaschema::URI, text);
        return Start::Unknown; // until its parts have been walked
    }
    if uri::names_host(reference) {
        return Start::Unknown;
    }
    let beside = pointer::file(reference, base, library.folder()).ok();
    let Some(root) = beside.and_then(|file| library.file_if_there(&file)) else {
        return Start::Unknown;
    };
    name_file(library, resources, root);
    let id = library.tree.node(root).get("$id").and_then(Node::as_str);
    if id.is_none_or(|id| uri::split_fragment(id).0 != target) {
        let message = format!("`{reference}` starts from the file, not from the `$id` around it");
        library.diagnostics.push(
            Diagnostic::warning(Code::ForeignBase, message)
                .at(span, "the file beside this one is taken")
                .help(format!(
                    "by the `$id` this means `{target}`: give the file that `$id`"
                )),
        );
    }
    Start::At(root)
}

/// The fragment of a reference: a JSON Pointer, or a name.
fn within(
    library: &mut Library<'_>,
    resources: &Resources,
    root: NodeId,
    text: &str,
    span: Span,
) -> Place {
    let (_, fragment) = uri::split_fragment(text);
    let Some(fragment) = pointer::percent_decode(fragment) else {
        return refused(library, Fault::Percent, text, span);
    };
    match pointer::tokens(&fragment) {
        Ok(tokens) => Place::At(root, tokens),
        Err(Fault::Anchor) if resources.are_read() => match resources.anchor(root, &fragment) {
            Some(node) => Place::At(node, Vec::new()),
            None => Place::Unknown,
        },
        Err(fault) => refused(library, fault, text, span),
    }
}

fn refused(library: &mut Library<'_>, fault: Fault, text: &str, span: Span) -> Place {
    let diagnostic = fault.diagnostic(text, span, library.folder());
    library.diagnostics.push(diagnostic);
    Place::Refused
}
