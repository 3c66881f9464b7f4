//! `email` and `idn-email`.

use email_address::{EmailAddress, Options};

use super::net::{is_hostname, is_ipv4, is_ipv6};

/// A mailbox in ASCII without a name before it; its domain is a host name or an address literal.
pub(super) fn is_email(text: &str) -> bool {
    text.is_ascii() && is_mailbox(text)
}

/// A mailbox of any script: a character beyond ASCII may stand wherever a letter may (RFC 6531, section 3.3).
#[cfg(feature = "idn")]
pub(super) fn is_idn_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let letters = |character: char| match character.is_ascii() {
        true => character.to_string(),
        false => "x".repeat(character.len_utf8()),
    };
    let name: String = name.chars().map(letters).collect();
    if domain.is_ascii() {
        return is_mailbox(&format!("{name}@{domain}"));
    }
    is_mailbox(&format!("{name}@x")) && super::idn::is_mail_domain(domain)
}

fn is_mailbox(text: &str) -> bool {
    let options = Options::default()
        .without_display_text()
        .with_domain_literal();
    let parsed = EmailAddress::parse_with_options(text, options);
    parsed.is_ok_and(|address| is_domain(address.domain()))
}

/// The crate is more liberal here than RFC 5321, sections 4.1.2 and 4.1.3.
fn is_domain(domain: &str) -> bool {
    let literal = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match literal {
        Some(literal) => match literal.strip_prefix("IPv6:") {
            Some(address) => is_ipv6(address),
            None => is_ipv4(literal),
        },
        None => is_hostname(domain),
    }
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn mailboxes() {
        for text in [
            "a@b.example",
            "\"a b\"@b.example",
            "a+b@[127.0.0.1]",
            "a@[IPv6:::1]",
            "a@localhost",
        ] {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "",
            "a",
            "a@",
            "@b",
            "A <a@b.example>",
            "a@b..example",
            "a@-b.example",
            "é@b.example",
            "a@[::1]",
            "a b@c.example",
            "a@b@c",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[cfg(feature = "idn")]
    #[test]
    fn mailboxes_of_any_script() {
        use super::is_idn_email;

        for text in [
            "é@bücher.example",
            "\"é é\"@b.example",
            "é@[127.0.0.1]",
            "a@b.example",
        ] {
            assert!(is_idn_email(text), "{text}");
        }
        for text in [
            "é",
            "@é",
            "é@",
            "é é@b.example",
            "a@é..b",
            "a@-é",
            "é@[é]",
            "a@é_",
            "A <é@b.example>",
        ] {
            assert!(!is_idn_email(text), "{text}");
        }
        assert!(
            !is_idn_email(&format!("{}@b.example", "é".repeat(33))),
            "66 octets"
        );
    }
}
