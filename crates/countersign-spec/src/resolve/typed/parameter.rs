//! Parameters and headers.

use super::{Typer, entries, flag, items};
use crate::document::{Header, Parameter, ParameterLocation, SpecVersion, Style};
use crate::{Code, Diagnostic, Entry, Kind, Node};

const LOCATIONS: [(&str, ParameterLocation); 5] = [
    ("path", ParameterLocation::Path),
    ("query", ParameterLocation::Query),
    ("header", ParameterLocation::Header),
    ("cookie", ParameterLocation::Cookie),
    ("querystring", ParameterLocation::QueryString),
];

const STYLES: [(&str, Style); 8] = [
    ("matrix", Style::Matrix),
    ("label", Style::Label),
    ("form", Style::Form),
    ("simple", Style::Simple),
    ("spaceDelimited", Style::SpaceDelimited),
    ("pipeDelimited", Style::PipeDelimited),
    ("deepObject", Style::DeepObject),
    ("cookie", Style::Cookie),
];

impl ParameterLocation {
    /// The word of the specification.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        LOCATIONS
            .iter()
            .find(|(_, location)| *location == self)
            .map_or("", |(word, _)| word)
    }

    /// The default style (OpenAPI 3.1 section 4.8.12.2).
    fn style(self) -> Style {
        match self {
            ParameterLocation::Path | ParameterLocation::Header => Style::Simple,
            ParameterLocation::Query
            | ParameterLocation::QueryString
            | ParameterLocation::Cookie => Style::Form,
        }
    }
}

impl Style {
    /// The word of the specification.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        STYLES
            .iter()
            .find(|(_, style)| *style == self)
            .map_or("", |(word, _)| word)
    }
}

impl Parameter {
    /// Whether two parameters are one: by name and location; names of headers have no case (RFC 9110 section 5.1).
    #[must_use]
    pub fn is_same(&self, other: &Parameter) -> bool {
        let names = (&self.name.value, &other.name.value);
        self.location == other.location
            && match self.location {
                ParameterLocation::Header => names.0.eq_ignore_ascii_case(names.1),
                _ => names.0 == names.1,
            }
    }
}

impl<'a> Typer<'a> {
    /// The parameters that a path item or an operation declares itself.
    pub(super) fn parameters(&mut self, node: Node<'a>) -> Vec<Parameter> {
        items(node, "parameters")
            .filter_map(|node| self.parameter(node))
            .collect()
    }

    fn parameter(&mut self, node: Node<'a>) -> Option<Parameter> {
        let node = self.follow(node)?;
        let name = self.spanned(node, "name")?;
        let location = self.location(node)?;
        let style = self.style(node).unwrap_or(location.style());
        Some(Parameter {
            node: node.id(),
            name,
            location,
            required: location == ParameterLocation::Path
                || flag(node, "required").unwrap_or(false),
            deprecated: flag(node, "deprecated").unwrap_or(false),
            description: self.text(node, "description"),
            style,
            explode: flag(node, "explode").unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            allow_reserved: flag(node, "allowReserved").unwrap_or(false),
            allow_empty_value: flag(node, "allowEmptyValue").unwrap_or(false),
            schema: node.get("schema").map(Node::id),
            content: self.content(node),
            examples: self.examples(node),
        })
    }

    /// `in`, of which the check has seen that it is a string.
    pub(super) fn location(&mut self, node: Node<'a>) -> Option<ParameterLocation> {
        let newest = if self.version < SpecVersion::V3_2 {
            LOCATIONS.len() - 1
        } else {
            LOCATIONS.len()
        };
        self.word(node.get("in")?, &LOCATIONS[..newest], "`in`")
    }

    pub(super) fn style(&mut self, node: Node<'a>) -> Option<Style> {
        self.word(node.get("style")?, &STYLES, "`style`")
    }

    /// One of a few words; any other is reported.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: Node<'a>,
        words: &[(&str, T)],
        field: &str,
    ) -> Option<T> {
        let text = node.as_str()?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value);
        if found.is_none() {
            let help = match crate::nearest(text, words.iter().map(|(word, _)| *word)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use {}", list(words)),
            };
            let diagnostic =
                Diagnostic::error(Code::InvalidValue, format!("{field} cannot be `{text}`"));
            self.diagnostics.push(
                diagnostic
                    .at(node.span(), "not one of the values that it may have")
                    .help(help),
            );
        }
        found
    }

    /// The headers of a response or an encoding.
    pub(super) fn headers(&mut self, node: Node<'a>) -> Vec<Header> {
        let headers = entries(node, "headers")
            .filter(|entry| !entry.key.eq_ignore_ascii_case("content-type"));
        headers.filter_map(|entry| self.header(entry)).collect()
    }

    fn header(&mut self, entry: Entry<'a>) -> Option<Header> {
        let node = self.follow(entry.value)?;
        (node.kind() == Kind::Mapping).then(|| Header {
            name: self.key(entry),
            node: node.id(),
            description: self.text(node, "description"),
            required: flag(node, "required").unwrap_or(false),
            deprecated: flag(node, "deprecated").unwrap_or(false),
            explode: flag(node, "explode").unwrap_or(false),
            schema: node.get("schema").map(Node::id),
            content: self.content(node),
            examples: self.examples(node),
        })
    }
}

fn list<T>(words: &[(&str, T)]) -> String {
    let quoted: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
