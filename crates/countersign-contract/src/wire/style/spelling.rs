//! What decides how a value is written: style, explode, place; and which texts can stand there.

use countersign_model::{Encoding, MediaType, Parameter, ParameterLocation, Style};

use crate::wire::percent::{encode, encode_reserved};

/// What decides how a value is written: a parameter's, or that of a property in a form.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Spelling<'p> {
    pub(in crate::wire) name: &'p str,
    pub(in crate::wire) location: ParameterLocation,
    pub(in crate::wire) style: Style,
    pub(in crate::wire) explode: bool,
    reserved: bool,
    pub(in crate::wire) content: Option<&'p MediaType>,
}

impl<'p> Spelling<'p> {
    /// That of a parameter.
    pub(crate) fn of(parameter: &'p Parameter) -> Self {
        Spelling {
            name: &parameter.name,
            location: parameter.location,
            style: parameter.style,
            explode: parameter.explode,
            reserved: parameter.allow_reserved,
            content: parameter.content.first(),
        }
    }

    /// That of a property of a form, by its encoding (OpenAPI 3.1, section 4.8.15).
    pub(in crate::wire) fn of_property(name: &'p str, encoding: Option<&Encoding>) -> Self {
        let style = encoding
            .and_then(|encoding| encoding.style)
            .unwrap_or(Style::Form);
        let explode = encoding.and_then(|encoding| encoding.explode);
        Spelling {
            name,
            location: ParameterLocation::Query,
            style,
            explode: explode.unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            reserved: encoding.is_some_and(|encoding| encoding.allow_reserved),
            content: None,
        }
    }

    /// The ways of taking one text apart: at each delimiter that is in it.
    pub(in crate::wire) fn splits<'t>(&self, text: &'t str) -> Vec<Vec<&'t str>> {
        let delimiters = self.delimiters().iter();
        let found = delimiters.filter(|delimiter| text.contains(**delimiter));
        let splits: Vec<Vec<&str>> = found
            .map(|delimiter| text.split(delimiter).collect())
            .collect();
        if splits.is_empty() {
            vec![vec![text]]
        } else {
            splits
        }
    }

    /// What stands between two items of one text, as it is written and as readers may find it.
    pub(super) fn delimiters(&self) -> &'static [&'static str] {
        match self.style {
            Style::SpaceDelimited => &["%20", " ", "+"],
            Style::PipeDelimited => &["%7C", "|", "%7c"],
            Style::Label if self.explode => &["."],
            // Before 3.0.4 the table of the specification had dots here as well.
            Style::Label => &[",", "."],
            _ => &[","],
        }
    }

    /// Whether items or members stand in pairs of their own.
    pub(in crate::wire) fn spreads(&self) -> bool {
        let in_pairs = matches!(
            self.location,
            ParameterLocation::Query | ParameterLocation::Cookie
        );
        in_pairs && self.explode && self.content.is_none()
    }

    /// Whether the members of an object stand in pairs under their own names.
    pub(crate) fn spreads_members(&self) -> bool {
        self.spreads() && matches!(self.style, Style::Form | Style::Cookie)
    }

    /// Whether readers look for the members of an object by their names, and pass over others: among all pairs of a query,
    /// or among the matrix parameters of a path's segment.
    pub(crate) fn names_members(&self) -> bool {
        self.spreads_members() || (self.style == Style::Matrix && self.explode)
    }

    /// A text as it stands in its place.
    pub(super) fn escaped(&self, text: &str) -> String {
        match self.location {
            ParameterLocation::Header | ParameterLocation::Cookie => text.to_owned(),
            _ if self.reserved => encode_reserved(text),
            _ => encode(text),
        }
    }

    /// Whether a text can stand in its place, and every reader finds it there.
    pub(super) fn fits(&self, text: &str) -> bool {
        let is_escape = |(at, _)| {
            let digits = text.get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        match self.location {
            ParameterLocation::Path => {
                !matches!(text, "" | "." | "..")
                    && !text.contains(['/', '\\', '\0', '%', '\n', '\r'])
            }
            ParameterLocation::Header => {
                text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
                    && text.trim() == text
                    && !text.is_empty()
            }
            ParameterLocation::Cookie => {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:+".contains(&byte);
                !text.is_empty() && text.bytes().all(plain)
            }
            ParameterLocation::Query | ParameterLocation::QueryString => {
                !(text.contains('\0') || self.reserved && text.match_indices('%').any(is_escape))
            }
        }
    }

    /// Whether a text can be one of several.
    pub(super) fn fits_between(&self, text: &str) -> bool {
        const DELIMITERS: [char; 7] = [',', '=', ';', '&', '[', ']', '\0'];
        let own: &[char] = match self.style {
            Style::SpaceDelimited => &[' ', '+'],
            Style::PipeDelimited => &['|'],
            Style::Label => &['.'],
            _ => &[],
        };
        let is_alone = self.spreads();
        !text.is_empty()
            && self.fits(text)
            && (is_alone || !text.contains(DELIMITERS) && !text.contains(own))
    }
}
