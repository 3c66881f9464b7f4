//! 'Did you mean': the keyword nearest to a word that is none.

/// Words that other crates and JSON Schema itself use, and ours for them.
const KNOWN_AS: &[(&str, &str)] = &[
    ("gt", "exclusive_minimum"),
    ("gte", "minimum"),
    ("len", "min_length"),
    ("length", "min_length"),
    ("lt", "exclusive_maximum"),
    ("lte", "maximum"),
    ("max", "maximum"),
    ("min", "minimum"),
    ("name", "rename"),
    ("range", "minimum"),
    ("regex", "pattern"),
    ("unique", "unique_items"),
    ("values", "additional_properties"),
];

/// The candidate that `word` was most likely meant to be.
pub(crate) fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let snake = snake_case(word);
    let exact = |wanted: &str| candidates.iter().copied().find(|known| *known == wanted);
    exact(&snake)
        .or_else(|| {
            let (_, ours) = KNOWN_AS.iter().find(|(theirs, _)| *theirs == snake)?;
            exact(ours)
        })
        .or_else(|| {
            candidates
                .iter()
                .map(|known| (distance(&snake, known), *known))
                .filter(|(distance, known)| *distance <= known.len().div_ceil(3))
                .min()
                .map(|(_, known)| known)
        })
}

/// `minLength` and `min-length` as Rust writes them.
fn snake_case(word: &str) -> String {
    let mut text = String::new();
    for letter in word.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(match letter {
            '-' => '_',
            other => other.to_ascii_lowercase(),
        });
    }
    text
}

/// How many letters have to be added, removed or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        for (other, place) in right.iter().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = *place;
            before = replaced.min(*place + 1).min(before + 1);
            *place = before;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_single_steps() {
        assert_eq!(distance("minimum", "minimum"), 0);
        assert_eq!(distance("minimun", "minimum"), 1);
        assert_eq!(distance("minmum", "minimum"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn knows_other_spellings() {
        let known = ["minimum", "min_length", "pattern"];
        assert_eq!(nearest("minLength", &known), Some("min_length"));
        assert_eq!(nearest("regex", &known), Some("pattern"));
        assert_eq!(nearest("minimun", &known), Some("minimum"));
        assert_eq!(nearest("colour", &known), None);
    }
}
