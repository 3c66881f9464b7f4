//! [`ClientCredentials`]: tokens of the OAuth 2.0 client credentials grant (RFC 6749, section 4.4), kept until they expire.

use std::{collections::BTreeMap, time::Duration};

use ::http::{Request, header};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use tokio::{sync::Mutex, time::Instant};

use super::Renewal;
use crate::{
    Value,
    client::executor::Settings,
    http::{Body, BoxError, percent},
};

/// The longest answer that a token endpoint may give, in bytes.
const LIMIT: usize = 1 << 20;

/// A token is taken for expired this long before it is, for the way of the request.
const MARGIN: Duration = Duration::from_secs(30);

/// Fetches tokens from a token endpoint, one for each set of scopes, and keeps them until they expire.
pub struct ClientCredentials {
    url: String,
    client: String,
    secret: String,
    tokens: Mutex<BTreeMap<String, Token>>,
}

#[derive(Clone)]
struct Token {
    text: String,
    until: Option<Instant>,
}

impl ClientCredentials {
    /// The token endpoint's absolute URL, and the client's identifier and secret, which are sent by basic authentication
    /// (section 2.3.1).
    pub fn new(
        url: impl Into<String>,
        client: impl Into<String>,
        secret: impl Into<String>,
    ) -> Self {
        Self {
            url: url.into(),
            client: client.into(),
            secret: secret.into(),
            tokens: Mutex::new(BTreeMap::new()),
        }
    }

    /// A token of these scopes. Calls that need one at the same time wait for one request.
    pub(super) async fn token(
        &self,
        scopes: &[&str],
        settings: &Settings,
        renewal: Renewal,
    ) -> Result<String, BoxError> {
        let scope = scopes.join(" ");
        let mut tokens = self.tokens.lock().await;
        let is_good = |token: &&Token| token.until.is_none_or(|until| Instant::now() < until);
        let known = tokens.get(&scope).filter(is_good);
        if let Some(token) = known.filter(|_| renewal == Renewal::No) {
            return Ok(token.text.clone());
        }
        let token = self.fetch(&scope, settings).await?;
        tokens.insert(scope, token.clone());
        Ok(token.text)
    }

    async fn fetch(&self, scope: &str, settings: &Settings) -> Result<Token, BoxError> {
        let credentials = format!("{}:{}", encoded(&self.client), encoded(&self.secret));
        let mut form = "grant_type=client_credentials".to_owned();
        if !scope.is_empty() {
            form.push_str("&scope=");
            form.push_str(&encoded(scope));
        }
        let request = Request::post(&self.url)
            .header(
                header::AUTHORIZATION,
                format!("Basic {}", BASE64_STANDARD.encode(credentials)),
            )
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .body(Body::from(form))?;
        let response = settings.transport.send(request).await?;
        let status = response.status();
        let body = response.into_body().bytes(LIMIT).await?;
        if !status.is_success() {
            return Err(format!("the token endpoint answered {status}").into());
        }
        read(std::str::from_utf8(&body)?)
    }
}

/// RFC 6749, section 5.1.
fn read(text: &str) -> Result<Token, BoxError> {
    let answer: Value = text
        .parse()
        .map_err(|_| "the token endpoint's answer is not JSON")?;
    let Some(Value::String(token)) = answer.get("access_token") else {
        return Err("the token endpoint's answer has no access_token".into());
    };
    let seconds = match answer.get("expires_in") {
        Some(Value::Number(number)) => number.decimal().to_u64(),
        _ => None,
    };
    let until = seconds.and_then(|seconds| {
        let lifetime = Duration::from_secs(seconds);
        Instant::now().checked_add(lifetime.saturating_sub(MARGIN))
    });
    Ok(Token {
        text: token.clone(),
        until,
    })
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    percent::encode(&mut out, text, b"");
    out
}

/// Secrets are not shown.
impl std::fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
