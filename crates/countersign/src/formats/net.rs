//! `ipv4`, `ipv6` and `hostname`.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Four decimal numbers without leading zeros.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// The text forms of RFC 4291, without zone.
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}
