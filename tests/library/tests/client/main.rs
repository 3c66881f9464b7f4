//! The generated client against the generated server, in process and over 127.0.0.1.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]
#![allow(clippy::duplicate_mod, reason = "the same tests, in two places")]

mod port;

use countersign::client::{Builder, Tower};
use countersign_library::{
    Library,
    client::Client,
    server,
    types::{Genre, Isbn, NewBook},
};

/// The address of a server on a port of its own, on a thread of its own, as long as the process lives.
fn served() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    listener.set_nonblocking(true).unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, server::router(Library::default()))
                .await
                .unwrap();
        });
    });
    format!("http://{address}/")
}

/// All tests, with clients of libraries of their own that `$settings` leads to.
macro_rules! tests {
    ($place:ident, $settings:path) => {
        #[path = "."]
        mod $place {
            mod access;
            mod bodies;
            mod books;
            mod echo;
            mod links;
            mod streams;

            use countersign::client::{Builder, Retry};
            use countersign_library::{TOKEN, client::Client};

            /// A client with a token.
            fn client() -> Client {
                settings().bearer(TOKEN).build().unwrap()
            }

            /// The same without a token.
            fn settings() -> Builder<Client> {
                $settings(Client::builder()).retry(Retry::NEVER)
            }
        }
    };
}

tests!(in_this_process, crate::beside);
tests!(over_a_port, crate::behind_a_port);

/// A client whose transport is the server itself.
fn beside(settings: Builder<Client>) -> Builder<Client> {
    let transport = Tower(server::router(Library::default()));
    settings.url("http://library.example").transport(transport)
}

/// A client of a server behind a port, over reqwest.
fn behind_a_port(settings: Builder<Client>) -> Builder<Client> {
    settings.url(served())
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
