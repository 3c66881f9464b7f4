//! The contract test of the example server, in this process: one test for each operation and phase of the document.

#[path = "../examples/server/app/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the suite needs no failing node")]
mod app;

use std::process::ExitCode;

use app::{Provider, RegtestNode};

fn main() -> ExitCode {
    let provider = Provider::new("secret", RegtestNode);
    countersign_contract::suite("../../schema/lsps1.yaml")
        .header("Authorization", "Bearer secret")
        .service(app::router(provider))
        .main()
}
