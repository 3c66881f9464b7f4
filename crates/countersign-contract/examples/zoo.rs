//! The zoo's library behind a port, for testers that are no library: `zoo 127.0.0.1:8080 [BUG]`.
//!
//! `GET /-/requests` says how many requests it was asked; `zoo bugs` lists the bugs.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::panic)] // a program for people and scripts
#![allow(clippy::result_large_err)] // a refusal is a whole response
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the library counts by hand what it has checked

#[path = "../tests/zoo/server.rs"]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::routing::get;
use server::{BUGS, Bug, library};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(address) = arguments.first().filter(|first| *first != "bugs") else {
        BUGS.iter()
            .for_each(|(bug, check)| println!("{bug:?} {check}"));
        return;
    };
    let bug = arguments.get(1).map_or(Bug::None, |name| {
        Bug::named(name).unwrap_or_else(|| panic!("there is no bug `{name}`"))
    });
    let asked = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&asked);
    let count = move |request: Request, next: Next| {
        asked.fetch_add(1, Ordering::Relaxed);
        next.run(request)
    };
    let counter = get(move || async move { seen.load(Ordering::Relaxed).to_string() });
    let app = library(bug)
        .layer(from_fn(count))
        .route("/-/requests", counter);
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .expect("the address is free");
    println!("{}", listener.local_addr().expect("it is bound"));
    axum::serve(listener, app).await.expect("it serves");
}
