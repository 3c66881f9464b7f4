//! Decoding by generated types: no bytes bring them down, the two passes agree, and what is accepted comes back.

use countersign::{Contract, json::Limits};
use kaleidoswap_lsps1::types::{
    CreateOrderRequest, CreateOrderResponse, ErrorResponse, HttpValidationError,
};

/// The bodies of LSPS1, requests and responses.
pub fn decode(input: &[u8]) {
    one::<CreateOrderRequest>(input);
    one::<CreateOrderResponse>(input);
    one::<ErrorResponse>(input);
    one::<HttpValidationError>(input);
}

fn one<T: Contract>(input: &[u8]) {
    let decoded = countersign::from_slice::<T>(input);
    let text = str::from_utf8(input).ok();
    let value = text.and_then(|text| countersign_json::read(text, Limits::default()).ok());
    let Some(value) = value else {
        assert!(decoded.is_err(), "accepted what is no JSON");
        return;
    };
    let exact = countersign::judge::<T>(&value);
    match decoded {
        Ok(decoded) => {
            assert!(exact.is_empty(), "accepted, though {exact}");
            let written = countersign::to_json(&*decoded).unwrap();
            let again = countersign::from_json::<T>(&written).unwrap();
            assert_eq!(countersign::to_json(&*again).unwrap(), written);
        }
        Err(error) => assert!(
            !exact.is_empty(),
            "refused by the typed pass alone: {error}"
        ),
    }
}
