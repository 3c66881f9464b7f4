//! `uri-template`.

/// Literals and expressions (RFC 6570, section 2). An apostrophe is a literal, as erratum 6937 has it.
pub(super) fn is_uri_template(text: &str) -> bool {
    let mut parts = text.split('{');
    parts.next().is_some_and(is_literal)
        && parts.all(|part| {
            let expression = part.split_once('}');
            expression.is_some_and(|(inside, rest)| is_expression(inside) && is_literal(rest))
        })
}

fn is_literal(text: &str) -> bool {
    after_percents(text, |character| {
        !matches!(
            character,
            '\0'..=' ' | '"' | '%' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{7f}'..='\u{9f}'
        ) && !is_outside_of_iris(character)
    })
}

/// Neither `ucschar` nor `iprivate` (RFC 3987, section 2.2), of those beyond ASCII.
fn is_outside_of_iris(character: char) -> bool {
    let code = u32::from(character);
    matches!(code, 0xFDD0..=0xFDEF | 0xFFF0..=0xFFFF | 0xE_0000..=0xE_0FFF)
        || code & 0xFFFE == 0xFFFE
}

/// What stands between braces: perhaps an operator, those reserved for later included, and variables.
fn is_expression(text: &str) -> bool {
    let operator = |c| "+#./;?&=,!@|".contains(c);
    let variables = text.strip_prefix(operator).unwrap_or(text);
    variables.split(',').all(is_variable)
}

fn is_variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((name, length)) if is_prefix_length(length) => name,
        Some(_) => return false,
        None => text.strip_suffix('*').unwrap_or(text),
    };
    let is_part = |part: &str| {
        !part.is_empty() && after_percents(part, |c| c.is_ascii_alphanumeric() || c == '_')
    };
    name.split('.').all(is_part)
}

/// 1 to 9999, without zeros before it.
fn is_prefix_length(text: &str) -> bool {
    (1..=4).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0')
}

/// Whether every character is allowed, those of percent-encoded triplets aside.
fn after_percents(text: &str, is_allowed: impl Fn(char) -> bool) -> bool {
    let mut parts = text.split('%');
    let plain = |part: &str| part.chars().all(&is_allowed);
    let is_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    parts.next().is_some_and(plain)
        && parts.all(|part| {
            let triplet = part.split_at_checked(2);
            triplet.is_some_and(|(digits, rest)| is_digits(digits) && plain(rest))
        })
}

#[cfg(test)]
mod tests {
    use super::is_uri_template;

    #[test]
    fn the_grammar_of_section_2() {
        for text in [
            "",
            "/orders/{id}",
            "{+a,b*,c:12}",
            "{?a.b,%C3%A9}",
            "é'~%20",
            "{=later}",
            "{|a}",
            "\u{E000}",
        ] {
            assert!(is_uri_template(text), "{text}");
        }
        for text in [
            "{",
            "}",
            "{}",
            "{+}",
            "{a",
            "a}",
            "{{a}}",
            "{a}}",
            "{a b}",
            "{a:}",
            "{a:0}",
            "{a:b}",
            "{a:10000}",
            "{a*:3}",
            "{a:3*}",
            "{.a.}",
            "{..a}",
            "{é}",
            "%",
            "%4",
            "%4g",
            "%é",
            "a b",
            "<a>",
            "a|b",
            "a\u{80}",
            "\u{FDD0}",
            "\u{1FFFE}",
            "\u{E0001}",
            "{%4}",
        ] {
            assert!(!is_uri_template(text), "{text}");
        }
    }
}
