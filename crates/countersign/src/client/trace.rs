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

#[cfg(test)]
mod tests {
    use std::{
        fmt::{Debug, Write as _},
        sync::{Arc, Mutex},
    };

    use tracing::{Event, Metadata, Subscriber, field, span};

    use super::traced;
    use crate::{
        client::{Failure, Reply},
        http::{HeaderMap, Operation, StatusCode},
    };

    static GET_BOOK: Operation = Operation::new("getBook", "GET", "/books/{isbn}");

    /// What the spans were told, in its order.
    #[derive(Clone, Default)]
    struct Recorder(Arc<Mutex<String>>);

    impl field::Visit for Recorder {
        fn record_debug(&mut self, field: &field::Field, value: &dyn Debug) {
            write!(self.0.lock().unwrap(), " {}={value:?}", field.name()).unwrap();
        }
    }

    impl Subscriber for Recorder {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
            self.0.lock().unwrap().push_str(span.metadata().name());
            span.record(&mut self.clone());
            span::Id::from_u64(1)
        }

        fn record(&self, _: &span::Id, values: &span::Record<'_>) {
            values.record(&mut self.clone());
        }

        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
        fn event(&self, _: &Event<'_>) {}
        fn enter(&self, _: &span::Id) {}
        fn exit(&self, _: &span::Id) {}
    }

    async fn seen(reply: Result<Reply, Failure>) -> String {
        let recorder = Recorder::default();
        let _guard = tracing::subscriber::set_default(recorder.clone());
        let _reply = traced(&GET_BOOK, Box::pin(async { reply })).await;
        recorder.0.lock().unwrap().clone()
    }

    /// A template and a status, never a value of the request: those may be secrets.
    #[tokio::test]
    async fn a_call_is_a_span_with_what_came_of_it() {
        let head = r#"http.client operation="getBook" http.request.method="GET" url.template="/books/{isbn}""#;
        let reply = Reply {
            operation: &GET_BOOK,
            status: StatusCode::NOT_FOUND,
            headers: HeaderMap::new(),
            case: None,
            media: 0,
            whole: Default::default(),
            stream: None,
            limit: 0,
        };
        assert_eq!(
            seen(Ok(reply)).await,
            format!("{head} http.response.status_code=404")
        );
        let failure = Failure::Transport("refused".into());
        assert_eq!(
            seen(Err(failure)).await,
            format!("{head} error=no response: refused")
        );
    }
}
