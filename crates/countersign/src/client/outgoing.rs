//! [`Outgoing`]: a request that is complete but for its credentials, and can be sent again.

use ::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header};

use super::{Draft, Failure, accept::accept, auth::Paid, executor::Settings, watch::Watch};
use crate::http::{Body, Location};

/// A request that is complete but for its credentials.
pub(super) struct Outgoing {
    method: Method,
    /// Scheme, authority and path.
    target: String,
    query: Vec<String>,
    cookies: Vec<String>,
    headers: HeaderMap,
    body: Body,
    pub(super) watch: Watch,
}

impl Outgoing {
    pub(super) fn of(draft: Draft, settings: &Settings) -> Result<Self, Failure> {
        let operation = draft.operation;
        let base = settings.servers.base(operation)?;
        let method = Method::from_bytes(operation.method.as_bytes());
        let mut headers = settings.headers.clone();
        if let Some(accept) = accept(operation).filter(|_| !headers.contains_key(header::ACCEPT)) {
            headers.insert(header::ACCEPT, accept);
        }
        for (name, value) in &draft.headers {
            headers.remove(name);
            headers.append(name, value.clone());
        }
        let watch = Watch::default();
        Ok(Self {
            method: method.map_err(|error| unsendable("method", &error))?,
            target: format!("{base}{}", draft.path),
            query: draft.query,
            cookies: draft.cookies,
            headers,
            body: watch.over(draft.body),
            watch,
        })
    }

    /// The same request once more, unless its body is a stream.
    pub(super) fn again(&self) -> Option<Self> {
        Some(Self {
            method: self.method.clone(),
            target: self.target.clone(),
            query: self.query.clone(),
            cookies: self.cookies.clone(),
            headers: self.headers.clone(),
            body: self.body.again()?,
            watch: self.watch.clone(),
        })
    }

    /// Whether sending it twice does what sending it once does (RFC 9110, section 9.2.2, and the Idempotency-Key field).
    pub(super) fn is_idempotent(&self) -> bool {
        const METHODS: [&str; 7] = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"];
        METHODS.contains(&self.method.as_str()) || self.headers.contains_key("idempotency-key")
    }

    /// The request with these credentials.
    pub(super) fn request(mut self, paid: &[Paid]) -> Result<Request<Body>, Failure> {
        for credential in paid {
            self.add(credential)?;
        }
        if !self.cookies.is_empty() {
            let cookies = HeaderValue::try_from(self.cookies.join("; "));
            let cookies = cookies.map_err(|error| unsendable("Cookie", &error))?;
            self.headers.insert(header::COOKIE, cookies);
        }
        let uri = match self.query.is_empty() {
            true => self.target,
            false => format!("{}?{}", self.target, self.query.join("&")),
        };
        let uri = Uri::try_from(uri).map_err(|error| unsendable("path", &error))?;
        let mut request = Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn add(&mut self, credential: &Paid) -> Result<(), Failure> {
        let (name, value) = (&*credential.name, &*credential.value);
        match credential.location {
            Location::Query | Location::QueryString | Location::Path => {
                let mut pair = String::new();
                crate::http::percent::encode(&mut pair, name, b"");
                pair.push('=');
                crate::http::percent::encode(&mut pair, value, b"");
                self.query.push(pair);
            }
            Location::Cookie => self.cookies.push(format!("{name}={value}")),
            Location::Header => {
                let header =
                    HeaderName::try_from(name).map_err(|error| unsendable(name, &error))?;
                let mut field =
                    HeaderValue::try_from(value).map_err(|error| unsendable(name, &error))?;
                field.set_sensitive(true);
                self.headers.insert(header, field);
            }
        }
        Ok(())
    }
}

fn unsendable(place: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::Unsendable {
        place: place.to_owned(),
        reason: error.to_string(),
    }
}
