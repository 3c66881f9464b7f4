//! `--header 'Name: value ${VARIABLE}'`: environment variables are put in, and never shown.

use countersign_contract::GivenHeader;

/// The header of a command line option.
///
/// # Errors
/// In words: no colon, no such header, or a variable that is not set.
pub(crate) fn parse(
    text: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<GivenHeader, String> {
    let (name, value) = text
        .split_once(':')
        .ok_or("a header is written as `Name: value`")?;
    let (name, value) = (name.trim(), value.trim());
    let expanded = expand(value, variable)?;
    if expanded == value {
        GivenHeader::secret(name, value)
    } else {
        GivenHeader::new(name, &expanded, masked(value))
    }
}

/// The header that a kept finding shows: its variables are put in again.
///
/// # Errors
/// In words, as [`parse`].
pub(crate) fn restore(
    name: &str,
    shown: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<GivenHeader, String> {
    if let Some(secret) = GivenHeader::shown_basic(shown) {
        return GivenHeader::basic(&restored(secret, &variable)?, secret);
    }
    GivenHeader::new(name, &restored(shown, &variable)?, shown)
}

/// What is shown, with its variables put in.
fn restored(shown: &str, variable: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut value = String::new();
    let mut rest = shown;
    while let Some(at) = rest.find(['\\', '$']) {
        let (before, after) = rest.split_at(at);
        value.push_str(before);
        if let Some(escaped) = after
            .strip_prefix('\\')
            .and_then(|after| after.chars().next())
        {
            value.push(escaped);
            rest = &after[1 + escaped.len_utf8()..];
        } else {
            let end = after.find('}').map_or(after.len(), |end| end + 1);
            value.push_str(&expand(&after[..end], &variable)?);
            rest = &after[end..];
        }
    }
    value.push_str(rest);
    Ok(value)
}

/// A text with its environment variables put in.
///
/// # Errors
/// In words, as [`parse`].
pub(crate) fn expand(
    value: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<String, String> {
    let mut expanded = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, after) = after.split_once('}').ok_or("`${` is not closed by `}`")?;
        expanded.push_str(before);
        expanded.push_str(
            &variable(name)
                .ok_or_else(|| format!("the environment variable `{name}` is not set"))?,
        );
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
}

/// The value as it may stand between double quotes of a shell: only the variables are alive.
pub(crate) fn masked(value: &str) -> String {
    let mut shown = String::new();
    for (index, part) in value.split("${").enumerate() {
        let (variable, text) = if index == 0 {
            ("", part)
        } else {
            part.split_once('}').unwrap_or(("", part))
        };
        if index > 0 {
            shown.push_str(&format!("${{{variable}}}"));
        }
        for c in text.chars() {
            if matches!(c, '"' | '\\' | '$' | '`') {
                shown.push('\\');
            }
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{masked, parse, restore};

    fn variable(name: &str) -> Option<String> {
        (name == "TOKEN").then(|| "sesame".to_owned())
    }

    #[test]
    fn variables_are_put_in_and_not_shown() {
        let header = parse("Authorization: Bearer ${TOKEN}", variable).unwrap();
        assert_eq!(
            (header.name(), header.shown()),
            ("authorization", "Bearer ${TOKEN}")
        );
        let plain = parse("X-Api-Key: sesame", variable).unwrap();
        assert_eq!(plain.shown(), "${X_API_KEY}");
    }

    #[test]
    fn what_is_shown_can_be_restored() {
        let shown = parse("A: a\"b`c$d ${TOKEN}", variable)
            .unwrap()
            .shown()
            .to_owned();
        let restored = restore("A", &shown, variable).unwrap();
        assert_eq!(
            Ok(restored),
            super::GivenHeader::new("A", "a\"b`c$d sesame", shown)
        );
        assert_eq!(
            restore("A", "${NOPE}", variable).unwrap_err(),
            "the environment variable `NOPE` is not set"
        );
    }

    #[test]
    fn a_password_can_be_restored() {
        let given = super::GivenHeader::basic("alice:sesame", "alice:${TOKEN}").unwrap();
        assert!(!given.shown().contains("sesame"), "{}", given.shown());
        let restored = restore("authorization", given.shown(), variable);
        assert_eq!(restored, Ok(given));
    }

    #[test]
    fn what_cannot_be_a_header_is_said() {
        let reason = |text: &str| parse(text, variable).unwrap_err();
        assert_eq!(
            reason("Authorization"),
            "a header is written as `Name: value`"
        );
        assert_eq!(
            reason("A: ${NOPE}"),
            "the environment variable `NOPE` is not set"
        );
        assert_eq!(reason("A: ${TOKEN"), "`${` is not closed by `}`");
        assert_eq!(reason("a b: c"), "`a b` is not the name of a header");
    }

    #[test]
    fn shown_text_is_safe_in_double_quotes() {
        assert_eq!(masked("a\"b`c$d ${TOKEN}"), "a\\\"b\\`c\\$d ${TOKEN}");
    }
}
