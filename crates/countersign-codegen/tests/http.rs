//! The files of client and server, in what no golden of a whole crate would show.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use countersign_codegen::{Header, Modules, name, render_operations};
use countersign_spec::{Memory, read, resolve};

fn operations(text: &str) -> String {
    let (read, _) = read(&Memory::new().with("test.yaml", text), "test.yaml");
    let (resolved, _) = resolve(read);
    let (api, _) = countersign_model::lower(&resolved.unwrap());
    let (named, _) = name(&api);
    let header = Header {
        source: "test.yaml",
        command: "test",
    };
    render_operations(&named, Modules::One, header).0
}

/// Left out, it would leave a group that asks for nothing: an open door.
#[test]
fn an_undeclared_security_scheme_is_still_asked_for() {
    let text = operations(
        "openapi: 3.1.0
info: {title: Orders, version: '1'}
security: [{keys: []}]
paths:
  /orders:
    get:
      operationId: listOrders
      responses: {'204': {description: None}}
",
    );
    let text: String = text.split_whitespace().collect();
    let scheme = "http::Scheme{name:\"keys\",kind:http::SchemeKind::Undeclared";
    assert!(text.contains(scheme), "{text}");
}
