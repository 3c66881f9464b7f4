//! The words of a type's name: from the outermost named thing in, as the document spells them.

use crate::lower::Arena;
use crate::{SchemaId, TypeId};

/// A name under which a schema in place would go, and the type that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) words: Vec<String>,
    pub(crate) parent: Option<TypeId>,
}

impl Name {
    /// A name outside of any type.
    pub(crate) fn root(words: Vec<String>) -> Name {
        Name {
            words,
            parent: None,
        }
    }

    /// The name of something inside.
    pub(crate) fn then(&self, word: &str) -> Name {
        let mut words = self.words.clone();
        words.push(word.to_owned());
        Name {
            words,
            parent: self.parent,
        }
    }
}

/// What follows the name of a component whose requests are not its responses.
const REQUEST: &str = "request";

const SCHEMAS: &str = "/components/schemas/";

/// The name of a schema in place: that of its use, unless it stands inside another component (which `allOf` merges
/// here), by which it is named then, whichever of its uses comes first.
pub(super) fn for_schema(arena: &Arena<'_>, id: SchemaId, by_use: &Name) -> Name {
    let pointer = &arena.schema(id).origin.location.pointer;
    let component = pointer
        .strip_prefix(SCHEMAS)
        .and_then(|rest| rest.split('/').next());
    let elsewhere = component.is_some_and(|component| {
        by_use
            .words
            .first()
            .is_some_and(|first| *first != unescape(component))
    });
    if elsewhere && !arena.is_made(id) {
        return Name {
            words: words_of_type(arena, id),
            parent: by_use.parent,
        };
    }
    by_use.clone()
}

/// The words of a schema by where it stands.
pub(super) fn words_of_place(arena: &Arena<'_>, id: SchemaId) -> Vec<String> {
    let location = &arena.schema(id).origin.location;
    let tokens: Vec<String> = location.pointer.split('/').skip(1).map(unescape).collect();
    let mut words = words_of_tokens(&tokens);
    if words.is_empty() {
        words.push(stem(arena.resolved.sources().name(location.source)).to_owned());
    }
    words
}

/// The words of the type that a schema becomes.
pub(super) fn words_of_type(arena: &Arena<'_>, id: SchemaId) -> Vec<String> {
    let mut words = words_of_place(arena, id);
    if arena.doubled(id).is_some() {
        words.insert(1, REQUEST.to_owned());
    }
    words.extend(words_of_way(arena, id));
    words
}

/// The words that tell a schema apart from others at the same place: a list of what, where its items are referred to by
/// `$dynamicRef`.
fn words_of_way(arena: &Arena<'_>, id: SchemaId) -> Vec<String> {
    let named = |anchor: &SchemaId| arena.schema(*anchor).reference.unwrap_or(*anchor);
    let anchors = arena.way(id).iter().map(named);
    anchors
        .filter_map(|id| words_of_place(arena, id).pop())
        .collect()
}

/// Words for the place of a parameter, response, ... that `components` has; `None` for any other place.
pub(crate) fn component_words(pointer: &str) -> Option<Vec<String>> {
    let mut tokens = pointer.strip_prefix("/components/")?.split('/');
    let word = match tokens.next()? {
        "responses" => "response",
        "requestBodies" => "request",
        "parameters" => "parameter",
        "headers" => "header",
        _ => return None,
    };
    Some(vec![unescape(tokens.next()?), word.to_owned()])
}

fn words_of_tokens(tokens: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    let mut tokens = tokens.iter().map(String::as_str);
    while let Some(token) = tokens.next() {
        match token {
            "components" | "definitions" | "$defs" | "schemas" | "paths" | "content" | "schema" => {
            }
            "properties" | "patternProperties" | "dependentSchemas" => {
                words.extend(tokens.next().map(str::to_owned));
            }
            "items" => words.push("item".to_owned()),
            "additionalProperties" => words.push("value".to_owned()),
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                words.extend(
                    tokens
                        .next()
                        .filter(|index| *index != "0")
                        .map(str::to_owned),
                );
            }
            _ => words.push(token.to_owned()),
        }
    }
    words
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split('.')
        .next()
        .filter(|stem| !stem.is_empty())
        .unwrap_or(name)
}

fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::{component_words, stem, words_of_tokens};

    fn words(pointer: &str) -> Vec<String> {
        words_of_tokens(
            &pointer
                .split('/')
                .skip(1)
                .map(super::unescape)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn places_become_words() {
        assert_eq!(
            words("/components/schemas/Order/properties/items/items"),
            ["Order", "items", "item"]
        );
        assert_eq!(
            words("/components/schemas/A/allOf/0/additionalProperties"),
            ["A", "value"]
        );
        assert_eq!(words("/components/schemas/A/oneOf/2"), ["A", "2"]);
        assert_eq!(words("/$defs/a~1b"), ["a/b"]);
        assert_eq!(stem("schemas/order.v1.yaml"), "order");
        assert_eq!(
            component_words("/components/responses/NotFound/content").unwrap(),
            ["NotFound", "response"]
        );
        assert_eq!(component_words("/paths/~1a/get"), None);
    }
}
