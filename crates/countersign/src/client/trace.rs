//! A span for each call, by the conventions of OpenTelemetry for HTTP clients.

use tracing::{Instrument as _, field::Empty};

use super::{BoxFuture, Failure, Reply};
use crate::http::Operation;

/// The call within its span.
pub(super) fn traced(
    operation: &'static Operation,
    call: BoxFuture<'static, Result<Reply, Failure>>,
) -> BoxFuture<'static, Result<Reply, Failure>> {
    let span = tracing::info_span!(
        "http.client",
        operation = operation.id,
        http.request.method = operation.method,
        url.template = operation.path,
        http.response.status_code = Empty,
        error = Empty,
    );
    let recorded = span.clone();
    let call = async move {
        let reply = call.await;
        match &reply {
            Ok(reply) => recorded.record("http.response.status_code", reply.status.as_u16()),
            Err(failure) => recorded.record("error", tracing::field::display(failure)),
        };
        reply
    };
    Box::pin(call.instrument(span))
}
