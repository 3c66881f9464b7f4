//! `email`.

use email_address::{EmailAddress, Options};

use super::net::{is_hostname, is_ipv4, is_ipv6};

/// A mailbox in ASCII without a name before it; its domain is a host name or an address literal.
pub(super) fn is_email(text: &str) -> bool {
    let options = Options::default()
        .without_display_text()
        .with_domain_literal();
    let parsed = EmailAddress::parse_with_options(text, options);
    text.is_ascii() && parsed.is_ok_and(|address| is_domain(address.domain()))
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
}
