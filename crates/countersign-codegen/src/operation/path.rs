//! The pieces of a path template (OpenAPI 3.1, section 4.8.8).

use countersign_model::ParameterLocation;

use super::Argument;

/// A piece of a path template.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Piece {
    /// Text that is sent as it is.
    Text(String),
    /// The parameter of this index.
    Parameter(usize),
}

/// The template, cut at its parameters. What no parameter has the name of stays text.
pub(crate) fn pieces(template: &str, parameters: &[Argument<'_>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, name, after)) = next(rest) {
        text.push_str(before);
        let of_name = |argument: &Argument<'_>| {
            argument.parameter.location == ParameterLocation::Path
                && argument.parameter.name == name
        };
        match parameters.iter().position(of_name) {
            Some(index) => {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Parameter(index));
            }
            None => text.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

/// What stands before the next expression, its name, and what stands after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
