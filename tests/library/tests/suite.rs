//! The contract test of the generated server, in this process: one test for each operation and phase of the document.

use std::process::ExitCode;

use countersign_library::{Library, server::router};

fn main() -> ExitCode {
    countersign_contract::suite("../cases/http/library.yaml")
        .header("Authorization", "Bearer secret")
        .service(router(Library::default()))
        .main()
}
