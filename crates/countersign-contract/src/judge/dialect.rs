//! A schema of the document as JSON Schema 2020-12 for the independent judge: a copy made from the tree.
//!
//! It shares nothing with `countersign-model`: what the two read differently shows as a disagreement of the judges.

mod scope;

use std::collections::BTreeMap;

use countersign_spec::document::SpecVersion;
use countersign_spec::{Kind, Node, NodeId, Resolved};
use serde_json::{Map, Value as Json, json};

use super::Role;
use scope::Scope;

/// How many schemas are copied: each in every scope in which it is reached.
const MOST_COPIES: usize = 20_000;

/// Keywords whose value is one schema.
const ONE: &[&str] = &[
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Keywords whose value is a list of schemas.
const LIST: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords whose value maps names to schemas.
const MAP: &[&str] = &["dependentSchemas", "patternProperties", "properties"];
/// Keywords that assert by their value alone.
const PLAIN: &[&str] = &[
    "const",
    "dependentRequired",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "required",
    "type",
    "uniqueItems",
];
/// Keywords of the above that the Schema Object of OpenAPI 3.0 does not have (section 4.7.24).
const NOT_IN_3_0: &[&str] = &[
    "const",
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Keywords that lead to another schema in ways that this copy does not follow.
const NOT_FOLLOWED: &[&str] = &["$recursiveRef"];

/// Copies one schema and everything that it refers to into one JSON Schema.
///
/// # Errors
/// Why the schema cannot be judged: a broken reference, or a number that floats cannot hold.
pub(super) fn copy(resolved: &Resolved, schema: NodeId, role: Role) -> Result<Json, String> {
    let is_3_0 = resolved.document().version == SpecVersion::V3_0;
    let mut copier = Copier {
        resolved,
        is_3_0,
        role,
        names: BTreeMap::new(),
        waiting: Vec::new(),
    };
    let root = copier.reference(schema, &Scope::default());
    let mut definitions = Map::new();
    while let Some(((id, scope), name)) = copier.waiting.pop() {
        if copier.names.len() > MOST_COPIES {
            return Err("too many schemas belong to it".to_owned());
        }
        let definition = copier.schema(resolved.node(id), &scope)?;
        definitions.insert(name, definition);
    }
    Ok(json!({ "$ref": root, "$defs": definitions }))
}

struct Copier<'r> {
    resolved: &'r Resolved,
    is_3_0: bool,
    role: Role,
    names: BTreeMap<Reached, String>,
    waiting: Vec<(Reached, String)>,
}

/// A schema, in the scope in which it was reached.
type Reached = (NodeId, Scope);

impl Copier<'_> {
    /// The `$ref` to a schema of the copy, which is made later if it is not there.
    fn reference(&mut self, id: NodeId, scope: &Scope) -> String {
        let next = format!("s{}", self.names.len());
        let reached = (id, scope.entered(self.resolved, id));
        let name = self.names.entry(reached.clone()).or_insert_with(|| {
            self.waiting.push((reached, next.clone()));
            next
        });
        format!("#/$defs/{name}")
    }

    fn schema(&mut self, node: Node<'_>, scope: &Scope) -> Result<Json, String> {
        if let Some(boolean) = node.as_bool() {
            return Ok(Json::Bool(boolean));
        }
        if node.kind() != Kind::Mapping {
            return Err(format!("a schema is {}", node.kind().described()));
        }
        let inside = node
            .get("$id")
            .map(|_| scope.entered(self.resolved, node.id()));
        let scope = inside.as_ref().unwrap_or(scope);
        let mut copy = Map::new();
        if node.get("$ref").is_some() {
            let target = self
                .resolved
                .target(node.id())
                .ok_or("a reference leads nowhere")?;
            copy.insert(
                "$ref".to_owned(),
                Json::String(self.reference(target, scope)),
            );
            if self.is_3_0 {
                return Ok(Json::Object(copy));
            }
        }
        for entry in node.entries() {
            if NOT_FOLLOWED.contains(&entry.key) {
                return Err(format!("`{}` is not followed", entry.key));
            }
            if self.is_3_0 && NOT_IN_3_0.contains(&entry.key) {
                continue;
            }
            if let Some(value) = self.keyword((entry.key, entry.value), scope)? {
                copy.insert(entry.key.to_owned(), value);
            }
        }
        self.exempt(node, &mut copy);
        exclusive(&mut copy);
        if self.is_3_0 {
            return Ok(nullable_3_0(node, copy));
        }
        Ok(Json::Object(copy))
    }

    fn keyword(
        &mut self,
        (keyword, value): (&str, Node<'_>),
        scope: &Scope,
    ) -> Result<Option<Json>, String> {
        if ONE.contains(&keyword) {
            self.schema(value, scope).map(Some)
        } else if LIST.contains(&keyword) {
            let alternative = |item: Node<'_>| {
                if self.is_3_0 && keyword != "allOf" && means_null_3_0(item) {
                    return Ok(json!({"type": "null"}));
                }
                self.schema(item, scope)
            };
            let schemas: Result<_, String> = value.items().map(alternative).collect();
            schemas.map(Json::Array).map(Some)
        } else if MAP.contains(&keyword) {
            let schemas: Result<_, String> = value
                .entries()
                .map(|entry| Ok((entry.key.to_owned(), self.schema(entry.value, scope)?)))
                .collect();
            schemas.map(Json::Object).map(Some)
        } else if keyword == "$dynamicRef" && !self.is_3_0 {
            let target = scope.target(self.resolved, value);
            let target = target.ok_or("a reference leads nowhere")?;
            Ok(Some(Json::String(self.reference(target, scope))))
        } else if PLAIN.contains(&keyword) {
            plain(value).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Takes the names out of `required` whose properties the other side of the exchange owns.
    fn exempt(&self, node: Node<'_>, copy: &mut Map<String, Json>) {
        let exempt = |name: &Json| {
            name.as_str()
                .is_some_and(|name| self.declares_exempt(node, name))
        };
        if let Some(Json::Array(required)) = copy.get_mut("required") {
            required.retain(|name| !exempt(name));
        }
    }

    /// Whether a schema, or one that it is made of by `allOf` and `$ref`, declares a property of the other side.
    fn declares_exempt(&self, node: Node<'_>, name: &str) -> bool {
        let mut waiting = vec![node];
        for _ in 0..256 {
            let Some(node) = waiting.pop() else {
                return false;
            };
            let property = node
                .get("properties")
                .and_then(|properties| properties.get(name));
            if property.is_some_and(|property| self.is_exempt(property)) {
                return true;
            }
            waiting.extend(node.get("allOf").into_iter().flat_map(Node::items));
            waiting.extend(
                self.resolved
                    .target(node.id())
                    .map(|id| self.resolved.node(id)),
            );
        }
        false
    }

    fn is_exempt(&self, property: Node<'_>) -> bool {
        let keyword = match self.role {
            Role::Request => "readOnly",
            Role::Response => "writeOnly",
        };
        let mut node = property;
        for _ in 0..64 {
            let is_reference = node.get("$ref").is_some();
            let says = node.get(keyword).and_then(Node::as_bool) == Some(true);
            if says && !(is_reference && self.is_3_0) {
                return true;
            }
            let Some(target) = self.resolved.target(node.id()) else {
                return false;
            };
            node = self.resolved.node(target);
        }
        false
    }
}

/// OpenAPI 3.0: exclusive bounds are booleans (section 4.7.24.2). Documents of either version have the form of the other as
/// well, which is an error to the letter, and can mean only one thing.
fn exclusive(copy: &mut Map<String, Json>) {
    for (exclusive, inclusive) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        let Some(Json::Bool(flag)) = copy.get(exclusive) else {
            continue;
        };
        let is_exclusive = *flag;
        copy.remove(exclusive);
        if is_exclusive && let Some(bound) = copy.remove(inclusive) {
            copy.insert(exclusive.to_owned(), bound);
        }
    }
}

/// OpenAPI 3.0: `nullable` widens `type` (section 4.7.24.2). The letter gives it no effect without a `type`, beside
/// `allOf`, `anyOf` and `oneOf`, and beside an `enum` that does not list null; their authors mean null all the same.
fn nullable_3_0(node: Node<'_>, mut copy: Map<String, Json>) -> Json {
    if !is_true(node, "nullable") {
        return Json::Object(copy);
    }
    if let Some(Json::Array(values)) = copy.get_mut("enum")
        && !values.contains(&Json::Null)
    {
        values.push(Json::Null);
    }
    let lists_values = copy.contains_key("enum");
    let is_choice = LIST.iter().any(|choice| copy.contains_key(*choice));
    match copy.get_mut("type") {
        Some(types) if !is_choice => *types = json!([types.take(), "null"]),
        None if !is_choice && lists_values => {}
        _ => return json!({"anyOf": [copy, {"type": "null"}]}),
    }
    Json::Object(copy)
}

/// Whether an alternative says `nullable: true` and nothing else: some generators write null so.
fn means_null_3_0(node: Node<'_>) -> bool {
    let is_silent =
        |key: &str| matches!(key, "nullable" | "description" | "title") || key.starts_with("x-");
    is_true(node, "nullable") && node.entries().all(|entry| is_silent(entry.key))
}

fn is_true(node: Node<'_>, keyword: &str) -> bool {
    node.get(keyword).and_then(Node::as_bool) == Some(true)
}

/// A value of the document, word by word.
fn plain(node: Node<'_>) -> Result<Json, String> {
    Ok(match node.kind() {
        Kind::Null => Json::Null,
        Kind::Boolean => Json::Bool(node.as_bool().unwrap_or_default()),
        Kind::Number => number(node.number().unwrap_or_default())?,
        Kind::String => Json::String(node.as_str().unwrap_or_default().to_owned()),
        Kind::Sequence => Json::Array(node.items().map(plain).collect::<Result<_, _>>()?),
        Kind::Mapping => {
            let members = node
                .entries()
                .map(|entry| Ok((entry.key.to_owned(), plain(entry.value)?)));
            Json::Object(members.collect::<Result<_, String>>()?)
        }
    })
}

fn number(text: &str) -> Result<Json, String> {
    let read: serde_json::Number = serde_json::from_str(text)
        .map_err(|_| format!("`{text}` is beyond the numbers of jsonschema"))?;
    if super::oracle::is_exact(text) {
        Ok(Json::Number(read))
    } else {
        Err(format!("`{text}` is beyond the numbers of jsonschema"))
    }
}
