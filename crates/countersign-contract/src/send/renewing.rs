//! A transport whose token is renewed: before it expires, and when the service refuses one that it has accepted before.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderValue, Request, Response, StatusCode};
use hyper::body::Bytes;
use tokio::time::Instant;

use super::token::{ClientCredentials, Token};
use super::{SendError, Transport};
use crate::GivenHeader;

/// What reports show instead of the token.
const SHOWN: &str = "Bearer ${ACCESS_TOKEN}";
/// How long before its end a token is renewed, where that is less than a tenth of its time.
const EARLY: Duration = Duration::from_secs(30);
/// How many renewals may change nothing about a 401: then it is the service's last word.
const MOST_IN_VAIN: u32 = 3;

/// A service whose requests carry a token (RFC 6749, section 4.4), which is another one as soon as it has to be.
///
/// A request is given the token of the day where it has the [header](Renewing::header) that the first one was in: what has
/// no credentials, or others, stays as it is.
#[derive(Debug)]
pub struct Renewing<T, E> {
    inner: T,
    tokens: Option<Tokens<E>>,
}

/// Where tokens come from.
#[derive(Debug)]
struct Tokens<E> {
    client: ClientCredentials,
    endpoint: E,
    target: String,
    /// That of the first token.
    header: GivenHeader,
    current: tokio::sync::Mutex<Current>,
    /// Those of the others.
    renewed: Mutex<Vec<GivenHeader>>,
}

/// The token of the day.
#[derive(Clone, Debug)]
struct Current {
    header: GivenHeader,
    /// When it has to be another one.
    ends: Option<Instant>,
    /// Whether the service has accepted it.
    is_proven: bool,
    /// How many renewals after a 401 were followed by another one.
    in_vain: u32,
}

impl Current {
    fn of(token: &Token) -> Result<Current, SendError> {
        let value = format!("Bearer {}", token.text);
        let header = GivenHeader::new("authorization", &value, SHOWN).map_err(SendError::Token)?;
        let now = Instant::now();
        let ends = token.lifetime.and_then(|lifetime| {
            let early = EARLY.min(lifetime / 10);
            now.checked_add(lifetime - early)
        });
        Ok(Current {
            header,
            ends,
            is_proven: false,
            in_vain: 0,
        })
    }
}

impl<T, E: Transport> Renewing<T, E> {
    /// The same service, whose requests have no token.
    pub fn without_token(inner: T) -> Self {
        Renewing {
            inner,
            tokens: None,
        }
    }

    /// The same service, with tokens that a client is given at a target of an endpoint: the first, and those after it.
    ///
    /// # Errors
    /// [`SendError::Token`] where the first token cannot stand in a header.
    pub fn new(
        inner: T,
        client: ClientCredentials,
        endpoint: E,
        target: &str,
        first: &Token,
    ) -> Result<Self, SendError> {
        let current = Current::of(first)?;
        let tokens = Tokens {
            client,
            endpoint,
            target: target.to_owned(),
            header: current.header.clone(),
            current: tokio::sync::Mutex::new(current),
            renewed: Mutex::default(),
        };
        Ok(Renewing {
            inner,
            tokens: Some(tokens),
        })
    }

    /// The header of the first token, for [`Options::headers`](crate::Options::headers).
    #[must_use]
    pub fn header(&self) -> Option<&GivenHeader> {
        self.tokens.as_ref().map(|tokens| &tokens.header)
    }
}

impl<E: Transport> Tokens<E> {
    /// The token of the day: another one, where its time is over.
    async fn current(&self) -> Result<HeaderValue, SendError> {
        let mut current = self.current.lock().await;
        if current.ends.is_some_and(|ends| Instant::now() >= ends) {
            self.renew(&mut current).await?;
        }
        Ok(current.header.value.clone())
    }

    /// The token that comes after one that was refused; `None` where that was no matter of the token.
    async fn after(&self, refused: &HeaderValue) -> Option<HeaderValue> {
        let mut current = self.current.lock().await;
        if current.header.value == *refused {
            if !current.is_proven || current.in_vain >= MOST_IN_VAIN {
                return None;
            }
            current.in_vain += 1;
            self.renew(&mut current).await.ok()?;
        }
        Some(current.header.value.clone())
    }

    async fn renew(&self, current: &mut Current) -> Result<(), SendError> {
        let token = self.client.token(&self.endpoint, &self.target).await?;
        *current = Current {
            in_vain: current.in_vain,
            ..Current::of(&token)?
        };
        let mut renewed = self.renewed.lock().unwrap_or_else(PoisonError::into_inner);
        renewed.push(current.header.clone());
        Ok(())
    }

    /// Takes in that the service has accepted a token.
    async fn accepted(&self, token: &HeaderValue) {
        let mut current = self.current.lock().await;
        if current.header.value == *token {
            current.is_proven = true;
        }
    }

    /// Takes in that a token after another one was accepted where that was refused.
    async fn helped(&self) {
        self.current.lock().await.in_vain = 0;
    }
}

impl<T: Transport, E: Transport> Transport for Renewing<T, E> {
    async fn send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let has_token = |tokens: &&Tokens<E>| {
            request.headers().get(AUTHORIZATION) == Some(&tokens.header.value)
        };
        let Some(tokens) = self.tokens.as_ref().filter(has_token) else {
            return self.inner.send(request).await;
        };
        let token = tokens.current().await?;
        request.headers_mut().insert(AUTHORIZATION, token.clone());
        let response = self.inner.send(request.clone()).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            tokens.accepted(&token).await;
            return Ok(response);
        }
        let Some(next) = tokens.after(&token).await else {
            return Ok(response);
        };
        request.headers_mut().insert(AUTHORIZATION, next.clone());
        let response = self.inner.send(request).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            tokens.accepted(&next).await;
            tokens.helped().await;
        }
        Ok(response)
    }

    fn base(&self) -> String {
        self.inner.base()
    }

    fn renewed(&self) -> Vec<GivenHeader> {
        let tokens = self.tokens.as_ref();
        let renewed = tokens.map(|tokens| &tokens.renewed);
        renewed
            .map(|renewed| {
                renewed
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone()
            })
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use futures_util::future::join_all;
    use http::{Request, Response, StatusCode};
    use hyper::body::Bytes;

    use super::Renewing;
    use crate::send::{ClientCredentials, SendError, Token, Transport};

    /// A service that takes the newest token, and its token endpoint, which gives others each time.
    #[derive(Default)]
    struct House {
        given: Mutex<u32>,
        /// The token that is taken.
        taken: Mutex<String>,
        seen: Mutex<Vec<String>>,
    }

    impl House {
        fn give(&self) -> String {
            let mut given = self.given.lock().unwrap();
            *given += 1;
            let token = format!("token-{given}");
            self.taken.lock().unwrap().clone_from(&token);
            token
        }
    }

    impl Transport for &House {
        fn base(&self) -> String {
            String::new()
        }

        async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
            if request.uri() == "/token" {
                let answer = format!(r#"{{"access_token":"{}","expires_in":"60"}}"#, self.give());
                return Ok(Response::new(answer.into()));
            }
            tokio::task::yield_now().await;
            let header = request.headers().get("authorization");
            let sent = header
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default();
            let is_taken = sent == format!("Bearer {}", self.taken.lock().unwrap());
            self.seen.lock().unwrap().push(sent);
            let mut response = Response::new(Bytes::new());
            if !is_taken || request.uri() == "/never" {
                *response.status_mut() = StatusCode::UNAUTHORIZED;
            }
            Ok(response)
        }
    }

    fn renewing(house: &House) -> Renewing<&House, &House> {
        let client = ClientCredentials {
            id: "shop".to_owned(),
            secret: "sesame".to_owned(),
            scopes: Vec::new(),
        };
        let first = Token {
            text: house.give(),
            lifetime: Some(Duration::from_secs(60)),
        };
        Renewing::new(house, client, house, "/token", &first).unwrap()
    }

    async fn status(service: &Renewing<&House, &House>, target: &str) -> u16 {
        let mut request = Request::new(Bytes::new());
        *request.uri_mut() = target.parse().unwrap();
        let token = service.header().unwrap().value.clone();
        request.headers_mut().insert("authorization", token);
        service.send(request).await.unwrap().status().as_u16()
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_renewed_before_it_expires() {
        let house = House::default();
        let service = renewing(&house);
        assert_eq!(status(&service, "/").await, 200);
        tokio::time::advance(Duration::from_secs(53)).await;
        assert_eq!(status(&service, "/").await, 200);
        assert_eq!(service.renewed().len(), 0);
        for _ in 0..3 {
            tokio::time::advance(Duration::from_secs(55)).await;
            assert_eq!(status(&service, "/").await, 200);
        }
        assert_eq!(service.renewed().len(), 3);
        let seen = house.seen.into_inner().unwrap();
        assert_eq!(
            seen[1..],
            [
                "Bearer token-1",
                "Bearer token-2",
                "Bearer token-3",
                "Bearer token-4"
            ]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_was_accepted_and_is_refused_is_renewed_once() {
        let house = House::default();
        let service = renewing(&house);
        assert_eq!(status(&service, "/").await, 200);
        "revoked".clone_into(&mut house.taken.lock().unwrap());
        let all = (0..8).map(|_| status(&service, "/"));
        assert_eq!(join_all(all).await, [200; 8]);
        assert_eq!(*house.given.lock().unwrap(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn what_has_other_credentials_or_is_refused_for_good_stays_refused() {
        let house = House::default();
        let service = renewing(&house);
        assert_eq!(
            status(&service, "/never").await,
            401,
            "nobody has accepted it"
        );
        assert_eq!(*house.given.lock().unwrap(), 1);
        for _ in 0..10 {
            assert_eq!(status(&service, "/").await, 200);
            assert_eq!(status(&service, "/never").await, 401);
        }
        assert_eq!(*house.given.lock().unwrap(), 4);
        for credentials in [None, Some("Bearer garbage"), Some("Bearer token-1 ")] {
            let mut request = Request::new(Bytes::new());
            let headers = request.headers_mut();
            credentials.map(|it| headers.insert("authorization", it.parse().unwrap()));
            let response = service.send(request).await.unwrap();
            assert_eq!(response.status(), 401);
            let seen = house.seen.lock().unwrap().last().cloned();
            assert_eq!(seen.as_deref(), Some(credentials.unwrap_or_default()));
        }
    }
}
