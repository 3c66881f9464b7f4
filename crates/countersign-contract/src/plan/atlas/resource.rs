//! Resources by the structure of paths: `/orders` and `/orders/{id}`, with the operations of both.

use countersign_model::{Api, Operation};

use super::names;

/// A collection and what stands for one item of it. Operations are given by their index.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    /// The path of one item, `/orders/{id}`.
    pub(crate) item: String,
    /// The path of the collection, `/orders`.
    pub(crate) collection: String,
    /// POST on the collection; or PUT on the item, where there is none and the client chooses the identity.
    pub(crate) create: Option<usize>,
    /// GET on the collection.
    pub(crate) list: Option<usize>,
    /// GET on the item.
    pub(crate) read: Option<usize>,
    /// PUT on the item.
    pub(crate) replace: Option<usize>,
    /// PATCH on the item.
    pub(crate) modify: Option<usize>,
    /// DELETE on the item.
    pub(crate) delete: Option<usize>,
}

impl Resource {
    /// One of the collection, in plain letters: `order`.
    pub(crate) fn noun(&self) -> String {
        let mut segments = self.collection.split('/').rev();
        let literal = segments.find(|segment| !segment.is_empty() && !segment.contains('{'));
        names::singular(literal.unwrap_or_default())
    }

    /// Whether it belongs to another resource.
    pub(crate) fn is_nested(&self) -> bool {
        self.collection.contains('{')
    }
}

/// Every resource of a document, in the order of their items.
pub(super) fn all(api: &Api) -> Vec<Resource> {
    let mut resources: Vec<Resource> = Vec::new();
    for operation in &api.operations {
        let item = trimmed(&operation.path);
        let Some((collection, last)) = item.rsplit_once('/') else {
            continue;
        };
        let is_variable = last.starts_with('{') && last.ends_with('}') && !collection.is_empty();
        if !is_variable || resources.iter().any(|known| known.item == item) {
            continue;
        }
        let at = |path: &str, method: &str| index(api, path, method);
        let replace = at(item, "PUT");
        resources.push(Resource {
            item: item.to_owned(),
            collection: collection.to_owned(),
            create: at(collection, "POST").or(replace),
            list: at(collection, "GET"),
            read: at(item, "GET"),
            replace,
            modify: at(item, "PATCH"),
            delete: at(item, "DELETE"),
        });
    }
    resources
}

fn index(api: &Api, path: &str, method: &str) -> Option<usize> {
    let is_it = |operation: &Operation| {
        operation.method.as_str() == method && trimmed(&operation.path) == path
    };
    api.operations.iter().position(is_it)
}

fn trimmed(path: &str) -> &str {
    path.trim_end_matches('/')
}

/// The path up to a variable: `/a/{b}` of `/a/{b}/c`.
pub(super) fn up_to(path: &str, parameter: &str) -> Option<String> {
    let segment = format!("/{{{parameter}}}");
    let (before, after) = path.split_once(&segment)?;
    (after.is_empty() || after.starts_with('/')).then(|| format!("{before}{segment}"))
}

/// The variable of an item: the same for all ways of writing its path.
pub(crate) fn variable(item: &str) -> String {
    let segments = item.split('/').filter(|segment| !segment.is_empty());
    let plain = segments.map(|segment| if segment.contains('{') { "*" } else { segment });
    plain.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::{up_to, variable};

    #[test]
    fn items_of_paths() {
        assert_eq!(up_to("/a/{b}/c/{d}", "b").as_deref(), Some("/a/{b}"));
        assert_eq!(up_to("/a/{b}.json", "b"), None);
        assert_eq!(variable("/a/{b}/c/{d}"), "a.*.c.*");
    }
}
