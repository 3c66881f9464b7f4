//! Over TCP, HTTP/1.1: hyper's client, with the bytes of the body as they are.

use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use super::{Bounds, SendError, Transport, with_causes};

/// A service behind an `http://` URL; connections are kept alive and reused.
#[derive(Debug)]
pub struct Network {
    client: Client<HttpConnector, Full<Bytes>>,
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
    /// [`SendError::TlsNotBuilt`] for https.
    pub fn new(url: &str, bounds: Bounds) -> Result<Network, SendError> {
        let uri: Uri = url
            .parse()
            .map_err(|error| SendError::Url(format!("`{url}`: {error}")))?;
        if uri.scheme() == Some(&Scheme::HTTPS) {
            return Err(SendError::TlsNotBuilt);
        }
        if uri.scheme() != Some(&Scheme::HTTP) {
            return Err(SendError::Url(format!(
                "`{url}` does not start with `http://`"
            )));
        }
        let authority = uri.authority().cloned();
        let authority =
            authority.ok_or_else(|| SendError::Url(format!("`{url}` names no host")))?;
        if uri.query().is_some() {
            return Err(SendError::Url(format!("`{url}` has a query")));
        }
        Ok(Network {
            client: Client::builder(TokioExecutor::new()).build(HttpConnector::new()),
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
            .scheme(Scheme::HTTP)
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
        format!("http://{}{}", self.authority, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::Network;
    use crate::send::{Bounds, SendError, Transport};

    #[test]
    fn urls_are_judged_before_anything_is_sent() {
        let new = |url: &str| Network::new(url, Bounds::default());
        assert!(matches!(
            new("https://example.com"),
            Err(SendError::TlsNotBuilt)
        ));
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
