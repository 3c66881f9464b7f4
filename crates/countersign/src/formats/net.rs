//! `ipv4`, `ipv6` and `hostname`.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Four decimal numbers without leading zeros.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// The text forms of RFC 4291, without a zone.
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// A host name; with the feature `idn`, its A-labels stand for U-labels.
pub(super) fn is_hostname(text: &str) -> bool {
    #[cfg(feature = "idn")]
    return super::idn::is_hostname(text);
    #[cfg(not(feature = "idn"))]
    is_name(text)
}

/// Labels; 253 characters at most, and no dot at the end.
pub(super) fn is_name(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_label)
}

/// 1 to 63 letters, digits and inner hyphens.
pub(super) fn is_label(label: &str) -> bool {
    let characters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(characters)
        && !label.starts_with('-')
        && !label.ends_with('-')
}
