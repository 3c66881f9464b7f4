//! [`Library`]: every operation answered from memory.

mod answers;

use std::sync::Mutex;

use countersign::{
    Maybe, Valid,
    http::{self, Items},
    server::{Credentials, Denied},
};

use self::answers::{book, problem, tag, tickets};
use crate::{
    operations::{
        access_basic, access_cookie_key, access_either, access_header_key, access_oauth,
        access_query_key, create_book, delete_book, echo_headers, echo_path, echo_point,
        echo_query, get_book, head_book, list_books, post_bytes, post_cover, post_form,
        post_numbers, post_text, post_tickets, put_image, replace_book, stream_events,
        stream_lines, stream_sequence, update_book,
    },
    server::Api,
    types::{self, Book, Page, Ticket},
};

/// The token that is admitted everywhere.
pub const TOKEN: &str = "secret";
/// A token that is known and not enough.
pub const WEAK: &str = "weak";
/// The key of all three schemes.
pub const KEY: &str = "key";
/// The user of basic authentication.
pub const USER: &str = "alice";
/// Her password.
pub const PASSWORD: &str = "wonder:land";

/// Books in memory.
#[derive(Debug, Default)]
pub struct Library {
    books: Mutex<Vec<Book>>,
    conduct: Conduct,
}

/// How a library behaves.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Conduct {
    #[default]
    Good,
    /// It counts below zero, and panics when it is asked for a point.
    Bad,
}

impl Library {
    /// A library that breaks its contract, for tests of who notices.
    #[must_use]
    pub fn misbehaving() -> Self {
        Self {
            conduct: Conduct::Bad,
            ..Self::default()
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Vec<Book>) -> T) -> T {
        let mut books = self
            .books
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        act(&mut books)
    }

    fn find(&self, isbn: &types::Isbn) -> Option<Book> {
        self.with(|books| books.iter().find(|book| book.isbn == *isbn).cloned())
    }
}

/// What a key or a token is worth.
fn admitted(shown: &str, known: &str) -> Result<String, Denied> {
    match shown {
        shown if shown == known => Ok(shown.to_owned()),
        WEAK => Err(Denied::Forbidden),
        _ => Err(Denied::Unauthenticated),
    }
}

impl Api for Library {
    type Caller = String;

    async fn admit_bearer(&self, credentials: Credentials<'_>) -> Result<String, Denied> {
        admitted(&credentials.secret, TOKEN)
    }

    async fn admit_basic(&self, credentials: Credentials<'_>) -> Result<String, Denied> {
        match credentials.user == USER {
            true => admitted(&credentials.secret, PASSWORD).map(|_| USER.to_owned()),
            false => Err(Denied::Unauthenticated),
        }
    }

    async fn admit_header_key(&self, credentials: Credentials<'_>) -> Result<String, Denied> {
        admitted(&credentials.secret, KEY).map(|key| format!("header {key}"))
    }

    async fn admit_query_key(&self, credentials: Credentials<'_>) -> Result<String, Denied> {
        admitted(&credentials.secret, KEY).map(|key| format!("query {key}"))
    }

    async fn admit_cookie_key(&self, credentials: Credentials<'_>) -> Result<String, Denied> {
        admitted(&credentials.secret, KEY).map(|key| format!("cookie {key}"))
    }

    async fn admit_oauth(&self, credentials: Credentials<'_>) -> Result<String, Denied> {
        match credentials.scopes {
            ["books:read"] => admitted(&credentials.secret, TOKEN),
            _ => Err(Denied::Forbidden),
        }
    }

    async fn list_books(
        &self,
        _: String,
        parameters: Valid<list_books::Parameters>,
    ) -> list_books::Response {
        let genres = parameters.genre.clone().unwrap_or_default();
        let books = self.with(|books| books.clone());
        let total = books.len();
        let counted = match self.conduct {
            Conduct::Good => i64::try_from(total).unwrap_or(i64::MAX),
            Conduct::Bad => -1,
        };
        let start = parameters
            .cursor
            .as_ref()
            .and_then(|cursor| cursor.parse().ok())
            .unwrap_or(0);
        let limit = usize::try_from(parameters.limit).unwrap_or(0);
        let wanted = books
            .into_iter()
            .filter(|book| genres.is_empty() || genres.contains(&book.genre));
        let page: Vec<Book> = wanted.skip(start).take(limit).collect();
        let next = start.saturating_add(page.len());
        list_books::Response::Ok {
            headers: list_books::OkHeaders {
                x_total_count: counted,
                x_cursors: Some(vec![start.to_string(), next.to_string()]),
            },
            body: Page {
                books: page,
                next: (next < total).then(|| next.to_string()),
            },
        }
    }

    async fn create_book(
        &self,
        _: String,
        _: Valid<create_book::Parameters>,
        body: Valid<create_book::Body>,
    ) -> create_book::Response {
        let (create_book::Body::Json(new) | create_book::Body::Form(new)) = body.into_inner();
        if new.copies == 0 {
            let ticket = Ticket {
                number: 7,
                note: Some(new.title),
            };
            return create_book::Response::Accepted(create_book::AcceptedBody::Json(ticket));
        }
        if self.find(&new.isbn).is_some() {
            return create_book::Response::Conflict(problem("there is one of this ISBN"));
        }
        let body = book(new);
        self.with(|books| books.push(body.clone()));
        create_book::Response::Created {
            headers: create_book::CreatedHeaders {
                location: format!("/books/{}", body.isbn.0),
            },
            body,
        }
    }

    async fn get_book(
        &self,
        _: String,
        parameters: Valid<get_book::Parameters>,
    ) -> get_book::Response {
        match self.find(&parameters.isbn) {
            Some(book) => get_book::Response::Ok {
                headers: get_book::OkHeaders {
                    e_tag: Some(tag(&book)),
                },
                body: get_book::OkBody::Json(book),
            },
            None => get_book::Response::NotFound(problem("no such book")),
        }
    }

    async fn head_book(
        &self,
        _: String,
        parameters: Valid<head_book::Parameters>,
    ) -> head_book::Response {
        match self.find(&parameters.isbn) {
            Some(book) => head_book::Response::Ok {
                headers: head_book::OkHeaders { e_tag: tag(&book) },
            },
            None => head_book::Response::ClientError {
                status: http::StatusCode::NOT_FOUND,
            },
        }
    }

    async fn replace_book(
        &self,
        _: String,
        parameters: Valid<replace_book::Parameters>,
        body: Valid<types::NewBook>,
    ) -> replace_book::Response {
        let new = book(body.into_inner());
        let Some(old) = self.find(&parameters.isbn) else {
            return replace_book::Response::ClientError {
                status: http::StatusCode::NOT_FOUND,
                body: problem("no such book"),
            };
        };
        if parameters.if_match != tag(&old) {
            return replace_book::Response::PreconditionFailed;
        }
        if new == old {
            return replace_book::Response::NoContent;
        }
        self.with(|books| {
            books
                .iter_mut()
                .filter(|book| book.isbn == old.isbn)
                .for_each(|book| *book = new.clone())
        });
        replace_book::Response::Ok(new)
    }

    async fn update_book(
        &self,
        _: String,
        parameters: Valid<update_book::Parameters>,
        body: Option<Valid<types::BookPatch>>,
    ) -> update_book::Response {
        let found = self.with(|books| {
            let book = books.iter_mut().find(|book| book.isbn == parameters.isbn)?;
            if let Some(patch) = body {
                let patch = patch.into_inner();
                book.title = patch.title.unwrap_or_else(|| book.title.clone());
                book.copies = patch.copies.unwrap_or(book.copies);
                if patch.subtitle != Maybe::Absent {
                    book.subtitle = patch.subtitle;
                }
            }
            Some(book.clone())
        });
        match found {
            Some(book) => update_book::Response::Ok(book),
            None => update_book::Response::ClientError {
                status: http::StatusCode::NOT_FOUND,
                body: problem("no such book"),
            },
        }
    }

    async fn delete_book(
        &self,
        _: String,
        parameters: Valid<delete_book::Parameters>,
    ) -> delete_book::Response {
        let found = self.find(&parameters.isbn).is_some();
        self.with(|books| books.retain(|book| book.isbn != parameters.isbn));
        match found {
            true => delete_book::Response::NoContent,
            false => delete_book::Response::ClientError {
                status: http::StatusCode::NOT_FOUND,
                body: problem("no such book"),
            },
        }
    }

    async fn echo_query(&self, parameters: Valid<echo_query::Parameters>) -> echo_query::Response {
        echo_query::Response::Ok(answers::query(parameters.into_inner()))
    }

    async fn echo_point(&self, parameters: Valid<echo_point::Parameters>) -> echo_point::Response {
        assert_eq!(
            self.conduct,
            Conduct::Good,
            "the password is in this message"
        );
        echo_point::Response::Ok(parameters.into_inner().point)
    }

    async fn echo_path(&self, parameters: Valid<echo_path::Parameters>) -> echo_path::Response {
        echo_path::Response::Ok(answers::path(parameters.into_inner()))
    }

    async fn echo_headers(
        &self,
        parameters: Valid<echo_headers::Parameters>,
    ) -> echo_headers::Response {
        let parameters = parameters.into_inner();
        echo_headers::Response::Ok {
            headers: echo_headers::OkHeaders {
                x_list: parameters.x_list,
                x_point: parameters.x_point,
            },
            body: types::EchoHeaders200Response {
                text: parameters.x_text,
                filter: parameters.x_filter,
                session: parameters.session,
                seen: parameters.seen,
                id: parameters.query_id,
                cookie_id: parameters.cookie_id,
            },
        }
    }

    async fn post_numbers(&self, body: Valid<post_numbers::Body>) -> post_numbers::Response {
        post_numbers::Response::Ok(
            body.0
                .iter()
                .fold(0, |sum, number| number.saturating_add(sum)),
        )
    }

    async fn post_form(&self, body: Valid<types::Filter>) -> post_form::Response {
        post_form::Response::Ok(body.into_inner())
    }

    async fn post_cover(&self, body: Valid<post_cover::Multipart>) -> post_cover::Response {
        post_cover::Response::Ok(answers::cover(body.into_inner()).await)
    }

    async fn post_bytes(&self, body: http::Body) -> post_bytes::Response {
        match body.bytes(1 << 20).await {
            Ok(bytes) => {
                let turned: Vec<u8> = bytes.iter().rev().copied().collect();
                post_bytes::Response::Ok(turned.into())
            }
            Err(_) => post_bytes::Response::ClientError {
                status: http::StatusCode::PAYLOAD_TOO_LARGE,
                body: problem("too long"),
            },
        }
    }

    async fn post_text(&self, body: Valid<post_text::Body>) -> post_text::Response {
        post_text::Response::Ok(body.0.to_uppercase())
    }

    async fn put_image(&self, body: Option<http::Content>) -> put_image::Response {
        match body {
            Some(image) => put_image::Response::Ok(image),
            None => put_image::Response::NoContent,
        }
    }

    async fn stream_lines(
        &self,
        parameters: Valid<stream_lines::Parameters>,
    ) -> stream_lines::Response {
        stream_lines::Response::Ok(Items::new(tickets(parameters.count)))
    }

    async fn stream_sequence(
        &self,
        parameters: Valid<stream_sequence::Parameters>,
    ) -> stream_sequence::Response {
        stream_sequence::Response::Ok(Items::new(tickets(parameters.count)))
    }

    async fn stream_events(
        &self,
        parameters: Valid<stream_events::Parameters>,
    ) -> stream_events::Response {
        stream_events::Response::Ok(Items::new(tickets(parameters.count)))
    }

    async fn post_tickets(&self, body: Valid<post_tickets::Body>) -> post_tickets::Response {
        let (post_tickets::Body::XNdjson(mut tickets)
        | post_tickets::Body::JsonSeq(mut tickets)
        | post_tickets::Body::Events(mut tickets)) = body.into_inner();
        let mut sum = 0_i64;
        while let Some(ticket) = tickets.next().await {
            match ticket {
                Ok(ticket) => sum = sum.saturating_add(ticket.number),
                Err(error) => {
                    return post_tickets::Response::ClientError {
                        status: http::StatusCode::BAD_REQUEST,
                        body: problem(&error.to_string()),
                    };
                }
            }
        }
        post_tickets::Response::Ok(sum)
    }

    async fn access_basic(&self, caller: String) -> access_basic::Response {
        access_basic::Response::Ok(caller)
    }

    async fn access_header_key(&self, caller: String) -> access_header_key::Response {
        access_header_key::Response::Ok(caller)
    }

    async fn access_query_key(&self, caller: String) -> access_query_key::Response {
        access_query_key::Response::Ok(caller)
    }

    async fn access_cookie_key(&self, caller: String) -> access_cookie_key::Response {
        access_cookie_key::Response::Ok(caller)
    }

    async fn access_oauth(&self, caller: String) -> access_oauth::Response {
        access_oauth::Response::Ok(caller)
    }

    async fn access_either(&self, callers: Vec<String>) -> access_either::Response {
        access_either::Response::Ok(callers.join(" and "))
    }
}
