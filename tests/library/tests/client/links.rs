//! Links: what the next request is made of, as the document says.

use countersign::http::StatusCode;
use countersign_library::{
    operations::{create_book, get_book, list_books},
    types::{Book, Isbn, Problem, Ticket},
};

use super::client;
use crate::novel;

fn first() -> list_books::Parameters {
    list_books::Parameters {
        limit: 10,
        cursor: None,
        genre: None,
        x_trace_id: Some("7f".to_owned()),
    }
}

fn book() -> Book {
    let book = r#"{"isbn": "9780141439600", "title": "A Tale", "genre": "novel", "copies": 2}"#;
    let book: countersign::Valid<Book> = countersign::from_json(book).unwrap();
    book.into_inner()
}

#[tokio::test]
async fn a_list_is_read_page_by_page_to_its_end() {
    let client = client();
    for number in 0..23 {
        let mut book = novel(1);
        book.isbn = Isbn(format!("{number:09}X"));
        let parameters = create_book::Parameters { x_trace_id: None };
        let body = create_book::Body::Json(book);
        client.create_book(&parameters, body).await.unwrap();
    }
    let mut sizes = Vec::new();
    let mut seen = Vec::new();
    let mut page = Some(first());
    while let Some(parameters) = page {
        let response = client.list_books(&parameters).await.unwrap();
        page = response.next(&parameters).unwrap();
        let list_books::Response::Ok { body, .. } = response else {
            panic!("{response:?}")
        };
        sizes.push(body.books.len());
        seen.extend(body.books.into_iter().map(|book| book.isbn.0));
        if let Some(next) = &page {
            assert_eq!((next.limit, &next.x_trace_id), (10, &parameters.x_trace_id));
        }
    }
    let all: Vec<String> = (0..23).map(|number| format!("{number:09}X")).collect();
    assert_eq!((sizes, seen), (vec![10, 10, 3], all));
}

#[tokio::test]
async fn what_was_created_is_found_by_its_link() {
    let client = client();
    let parameters = create_book::Parameters { x_trace_id: None };
    let body = create_book::Body::Json(novel(3));
    let created = client.create_book(&parameters, body).await.unwrap();
    let found = created.book().unwrap().unwrap();
    let found = client.get_book(&found).await.unwrap();
    assert!(matches!(found, get_book::Response::Ok { .. }));
    assert!(
        created.tickets().unwrap().is_none(),
        "it is a link of another response"
    );
}

#[test]
fn headers_constants_and_texts_around_expressions() {
    let asked = get_book::Parameters {
        isbn: Isbn("030640615X".to_owned()),
    };
    let answered = |e_tag: Option<&str>| get_book::Response::Ok {
        headers: get_book::OkHeaders {
            e_tag: e_tag.map(str::to_owned),
        },
        body: get_book::OkBody::Json(book()),
    };
    let replace = answered(Some("\"2\"")).replace(&asked).unwrap().unwrap();
    assert_eq!(
        (replace.isbn, replace.if_match),
        (asked.isbn.clone(), "\"2\"".to_owned())
    );
    let shelf = answered(Some("x")).shelf().unwrap().unwrap();
    assert_eq!(
        (shelf.limit, shelf.cursor.as_deref()),
        (10, Some("x of GET, 200"))
    );
    // Without the header there is nothing to match, and nothing that the shelf could begin at.
    let response = answered(None);
    assert!(response.replace(&asked).unwrap().is_none());
    assert!(response.shelf().unwrap().is_none());
}

#[test]
fn a_number_is_the_text_that_a_parameter_of_strings_takes() {
    let ticket = Ticket {
        number: 7,
        note: None,
    };
    let accepted = create_book::Response::Accepted(create_book::AcceptedBody::Json(ticket));
    assert_eq!(accepted.tickets().unwrap().unwrap().count, 7);
    assert_eq!(
        accepted.shelf().unwrap().unwrap().cursor.as_deref(),
        Some("7")
    );
    let text = create_book::AcceptedBody::Text("later".to_owned());
    let text = create_book::Response::Accepted(text);
    assert!(
        text.tickets().unwrap().is_none(),
        "a text has no member `number`"
    );
}

#[test]
fn a_response_without_the_link_leads_nowhere() {
    let body = Problem {
        r#type: None,
        title: None,
        status: None,
        detail: None,
    };
    let status = StatusCode::BAD_REQUEST;
    let response = list_books::Response::ClientError { status, body };
    assert!(response.next(&first()).unwrap().is_none());
}
