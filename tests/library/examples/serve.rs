//! The library on a port: `cargo run -p countersign-library --example serve -- 127.0.0.1:8081`.

#![allow(clippy::print_stdout, reason = "a program speaks")]

use std::{env, error::Error};

use countersign_library::{Library, server::router};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:8081".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router(Library::default())).await?;
    Ok(())
}
