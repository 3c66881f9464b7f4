//! `http://` alone: what connects where TLS is not built in.

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;

use super::SendError;

/// What connects.
pub(super) type Connector = HttpConnector;

/// What connects to a URL; there is nothing to trust.
pub(super) fn connector(uri: &Uri, _pem: &[u8]) -> Result<Connector, SendError> {
    if uri.scheme() == Some(&Scheme::HTTPS) {
        return Err(SendError::TlsNotBuilt);
    }
    Ok(HttpConnector::new())
}
