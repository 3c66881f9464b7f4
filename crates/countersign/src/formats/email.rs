//! `email`.

use email_address::{EmailAddress, Options};

/// A mailbox without a name before it.
pub(super) fn is_email(text: &str) -> bool {
    let options = Options::default()
        .without_display_text()
        .with_domain_literal();
    EmailAddress::parse_with_options(text, options).is_ok()
}
