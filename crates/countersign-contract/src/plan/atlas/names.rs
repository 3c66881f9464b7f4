//! Names that mean the same: `orderId`, `order_id`, `orders`.

/// A name without case and separators: `order_id` and `orderId` are `orderid`.
pub(in crate::plan) fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// One of what a word names several of: `categories`, `boxes`, `orders`.
pub(super) fn singular(word: &str) -> String {
    let word = plain(word);
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u']) && stem.len() > 1 => stem.to_owned(),
        _ => word,
    }
}

/// What the name of a reference names: `order` of `order_id`, `orderId` and `order_uuid`; `None` for other names.
pub(super) fn named(name: &str) -> Option<String> {
    let plain = plain(name);
    let has_border = |suffix: &str| {
        let at = name.len().checked_sub(suffix.len());
        let tail = at.and_then(|at| name.get(at..)).unwrap_or_default();
        let before = at.and_then(|at| name[..at].chars().next_back());
        before.is_some_and(|c| !c.is_ascii_alphanumeric())
            || tail.starts_with(|c: char| c.is_ascii_uppercase())
    };
    ["uuid", "guid", "key", "id"].iter().find_map(|suffix| {
        let noun = plain.strip_suffix(suffix)?;
        (!noun.is_empty() && has_border(suffix)).then(|| singular(noun))
    })
}

#[cfg(test)]
mod tests {
    use super::{named, singular};

    #[test]
    fn one_of_several() {
        for (word, one) in [
            ("orders", "order"),
            ("categories", "category"),
            ("boxes", "box"),
            ("addresses", "address"),
            ("status", "status"),
            ("line-items", "lineitem"),
            ("people", "people"),
        ] {
            assert_eq!(singular(word), one);
        }
    }

    #[test]
    fn references() {
        for name in ["order_id", "orderId", "order-id", "orderID", "order_uuid"] {
            assert_eq!(named(name).as_deref(), Some("order"), "{name}");
        }
        for name in ["id", "valid", "paid", "orders", "monkey", "uuid"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
