//! Templates of paths and server URLs: text with `{names}` in it (OpenAPI 3.1 section 4.8.8.1).

/// A template that cannot be read.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(super) struct Unbalanced;

/// The names in a template, in order.
pub(super) fn names(template: &str) -> Result<Vec<&str>, Unbalanced> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(brace) = rest.find(['{', '}']) {
        let inside = rest[brace..].strip_prefix('{').ok_or(Unbalanced)?;
        let end = inside.find(['{', '}']).ok_or(Unbalanced)?;
        rest = inside[end..].strip_prefix('}').ok_or(Unbalanced)?;
        names.push(&inside[..end]);
    }
    Ok(names)
}

/// A template with its names taken out: two paths that are equal so match the same requests.
pub(super) fn skeleton(template: &str) -> String {
    let mut skeleton = String::with_capacity(template.len());
    let mut inside = false;
    for c in template.chars() {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                skeleton.push_str("{}");
            }
            _ if inside => {}
            c => skeleton.push(c),
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::{Unbalanced, names, skeleton};

    #[test]
    fn names_in_order() {
        assert_eq!(names("/a/{b}/c-{d}.{e}"), Ok(vec!["b", "d", "e"]));
        assert_eq!(names("/a"), Ok(vec![]));
        assert_eq!(names("/{}"), Ok(vec![""]));
    }

    #[test]
    fn unbalanced_braces() {
        for template in ["/{a", "/a}", "/{a{b}}", "/}a{"] {
            assert_eq!(names(template), Err(Unbalanced), "{template}");
        }
    }

    #[test]
    fn skeletons() {
        assert_eq!(skeleton("/a/{b}/{c}"), skeleton("/a/{x}/{y}"));
        assert_ne!(skeleton("/a/{b}"), skeleton("/a/b"));
    }
}
