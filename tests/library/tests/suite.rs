//! The contract test of the generated server, in this process: one test for each operation and phase of the document.

use std::process::ExitCode;

use countersign_library::{KEY, Library, PASSWORD, TOKEN, USER, server::router};

fn main() -> ExitCode {
    countersign_contract::suite("../cases/http/library.yaml")
        .credential("bearer", TOKEN)
        .credential("oauth", TOKEN)
        .credential("basic", format!("{USER}:{PASSWORD}"))
        .credential("headerKey", KEY)
        .credential("queryKey", KEY)
        .credential("cookieKey", KEY)
        .service(router(Library::default()))
        .main()
}
