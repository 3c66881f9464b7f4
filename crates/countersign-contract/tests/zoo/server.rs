//! A lending library, written by hand: correct, or with exactly one bug switched on.

#[path = "bug.rs"]
mod bug;
#[path = "rules.rs"]
mod rules;

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::{Map, Value, json};

#[allow(unused_imports)] // the server that runs alone does not know the checks
pub(crate) use bug::{BUGS, Bug};
use rules::{Rule, broken, in_range, whole};

/// The tokens of two readers.
#[allow(dead_code)] // the server that runs alone is asked with them
pub(crate) const TOKENS: [&str; 2] = ["Bearer sesame", "Bearer tahini"];

/// What the library knows.
#[derive(Default)]
struct Shelves {
    /// Each book with its id.
    books: Vec<(u64, Value)>,
    /// Each review with its book and its id.
    reviews: Vec<(u64, String, Value)>,
    /// Each member with its number.
    members: Vec<(String, Value)>,
    loans: Vec<(String, Value)>,
    /// Each idempotency key with the body and the loan that it made.
    keys: Vec<(Bytes, Bytes, Value)>,
    settings: Option<Value>,
    count: u64,
}

#[derive(Clone)]
struct Library {
    bug: Bug,
    /// What each of the two readers has.
    shelves: Arc<[Mutex<Shelves>; 2]>,
    /// Which of them asks.
    who: usize,
}

/// One request.
struct Asked {
    method: Method,
    headers: HeaderMap,
    query: Vec<(String, String)>,
    body: Bytes,
}

type Answered = Result<Response, Response>;

pub(crate) fn library(bug: Bug) -> Router {
    let library = Library {
        bug,
        shelves: Arc::default(),
        who: 0,
    };
    Router::new()
        .route("/books", any(on_books))
        .route("/books/{id}", any(on_book))
        .route("/books/{id}/reviews", any(on_reviews))
        .route("/books/{id}/reviews/{review}", any(on_review))
        .route("/members", any(on_members))
        .route("/members/{id}", any(on_member))
        .route("/loans", any(on_loans))
        .route("/loans/{id}", any(on_loan))
        .route("/settings", any(on_settings))
        .with_state(library)
}

macro_rules! handler {
    ($name:ident($($part:ident),*) => $to:ident, $allow:literal) => {
        async fn $name(
            State(library): State<Library>,
            Path(path): Path<Vec<String>>,
            method: Method,
            headers: HeaderMap,
            RawQuery(query): RawQuery,
            body: Bytes,
        ) -> Response {
            #[allow(unused_mut, unused_variables)] // paths have up to two variables
            let mut parts = path.into_iter();
            $(let $part = parts.next().unwrap_or_default();)*
            library.answer($allow, method, headers, query, body, |library, asked| library.$to(asked $(, &$part)*))
        }
    };
}

handler!(on_books() => books, "GET,HEAD,POST");
handler!(on_book(id) => book, "GET,HEAD,PUT,DELETE");
handler!(on_reviews(id) => reviews, "GET,HEAD,POST");
handler!(on_review(id, review) => review, "GET,HEAD,DELETE");
handler!(on_members() => members, "GET,HEAD,POST");
handler!(on_member(id) => member, "GET,HEAD,PATCH,DELETE");
handler!(on_loans() => loans, "POST");
handler!(on_loan(id) => loan, "GET,HEAD");
handler!(on_settings() => settings, "GET,HEAD,PUT");

impl Library {
    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        self.shelves[self.who]
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn is(&self, bug: Bug) -> bool {
        self.bug == bug
    }

    /// What holds for every path: methods, credentials, and the form of the query.
    fn answer(
        &self,
        allow: &str,
        method: Method,
        headers: HeaderMap,
        query: Option<String>,
        body: Bytes,
        to: impl FnOnce(&Library, &Asked) -> Answered,
    ) -> Response {
        let is_head = method == Method::HEAD;
        if is_head && allow.contains("HEAD") && self.is(Bug::HeadIsAbsent) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let method = if is_head { Method::GET } else { method };
        if !allow.split(',').any(|known| known == method.as_str()) {
            return self.not_allowed(allow, &method);
        }
        let query = match self.query(&query.unwrap_or_default()) {
            Ok(query) => query,
            Err(refused) => return refused,
        };
        let who = match self.reader(&method, &headers) {
            Ok(who) => who,
            Err(refused) => return refused,
        };
        let asked = Asked {
            method,
            headers,
            query,
            body,
        };
        let library = Library {
            who,
            ..self.clone()
        };
        match to(&library, &asked) {
            Ok(response) | Err(response) => response,
        }
    }

    fn not_allowed(&self, allow: &str, method: &Method) -> Response {
        if self.is(Bug::DeleteOnCollection) && *method == Method::DELETE {
            return StatusCode::NO_CONTENT.into_response();
        }
        let mut response = StatusCode::METHOD_NOT_ALLOWED.into_response();
        let allow = if self.is(Bug::AllowLacksPut) {
            allow.replace("PUT,", "")
        } else {
            allow.to_owned()
        };
        if !self.is(Bug::AllowMissing) {
            response
                .headers_mut()
                .insert(header::ALLOW, allow.parse().expect("methods"));
        }
        response
    }

    fn query(&self, query: &str) -> Result<Vec<(String, String)>, Response> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some((name, value)) = decoded(name).zip(decoded(value)) else {
                let status = if self.is(Bug::CrashOnBrokenPercent) {
                    500
                } else {
                    400
                };
                return Err(self.problem(status, "the query is not encoded"));
            };
            if self.is(Bug::CrashOnRepeatedParameter)
                && pairs.iter().any(|(known, _)| *known == name)
            {
                return Err(crash());
            }
            pairs.push((name, value));
        }
        Ok(pairs)
    }

    fn reader(&self, method: &Method, headers: &HeaderMap) -> Result<usize, Response> {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        if let Some(who) = token.and_then(|token| TOKENS.iter().position(|known| *known == token)) {
            return Ok(who);
        }
        let is_taken = match self.bug {
            Bug::AuthIgnoredOnDelete => *method == Method::DELETE,
            Bug::AnyBearerAccepted => token.is_some_and(|token| token.starts_with("Bearer ")),
            Bug::EmptyTokenAccepted => token.is_some_and(|token| token.trim() == "Bearer"),
            _ => false,
        };
        if is_taken {
            return Ok(0);
        }
        let mut response = StatusCode::UNAUTHORIZED.into_response();
        if !self.is(Bug::ChallengeMissing) {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, "Bearer".parse().expect("a word"));
        }
        Err(response)
    }

    fn problem(&self, status: u16, title: &str) -> Response {
        let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let said = if self.is(Bug::ProblemStatusWrong) {
            200
        } else {
            status
        };
        let detail = match self.bug {
            Bug::TraceInError => {
                "Traceback (most recent call last):\n  File \"/srv/app.py\", line 3"
            }
            Bug::QueryInError if status == 404 => "no row for SELECT * FROM books WHERE id = 3",
            _ => "see the document",
        };
        if self.is(Bug::ErrorWithoutBody) {
            return code.into_response();
        }
        let body = json!({ "title": title, "status": said, "detail": detail }).to_string();
        (
            code,
            [(header::CONTENT_TYPE, "application/problem+json")],
            body,
        )
            .into_response()
    }

    fn absent(&self) -> Response {
        self.problem(404, "there is no such thing")
    }

    /// The body of a request, if it is what the rules say.
    fn body(
        &self,
        asked: &Asked,
        rules: &[Rule],
        is_closed: bool,
    ) -> Result<Map<String, Value>, Response> {
        let wanted = if asked.method == Method::PATCH {
            "application/merge-patch+json"
        } else {
            "application/json"
        };
        let given = asked
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        if given != Some(wanted) && !self.is(Bug::MediaTypeIgnored) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        self.survive(&asked.body)?;
        let value = self
            .read(&asked.body)
            .ok_or_else(|| self.problem(400, "the body is no JSON"))?;
        if let Some(name) = broken(self.bug, rules, is_closed, &value) {
            if self.is(Bug::RefusedIsKept)
                && value["isbn"].is_string()
                && value["title"].is_string()
            {
                let mut kept = json!({ "title": "kept", "isbn": "0000-0", "pages": 1, "price": 1, "author": { "name": "x" } });
                self.add_book(kept.as_object_mut().expect("an object"));
            }
            return Err(self.problem(400, &format!("`{name}` is wrong")));
        }
        match value {
            Value::Object(members) => Ok(members),
            _ => Err(self.problem(400, "the body is no object")),
        }
    }

    fn read(&self, bytes: &[u8]) -> Option<Value> {
        match self.bug {
            Bug::BrokenTextReplaced => serde_json::from_str(&String::from_utf8_lossy(bytes)).ok(),
            Bug::TrailingTextAccepted => serde_json::Deserializer::from_slice(bytes)
                .into_iter::<Value>()
                .next()?
                .ok(),
            _ => serde_json::from_slice(bytes).ok(),
        }
    }

    /// What brings the library down before it has understood a body.
    fn survive(&self, bytes: &[u8]) -> Result<(), Response> {
        let text = String::from_utf8_lossy(bytes);
        let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let texts = || {
            [
                &value["title"],
                &value["blurb"],
                &value["text"],
                &value["name"],
            ]
            .map(|it| it.as_str().unwrap_or_default())
        };
        let has = |wanted: fn(char) -> bool| texts().iter().any(|text| text.chars().any(wanted));
        let is_down = match self.bug {
            Bug::CrashOnNul => has(|c| c == '\0'),
            Bug::CrashOnAstral => has(|c| c > '\u{ffff}'),
            Bug::CrashOnCombiningMark => texts().iter().any(|text| text.starts_with('\u{301}')),
            Bug::CrashOnLongText => value["blurb"]
                .as_str()
                .is_some_and(|text| text.len() > 10_000),
            Bug::CrashOnHugeNumber => text.contains("1e400"),
            Bug::CrashOnNegativeZero => {
                value.is_object()
                    && (text.contains(":-0,") || text.contains(":-0}") || text.contains(":-0.0"))
            }
            Bug::CrashBeyondDoubles => value["stock"].as_i64() == Some(9_007_199_254_740_993),
            Bug::CrashOnBigStock => value["stock"]
                .as_i64()
                .is_some_and(|stock| stock > i64::MAX - 1),
            Bug::CrashOnNesting => text.contains(&"[".repeat(100)),
            Bug::CrashOnRepeatedMember => {
                value.is_object() && text.matches("\"title\":").count() > 1
            }
            Bug::CrashOnByteOrderMark => text.starts_with('\u{feff}'),
            Bug::CrashOnLoneSurrogate => text.contains("\\ud800") || text.contains("\\uD800"),
            Bug::CrashOnEmptyBody => bytes.is_empty(),
            Bug::CrashOnScienceForChildren => {
                value["genre"] == "science" && value["audience"] == "children"
            }
            Bug::CrashOnShortAndCheap => value["pages"] == 1 && value["price"] == 0.25,
            _ => false,
        };
        if is_down { Err(crash()) } else { Ok(()) }
    }

    fn number(
        &self,
        asked: &Asked,
        name: &str,
        least: i64,
        most: i64,
    ) -> Result<Option<i64>, Response> {
        let Some((_, text)) = asked.query.iter().find(|(known, _)| known == name) else {
            return Ok(None);
        };
        let value = serde_json::from_str(text).unwrap_or(Value::Null);
        let most = if name == "limit" && self.is(Bug::LimitMaximumIgnored) {
            i64::MAX
        } else {
            most
        };
        if value.is_number() && in_range(&value, least, most) {
            return Ok(whole(&value));
        }
        Err(self.problem(400, &format!("`{name}` is wrong")))
    }

    fn word(&self, asked: &Asked, name: &str, listed: &[&str]) -> Result<Option<String>, Response> {
        let Some((_, text)) = asked.query.iter().find(|(known, _)| known == name) else {
            return Ok(None);
        };
        if listed.contains(&text.as_str()) || (name == "sort" && self.is(Bug::SortUnchecked)) {
            return Ok(Some(text.clone()));
        }
        Err(self.problem(400, &format!("`{name}` is wrong")))
    }

    fn books(&self, asked: &Asked) -> Answered {
        if asked.method == Method::POST {
            let mut book = self.body(asked, rules::BOOK, true)?;
            if self.is(Bug::ChildrenTravelRefused)
                && book.get("genre") == Some(&json!("travel"))
                && book.get("audience") == Some(&json!("children"))
            {
                return Err(self.problem(400, "no travel for children"));
            }
            return Ok(self.created(self.add_book(&mut book)));
        }
        let limit = self.number(asked, "limit", 1, 100)?.unwrap_or(20);
        let offset = self.number(asked, "offset", 0, 1_000_000)?.unwrap_or(0);
        let genre = self.word(asked, "genre", &["novel", "poetry", "science", "travel"])?;
        let sort = self.word(asked, "sort", &["id", "title", "price"])?;
        let order = self.word(asked, "order", &["asc", "desc"])?;
        let is_down = match self.bug {
            Bug::CrashOnPriceDescending => {
                sort.as_deref() == Some("price") && order.as_deref() == Some("desc")
            }
            Bug::CrashOnNovelAtLargeOffset => {
                genre.as_deref() == Some("novel") && offset == 1_000_000
            }
            Bug::CrashOnBigOffset => offset == 1_000_000,
            _ => false,
        };
        if is_down {
            return Err(crash());
        }
        Ok(self.page_of_books(
            limit as usize,
            offset as usize,
            genre.as_deref(),
            (sort.as_deref(), order.as_deref()),
        ))
    }

    fn page_of_books(
        &self,
        limit: usize,
        offset: usize,
        genre: Option<&str>,
        (sort, order): (Option<&str>, Option<&str>),
    ) -> Response {
        let shelves = self.shelves();
        let fits = |book: &&Value| genre.is_none_or(|genre| book["genre"] == genre);
        let mut all: Vec<&Value> = shelves
            .books
            .iter()
            .map(|(_, book)| book)
            .filter(fits)
            .collect();
        if self.is(Bug::CreatedNotListed) {
            all.pop();
        }
        match sort {
            Some("title") => all.sort_by_key(|book| book["title"].to_string()),
            Some("price") => all.sort_by(|one, other| {
                let price = |book: &Value| book["price"].as_f64().unwrap_or(0.0);
                price(one).total_cmp(&price(other))
            }),
            _ => {}
        }
        if order == Some("desc") {
            all.reverse();
        }
        let start = match self.bug {
            Bug::PageSkipsItem if offset > 0 => offset + 1,
            Bug::PageRepeatsItem => offset.saturating_sub(1),
            _ => offset,
        };
        let most = if self.is(Bug::LimitIgnored) {
            20
        } else {
            limit
        };
        let items: Vec<Value> = all
            .iter()
            .skip(start)
            .take(most)
            .map(|book| (*book).clone())
            .collect();
        let mut items = json!(items);
        if self.is(Bug::ListItemIsNull) {
            items = json!([null]);
        }
        let total = if self.is(Bug::TotalIsOfPage) {
            items.as_array().map_or(0, Vec::len)
        } else {
            all.len()
        };
        let mut response = axum::Json(json!({ "items": items, "total": total })).into_response();
        let rate = if self.is(Bug::RateLimitIsText) {
            "unlimited"
        } else {
            "100"
        };
        response
            .headers_mut()
            .insert("x-rate-limit", rate.parse().expect("a word"));
        response
    }

    /// Puts a new book on its shelf, as the bug lets it.
    fn add_book(&self, book: &mut Map<String, Value>) -> Value {
        let mut shelves = self.shelves();
        shelves.count += 1;
        let id = shelves.count;
        match self.bug {
            Bug::SubtitleLost => drop(book.remove("subtitle")),
            Bug::PriceRounded => {
                let price = book["price"].as_f64().unwrap_or(1.0).ceil();
                book.insert("price".to_owned(), json!(price));
            }
            Bug::BlurbCut => {
                if let Some(text) = book.get("blurb").and_then(Value::as_str) {
                    let cut: String = text.chars().take(5).collect();
                    book.insert("blurb".to_owned(), json!(cut));
                }
            }
            _ => {}
        }
        self.mend(book);
        book.insert("id".to_owned(), json!(id));
        let whole = Value::Object(book.clone());
        let kept = if self.is(Bug::CreatedIsNotThere) {
            id + 1_000_000
        } else {
            id
        };
        shelves.books.push((kept, whole.clone()));
        whole
    }

    /// Members that only a bug lets in, so that what is kept is a book.
    fn mend(&self, book: &mut Map<String, Value>) {
        let is_title = book.get("title").is_some_and(Value::is_string);
        if !is_title {
            book.insert("title".to_owned(), json!("untitled"));
        }
        if let Some(price) = book
            .get("price")
            .and_then(Value::as_str)
            .and_then(|text| text.parse::<f64>().ok())
        {
            book.insert("price".to_owned(), json!(price));
        }
        let pages = book.get("pages").and_then(Value::as_f64).unwrap_or(1.0);
        if self.bug == Bug::PagesFractionAccepted || !(1.0..=5000.0).contains(&pages) {
            book.insert("pages".to_owned(), json!(pages.clamp(1.0, 5000.0) as i64));
        }
        let genre = book
            .get("genre")
            .and_then(Value::as_str)
            .map(str::to_lowercase);
        if let Some(genre) = genre {
            let known = ["novel", "poetry", "science", "travel"].contains(&genre.as_str());
            book.insert(
                "genre".to_owned(),
                json!(if known { genre } else { "novel".to_owned() }),
            );
        }
        if book.get("lendable").is_some_and(Value::is_string) {
            book.insert("lendable".to_owned(), json!(true));
        }
        if self.is(Bug::ImpossibleDayAccepted) {
            book.remove("published");
        }
        if self.is(Bug::AuthorNameMissingAccepted) {
            book.insert("author".to_owned(), json!({ "name": "anonymous" }));
        }
    }

    /// A book as it is shown.
    fn shown(&self, status: StatusCode, book: &Value) -> Response {
        let mut book = book.clone();
        match self.bug {
            Bug::BookLacksAuthor => drop(book.as_object_mut().map(|book| book.remove("author"))),
            Bug::BookHasUnknownGenre => book["genre"] = json!("crime"),
            _ => {}
        }
        let text = if self.is(Bug::JsonWithComment) {
            format!("// a book\n{book}")
        } else {
            book.to_string()
        };
        let media_type = if self.is(Bug::BookIsText) {
            "text/plain"
        } else {
            "application/json"
        };
        (status, [(header::CONTENT_TYPE, media_type)], text).into_response()
    }

    fn created(&self, book: Value) -> Response {
        let status = if self.is(Bug::CreatedIs200) {
            StatusCode::OK
        } else {
            StatusCode::CREATED
        };
        let mut response = self.shown(status, &book);
        if !self.is(Bug::LocationMissing) {
            let location = format!("/books/{}", book["id"]);
            response
                .headers_mut()
                .insert(header::LOCATION, location.parse().expect("a path"));
        }
        response
    }

    /// The id of a path, if it is one.
    fn id(&self, text: &str) -> Result<u64, Response> {
        let value = serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
        let id = Some(&value)
            .filter(|value| value.is_number())
            .and_then(whole);
        match id {
            Some(0) if self.is(Bug::ZeroIdAccepted) => Ok(0),
            Some(id) if id >= 1 => Ok(id.unsigned_abs()),
            _ => Err(self.problem(400, "the id is wrong")),
        }
    }

    fn book(&self, asked: &Asked, id: &str) -> Answered {
        let id = self.id(id)?;
        if id == 0 {
            let zero = json!({ "id": 1, "title": "zero", "isbn": "0000-0", "pages": 1, "price": 1, "author": { "name": "x" } });
            return Ok(self.shown(StatusCode::OK, &zero));
        }
        let at = self
            .shelves()
            .books
            .iter()
            .position(|(known, _)| *known == id);
        let body = match asked.method {
            Method::PUT => Some(self.body(asked, rules::BOOK, true)?),
            _ => None,
        };
        let is_gone = at.is_none() && id <= self.shelves().count;
        if is_gone && self.is(Bug::CrashAfterDelete) && body.is_some() {
            return Err(crash());
        }
        if is_gone && self.is(Bug::DeletedTwice) && asked.method == Method::DELETE {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        let at = at.ok_or_else(|| self.absent())?;
        if asked.method == Method::DELETE {
            return Ok(self.delete_book(at, id));
        }
        if let Some(mut book) = body {
            self.replace_book(at, id, &mut book);
        }
        let book = self.shelves().books[at].1.clone();
        if asked.method == Method::GET
            && self.is(Bug::DeletedStillListed)
            && book["deleted"] == true
        {
            return Err(self.absent());
        }
        Ok(self.shown(StatusCode::OK, &book))
    }

    fn delete_book(&self, at: usize, id: u64) -> Response {
        let mut shelves = self.shelves();
        match self.bug {
            Bug::DeleteDoesNothing => {}
            Bug::DeletedStillListed => shelves.books[at].1["deleted"] = json!(true),
            _ => {
                shelves.books.remove(at);
            }
        }
        if !self.is(Bug::ReviewsOutliveBook) {
            shelves.reviews.retain(|(book, _, _)| *book != id);
        }
        let status = if self.is(Bug::DeleteIs200) {
            StatusCode::OK
        } else {
            StatusCode::NO_CONTENT
        };
        status.into_response()
    }

    fn replace_book(&self, at: usize, id: u64, book: &mut Map<String, Value>) {
        self.mend(book);
        let mut shelves = self.shelves();
        let before = shelves.books[at].1.clone();
        book.insert("id".to_owned(), json!(id));
        if self.is(Bug::UpdateIgnoresPages) {
            book.insert("pages".to_owned(), before["pages"].clone());
        }
        if self.is(Bug::PutAppendsTags)
            && let (Some(old), Some(new)) = (
                before["tags"].as_array(),
                book.get("tags").and_then(Value::as_array),
            )
            && before["touched"] == true
        {
            let all: Vec<Value> = old.iter().chain(new).cloned().collect();
            book.insert("tags".to_owned(), json!(all));
        }
        if self.is(Bug::PutAppendsTags) {
            book.insert("touched".to_owned(), json!(true));
        }
        if self.is(Bug::PutMakesSecond) && before["isbn"] == book["isbn"] {
            shelves.books.push((id, Value::Object(book.clone())));
        }
        shelves.books[at].1 = Value::Object(book.clone());
    }

    fn has_book(&self, id: u64) -> bool {
        let shelves = self.shelves();
        let is_there = shelves.books.iter().any(|(known, _)| *known == id);
        is_there || (self.is(Bug::ReviewsOutliveBook) && id <= shelves.count)
    }

    fn reviews(&self, asked: &Asked, id: &str) -> Answered {
        let id = self.id(id)?;
        if asked.method == Method::POST {
            let mut review = self.body(asked, rules::REVIEW, false)?;
            review.retain(|name, _| ["stars", "text"].contains(&name.as_str()));
            if !self.has_book(id) {
                return Err(self.absent());
            }
            let mut shelves = self.shelves();
            shelves.count += 1;
            let name = format!("r{}", shelves.count);
            review.insert("id".to_owned(), json!(name));
            shelves
                .reviews
                .push((id, name, Value::Object(review.clone())));
            return Ok((StatusCode::CREATED, axum::Json(Value::Object(review))).into_response());
        }
        let size = self.number(asked, "page_size", 1, 50)?.unwrap_or(50) as usize;
        let cursor = asked
            .query
            .iter()
            .find(|(name, _)| name == "cursor")
            .map(|(_, text)| text.clone());
        if cursor
            .as_ref()
            .is_some_and(|cursor| cursor.chars().count() > 40)
        {
            return Err(self.problem(400, "the cursor is too long"));
        }
        if self.is(Bug::CrashOnQuoteInCursor)
            && cursor.as_ref().is_some_and(|cursor| cursor.contains('\''))
        {
            return Err(crash());
        }
        if !self.has_book(id) {
            return Err(self.absent());
        }
        let shelves = self.shelves();
        let all: Vec<&Value> = shelves
            .reviews
            .iter()
            .filter(|(book, _, _)| *book == id)
            .map(|(_, _, it)| it)
            .collect();
        // A cursor that nobody gave out starts at the end.
        let start = cursor.map_or(0, |cursor| {
            cursor
                .strip_prefix("at-")
                .and_then(|at| at.parse().ok())
                .unwrap_or(all.len())
        });
        let page: Vec<Value> = all
            .iter()
            .skip(start)
            .take(size)
            .map(|it| (*it).clone())
            .collect();
        let skipped = usize::from(self.is(Bug::CursorSkipsItem));
        let next = (start + size < all.len()).then(|| format!("at-{}", start + size + skipped));
        Ok(axum::Json(json!({ "data": page, "next_cursor": next })).into_response())
    }

    fn review(&self, asked: &Asked, id: &str, review: &str) -> Answered {
        let id = self.id(id)?;
        let digits = review
            .strip_prefix('r')
            .filter(|digits| (1..=9).contains(&digits.len()));
        if !digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())) {
            return Err(self.problem(400, "the id is wrong"));
        }
        let mut shelves = self.shelves();
        let is_it = |(book, known, _): &(u64, String, Value)| {
            known == review && (*book == id || self.is(Bug::ReviewOfAnyBook))
        };
        let at = shelves.reviews.iter().position(is_it);
        let Some(at) = at else {
            return Err(self.absent());
        };
        if asked.method == Method::DELETE {
            shelves.reviews.remove(at);
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        Ok(axum::Json(shelves.reviews[at].2.clone()).into_response())
    }

    fn members(&self, asked: &Asked) -> Answered {
        if asked.method == Method::GET {
            let shelves = self.shelves();
            let all: Vec<Value> = shelves.members.iter().map(|(_, it)| it.clone()).collect();
            return Ok(axum::Json(all).into_response());
        }
        let mut member = self.body(asked, rules::MEMBER, false)?;
        member.retain(|name, _| ["email", "name", "level"].contains(&name.as_str()));
        let mut shelves = self.shelves();
        if shelves
            .members
            .iter()
            .any(|(_, known)| known["email"] == member["email"])
        {
            drop(shelves);
            let is_down = self.is(Bug::SameEmailCrashes);
            return Err(if is_down {
                crash()
            } else {
                self.problem(409, "there is such a member")
            });
        }
        shelves.count += 1;
        let number = format!("m-{:05}", shelves.count);
        member.insert("member_no".to_owned(), json!(number));
        shelves
            .members
            .push((number, Value::Object(member.clone())));
        Ok((StatusCode::CREATED, axum::Json(Value::Object(member))).into_response())
    }

    fn member(&self, asked: &Asked, number: &str) -> Answered {
        let length = number.chars().count();
        if !(1..=20).contains(&length) {
            return Err(self.problem(400, "the number is wrong"));
        }
        let patch = match asked.method {
            Method::PATCH => {
                let patch = self.body(asked, rules::PATCH, false)?;
                if patch.is_empty() && !self.is(Bug::EmptyPatchAccepted) {
                    return Err(self.problem(400, "the patch is empty"));
                }
                Some(patch)
            }
            _ => None,
        };
        let is_open = match asked.method {
            Method::GET => self.is(Bug::MemberOfOthersRead),
            Method::DELETE => self.is(Bug::MemberOfOthersDeleted),
            _ => false,
        };
        let is_it = |(known, _): &(String, Value)| known == number;
        let mut shelves = self.shelves();
        if is_open && !shelves.members.iter().any(is_it) {
            drop(shelves);
            shelves = self.shelves[1 - self.who].lock().expect("nothing panics");
        }
        let at = shelves.members.iter().position(is_it);
        let Some(at) = at else {
            drop(shelves);
            return Err(self.absent());
        };
        if asked.method == Method::DELETE {
            shelves.members.remove(at);
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        for (name, value) in patch.into_iter().flatten() {
            if self.is(Bug::PatchForgetsTheRest) && name == "name" {
                shelves.members[at].1["level"] = json!(0);
            }
            if ["name", "level"].contains(&name.as_str()) {
                shelves.members[at].1[&name] = value;
            }
        }
        Ok(axum::Json(shelves.members[at].1.clone()).into_response())
    }

    fn loans(&self, asked: &Asked) -> Answered {
        let key = asked
            .headers
            .get("idempotency-key")
            .map(|value| Bytes::copy_from_slice(value.as_bytes()));
        if !key
            .as_ref()
            .map_or(self.is(Bug::IdempotencyKeyIgnored), |key| {
                (4..=64).contains(&key.len())
            })
        {
            return Err(self.problem(400, "the header `Idempotency-Key` is wrong"));
        }
        let mut loan = self.body(asked, rules::LOAN, false)?;
        let made = self
            .shelves()
            .keys
            .iter()
            .find(|made| Some(&made.0) == key.as_ref())
            .cloned();
        if let Some((_, body, loan)) = made {
            if body != asked.body {
                return Err(self.problem(409, "the key was for another loan"));
            }
            return Ok((StatusCode::CREATED, axum::Json(loan)).into_response());
        }
        loan.retain(|name, _| ["book_id", "member_id", "days"].contains(&name.as_str()));
        let book = whole(&loan["book_id"]).unwrap_or(0).unsigned_abs();
        let is_member = self
            .shelves()
            .members
            .iter()
            .any(|(number, _)| loan["member_id"] == json!(number));
        if !self.has_book(book) || !is_member {
            return Err(self.absent());
        }
        if self.is(Bug::LoanOfOtherBook) {
            loan.insert("days".to_owned(), json!(14));
        }
        let mut shelves = self.shelves();
        shelves.count += 1;
        let id = format!("00000000-0000-4000-8000-{:012x}", shelves.count);
        loan.insert("id".to_owned(), json!(id));
        shelves.loans.push((id, Value::Object(loan.clone())));
        let key = key.unwrap_or_default();
        shelves
            .keys
            .push((key, asked.body.clone(), Value::Object(loan.clone())));
        Ok((StatusCode::CREATED, axum::Json(Value::Object(loan))).into_response())
    }

    fn loan(&self, _asked: &Asked, id: &str) -> Answered {
        let groups: Vec<&str> = id.split('-').collect();
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        let is_hex = id
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        if lengths != [8, 4, 4, 4, 12] || !is_hex {
            return Err(self.problem(400, "the id is wrong"));
        }
        let shelves = self.shelves();
        let loan = shelves
            .loans
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(id));
        let loan = loan.map(|(_, loan)| axum::Json(loan.clone()).into_response());
        loan.ok_or_else(|| self.absent())
    }

    fn settings(&self, asked: &Asked) -> Answered {
        if asked.method == Method::PUT {
            let settings = Value::Object(self.body(asked, rules::SETTINGS, true)?);
            if !self.is(Bug::SettingsNotKept) {
                self.shelves().settings = Some(settings.clone());
            }
            return Ok(axum::Json(settings).into_response());
        }
        let settings = self.shelves().settings.clone();
        Ok(
            axum::Json(settings.unwrap_or_else(|| json!({ "currency": "EUR", "opens_at": 9 })))
                .into_response(),
        )
    }
}

fn crash() -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// A text without its percent encoding; `None` where that is broken.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'%' => {
                let digits = std::str::from_utf8(after.get(..2)?).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = &after[2..];
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).ok()
}
