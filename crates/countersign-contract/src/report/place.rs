//! A place in the document, taken apart for reports that have a field for each of its parts.

/// A file by its name, with a line and a column in code points, both from 1.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(super) struct Place<'t> {
    pub(super) file: &'t str,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// The place that stands in a text as `file:line:column`; a file's name may have colons of its own.
pub(super) fn place(text: &str) -> Option<Place<'_>> {
    let (rest, column) = text.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some(Place {
        file,
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Place, place};

    #[test]
    fn the_last_two_numbers_are_the_position() {
        let expected = Place {
            file: "C:1:2/a b.yaml",
            line: 63,
            column: 9,
        };
        assert_eq!(place("C:1:2/a b.yaml:63:9"), Some(expected));
        assert_eq!(place("a.yaml:63"), None);
        assert_eq!(place("a.yaml:x:9"), None);
    }
}
