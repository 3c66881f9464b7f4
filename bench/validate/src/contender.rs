//! The ways to decode a body: each takes the bytes as they came, and gives back whether it was accepted.

use countersign::Contract;
use serde::de::DeserializeOwned;

/// A way to decode one input.
pub struct Contender {
    pub name: &'static str,
    /// Whether every constraint of the document is checked.
    pub checks: bool,
    pub decode: Box<dyn FnMut(&[u8]) -> bool>,
}

/// What serde_json does into derived structs, without any check: the unit of the ratios.
pub const UNIT: &str = "serde_json";

/// All ways to decode a body that is a `T` of ours and a `P` of a person's.
pub fn contenders<T: Contract + 'static, P: Plain>(schema: &str) -> Vec<Contender> {
    let mut all = vec![
        Contender {
            name: "countersign",
            checks: true,
            decode: Box::new(|bytes| kept(countersign::from_slice::<T>(bytes))),
        },
        Contender {
            name: UNIT,
            checks: false,
            decode: Box::new(|bytes| kept(serde_json::from_slice::<P>(bytes))),
        },
    ];
    all.extend(peers::contenders::<P>(schema));
    all
}

/// Whether it was accepted; what was decoded is dropped here, which is part of the work.
fn kept<T, E>(decoded: Result<T, E>) -> bool {
    std::hint::black_box(&decoded).is_ok()
}

#[cfg(not(feature = "peers"))]
pub trait Plain: DeserializeOwned + 'static {}

#[cfg(not(feature = "peers"))]
impl<P: DeserializeOwned + 'static> Plain for P {}

#[cfg(feature = "peers")]
pub trait Plain: DeserializeOwned + garde::Validate<Context = ()> + 'static {}

#[cfg(feature = "peers")]
impl<P: DeserializeOwned + garde::Validate<Context = ()> + 'static> Plain for P {}

#[cfg(not(feature = "peers"))]
mod peers {
    use super::{Contender, Plain};

    pub(super) fn contenders<P: Plain>(_: &str) -> Vec<Contender> {
        Vec::new()
    }
}

#[cfg(feature = "peers")]
mod peers {
    use super::{Contender, Plain, kept};

    pub(super) fn contenders<P: Plain>(schema: &str) -> Vec<Contender> {
        let validator = crate::document::validator(schema);
        let mut copy = Vec::new();
        vec![
            Contender {
                name: "serde_json, then garde",
                checks: false,
                decode: Box::new(|bytes| {
                    let decoded = serde_json::from_slice::<P>(bytes);
                    decoded.is_ok_and(|decoded| kept(decoded.validate()))
                }),
            },
            Contender {
                name: "Value, jsonschema, from_value",
                checks: true,
                decode: Box::new(move |bytes| {
                    let value = serde_json::from_slice(bytes);
                    value.is_ok_and(|value| {
                        validator.is_valid(&value) && kept(serde_json::from_value::<P>(value))
                    })
                }),
            },
            Contender {
                // It writes into its input, so that every run needs a copy.
                name: "simd-json",
                checks: false,
                decode: Box::new(move |bytes| {
                    copy.clear();
                    copy.extend_from_slice(bytes);
                    kept(simd_json::serde::from_slice::<P>(&mut copy))
                }),
            },
            Contender {
                name: "sonic-rs",
                checks: false,
                decode: Box::new(|bytes| kept(sonic_rs::from_slice::<P>(bytes))),
            },
        ]
    }
}
