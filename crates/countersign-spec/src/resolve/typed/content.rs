//! Media types, their examples and encodings.

use super::{Typer, entries, flag, items};
use crate::document::{Encoding, Example, MediaType};
use crate::{Entry, Kind, Node, Spanned};

impl<'a> Typer<'a> {
    /// `content` of a request body, a response, a parameter or a header.
    pub(super) fn content(&mut self, node: Node<'a>) -> Vec<MediaType> {
        entries(node, "content")
            .filter_map(|entry| self.media_type(entry))
            .collect()
    }

    fn media_type(&mut self, entry: Entry<'a>) -> Option<MediaType> {
        let node = self.follow(entry.value)?;
        (node.kind() == Kind::Mapping).then(|| MediaType {
            name: self.key(entry),
            node: node.id(),
            schema: node.get("schema").map(Node::id),
            item_schema: node.get("itemSchema").map(Node::id),
            examples: self.examples(node),
            encoding: entries(node, "encoding")
                .map(|entry| self.encoding(Some(self.key(entry)), entry.value))
                .collect(),
            prefix_encoding: items(node, "prefixEncoding")
                .map(|item| self.encoding(None, item))
                .collect(),
            item_encoding: node
                .get("itemEncoding")
                .map(|node| self.encoding(None, node)),
        })
    }

    fn encoding(&mut self, property: Option<Spanned<String>>, node: Node<'a>) -> Encoding {
        Encoding {
            property,
            node: node.id(),
            content_type: self.text(node, "contentType"),
            headers: self.headers(node),
            style: self.style(node),
            explode: flag(node, "explode"),
            allow_reserved: flag(node, "allowReserved").unwrap_or(false),
        }
    }

    /// `example` and `examples`.
    pub(super) fn examples(&mut self, node: Node<'a>) -> Vec<Example> {
        let unnamed = |value: Node<'a>| Example {
            name: None,
            summary: None,
            description: None,
            value: value.id(),
        };
        let mut examples: Vec<Example> = node.get("example").map(unnamed).into_iter().collect();
        examples.extend(entries(node, "examples").filter_map(|entry| self.example(entry)));
        examples
    }

    /// An example without a value in the document (`externalValue`, `serializedValue`) is none.
    fn example(&mut self, entry: Entry<'a>) -> Option<Example> {
        let node = self.follow(entry.value)?;
        Some(Example {
            name: Some(self.key(entry)),
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
            value: node.get("value").or_else(|| node.get("dataValue"))?.id(),
        })
    }
}
