//! [`Text`]: the text of a schema table, as `countersign`'s `private/table/text.rs` reads it, and the types it refers to.

use std::fmt::{Display, Write as _};

use proc_macro2::TokenStream;

/// A table that is being written.
pub(super) struct Text {
    text: String,
    references: Vec<TokenStream>,
    /// The references as text: each type is named once.
    known: Vec<String>,
}

impl Text {
    /// Nothing yet.
    pub(super) const fn new() -> Self {
        Self {
            text: String::new(),
            references: Vec::new(),
            known: Vec::new(),
        }
    }

    /// What comes before the assertions of a table: its name, and the letters of its types.
    pub(super) fn head(&mut self, name: &str, letters: &str) -> &mut Self {
        self.text(name).number(letters)
    }

    /// The name of an assertion, whose value comes next.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.push(name).push("=")
    }

    /// Punctuation.
    pub(super) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// A number.
    pub(super) fn number(&mut self, number: impl Display) -> &mut Self {
        let _never = write!(self.text, "{number};");
        self
    }

    /// Any text: its length says where it ends.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let _never = write!(self.text, "{}:{text}", text.len());
        self
    }

    /// A list.
    pub(super) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut item: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        self.push("[");
        for each in items {
            item(self, each);
        }
        self.push("]")
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, texts: &[String]) -> &mut Self {
        self.list(texts, |text, each| {
            text.text(each);
        })
    }

    /// The schema of a Rust type.
    pub(super) fn reference(&mut self, ty: TokenStream) -> &mut Self {
        let name = ty.to_string();
        let known = self.known.iter().position(|known| *known == name);
        let index = known.unwrap_or_else(|| {
            self.known.push(name);
            self.references.push(ty);
            self.references.len() - 1
        });
        self.number(index)
    }

    /// The expression for the schema.
    pub(super) fn finish(self) -> TokenStream {
        let Self {
            text, references, ..
        } = self;
        ours!(__schema(#text, &[#(<#references as __Contract>::schema),*]))
    }
}
