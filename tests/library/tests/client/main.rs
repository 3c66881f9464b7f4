//! The generated client against the generated server, in process and over 127.0.0.1.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

mod access;
mod bodies;
mod books;
mod echo;
mod links;
mod port;
mod streams;

use countersign::client::{Builder, Retry, Tower};
use countersign_library::{
    Library, TOKEN,
    client::Client,
    server,
    types::{Genre, Isbn, NewBook},
};

/// A client of a library of its own, without a port, and with a token.
fn client() -> Client {
    settings().bearer(TOKEN).build().unwrap()
}

/// The same without a token.
fn settings() -> Builder<Client> {
    Client::builder()
        .url("http://library.example")
        .transport(Tower(server::router(Library::default())))
        .retry(Retry::NEVER)
}

fn isbn() -> Isbn {
    Isbn("9780141439600".to_owned())
}

fn novel(copies: i64) -> NewBook {
    NewBook {
        isbn: isbn(),
        title: "A Tale of Two Cities".to_owned(),
        genre: Genre::Novel,
        copies,
        keywords: Some(vec!["paris".to_owned(), "london & co".to_owned()]),
    }
}
