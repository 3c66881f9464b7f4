//! How requests reach the service: credentials, pace, hooks, and what is trusted.

use std::num::{NonZeroU32, NonZeroU64};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use countersign_contract::{
    Bounds, ClientCredentials, Credential, Hooked, Network, Pace, Polite, Renewing, SendError,
    wait_for,
};

use crate::header;

/// A service as it is talked to.
pub(crate) type Service = Renewing<Hooked<Polite<Network>>, Network>;

#[derive(Args, Debug)]
pub(crate) struct Sending {
    /// The token endpoint of OAuth 2.0, asked by client credentials; its token goes with every request, and is another one
    /// before it expires, or when the service refuses it after it has accepted it
    #[arg(
        long,
        value_name = "URL",
        requires = "client_id",
        requires = "client_secret"
    )]
    token_url: Option<String>,
    /// The client that asks for a token
    #[arg(long, value_name = "ID", requires = "token_url")]
    client_id: Option<String>,
    /// Its secret; `${NAME}` is an environment variable
    #[arg(long, value_name = "SECRET", requires = "token_url")]
    client_secret: Option<String>,
    /// The scopes that it asks for, separated by commas
    #[arg(
        long,
        value_name = "SCOPES",
        value_delimiter = ',',
        requires = "token_url"
    )]
    scopes: Vec<String>,
    /// Seconds to wait until the service answers anything at all
    #[arg(long, value_name = "SECONDS")]
    wait_for: Option<NonZeroU64>,
    /// The most requests a second. Where the service answers 429, or 503 with Retry-After, requests wait and are sent again
    #[arg(long, value_name = "COUNT")]
    rate: Option<NonZeroU32>,
    /// A program that is given each request as a line of JSON, and answers with the request that is to be sent: `method`,
    /// `target`, `headers`, `body` or `body_hex`; what it leaves out stays
    #[arg(long, value_name = "PROGRAM")]
    hook: Option<String>,
    /// Certificates that are trusted besides those of the system, as PEM
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

impl Sending {
    /// The service at a URL, once it answers, where that is asked for.
    ///
    /// # Errors
    /// In words: the URL, the certificates or the hook cannot be used, or the service does not answer.
    pub(crate) fn service(&self, url: &str, bounds: Bounds) -> Result<Service, String> {
        let network = self.network(url, bounds)?;
        if let Some(seconds) = self.wait_for {
            let time = Duration::from_secs(seconds.get());
            let waiting = self.network(url, bounds)?;
            wait(async { wait_for(&waiting, time).await })?
                .map_err(|error| format!("the service at {url} did not come up: {error}"))?;
        }
        let pace = Pace::default();
        let pace = self.rate.map_or(pace, |rate| pace.per_second(rate.get()));
        let mut service = Hooked::new(Polite::new(network, pace));
        if let Some(hook) = &self.hook {
            let hooked = service.program(hook, &[]);
            service = hooked.map_err(|error| error.to_string())?;
        }
        self.renewing(service, bounds)
    }

    fn network(&self, url: &str, bounds: Bounds) -> Result<Network, String> {
        let pem = match &self.ca_file {
            Some(path) => std::fs::read(path)
                .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?,
            None => Vec::new(),
        };
        Network::trusting(url, bounds, &pem).map_err(|error| error.to_string())
    }

    /// The service with a token of the token endpoint, where one is given.
    fn renewing(
        &self,
        service: Hooked<Polite<Network>>,
        bounds: Bounds,
    ) -> Result<Service, String> {
        let (Some(url), Some(id), Some(secret)) =
            (&self.token_url, &self.client_id, &self.client_secret)
        else {
            return Ok(Renewing::without_token(service));
        };
        let client = ClientCredentials {
            id: header::expand(id, variable)?,
            secret: header::expand(secret, variable)?,
            scopes: self.scopes.clone(),
        };
        let (origin, target) = parts(url);
        // Connections end with the runtime that they were made in: later tokens have their own.
        let (now, later) = (self.network(origin, bounds)?, self.network(origin, bounds)?);
        let failed = |error: SendError| format!("{url}: {error}");
        let first = wait(async { client.token(&now, target).await })?.map_err(failed)?;
        Renewing::new(service, client, later, target, &first).map_err(failed)
    }
}

/// The secrets of security schemes.
///
/// # Errors
/// In words: no equals sign, or a variable that is not set.
pub(crate) fn credentials(texts: &[String]) -> Result<Vec<Credential>, String> {
    let credential = |text: &String| {
        let (scheme, secret) = text
            .split_once('=')
            .ok_or("a credential is written as `SCHEME=SECRET`")?;
        let expanded = header::expand(secret, variable)?;
        Ok(if expanded == secret {
            Credential::secret(scheme, secret)
        } else {
            Credential::new(scheme, expanded, header::masked(secret))
        })
    };
    texts.iter().map(credential).collect()
}

/// A URL as its origin, and what follows.
fn parts(url: &str) -> (&str, &str) {
    let start = url.find("://").map_or(0, |at| at + 3);
    match url[start..].find(['/', '?']) {
        Some(at) => url.split_at(start + at),
        None => (url, "/"),
    }
}

/// Runs a future to its end on a runtime of its own.
fn wait<F: Future>(future: F) -> Result<F::Output, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    Ok(runtime.block_on(future))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_token_endpoint_is_an_origin_and_a_target() {
        let url = "https://login.example:8443/oauth/token?tenant=a";
        assert_eq!(
            parts(url),
            ("https://login.example:8443", "/oauth/token?tenant=a")
        );
        assert_eq!(parts("http://h"), ("http://h", "/"));
    }
}
