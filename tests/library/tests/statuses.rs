//! Every documented answer of every operation, as the generated client reads it in this process and over 127.0.0.1: its
//! status, each of its media types.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, Mutex};

use countersign::Contract;
use countersign::client::{BoxFuture, Builder, Error, Retry, Transport};
use countersign::http::{Body, BoxError, File, Items, Response as Answered};
use countersign_contract::{Generator, Role, Seed, Subject};
use countersign_library::{PASSWORD, TOKEN, USER, client::Client, operations as o};
use countersign_model::{Api, Operation, Response, Status};

/// What a service answers, whatever it is asked.
#[derive(Clone, Debug)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Transport for Answer {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        let response = self.response::<Body>();
        Box::pin(async move { Ok(response) })
    }
}

impl Answer {
    fn response<B: From<String>>(&self) -> http::Response<B> {
        let mut response = http::Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(name, value);
        }
        response.body(B::from(self.body.clone())).unwrap()
    }
}

/// A service behind a port, which answers what it was told last.
struct Port {
    url: String,
    told: Arc<Mutex<Option<Answer>>>,
}

impl Port {
    async fn open() -> Port {
        let told: Arc<Mutex<Option<Answer>>> = Arc::default();
        let answer = Arc::clone(&told);
        let app = axum::Router::new().fallback(move || async move {
            let answer = answer.lock().unwrap().clone().unwrap();
            answer.response::<axum::body::Body>()
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Port { url, told }
    }

    /// Calls an operation over the port and in this process: both get the same.
    async fn call(&self, operation: &str, answer: Answer) -> String {
        let status = answer.status;
        *self.told.lock().unwrap() = Some(answer.clone());
        let over_it = client(Client::builder().url(&self.url));
        let over_it = call(operation, status, over_it).await;
        let beside = client(Client::builder().transport(answer));
        let beside = call(operation, status, beside).await;
        assert_eq!(over_it, beside, "{operation} {status}");
        over_it
    }
}

fn client(client: Builder<Client>) -> Client {
    let client = client.retry(Retry::NEVER).bearer(TOKEN);
    let client = ["headerKey", "queryKey", "cookieKey"]
        .into_iter()
        .fold(client.basic(USER, PASSWORD), |client, scheme| {
            client.api_key(scheme, "key")
        });
    client.build().unwrap()
}

/// The name of the variant that the client made of an answer; its status is right and its value valid.
fn variant<R: Answered + Debug>(status: u16, result: Result<R, Error<R>>) -> String {
    let is_success = result.is_ok();
    let response = match result {
        Ok(response) => response,
        Err(Error::Response(response)) => *response,
        Err(Error::Failure(failure)) => return format!("{failure:?}"),
    };
    assert_eq!(response.status().as_u16(), status);
    assert_eq!(is_success, (200..300).contains(&status), "{response:?}");
    assert!(response.is_documented(), "{response:?}");
    assert_eq!(response.validate(), Ok(()), "{response:?}");
    let text = format!("{response:?}");
    let end = text.find([' ', '(', '{']).unwrap_or(text.len());
    text[..end].to_owned()
}

/// A value from its JSON text.
fn of<T: Contract>(text: &str) -> T {
    countersign::from_json::<T>(text).unwrap().into_inner()
}

const ISBN: &str = r#"{"isbn": "9780141439600"}"#;
const NEW: &str = r#"{"isbn": "9780141439600", "title": "A Tale", "genre": "novel"}"#;
const COUNT: &str = r#"{"count": 1}"#;

/// Calls an operation by its `operationId`.
async fn call(operation: &str, status: u16, client: Client) -> String {
    macro_rules! calls {
        ($($id:literal: $method:ident($($argument:expr),*),)*) => {
            match operation {
                $($id => variant(status, client.$method($($argument),*).await),)*
                _ => "never called".to_owned(),
            }
        };
    }
    let point = r#"{"x": 1, "y": 2}"#;
    let path = format!(
        r#"{{"text": "a", "list": ["a"], "point": {point}, "label": 1, "labels": [1], "matrix": ["a"], "matrices": {point}}}"#
    );
    let cover = o::post_cover::Multipart {
        title: "a".to_owned(),
        cover: File::named("a.png", "a"),
        pages: Vec::new(),
        point: None,
        copies: None,
        keywords: None,
    };
    let tickets = Items::new(futures_util::stream::empty());
    calls! {
        "listBooks": list_books(&of("{}")),
        "createBook": create_book(&of("{}"), o::create_book::Body::Json(of(NEW))),
        "getBook": get_book(&of(ISBN)),
        "headBook": head_book(&of(ISBN)),
        "replaceBook": replace_book(&of(r#"{"isbn": "9780141439600", "If-Match": "1"}"#), &of(NEW)),
        "updateBook": update_book(&of(ISBN), None),
        "deleteBook": delete_book(&of(ISBN)),
        "echoQuery": echo_query(&of(r#"{"text": "a"}"#)),
        "echoPoint": echo_point(&of(&format!(r#"{{"point": {point}}}"#))),
        "echoPath": echo_path(&of(&path)),
        "echoHeaders": echo_headers(&of(r#"{"X-Text": "a"}"#)),
        "postNumbers": post_numbers(&of("[1]")),
        "postForm": post_form(&of("{}")),
        "postCover": post_cover(cover),
        "postBytes": post_bytes(Body::from("a")),
        "postText": post_text(&of("\"a\"")),
        "putImage": put_image(None),
        "streamLines": stream_lines(&of(COUNT)),
        "streamSequence": stream_sequence(&of(COUNT)),
        "streamEvents": stream_events(&of(COUNT)),
        "postTickets": post_tickets(o::post_tickets::Body::XNdjson(tickets)),
        "accessBasic": access_basic(),
        "accessHeaderKey": access_header_key(),
        "accessQueryKey": access_query_key(),
        "accessCookieKey": access_cookie_key(),
        "accessOauth": access_oauth(),
        "accessEither": access_either(),
    }
}

/// A status that a response stands for and no other response of its operation names.
fn status(operation: &Operation, response: &Response) -> u16 {
    let named = |code: u16| {
        let mut responses = operation.responses.iter();
        responses.any(|other| other.status == Status::Code(code))
    };
    match response.status {
        Status::Code(code) => code,
        Status::Class(digit) => {
            let first = u16::from(digit) * 100 + 18;
            (first..).find(|code| !named(*code)).unwrap()
        }
        Status::Default => 500,
    }
}

/// Answers, by media type where there is a body: a full instance and a minimal one of each.
fn answers<'a>(api: &Api, status: u16, response: &'a Response) -> Vec<(&'a str, Answer)> {
    let generator = Generator::new(api, Role::Response, Seed(1));
    let mut headers = Vec::new();
    for header in &response.headers {
        let value = header
            .schema
            .and_then(|schema| generator.valid(schema).next());
        headers.extend(value.map(|value| (header.name.clone(), plain(&value.to_string()))));
    }
    let empty = Answer {
        status,
        headers,
        body: String::new(),
    };
    if response.content.is_empty() {
        return vec![("", empty)];
    }
    let mut answers = Vec::new();
    for media in &response.content {
        let values = media.schema.map(|schema| generator.valid(schema));
        let texts = values.map(|values| values.map(|value| value.to_string()).collect());
        for text in texts.unwrap_or_else(|| vec!["bytes".to_owned()]) {
            let mut answer = empty.clone();
            let kind = ("content-type".to_owned(), media.name.replace('*', "png"));
            answer.headers.push(kind);
            answer.body = framed(&media.name, &text);
            answers.push((media.name.as_str(), answer));
        }
    }
    answers
}

/// JSON text as a header has it: strings bare, items with commas between them.
fn plain(json: &str) -> String {
    json.replace(['"', '[', ']', '{', '}'], "")
        .replace(':', "=")
}

/// JSON text as one body of a media type.
fn framed(media: &str, json: &str) -> String {
    match media {
        "application/x-ndjson" => format!("{json}\n"),
        "application/json-seq" => format!("\u{1e}{json}\n"),
        "text/event-stream" => format!("data: {json}\n\n"),
        "text/plain" => plain(json),
        _ => json.to_owned(),
    }
}

#[tokio::test]
async fn every_documented_answer_is_a_variant() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases/http/library.yaml");
    let subject = Subject::load(&document).unwrap();
    let api = subject.api();
    let port = Port::open().await;
    let mut lines = Vec::new();
    for operation in &api.operations {
        for response in &operation.responses {
            let status = status(operation, response);
            for (media, answer) in answers(api, status, response) {
                let variant = port.call(&operation.id, answer).await;
                lines.push(format!("{} {status} {media} -> {variant}", operation.id));
            }
        }
    }
    lines.dedup();
    insta::assert_snapshot!(lines.join("\n"));
}
