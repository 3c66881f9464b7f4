//! What the library answers with, from what it was given.

use std::hash::{DefaultHasher, Hash, Hasher};

use countersign::Maybe;
use futures_util::{Stream, stream};

use crate::{
    operations::{echo_path, echo_query, post_cover},
    types::{
        Book, EchoPath200Response, EchoQuery200Response, NewBook, PostCover200Response, Problem,
        Ticket,
    },
};

pub(super) fn problem(detail: &str) -> Problem {
    Problem {
        r#type: None,
        title: Some("It did not work".to_owned()),
        status: None,
        detail: Some(detail.to_owned()),
    }
}

pub(super) fn book(new: NewBook) -> Book {
    Book {
        isbn: new.isbn,
        title: new.title,
        subtitle: Maybe::Absent,
        genre: new.genre,
        copies: new.copies,
        keywords: new.keywords,
        added: None,
    }
}

/// The tag of a version: another one for another text of the book (RFC 9110, section 8.8.3).
pub(super) fn tag(book: &Book) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{book:?}").hash(&mut hasher);
    format!("\"{:x}\"", hasher.finish())
}

/// Tickets numbered from 0.
pub(super) fn tickets(count: i64) -> impl Stream<Item = Ticket> + Send + 'static {
    stream::iter((0..count).map(|number| Ticket {
        number,
        note: Some(format!("line one\nline two of {number}")),
    }))
}

pub(super) fn query(given: echo_query::Parameters) -> EchoQuery200Response {
    EchoQuery200Response {
        text: given.text,
        reserved: given.reserved,
        flag: given.flag,
        number: given.number,
        form_exploded: given.form_exploded,
        form_joined: given.form_joined,
        spaces: given.spaces,
        pipes: given.pipes,
        point_joined: given.point_joined,
        deep: given.deep,
        json: given.json,
    }
}

pub(super) fn path(given: echo_path::Parameters) -> EchoPath200Response {
    EchoPath200Response {
        text: given.text,
        list: given.list,
        point: given.point,
        label: given.label,
        labels: given.labels,
        matrix: given.matrix,
        matrices: given.matrices,
    }
}

pub(super) async fn cover(given: post_cover::Multipart) -> PostCover200Response {
    let length = |bytes: usize| i64::try_from(bytes).unwrap_or(i64::MAX);
    let cover = given.cover.body.bytes(1 << 20).await.unwrap_or_default();
    let mut pages = Vec::with_capacity(given.pages.len());
    for page in given.pages {
        pages.push(length(
            page.body.bytes(1 << 20).await.unwrap_or_default().len(),
        ));
    }
    PostCover200Response {
        title: given.title,
        cover_type: given.cover.content_type.unwrap_or_default(),
        cover_bytes: length(cover.len()),
        pages,
        point: given.point,
        copies: given.copies,
        keywords: given.keywords,
    }
}
