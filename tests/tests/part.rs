//! A part of a document, and its types in a module for each tag: `cases/part`, generated and compiled.
//!
//! `COUNTERSIGN_UPDATE=1 cargo test -p countersign-tests --test part` writes the folders again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(unreachable_pub, reason = "generated modules are those of a library")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use countersign_build::{Config, assert_fresh, generate};

#[path = "../cases/part/features/mod.rs"]
mod features;
#[allow(dead_code, reason = "no operation needs every type")]
#[path = "../cases/part/modules/mod.rs"]
mod modules;
#[path = "../cases/part/operations/mod.rs"]
mod operations;
#[path = "../cases/part/tags/mod.rs"]
mod tags;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/part")
}

#[test]
fn the_folders_are_current() {
    let config = folder().join("countersign.toml");
    if std::env::var_os("COUNTERSIGN_UPDATE").is_some() {
        let outcome = generate(&Config::load(&config).unwrap());
        assert!(!outcome.has_failed());
    }
    assert_fresh(config);
}

/// The types that a file defines.
fn defined(file: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(folder().join(file)).unwrap();
    let words = |line: &str| {
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let name = |line: &str| match words(line).as_slice() {
        [first, second, name, ..] if first == "pub" && (second == "struct" || second == "enum") => {
            Some(name.split('(').next().unwrap_or(name).to_owned())
        }
        _ => None,
    };
    text.lines().filter_map(name).collect()
}

fn names(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_selection_has_what_its_operations_reach_and_nothing_else() {
    let reached = [
        "Order",
        "OrderState",
        "OrderLinesItem",
        "Money",
        "Parcel",
        "Health",
        "Since",
    ];
    assert_eq!(
        defined("operations/types.rs"),
        names(&reached),
        "a callback goes with its operation"
    );
    assert_eq!(
        defined("tags/types/billing.rs"),
        names(&["Invoice", "InvoiceAbout", "Receipt"])
    );
}

#[test]
fn a_tag_has_what_it_alone_uses() {
    let orders = ["Order", "OrderState", "OrderLinesItem", "OrderId", "Parcel"];
    assert_eq!(defined("modules/types/orders.rs"), names(&orders));
    assert_eq!(
        defined("modules/types/billing.rs"),
        names(&["Invoice", "InvoiceAbout", "Receipt"])
    );
    assert_eq!(defined("modules/types/type_.rs"), names(&["Kind"]));
    let root = ["Money", "Order2", "Health", "Since", "Unused"];
    assert_eq!(
        defined("modules/types.rs"),
        names(&root),
        "what is shared, and what nothing uses"
    );
}

#[test]
fn the_root_names_every_type_again() {
    let order = modules::types::Order::builder()
        .total(operations_money())
        .build()
        .unwrap();
    let same: &modules::types::orders::Order = &order;
    assert_eq!(same.state, modules::types::OrderState::New);

    fn operations_money() -> modules::types::Money {
        modules::types::Money { amount: 3 }
    }
}

#[test]
fn names_are_those_of_the_whole() {
    let whole: BTreeSet<String> = [
        "modules/types.rs",
        "modules/types/orders.rs",
        "modules/types/billing.rs",
    ]
    .iter()
    .flat_map(|file| defined(file))
    .collect();
    assert!(defined("operations/types.rs").is_subset(&whole));
    assert!(
        whole.contains("Order2"),
        "`order` is numbered, with `Order` and without"
    );
}

/// Each file of a module uses itself and the root, and the root uses none of its modules but to name their types.
#[test]
fn a_module_can_be_left_out() {
    for tag in ["orders", "billing"] {
        let text = fs::read_to_string(folder().join(format!("features/types/{tag}.rs"))).unwrap();
        let uses: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("use super"))
            .collect();
        assert!(
            uses.iter().all(|line| !line.contains("super::super")),
            "{uses:?}"
        );
        for other in ["orders", "billing"] {
            assert!(!text.contains(&format!("{other}::")), "{tag} uses {other}");
        }
    }
    let root = fs::read_to_string(folder().join("features/types.rs")).unwrap();
    for line in root
        .lines()
        .filter(|line| line.contains("self::") || line.starts_with("pub mod"))
    {
        let at = root.find(line).unwrap();
        let before: Vec<&str> = root[..at].lines().rev().take(3).collect();
        assert!(
            before
                .iter()
                .any(|line| line.starts_with("#[cfg(feature = \"tag-")),
            "{line}"
        );
    }
    #[cfg(feature = "tag-billing")]
    let _ = features::types::Money { amount: 1 };
}
