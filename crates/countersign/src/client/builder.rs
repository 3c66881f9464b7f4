//! [`Builder`]: what a client is told before its first call.

use std::{fmt, marker::PhantomData, sync::Arc, time::Duration};

use ::http::{HeaderMap, HeaderName, HeaderValue};

use super::{
    Checked, ClientCredentials, Credential, Executor, Middleware, Retry, Transport, auth::Wallet,
    executor::Settings, url::Servers,
};
use crate::http::{BoxError, Server};

/// A client's settings. `C` is the generated client.
#[must_use = "`build` makes the client"]
pub struct Builder<C> {
    settings: Settings,
    transport: Option<Arc<dyn Transport>>,
    failure: Option<BuildError>,
    client: PhantomData<fn() -> C>,
}

/// Why a client cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// There is no transport: none was given, and the feature `reqwest` is off.
    NoTransport,
    /// A header field that HTTP does not have.
    Header(String),
    /// The ready-made transport could not be made.
    Transport(BoxError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTransport => {
                f.write_str("a client needs a transport, or the feature `reqwest`")
            }
            Self::Header(name) => write!(f, "`{name}` is no header field of this value"),
            Self::Transport(error) => write!(f, "the transport cannot be made: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}

impl<C: From<Executor>> Builder<C> {
    /// The settings of a client of these servers.
    pub fn new(servers: &'static [Server]) -> Self {
        let settings = Settings {
            servers: Servers {
                url: None,
                of_api: servers,
                index: 0,
                variables: Vec::new(),
            },
            transport: Arc::new(Nowhere),
            middleware: Vec::new(),
            wallet: Wallet::default(),
            headers: HeaderMap::new(),
            timeout: Duration::from_secs(30),
            retry: Retry::default(),
            requests: Checked::Yes,
            responses: Checked::No,
            limit: 64 << 20,
        };
        Self {
            settings,
            transport: None,
            failure: None,
            client: PhantomData,
        }
    }

    /// The absolute URL before all paths, in place of the document's servers.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.settings.servers.url = Some(url.into());
        self
    }

    /// The server of the document of this index, from 0.
    pub fn server(mut self, index: usize) -> Self {
        self.settings.servers.index = index;
        self
    }

    /// The value of a variable of the server's URL.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings
            .servers
            .variables
            .push((name.into(), value.into()));
        self
    }

    /// What carries the requests; by default `Reqwest`, where its feature is on.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// What sees every request and response; the first one that is added comes first.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.settings.middleware.push(Arc::new(middleware));
        self
    }

    /// A header field of every request.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => {
                self.settings.headers.append(name, value);
            }
            _ => {
                self.failure
                    .get_or_insert(BuildError::Header(name.to_owned()));
            }
        }
        self
    }

    /// A bearer token, for schemes of HTTP bearer authentication, OAuth 2.0 and OpenID Connect.
    pub fn bearer(self, token: impl Into<String>) -> Self {
        self.unnamed(Credential::Bearer(token.into()))
    }

    /// A user and a password, for schemes of HTTP basic authentication.
    pub fn basic(self, user: impl Into<String>, password: impl Into<String>) -> Self {
        let (user, password) = (user.into(), password.into());
        self.unnamed(Credential::Basic { user, password })
    }

    /// A key, for the scheme of this name in the document.
    pub fn api_key(self, scheme: impl Into<String>, key: impl Into<String>) -> Self {
        self.credential(scheme, Credential::ApiKey(key.into()))
    }

    /// Tokens from a token endpoint, for schemes of OAuth 2.0.
    pub fn client_credentials(self, source: ClientCredentials) -> Self {
        self.unnamed(Credential::ClientCredentials(Arc::new(source)))
    }

    /// A credential for the scheme of this name in the document.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.settings
            .wallet
            .0
            .push((Some(scheme.into()), credential));
        self
    }

    /// How long a call may take, retries included, and a stream may be silent; 30 seconds unless this says otherwise.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// When calls are sent again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = retry;
        self
    }

    /// Whether requests are validated before they are sent; they are, unless this says otherwise.
    pub fn requests(mut self, checked: Checked) -> Self {
        self.settings.requests = checked;
        self
    }

    /// Whether a response that breaks a constraint is an error; it is not, unless this says otherwise.
    pub fn responses(mut self, checked: Checked) -> Self {
        self.settings.responses = checked;
        self
    }

    /// The longest body, or item of a stream, that is taken, in bytes; 64 MiB unless this says otherwise.
    pub fn longest_body(mut self, bytes: usize) -> Self {
        self.settings.limit = bytes;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// What it was told and cannot use.
    pub fn build(mut self) -> Result<C, BuildError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        self.settings.transport = match self.transport {
            Some(transport) => transport,
            None => ready_made()?,
        };
        Ok(C::from(Executor(Arc::new(self.settings))))
    }

    fn unnamed(mut self, credential: Credential) -> Self {
        self.settings.wallet.0.push((None, credential));
        self
    }
}

#[cfg(feature = "reqwest")]
fn ready_made() -> Result<Arc<dyn Transport>, BuildError> {
    let transport = super::Reqwest::new().map_err(BuildError::Transport)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn ready_made() -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

/// The transport of a client that is not built yet.
struct Nowhere;

impl Transport for Nowhere {
    fn send(
        &self,
        _: ::http::Request<crate::http::Body>,
    ) -> super::BoxFuture<'_, Result<::http::Response<crate::http::Body>, BoxError>> {
        Box::pin(std::future::ready(Err(BuildError::NoTransport.into())))
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Builder")
    }
}
