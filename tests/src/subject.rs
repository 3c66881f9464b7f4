//! A generated type under test, behind one form for all types.

use std::collections::BTreeSet;

use countersign::{
    Contract, Violations,
    json::{Limits, read},
};

use crate::case::Broken;

/// The type that was generated for a component schema.
#[derive(Clone, Copy)]
pub struct Subject {
    /// The document: for a case its path relative to `cases/keywords`.
    pub file: &'static str,
    /// The name under `components/schemas`.
    pub component: &'static str,
    /// What the type says about a JSON text.
    pub decide: fn(&str) -> Decision,
    /// The schema that `schemars` makes of the type.
    pub schemars: fn() -> serde_json::Value,
}

/// Everything that a type says about one JSON text, by each of its ways.
#[derive(Clone, Debug)]
pub struct Decision {
    /// `from_json`: the instance encoded again, or what is wrong.
    pub full: Result<String, BTreeSet<Broken>>,
    /// serde's way, decode and then validate; `None` where it does not decode.
    pub typed: Option<BTreeSet<Broken>>,
    /// The exact judge over the constants of the type.
    pub exact: BTreeSet<Broken>,
}

impl Subject {
    /// The subject of the type `T`.
    #[must_use]
    pub const fn of<T: Contract + schemars::JsonSchema>(
        file: &'static str,
        component: &'static str,
    ) -> Self {
        Self {
            file,
            component,
            decide: decide::<T>,
            schemars: schema::<T>,
        }
    }
}

fn decide<T: Contract>(json: &str) -> Decision {
    let bytes = countersign::from_slice::<T>(json.as_bytes()).map_err(|error| error.to_string());
    let text = countersign::from_json::<T>(json).map_err(|error| error.to_string());
    let same = bytes.is_ok() == text.is_ok() && bytes.err() == text.err();
    assert!(
        same,
        "{json}: `from_slice` and `from_json` do not say the same"
    );
    let full = match countersign::from_json::<T>(json) {
        Ok(value) => {
            Ok(countersign::to_json(&*value).unwrap_or_else(|error| panic!("{json}: {error}")))
        }
        Err(error) => Err(error
            .violations()
            .map(broken)
            .unwrap_or_else(|| panic!("{json}: {error}"))),
    };
    let value = read(json, Limits::default()).unwrap_or_else(|error| panic!("{json}: {error:?}"));
    let exact = broken(&countersign::judge::<T>(&value));
    Decision {
        full,
        typed: typed::<T>(json),
        exact,
    }
}

fn typed<T: Contract>(json: &str) -> Option<BTreeSet<Broken>> {
    let value = countersign::private::decoded::<T>(json)?;
    Some(
        value
            .validate()
            .err()
            .as_ref()
            .map(broken)
            .unwrap_or_default(),
    )
}

fn schema<T: schemars::JsonSchema>() -> serde_json::Value {
    schemars::SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value()
}

fn broken(violations: &Violations) -> BTreeSet<Broken> {
    let each = violations.iter().map(|violation| Broken {
        keyword: violation.keyword().to_owned(),
        at: violation.instance_location().to_owned(),
    });
    each.collect()
}
