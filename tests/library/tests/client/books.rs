//! Statuses and their variants: exact ones, ranges, defaults, without a body, in several media types.

use countersign::{
    Maybe,
    client::{Error, Failure, Part},
    http::{Response as _, StatusCode},
};
use countersign_library::{
    operations::{
        create_book, delete_book, get_book, head_book, list_books, replace_book, update_book,
    },
    types::{BookPatch, Genre, Isbn},
};

use super::{client, settings};
use crate::{isbn, novel};

const TRACED: &str = "0123abcd";

fn creating() -> create_book::Parameters {
    create_book::Parameters {
        x_trace_id: Some(TRACED.to_owned()),
    }
}

#[tokio::test]
async fn a_life_of_a_book() {
    let client = client();
    let body = create_book::Body::Json(novel(3));
    let created = client.create_book(&creating(), body).await.unwrap();
    let create_book::Response::Created { headers, body } = created else {
        panic!("{created:?}")
    };
    assert_eq!(headers.location, "/books/9780141439600");
    assert_eq!(body.copies, 3);

    let body = create_book::Body::Form(novel(3));
    let again = client.create_book(&creating(), body).await.unwrap_err();
    let again = again.response().unwrap();
    assert_eq!(again.status(), StatusCode::CONFLICT);
    assert!(
        matches!(again, create_book::Response::Conflict(problem) if problem.detail.is_some() || problem.title.is_some())
    );

    let found = client
        .get_book(&get_book::Parameters { isbn: isbn() })
        .await
        .unwrap();
    let get_book::Response::Ok { headers, body } = found else {
        panic!("{found:?}")
    };
    let tag = headers.e_tag.unwrap();
    assert!(matches!(body, get_book::OkBody::Json(book) if book.title == novel(3).title));

    let head = client
        .head_book(&head_book::Parameters { isbn: isbn() })
        .await
        .unwrap();
    assert!(matches!(head, head_book::Response::Ok { headers } if headers.e_tag == tag));

    let parameters = delete_book::Parameters { isbn: isbn() };
    let gone = client.delete_book(&parameters).await.unwrap();
    assert!(matches!(gone, delete_book::Response::NoContent));
    let twice = client.delete_book(&parameters).await.unwrap_err();
    let twice = twice.response().unwrap();
    assert!(
        matches!(twice, delete_book::Response::ClientError { status, .. } if *status == StatusCode::NOT_FOUND)
    );

    let head = client
        .head_book(&head_book::Parameters { isbn: isbn() })
        .await
        .unwrap_err();
    assert_eq!(head.response().unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_202_is_no_201() {
    let body = create_book::Body::Json(novel(0));
    let response = client().create_book(&creating(), body).await.unwrap();
    let create_book::Response::Accepted(create_book::AcceptedBody::Json(ticket)) = response else {
        panic!("{response:?}")
    };
    assert_eq!(ticket.number, 7);
}

#[tokio::test]
async fn a_form_says_what_json_says() {
    let client = client();
    let body = create_book::Body::Form(novel(2));
    let response = client.create_book(&creating(), body).await.unwrap();
    assert!(
        matches!(response, create_book::Response::Created { body, .. } if body.keywords == novel(2).keywords)
    );
}

#[tokio::test]
async fn pages_have_typed_headers_and_defaults() {
    let client = client();
    let body = create_book::Body::Json(novel(1));
    client.create_book(&creating(), body).await.unwrap();
    let parameters = list_books::Parameters::builder()
        .genre(vec![Genre::Novel, Genre::Poem])
        .build()
        .unwrap();
    assert_eq!(parameters.limit, 20);
    let response = client.list_books(&parameters).await.unwrap();
    let list_books::Response::Ok { headers, body } = response else {
        panic!("{response:?}")
    };
    assert_eq!(headers.x_total_count, 1);
    assert_eq!(
        headers.x_cursors,
        Some(vec!["0".to_owned(), "1".to_owned()])
    );
    assert_eq!(body.books.len(), 1);
}

#[tokio::test]
async fn replaced_unchanged_and_changed_since() {
    let client = client();
    client
        .create_book(&creating(), create_book::Body::Json(novel(1)))
        .await
        .unwrap();
    let parameters = |tag: &str| replace_book::Parameters {
        isbn: isbn(),
        if_match: tag.to_owned(),
    };
    let got = get_book::Parameters { isbn: isbn() };
    let got = client.get_book(&got).await.unwrap();
    let get_book::Response::Ok { headers, .. } = got else {
        panic!("{got:?}")
    };
    let tag = headers.e_tag.unwrap();
    let same = client
        .replace_book(&parameters(&tag), &novel(1))
        .await
        .unwrap();
    assert!(matches!(same, replace_book::Response::NoContent));
    let other = client
        .replace_book(&parameters(&tag), &novel(5))
        .await
        .unwrap();
    assert!(matches!(other, replace_book::Response::Ok(book) if book.copies == 5));
    let late = client
        .replace_book(&parameters(&tag), &novel(6))
        .await
        .unwrap_err();
    assert!(matches!(
        late.response(),
        Some(replace_book::Response::PreconditionFailed)
    ));
}

#[tokio::test]
async fn a_body_may_be_left_out_and_null_is_no_absence() {
    let client = client();
    client
        .create_book(&creating(), create_book::Body::Json(novel(1)))
        .await
        .unwrap();
    let parameters = update_book::Parameters { isbn: isbn() };
    let seen = client.update_book(&parameters, None).await.unwrap();
    assert!(matches!(seen, update_book::Response::Ok(book) if book.subtitle == Maybe::Absent));
    let patch = BookPatch {
        title: None,
        subtitle: Maybe::Null,
        copies: Some(9),
        additional_properties: Default::default(),
    };
    let patched = client.update_book(&parameters, Some(&patch)).await.unwrap();
    assert!(
        matches!(patched, update_book::Response::Ok(book) if book.subtitle == Maybe::Null && book.copies == 9)
    );
}

#[tokio::test]
async fn what_breaks_the_contract_is_not_sent() {
    let client = client();
    let mut book = novel(1001);
    book.title.clear();
    let error = client
        .create_book(&creating(), create_book::Body::Json(book))
        .await
        .unwrap_err();
    let Error::Failure(Failure::Invalid { part, violations }) = error else {
        panic!("{error:?}")
    };
    assert_eq!((part, violations.len()), (Part::Body, 2));

    let parameters = get_book::Parameters {
        isbn: Isbn("../secrets".to_owned()),
    };
    let error = client.get_book(&parameters).await.unwrap_err();
    assert!(matches!(
        error,
        Error::Failure(Failure::Invalid {
            part: Part::Parameters,
            ..
        })
    ));
}

#[tokio::test]
async fn a_client_that_is_told_not_to_validate_leaves_it_to_the_server() {
    let settings = settings().bearer(countersign_library::TOKEN);
    let client = settings
        .requests(countersign::client::Checked::No)
        .build()
        .unwrap();
    let body = create_book::Body::Json(novel(1001));
    let error = client.create_book(&creating(), body).await.unwrap_err();
    assert!(
        matches!(
            error.response(),
            Some(create_book::Response::UnprocessableContent(_))
        ),
        "{error:?}"
    );
}
