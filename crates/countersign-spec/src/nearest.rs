//! 'Did you mean': the known word that a mistyped one is nearest to.

/// The candidate that `word` most likely was meant to be; `None` when none is near.
///
/// Of two equally near ones the first is taken. Case, dashes and underscores do not count.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    let length = word.chars().count();
    let allowed = length / 3;
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let plain = plain(candidate);
        if plain.chars().count().abs_diff(length) > allowed {
            continue; // each character more or less is a step of distance
        }
        let distance = strsim::osa_distance(&word, &plain);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_typing_errors_and_other_cases() {
        assert_eq!(nearest("Pte", ["Order", "Pet"]), Some("Pet"));
        assert_eq!(
            nearest("max_length", ["maxLength", "minLength"]),
            Some("maxLength")
        );
        assert_eq!(nearest("operationID", ["operationId"]), Some("operationId"));
    }

    #[test]
    fn leaves_what_is_far_alone() {
        assert_eq!(nearest("Customer", ["Order", "Pet"]), None);
        assert_eq!(nearest("", ["Order"]), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}
