//! Schema objects of the document to [`Schema`]s: dialects translated, every keyword accounted for.

mod annotation;
mod arena;
mod array;
mod composition;
mod declared;
mod dialect;
mod discriminator;
mod dynamic;
mod number;
mod object;
mod reader;
mod review;
mod scope;
mod sides;
mod string;
mod types;
mod vocabulary;

pub(crate) use arena::Arena;
pub(crate) use dialect::Dialect;
pub(crate) use review::review_values;
pub(crate) use scope::resolve_dynamic_references;
pub(crate) use sides::{Side, part_sides};

use countersign_spec::{Code, Diagnostic, Entry, Kind, Node, nearest};

use crate::{Schema, SchemaId};

/// Reads every schema that was asked for, and those that they need, in the order of asking. No recursion.
pub(crate) fn read_pending(arena: &mut Arena<'_>) {
    while let Some(id) = arena.next_pending() {
        let node = arena.node(id);
        let mut schema = Schema::empty(arena.origin(id));
        match node.kind() {
            Kind::Boolean => schema.boolean = node.as_bool(),
            Kind::Mapping => {
                read_mapping(arena, node, &mut schema);
                dynamic::read(arena, id, node, &mut schema);
            }
            kind => {
                let found = format!("this is {}", kind.described());
                arena.report(
                    Diagnostic::error(Code::KeywordType, "a schema is a mapping")
                        .at(node.span(), found),
                );
            }
        }
        dialect::apply_nullable(arena, node, &mut schema);
        arena.put(id, schema);
    }
}

fn read_mapping(arena: &mut Arena<'_>, node: Node<'_>, schema: &mut Schema) {
    let node = arena.resolved.node(node.id());
    if let Some(target) = arena.resolved.target(node.id()) {
        schema.reference = Some(arena.schema_of(target));
        if arena.dialect == Dialect::OpenApi30 {
            return dialect::report_ignored_siblings(arena, node);
        }
    } else if node.get("$ref").is_some() {
        // Reported when references were resolved; nothing is known about the values here.
        schema.unmodelled.push("$ref");
    }
    let left_out = declared::left_out(arena, node);
    for entry in node.entries() {
        if left_out.has(entry.key) {
            declared::report_left_out(arena, entry);
        } else {
            read_keyword(arena, schema, entry);
        }
    }
    dialect::apply_boolean_bounds(arena, node, schema);
    review::review_keywords(arena, node, schema);
}

/// Small recognisers in sequence: the first that knows the keyword takes it.
fn read_keyword(arena: &mut Arena<'_>, schema: &mut Schema, entry: Entry<'_>) {
    let known = types::read(arena, schema, entry)
        || number::read(arena, schema, entry)
        || string::read(arena, schema, entry)
        || array::read(arena, schema, entry)
        || object::read(arena, schema, entry)
        || composition::read(arena, schema, entry)
        || discriminator::read(arena, schema, entry)
        || annotation::read(arena, schema, entry)
        || dialect::read(arena, entry)
        || vocabulary::is_inert(entry.key);
    if !known {
        report_unknown(arena, entry);
    } else if arena.dialect == Dialect::OpenApi30 && vocabulary::is_new_in_31(entry.key) {
        dialect::report_new_keyword(arena, entry);
    }
}

fn report_unknown(arena: &mut Arena<'_>, entry: Entry<'_>) {
    let message = format!("unknown keyword `{}`", entry.key);
    let diagnostic =
        Diagnostic::warning(Code::UnknownKeyword, message).at(entry.key_span, "this has no effect");
    arena.report(match nearest(entry.key, vocabulary::known(arena.dialect)) {
        Some(keyword) => {
            diagnostic.help(format!("a keyword with a similar name exists: `{keyword}`"))
        }
        None => diagnostic.help("names of extensions begin with `x-`"),
    });
}

impl Arena<'_> {
    /// The schema of a node, which a keyword of that name holds; `None`, with a diagnostic, where it is none.
    fn subschema(&mut self, keyword: &str, node: Node<'_>) -> Option<SchemaId> {
        match node.kind() {
            Kind::Mapping => return Some(self.schema_of(node.id())),
            Kind::Boolean
                if self.dialect == Dialect::JsonSchema || keyword == "additionalProperties" =>
            {
                return Some(self.schema_of(node.id()));
            }
            Kind::Boolean => dialect::report_boolean_schema(self, node),
            kind => {
                let message = format!("`{keyword}` needs a schema");
                let label = format!("this is {}", kind.described());
                self.report(Diagnostic::error(Code::KeywordType, message).at(node.span(), label));
            }
        }
        None
    }
}
