//! Decodes the same bodies by ours and by the peers, taking turns, and prints the time of each round as JSON.
//!
//! `countersign-bench-validate [ROUNDS] [NAME]`: how often each is measured, and which contenders by a part of the name.

mod clock;
mod contender;
#[cfg(feature = "peers")]
mod document;
mod inputs;
mod plain;

use std::env;

use contender::{Contender, UNIT, contenders};
use kaleidoswap_lsps1::types;
use serde_json::{Value, json};

/// A body and the ways to decode it.
struct Input {
    name: &'static str,
    text: String,
    contenders: Vec<Contender>,
}

fn main() {
    let rounds = env::args()
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(30);
    let wanted = env::args().nth(2).unwrap_or_default();
    let mut inputs = inputs();
    for input in &mut inputs {
        input
            .contenders
            .retain(|contender| contender.name.contains(&wanted));
    }
    let rows: Vec<Value> = inputs
        .into_iter()
        .map(|input| measured(input, rounds))
        .collect();
    println!(
        "{:#}",
        json!({"unit": UNIT, "rounds": rounds, "inputs": rows})
    );
}

fn inputs() -> [Input; 3] {
    [
        Input {
            name: "request",
            text: inputs::REQUEST.to_owned(),
            contenders: contenders::<types::CreateOrderRequest, plain::CreateOrderRequest>(
                "CreateOrderRequest",
            ),
        },
        Input {
            name: "response",
            text: inputs::response(1),
            contenders: contenders::<types::CreateOrderResponse, plain::CreateOrderResponse>(
                "CreateOrderResponse",
            ),
        },
        Input {
            name: "array of responses",
            text: inputs::array(),
            contenders: contenders::<
                Vec<types::CreateOrderResponse>,
                Vec<plain::CreateOrderResponse>,
            >("[CreateOrderResponse]"),
        },
    ]
}

fn measured(mut input: Input, rounds: usize) -> Value {
    let bytes = input.text.as_bytes();
    let counts: Vec<u32> = input
        .contenders
        .iter_mut()
        .map(|contender| {
            assert!(
                (contender.decode)(bytes),
                "{} refuses the {}",
                contender.name,
                input.name
            );
            clock::calibrated(|| assert!((contender.decode)(bytes)))
        })
        .collect();
    let mut times = vec![Vec::with_capacity(rounds); counts.len()];
    for _ in 0..rounds {
        for ((contender, count), times) in input.contenders.iter_mut().zip(&counts).zip(&mut times)
        {
            times.push(clock::nanoseconds(*count, || {
                assert!((contender.decode)(bytes))
            }));
        }
    }
    let contenders = input.contenders.iter().zip(times).map(|(contender, times)| {
        json!({"name": contender.name, "checks": contender.checks, "nanoseconds": times})
    });
    json!({"input": input.name, "bytes": bytes.len(), "contenders": contenders.collect::<Vec<_>>()})
}
