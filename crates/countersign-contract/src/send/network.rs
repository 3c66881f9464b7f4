//! Over TCP or TLS, HTTP/1.1: hyper's client, with the bytes of the body as they are.

use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

#[cfg(not(feature = "tls"))]
use super::plain::{Connector, connector};
#[cfg(feature = "tls")]
use super::tls::{Connector, connector};
use super::{Bounds, SendError, Transport, with_causes};

/// A service behind an `http://` URL, or with feature `tls` an `https://` one; connections are kept alive and reused.
#[derive(Debug)]
pub struct Network {
    client: Client<Connector, Full<Bytes>>,
    scheme: Scheme,
    authority: Authority,
    /// Without a slash at its end.
    prefix: String,
    bounds: Bounds,
}

impl Network {
    /// The service at a URL; a path in it stands before the paths of the document.
    ///
    /// # Errors
    /// [`SendError::Url`] for what is no absolute URL, has a query, or another scheme than http;
    /// [`SendError::TlsNotBuilt`] for https without feature `tls`.
    pub fn new(url: &str, bounds: Bounds) -> Result<Network, SendError> {
        Network::trusting(url, bounds, b"")
    }

    /// The same, where certificates of a PEM text are trusted besides those of the operating system.
    ///
    /// # Errors
    /// As [`Network::new`], and [`SendError::Tls`] where the text has no such certificates.
    pub fn trusting(url: &str, bounds: Bounds, pem: &[u8]) -> Result<Network, SendError> {
        let uri: Uri = url
            .parse()
            .map_err(|error| SendError::Url(format!("`{url}`: {error}")))?;
        let known = [Scheme::HTTP, Scheme::HTTPS];
        let scheme = uri
            .scheme()
            .filter(|scheme| known.contains(scheme))
            .cloned();
        let scheme = scheme.ok_or_else(|| {
            SendError::Url(format!(
                "`{url}` starts with neither `http://` nor `https://`"
            ))
        })?;
        let authority = uri.authority().cloned();
        let authority =
            authority.ok_or_else(|| SendError::Url(format!("`{url}` names no host")))?;
        if uri.query().is_some() {
            return Err(SendError::Url(format!("`{url}` has a query")));
        }
        Ok(Network {
            client: Client::builder(TokioExecutor::new()).build(connector(&uri, pem)?),
            scheme,
            authority,
            prefix: uri.path().trim_end_matches('/').to_owned(),
            bounds,
        })
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let (mut parts, body) = request.into_parts();
        parts.uri = self.absolute(&parts.uri)?;
        let response = self
            .client
            .request(Request::from_parts(parts, Full::new(body)))
            .await
            .map_err(|error| {
                let text = with_causes(&error);
                if error.is_connect() {
                    SendError::Connect(text)
                } else {
                    SendError::Broken(text)
                }
            })?;
        self.whole(response).await
    }

    async fn whole(&self, response: Response<Incoming>) -> Result<Response<Bytes>, SendError> {
        let (parts, body) = response.into_parts();
        let most = self.bounds.most_body;
        if body.size_hint().lower() > most as u64 {
            return Err(SendError::TooLong(most));
        }
        let collected = Limited::new(body, most).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                SendError::TooLong(most)
            } else {
                SendError::Broken(with_causes(error.as_ref()))
            }
        })?;
        Ok(Response::from_parts(parts, collected.to_bytes()))
    }

    fn absolute(&self, target: &Uri) -> Result<Uri, SendError> {
        let path = target.path_and_query().map_or("/", PathAndQuery::as_str);
        let uri = Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone());
        uri.path_and_query(format!("{}{path}", self.prefix))
            .build()
            .map_err(|error| SendError::Url(error.to_string()))
    }
}

impl Transport for Network {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        let timeout = self.bounds.timeout;
        tokio::time::timeout(timeout, self.exchange(request))
            .await
            .unwrap_or(Err(SendError::Timeout(timeout)))
    }

    fn base(&self) -> String {
        format!("{}://{}{}", self.scheme, self.authority, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::Network;
    use crate::send::{Bounds, SendError, Transport};

    #[test]
    fn urls_are_judged_before_anything_is_sent() {
        let new = |url: &str| Network::new(url, Bounds::default());
        let https = new("https://example.com");
        if cfg!(feature = "tls") {
            assert_eq!(
                https.ok().map(|it| it.base()).as_deref(),
                Some("https://example.com")
            );
        } else {
            assert!(matches!(https, Err(SendError::TlsNotBuilt)));
        }
        for url in [
            "",
            "example.com",
            "ftp://example.com",
            "/path",
            "http://h/?q=1",
            "http://",
        ] {
            assert!(matches!(new(url), Err(SendError::Url(_))), "{url}");
        }
        let base = new("http://127.0.0.1:8080/api/").map(|network| network.base());
        assert_eq!(base.ok().as_deref(), Some("http://127.0.0.1:8080/api"));
    }
}
