//! [`Piece`]: a path template (OpenAPI 3.2, section 4.8.2), cut at its parameters.

use super::{Location, Operation};

/// A piece of a path template.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Piece {
    /// Text that is sent as it is.
    Text(&'static str),
    /// The parameter of this index.
    Parameter(usize),
}

impl Operation {
    /// The pieces of the path. What no parameter has the name of stays text.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let mut rest = self.path;
        let mut parameter = None;
        std::iter::from_fn(move || {
            if let Some(index) = parameter.take() {
                return Some(Piece::Parameter(index));
            }
            let (text, after, index) = self.cut(rest);
            rest = after;
            match (text.is_empty(), index) {
                (true, None) => None,
                (true, Some(index)) => Some(Piece::Parameter(index)),
                (false, _) => {
                    parameter = index;
                    Some(Piece::Text(text))
                }
            }
        })
    }

    /// The text before the first parameter of a template, what stands after the parameter, and which one it is.
    fn cut(&self, template: &'static str) -> (&'static str, &'static str, Option<usize>) {
        let mut from = 0;
        while let Some((open, close)) = expression(template, from) {
            let index = self.of_path(&template[open + 1..close]);
            if index.is_some() {
                return (&template[..open], &template[close + 1..], index);
            }
            from = close + 1;
        }
        (template, "", None)
    }

    fn of_path(&self, name: &str) -> Option<usize> {
        self.parameters
            .iter()
            .position(|parameter| parameter.location == Location::Path && parameter.name == name)
    }
}

/// Where the braces of the next expression stand.
fn expression(template: &str, from: usize) -> Option<(usize, usize)> {
    let open = from + template[from..].find('{')?;
    let close = open + template[open..].find('}')?;
    Some((open, close))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Operation, Parameter},
        Piece::{self, Parameter as At, Text},
    };

    fn pieces(path: &'static str) -> Vec<Piece> {
        static PARAMETERS: &[Parameter] = &[
            Parameter::query("q"),
            Parameter::path("id"),
            Parameter::path("page"),
        ];
        let operation = Operation {
            parameters: PARAMETERS,
            ..Operation::new("", "GET", path)
        };
        operation.pieces().collect()
    }

    #[test]
    fn a_template_is_cut_at_its_parameters() {
        assert_eq!(pieces(""), []);
        assert_eq!(pieces("/"), [Text("/")]);
        assert_eq!(pieces("/books/{id}"), [Text("/books/"), At(1)]);
        assert_eq!(pieces("/{page}{id}!"), [Text("/"), At(2), At(1), Text("!")]);
        assert_eq!(pieces("{id}/{id}"), [At(1), Text("/"), At(1)]);
    }

    #[test]
    fn what_names_no_parameter_of_the_path_is_text() {
        for path in ["/{}", "/{q}", "/{nobody}/x", "/{id", "/id}", "/}{", "/é{ü}"] {
            assert_eq!(pieces(path), [Text(path)]);
        }
        assert_eq!(pieces("/{x}/{id}"), [Text("/{x}/"), At(1)]);
        assert_eq!(pieces("/{{id}}"), [Text("/{{id}}")]);
    }
}
