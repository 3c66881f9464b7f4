//! An LSPS1 provider in memory: `cargo run -p kaleidoswap-lsps1 --example server -- 127.0.0.1:8080`.
//!
//! The token is `LSPS1_TOKEN`, or `secret` where it is not set.

#![allow(clippy::print_stdout, reason = "a program speaks")]

#[allow(
    dead_code,
    unused_imports,
    reason = "the tests put a failing node behind it"
)]
mod app;

use std::{env, error::Error};

use app::{Provider, RegtestNode};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let token = env::var("LSPS1_TOKEN").unwrap_or_else(|_| "secret".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app::router(Provider::new(token, RegtestNode))).await?;
    Ok(())
}
