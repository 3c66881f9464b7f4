//! Doc comments and `#[deprecated]`: what the annotations of a schema say.

use countersign_model::{Annotations, Api};
use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::markdown::{lines, plain};

impl Emitter<'_> {
    /// The doc comment of `title` and `description`; `names` are the words by which the item is known anyway.
    pub(super) fn doc(&mut self, annotations: &Annotations, names: &[String]) -> TokenStream {
        let docs = doc(annotations, names);
        self.lacks_docs |= docs.is_empty();
        docs
    }
}

/// The same of a part of an item.
pub(super) fn doc(annotations: &Annotations, names: &[String]) -> TokenStream {
    let title = annotations
        .title
        .as_deref()
        .filter(|title| says_something(title, names));
    let mut text: Vec<String> = title.map(lines).unwrap_or_default();
    let description = annotations
        .description
        .as_deref()
        .map(lines)
        .unwrap_or_default();
    if !text.is_empty() && !description.is_empty() {
        if text == description {
            text.clear();
        } else {
            text.push(String::new());
        }
    }
    text.extend(description);
    comment_of(&text)
}

/// `#[deprecated]`, where the document says so.
pub(super) fn deprecated(annotations: &Annotations) -> TokenStream {
    if annotations.deprecated {
        quote!(#[deprecated])
    } else {
        TokenStream::new()
    }
}

/// The API's own title and version, for a sentence.
pub(super) fn title(api: &Api) -> String {
    let title = plain(&one_line(&api.title));
    let version = plain(&one_line(&api.version));
    match (title.is_empty(), version.is_empty()) {
        (true, _) => "the document".to_owned(),
        (false, true) => title,
        (false, false) => format!("{title}, version {version}"),
    }
}

/// Text of the document or of the configuration in one line, without control characters.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The doc comment of these lines.
pub(super) fn comment_of(lines: &[String]) -> TokenStream {
    lines
        .iter()
        .map(|line| {
            let text = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            quote!(#[doc = #text])
        })
        .collect()
}

/// A title which only repeats the name, as frameworks write it (`Client Pubkey`), says nothing.
fn says_something(title: &str, names: &[String]) -> bool {
    let words = |text: &str| text.to_snake_case().replace('_', "");
    let title = words(title);
    let full = words(&names.join("_"));
    title != full && names.last().is_none_or(|last| words(last) != title)
}
