//! A token from the token endpoint of OAuth 2.0, by client credentials (RFC 6749, section 4.4).

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{Method, Request, StatusCode};
use hyper::body::Bytes;

use super::{SendError, Transport};
use crate::run::Mask;
use crate::wire::encode;

/// What a client has to say to be given a token.
#[derive(Clone, Eq, PartialEq)]
pub struct ClientCredentials {
    /// The client's identifier.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// The scopes that are asked for; the endpoint's default where there are none.
    pub scopes: Vec<String>,
}

/// An access token (RFC 6749, section 5.1).
#[derive(Clone, Eq, PartialEq)]
pub struct Token {
    /// The token itself.
    pub text: String,
    /// How long it is good for, where the endpoint says so.
    pub lifetime: Option<Duration>,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("id", &self.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl ClientCredentials {
    /// What the endpoint says may have the secret in it.
    fn mask(&self) -> Mask {
        Mask::new(vec![(self.secret.clone(), "${CLIENT_SECRET}".to_owned())])
    }

    /// Asks the token endpoint at a target of a service; the client is named by basic authentication (RFC 6749, section 2.3.1).
    ///
    /// # Errors
    /// Where there is no answer, and [`SendError::Token`] where the answer has no token.
    pub async fn token<T: Transport>(&self, service: &T, target: &str) -> Result<Token, SendError> {
        let mut form = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            form.push_str(&format!("&scope={}", encode(&self.scopes.join(" "))));
        }
        let client = format!("{}:{}", encode(&self.id), encode(&self.secret));
        let request = Request::builder()
            .method(Method::POST)
            .uri(target)
            .header(
                "authorization",
                format!("Basic {}", STANDARD.encode(client)),
            )
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(Bytes::from(form))
            .map_err(|error| SendError::Token(error.to_string()))?;
        let mask = self.mask();
        let response = service.send(request).await;
        let response = response.map_err(|error| mask.error(&error))?;
        let answer: serde_json::Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let member = |name: &str| answer.get(name).and_then(serde_json::Value::as_str);
        match (response.status(), member("access_token")) {
            (StatusCode::OK, Some(token)) => Ok(Token {
                text: token.to_owned(),
                lifetime: answer.get("expires_in").and_then(lifetime),
            }),
            (status, _) => {
                let reason = member("error_description").or(member("error"));
                let reason = reason
                    .map(|reason| format!(": {reason}"))
                    .unwrap_or_default();
                Err(mask.error(&SendError::Token(format!("{status}{reason}"))))
            }
        }
    }
}

/// A number of seconds; some endpoints write it as a text.
fn lifetime(value: &serde_json::Value) -> Option<Duration> {
    let text = value.as_str().and_then(|text| text.parse().ok());
    let seconds: f64 = value.as_f64().or(text)?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, StatusCode};
    use axum::routing::post;

    use std::time::Duration;

    use super::{ClientCredentials, Token};
    use crate::send::{Bounds, InProcess, SendError};

    /// An endpoint that knows one client: the example of RFC 6749, section 4.4.2.
    async fn endpoint(headers: HeaderMap, form: String) -> (StatusCode, String) {
        let client = headers
            .get("authorization")
            .map(|value| value.to_str().unwrap());
        if client != Some("Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW") {
            let reason =
                r#"{"error":"invalid_client","error_description":"not known: guess%26ed"}"#;
            return (StatusCode::UNAUTHORIZED, reason.to_owned());
        }
        assert_eq!(form, "grant_type=client_credentials&scope=a%3Aread%20b");
        (
            StatusCode::OK,
            r#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600}"#
                .to_owned(),
        )
    }

    async fn token(secret: &str) -> Result<Token, SendError> {
        let app = axum::Router::new().route("/token", post(endpoint));
        let client = ClientCredentials {
            id: "s6BhdRkqt3".to_owned(),
            secret: secret.to_owned(),
            scopes: vec!["a:read".to_owned(), "b".to_owned()],
        };
        let service = InProcess::new(app, Bounds::default());
        client.token(&service, "/token").await
    }

    #[tokio::test]
    async fn a_token_is_given_or_the_reason() {
        let token_of = |text: &str, seconds| Token {
            text: text.to_owned(),
            lifetime: Some(Duration::from_secs(seconds)),
        };
        let expected = token_of("2YotnFZFEjr1zCsicMWpAA", 3_600);
        assert_eq!(token("gX1fBat3bV").await.unwrap(), expected);
        let error = token("guess&ed").await.unwrap_err().to_string();
        assert!(
            error.contains("401") && error.ends_with("not known: ${CLIENT_SECRET}"),
            "{error}"
        );
    }
}
