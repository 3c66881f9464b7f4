//! Services that do what they should not: each a distinct error or value of the client, and nothing hangs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may say what it means"
)]

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use countersign::{
    client::{
        BoxFuture, Checked, ClientCredentials, Error, Failure, Middleware, Next, Retry, Transport,
    },
    http::{Body, BoxError, ItemError, Response as _},
};
use countersign_library::{
    client::Client,
    operations::{
        access_cookie_key, access_oauth, get_book, list_books, stream_events, stream_lines,
    },
    types::Isbn,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

const BOOK: &str = r#"{"isbn": "9780141439600", "title": "A Tale", "genre": "novel", "copies": 1}"#;

fn parameters() -> get_book::Parameters {
    get_book::Parameters {
        isbn: Isbn("9780141439600".to_owned()),
    }
}

/// What a service does with the connection once it has read the request.
#[derive(Clone, Copy)]
enum Then {
    Close,
    Silence,
}

/// A client of a service that answers every request with these bytes.
async fn answered(bytes: &'static str, then: Then) -> Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _read = stream.read(&mut request).await.unwrap();
                stream.write_all(bytes.as_bytes()).await.unwrap();
                if let Then::Silence = then {
                    std::future::pending::<()>().await;
                }
            });
        }
    });
    let settings = Client::builder().url(url).retry(Retry::NEVER);
    settings
        .timeout(Duration::from_millis(400))
        .build()
        .unwrap()
}

async fn failure(bytes: &'static str, then: Then) -> Failure {
    let client = answered(bytes, then).await;
    match client.get_book(&parameters()).await.unwrap_err() {
        Error::Failure(failure) => failure,
        Error::Response(response) => panic!("{response:?}"),
    }
}

#[tokio::test]
async fn the_connection_breaks_before_the_header_fields_end() {
    let failure = failure("HTTP/1.1 200 OK\r\nContent-Ty", Then::Close).await;
    assert!(matches!(failure, Failure::Transport(_)), "{failure}");
}

#[tokio::test]
async fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder()
        .url(url)
        .retry(Retry::NEVER)
        .build()
        .unwrap();
    let error = client.get_book(&parameters()).await.unwrap_err();
    assert!(
        matches!(error, Error::Failure(Failure::Transport(_))),
        "{error}"
    );
}

#[tokio::test]
async fn the_body_breaks_off() {
    let response =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"isbn\"";
    let failure = failure(response, Then::Close).await;
    let Failure::Broken { response, .. } = &failure else {
        panic!("{failure}")
    };
    assert_eq!(
        (response.status.as_u16(), &response.body[..]),
        (200, &b"{\"isbn\""[..])
    );
}

#[tokio::test]
async fn a_slow_body_ends_in_time() {
    let started = Instant::now();
    let response =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"isbn\"";
    let failure = failure(response, Then::Silence).await;
    assert!(matches!(failure, Failure::Timeout(_)), "{failure}");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn no_answer_at_all_ends_in_time() {
    let failure = failure("", Then::Silence).await;
    assert!(matches!(failure, Failure::Timeout(_)), "{failure}");
}

#[tokio::test]
async fn a_stream_that_falls_silent_ends_in_time_after_what_came() {
    let response = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n\
                    d\r\n{\"number\": 1}\r\n2\r\n\n{\r\n";
    let client = answered(response, Then::Silence).await;
    let lines = client
        .stream_lines(&stream_lines::Parameters { count: 2 })
        .await
        .unwrap();
    let stream_lines::Response::Ok(mut items) = lines else {
        panic!("{lines:?}")
    };
    assert_eq!(items.next().await.unwrap().unwrap().number, 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(error, ItemError::Broken(_)), "{error}");
    assert!(items.next().await.is_none());
}

/// A status, headers and a body.
type Answer = (u16, &'static [(&'static str, &'static str)], &'static str);

/// A transport that answers from a list, and keeps what it was sent.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<Vec<Answer>>>,
    sent: Arc<Mutex<Vec<String>>>,
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

impl Script {
    fn then(
        self,
        status: u16,
        headers: &'static [(&'static str, &'static str)],
        body: &'static str,
    ) -> Self {
        self.answers.lock().unwrap().push((status, headers, body));
        self
    }

    fn client(&self) -> Client {
        self.settings().build().unwrap()
    }

    fn settings(&self) -> countersign::client::Builder<Client> {
        let quick = Retry {
            times: 2,
            first: Duration::from_millis(1),
            longest: Duration::from_secs(2),
        };
        Client::builder().transport(self.clone()).retry(quick)
    }

    fn sent(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        let field = |name: &str| {
            request
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        let shown = field("authorization").unwrap_or_default();
        self.sent.lock().unwrap().push(
            format!("{} {} {shown}", request.method(), request.uri())
                .trim()
                .to_owned(),
        );
        let mut answers = self.answers.lock().unwrap();
        let (status, headers, body) = match answers.len() {
            0 => return Box::pin(async { Err("the script has ended".into()) }),
            _ => answers.remove(0),
        };
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        let response = response.body(Body::from(body)).unwrap();
        Box::pin(async { Ok(response) })
    }
}

async fn get(script: Script) -> Result<get_book::Response, Error<get_book::Response>> {
    script.client().get_book(&parameters()).await
}

#[tokio::test]
async fn a_wrong_content_type() {
    let script = Script::default().then(200, &[("content-type", "text/html")], "<p>");
    let error = get(script).await.unwrap_err();
    let Error::Failure(Failure::ContentType {
        response,
        documented,
    }) = &error
    else {
        panic!("{error}")
    };
    assert_eq!(&response.body[..], b"<p>");
    assert_eq!(documented, &["application/json", "text/plain"]);
}

#[tokio::test]
async fn invalid_json() {
    let error = get(Script::default().then(200, JSON, "{\"isbn\":"))
        .await
        .unwrap_err();
    let Error::Failure(Failure::Undecodable { response, reason }) = &error else {
        panic!("{error}")
    };
    assert_eq!(&response.body[..], b"{\"isbn\":");
    assert!(matches!(reason, countersign::Error::Syntax { .. }));
}

#[tokio::test]
async fn json_of_another_shape_is_told_with_all_its_violations() {
    let error = get(Script::default().then(200, JSON, r#"{"isbn": 5, "copies": "many"}"#))
        .await
        .unwrap_err();
    let Error::Failure(Failure::Undecodable { reason, .. }) = &error else {
        panic!("{error}")
    };
    assert_eq!(reason.violations().unwrap().len(), 4);
}

#[tokio::test]
async fn an_undocumented_status_keeps_its_bytes() {
    // 4XX is documented, and every other status is not.
    for status in [206_u16, 300, 599] {
        let script = Script::default().then(status, &[("x-kind", "tea")], "short and stout");
        let client = script.client();
        let error = client
            .stream_events(&stream_events::Parameters { count: 1 })
            .await
            .unwrap_err();
        let response = error.response().unwrap();
        let stream_events::Response::Undocumented(raw) = response else {
            panic!("{response:?}")
        };
        assert_eq!(
            (raw.status.as_u16(), &raw.body[..]),
            (status, &b"short and stout"[..])
        );
        assert_eq!(raw.headers["x-kind"], "tea");
    }
}

#[tokio::test]
async fn an_undocumented_418() {
    let client = Script::default().then(418, &[], "short and stout").client();
    let error = client.access_oauth().await.unwrap_err();
    assert!(
        matches!(error.response(), Some(access_oauth::Response::Undocumented(raw)) if raw.status.as_u16() == 418)
    );
    assert!(
        error
            .to_string()
            .contains("which the document does not have"),
        "{error}"
    );
}

#[tokio::test]
async fn a_200_that_violates_its_schema_is_a_value_with_violations() {
    let body = r#"{"isbn": "x", "title": "", "genre": "opera", "copies": 5000}"#;
    let response = get(Script::default().then(200, JSON, body)).await.unwrap();
    assert_eq!(response.validate().unwrap_err().len(), 4);

    let strict = Script::default()
        .then(200, JSON, body)
        .settings()
        .responses(Checked::Yes)
        .build()
        .unwrap();
    let error = strict.get_book(&parameters()).await.unwrap_err();
    assert!(
        matches!(error, Error::Failure(Failure::Violating { ref violations, .. }) if violations.len() == 4),
        "{error}"
    );
}

#[tokio::test]
async fn documented_headers_that_are_missing_or_of_another_shape() {
    for headers in [
        JSON,
        &[
            ("content-type", "application/json"),
            ("x-total-count", "many"),
        ],
    ] {
        let client = Script::default()
            .then(200, headers, r#"{"books": []}"#)
            .client();
        let parameters = list_books::Parameters::builder().build().unwrap();
        let error = client.list_books(&parameters).await.unwrap_err();
        let Error::Failure(Failure::Headers { violations, .. }) = &error else {
            panic!("{error}")
        };
        assert!(
            violations.to_string().contains("X-Total-Count"),
            "{violations}"
        );
    }
}

#[tokio::test]
async fn a_body_that_is_longer_than_a_client_takes() {
    let script = Script::default().then(200, JSON, BOOK);
    let client = script.settings().longest_body(16).build().unwrap();
    let error = client.get_book(&parameters()).await.unwrap_err();
    assert!(
        matches!(error, Error::Failure(Failure::TooLong { limit: 16, .. })),
        "{error}"
    );
}

#[tokio::test]
async fn idempotent_calls_are_sent_again_and_others_are_not() {
    let script = Script::default()
        .then(503, &[("retry-after", "0")], "")
        .then(429, &[], "")
        .then(200, JSON, BOOK);
    get(script.clone()).await.unwrap();
    assert_eq!(script.sent().len(), 3);

    let script = Script::default().then(503, &[], "").then(200, JSON, BOOK);
    let body = countersign_library::operations::post_text::Body("x".to_owned());
    let error = script.client().post_text(&body).await.unwrap_err();
    assert_eq!(error.response().unwrap().status().as_u16(), 503);
    assert_eq!(script.sent().len(), 1);
}

#[tokio::test]
async fn tokens_are_fetched_once_and_renewed_when_they_are_refused() {
    let token = |text: &'static str| (200, JSON, text);
    let mut script = Script::default();
    for (status, headers, body) in [
        token(r#"{"access_token": "one", "token_type": "Bearer", "expires_in": 3600}"#),
        (200, JSON, "\"a\""),
        (200, JSON, "\"b\""),
        (401, &[], ""),
        token(r#"{"access_token": "two", "token_type": "Bearer"}"#),
        (200, JSON, "\"c\""),
    ] {
        script = script.then(status, headers, body);
    }
    let source = ClientCredentials::new("https://login.example/token", "id", "s:cret");
    let client = script
        .settings()
        .client_credentials(source)
        .build()
        .unwrap();
    for expected in ["a", "b", "c"] {
        let response = client.access_oauth().await.unwrap();
        assert!(matches!(response, access_oauth::Response::Ok(who) if who == expected));
    }
    let call = "GET https://eu.library.example/v1/access/oauth Bearer";
    let fetch = "POST https://login.example/token Basic aWQ6cyUzQWNyZXQ=";
    let expected = [
        fetch.to_owned(),
        format!("{call} one"),
        format!("{call} one"),
        format!("{call} one"),
        fetch.to_owned(),
        format!("{call} two"),
    ];
    assert_eq!(script.sent(), expected);
}

const TOKEN: &str = r#"{"access_token": "one", "token_type": "Bearer", "expires_in": 90}"#;

#[tokio::test(start_paused = true)]
async fn tokens_are_renewed_before_they_expire() {
    let mut script = Script::default();
    for body in [TOKEN, "\"a\"", "\"b\"", TOKEN, "\"c\""] {
        script = script.then(200, JSON, body);
    }
    let source = ClientCredentials::new("https://login.example/token", "id", "secret");
    let settings = script.settings().client_credentials(source);
    let client = settings.build().unwrap();
    // Half a minute of the 90 seconds is left for the way.
    for seconds in [0, 59, 2] {
        tokio::time::advance(Duration::from_secs(seconds)).await;
        client.access_oauth().await.unwrap();
    }
    let fetches: Vec<bool> = script
        .sent()
        .iter()
        .map(|sent| sent.contains("/token"))
        .collect();
    assert_eq!(fetches, [true, false, false, true, false]);
}

#[tokio::test]
async fn a_token_that_cannot_be_had_is_a_failure_of_its_own() {
    for (status, body) in [(400, "{}"), (200, "nonsense"), (200, r#"{"token": "one"}"#)] {
        let script = Script::default().then(status, JSON, body);
        let source = ClientCredentials::new("https://login.example/token", "id", "secret");
        let settings = script.settings().client_credentials(source);
        let error = settings.build().unwrap().access_oauth().await.unwrap_err();
        assert!(
            matches!(error, Error::Failure(Failure::Credentials(_))),
            "{error}"
        );
        assert!(!error.to_string().contains("secret"), "{error}");
        assert_eq!(script.sent().len(), 1, "nothing is sent without the token");
    }
}

/// Counts attempts, adds a field, and answers itself what it can.
struct Watch(Arc<Mutex<Vec<String>>>);

impl Middleware for Watch {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, BoxError>> {
        Box::pin(async move {
            let known = request.uri().path().ends_with("/cookie-key");
            self.0.lock().unwrap().push(request.method().to_string());
            if known {
                let answer = http::Response::builder().header("content-type", "application/json");
                return Ok(answer.body(Body::from("\"known\""))?);
            }
            request
                .headers_mut()
                .insert("authorization", "Watch out".parse()?);
            let mut response = next.call(request).await?;
            response.headers_mut().insert("etag", "\"seen\"".parse()?);
            Ok(response)
        })
    }
}

#[tokio::test]
async fn middleware_sees_every_attempt_and_may_answer_itself() {
    let script = Script::default().then(503, &[], "").then(200, JSON, BOOK);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let settings = script.settings().middleware(Watch(Arc::clone(&seen)));
    let client = settings.build().unwrap();
    let response = client.get_book(&parameters()).await.unwrap();
    let get_book::Response::Ok { headers, .. } = response else {
        panic!("{response:?}")
    };
    assert_eq!(headers.e_tag.as_deref(), Some("\"seen\""));
    assert_eq!(*seen.lock().unwrap(), ["GET", "GET"]);
    let sent = "GET https://eu.library.example/v1/books/9780141439600 Watch out";
    assert_eq!(script.sent(), [sent, sent]);
    let known = client.access_cookie_key().await.unwrap();
    assert!(matches!(known, access_cookie_key::Response::Ok(who) if who == "known"));
    assert_eq!(script.sent().len(), 2, "the transport was not asked");
}

#[tokio::test]
async fn an_item_that_cannot_be_decoded_does_not_end_its_stream() {
    let body = "data: {\"number\": 1}\r\n\r\n: comment\n\ndata: {\"number\":\ndata: 2}\n\ndata: nonsense\n\ndata: {\"number\": 3}\n\ndata: [DONE]\n\ndata: {\"number\": 4}\n\n";
    let script = Script::default().then(
        200,
        &[("content-type", "text/event-stream; charset=utf-8")],
        body,
    );
    let response = script
        .client()
        .stream_events(&stream_events::Parameters { count: 3 })
        .await
        .unwrap();
    let stream_events::Response::Ok(mut items) = response else {
        panic!("{response:?}")
    };
    assert_eq!(items.next().await.unwrap().unwrap().number, 1);
    assert_eq!(items.next().await.unwrap().unwrap().number, 2);
    let error = items.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error, ItemError::Undecodable { ref text, .. } if text == "nonsense"),
        "{error}"
    );
    assert_eq!(items.next().await.unwrap().unwrap().number, 3);
    assert!(items.next().await.is_none());
}
