//! `https://` by rustls: the certificates of the operating system, and those that the user trusts besides.

use std::sync::Arc;

use http::Uri;
use http::uri::Scheme;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::SendError;

/// What connects, with TLS where the URL asks for it.
pub(super) type Connector = HttpsConnector<HttpConnector>;

/// What connects to a URL, with the certificates of a PEM text besides those of the operating system.
pub(super) fn connector(uri: &Uri, pem: &[u8]) -> Result<Connector, SendError> {
    let mut roots = RootCertStore::empty();
    if uri.scheme() == Some(&Scheme::HTTPS) {
        // One that rustls cannot use is of no use to a service either.
        let _counts =
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| SendError::Tls(error.to_string()))?;
            let added = roots.add(certificate);
            added.map_err(|error| SendError::Tls(error.to_string()))?;
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| SendError::Tls(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let builder = HttpsConnectorBuilder::new().with_tls_config(config);
    Ok(builder.https_or_http().enable_http1().build())
}
